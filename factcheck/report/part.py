"""A report goes in, so much of it comes out as one page can show: the first findings, the articles
that they quote, and others while there is room.
"""

from __future__ import annotations

from factcheck import model
from factcheck.model import GRAVEST_FIRST

# What a browser filters within a fifth of a second, in 15 MB: benchmarks/report.py.
MOST_FINDINGS = 2_000
MOST_ARTICLES = 1_000


def fits(
    report: model.Report, findings: int = MOST_FINDINGS, articles: int = MOST_ARTICLES
) -> bool:
    """Whether one page can show all of a report."""
    return len(report.findings) <= findings and len(report.articles) <= articles


def part(
    report: model.Report, findings: int = MOST_FINDINGS, articles: int = MOST_ARTICLES
) -> model.Report:
    """The report itself where it is no larger than that."""
    if fits(report, findings, articles):
        return report
    shown: list[model.Finding] = []
    quoted: set[str] = set()
    for finding in sorted(report.findings, key=_gravity)[:findings]:
        more = {evidence.article for answer in finding.answers for evidence in answer.evidence}
        if len(quoted | more) > articles:
            continue  # it would need the room of all that comes behind it
        quoted |= more
        shown.append(finding)
    room = articles - len(quoted)
    others = [article.id for article in report.articles if article.id not in quoted][:room]
    kept = quoted.union(others)
    return report.model_copy(
        update={
            "findings": tuple(shown),
            "articles": tuple(article for article in report.articles if article.id in kept),
        }
    )


def _gravity(finding: model.Finding) -> int:
    return GRAVEST_FIRST.index(finding.verdict)
