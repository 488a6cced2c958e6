"""The report of the footbridge with everything in it that a report can have."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.model import (
    Copy,
    Decision,
    Finding,
    Passage,
    Reason,
    Report,
    State,
    Subject,
    Verdict,
)

DECIDED = datetime(2021, 5, 6, 9, 30, tzinfo=UTC)
ABOUT = (
    Subject(kind="person", value="ingrid solvang", label="Ingrid Solvang"),
    Subject(kind="place", value="NO", label="Norway"),
    Subject(kind="organization", value="road office", label="the road office"),
)


def _with_origins(finding: Finding) -> Finding:
    """Every article is a source of its own."""
    answers = tuple(
        answer.model_copy(update={"origins": tuple((e.article,) for e in answer.evidence)})
        for answer in finding.answers
    )
    return finding.model_copy(update={"answers": answers})


@pytest.fixture
def full(report: Report) -> Report:
    """Decided, dismissed and undecided findings, subjects, origins, copies and skipped inputs."""
    conflict, dispute, update, agreement, single = map(_with_origins, report.findings)
    resolved = Decision(
        state=State.RESOLVED, person="Ada", at=DECIDED, answer="town council", note="see minutes"
    )
    dismissed = Decision(
        state=State.DISMISSED, person="Ben", at=DECIDED, reason=Reason.SAME_MEANING, changed=False
    )
    copy = Copy(
        passage=Passage(article="wire-0504", start=0, end=60),
        same_as=Passage(article="gazette", start=0, end=60),
    )
    return report.model_copy(
        update={
            "findings": (
                conflict.model_copy(update={"review": resolved, "about": ABOUT}),
                update,
                agreement,
                single,
            ),
            "dismissed": (dispute.model_copy(update={"review": dismissed}),),
            "copies": (copy,),
        }
    )


@pytest.fixture
def nothing(report: Report) -> Report:
    """A report without articles and findings."""
    assert Verdict.CONFLICT in {finding.verdict for finding in report.findings}
    return report.model_copy(update={"articles": (), "findings": (), "skipped": ()})
