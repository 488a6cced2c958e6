"""A decision of people in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from factcheck.model import Decision, Reason, Report, State
from factcheck.report import html
from factcheck.report.decided import REASONS, in_words

AT = datetime(2026, 5, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": State.CONFIRMED}, "Confirmed by Ada, 3 May 2026"),
        (
            {"state": State.DISMISSED, "reason": Reason.DIFFERENT_EVENTS},
            "Dismissed (different events) by Ada, 3 May 2026",
        ),
        (
            {"state": State.DISMISSED, "reason": Reason.UPDATE, "same_as": "other"},
            "Dismissed as another finding (an update) by Ada, 3 May 2026",
        ),
        (
            {"state": State.RESOLVED, "answer": "town council"},
            "Resolved in favour of “The town council” by Ada, 3 May 2026",
        ),
        (
            {"state": State.DEFERRED, "changed": True},
            "Found to need more checking by Ada, 3 May 2026; the passages have changed since",
        ),
        (
            {"state": State.CONTESTED},
            "Decided differently by several people, last by Ada, 3 May 2026",
        ),
    ],
)
def test_every_decision_has_its_words(
    report: Report, fields: dict[str, object], words: str
) -> None:
    decision = Decision.model_validate({"person": "Ada", "at": AT, **fields})
    finding = report.findings[0].model_copy(update={"review": decision})

    assert in_words(finding) == words


def test_nothing_decided_has_none(report: Report) -> None:
    assert in_words(report.findings[0]) is None


def test_every_reason_has_a_name() -> None:
    assert set(REASONS) == set(Reason)


def test_a_decision_of_a_hostile_person_is_text_on_the_page(report: Report) -> None:
    decision = Decision(
        state=State.CONFIRMED, person="<script>alert(1)</script>\u202e", at=AT, note="<img src=x>"
    )
    decided = report.findings[0].model_copy(update={"review": decision})

    page = html.render(report.model_copy(update={"findings": (decided,)}))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;[U+202E]" in page
    assert "&lt;img src=x&gt;" in page
    assert html.render(report) == html.render(report.model_copy(update={"dismissed": ()}))


def test_the_page_says_how_many_were_dismissed(report: Report) -> None:
    two = report.model_copy(update={"dismissed": report.findings[:2]})

    assert "2 dismissed in a review and left out here" in html.render(two)
    assert "dismissed in a review" not in html.render(report)
