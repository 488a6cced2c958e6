"""What a card says: its sources' independence, and the way to its confidence."""

from __future__ import annotations

import pytest

from factcheck.model import Dependence, Level, Report
from factcheck.report import layout
from factcheck.report.independence import listed

COPIED = ("gazette", "wire-0504")
ALONE = (("gazette",), ("wire-0504",))


@pytest.mark.parametrize(
    ("origins", "told"),
    [
        ((), None),
        ((("gazette",),), None),
        (ALONE, "Two articles, independent of each other"),
        (
            (("gazette", "wire-0504"),),
            "Two articles, one independent source: A and C carry the same text",
        ),
        (
            (("gazette", "wire-0504"), ("letter",)),
            "Three articles, two independent sources: A and C carry the same text",
        ),
        ((("gone",), ("gazette",)), None),
    ],
)
def test_copies_of_one_text_are_told_as_one_source(
    report: Report, origins: tuple[tuple[str, ...], ...], told: str | None
) -> None:
    conflict = report.findings[0]
    council = conflict.answers[0].model_copy(update={"origins": origins})
    finding = conflict.model_copy(update={"answers": (council, *conflict.answers[1:])})
    page = layout.page(report.model_copy(update={"findings": (finding,)}))
    assert page.findings[0].answers[0].independence == told


@pytest.mark.parametrize(
    ("dependence", "why"),
    [
        (Dependence(reason="words", articles=COPIED), "A and C carry the same text"),
        (Dependence(reason="agency", articles=COPIED, outlet="AFP"), "A and C carry copy of AFP"),
        (
            Dependence(
                reason="citation", articles=COPIED, outlet="Bay Post", citing=("wire-0504",)
            ),
            "C cites Bay Post (A)",
        ),
        (
            Dependence(reason="citation", articles=COPIED, outlet="Le Monde", citing=COPIED),
            "A and C cite Le Monde",
        ),
    ],
)
def test_a_card_says_why_articles_are_one_source(
    report: Report, dependence: Dependence, why: str
) -> None:
    conflict = report.findings[0]
    council = conflict.answers[0].model_copy(
        update={"origins": (COPIED, ("letter",)), "dependences": (dependence,)}
    )
    finding = conflict.model_copy(update={"answers": (council, *conflict.answers[1:])})
    page = layout.page(report.model_copy(update={"findings": (finding,)}))
    told = page.findings[0].answers[0].independence
    assert told == f"Three articles, two independent sources: {why}"


def test_many_names_are_cut_to_a_number() -> None:
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "C"]) == "A, B and C"
    assert listed(list("ABCDEFGH")) == "A, B, C, D, E and 3 more"


def test_the_levels_lead_step_by_step_to_the_confidence(report: Report) -> None:
    view = layout.page(report).findings[0]
    assert [(r.level.name, r.change.start, r.change.width) for r in view.reasons] == [
        ("same event", 0, 40),
        ("time", 40, 15),
        ("values", 55, 41),
        ("sources", 86, 10),
    ]


def test_a_step_never_leaves_its_picture(report: Report) -> None:
    levels = (
        Level(name="a", detail="", contribution=1.0),
        Level(name="b", detail="", contribution=0.5),
    )
    finding = report.findings[0].model_copy(update={"explanation": levels})
    view = layout.page(report.model_copy(update={"findings": (finding,)})).findings[0]
    assert [(r.change.start, r.change.width) for r in view.reasons] == [(0, 100), (100, 0)]
