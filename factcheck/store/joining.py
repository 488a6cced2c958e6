"""A report and a ledger go in, the report with the decisions of people in it comes out: each on its
finding, and what people dismissed among the dismissed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.model import FLAGGED, Finding, Report, in_report

if TYPE_CHECKING:  # databases take a moment to import
    from factcheck.store.ledger import Ledger


def join(report: Report, ledger: Ledger, *, include_dismissed: bool = False) -> Report:
    """The report with a `review` on every finding that somebody decided.

    What was dismissed goes to `report.dismissed` unless `include_dismissed`; it stays where its
    passages have changed since. What the report had among the dismissed is looked at again.
    Raises StoreError.
    """
    whole = with_dismissed(report)
    reviews = ledger.reviews(whole)
    kept: list[Finding] = []
    dismissed: list[Finding] = []
    for finding in whole.findings:
        review = reviews[finding.id].decision
        reviewed = finding.model_copy(update={"review": review})
        out = review is not None and review.dismissed and finding.verdict in FLAGGED
        (dismissed if out and not include_dismissed else kept).append(reviewed)
    return report.model_copy(update={"findings": tuple(kept), "dismissed": tuple(dismissed)})


def with_dismissed(report: Report) -> Report:
    """The report with what people dismissed back among its findings, in their order."""
    if not report.dismissed:
        return report
    findings = sorted(
        (*report.findings, *report.dismissed),
        key=in_report,
    )
    return report.model_copy(update={"findings": tuple(findings), "dismissed": ()})
