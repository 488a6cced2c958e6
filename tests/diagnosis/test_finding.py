"""Findings by number and id, and what would have made them another verdict."""

from __future__ import annotations

import pytest

from factcheck.diagnosis.finding import FindingError, otherwise, pick
from factcheck.model import (
    Answer,
    Article,
    Evidence,
    Finding,
    Provenance,
    Report,
    Severity,
    Verdict,
)
from factcheck.rules.loader import load_builtin
from factcheck.rules.schema import Rule


def answer(*said: tuple[str, str | None]) -> Answer:
    """An answer by passages: the article and who says it there."""
    evidence = tuple(
        Evidence(
            article=article,
            start=0,
            end=0,
            quote="",
            answer_text="",
            answer_start=0,
            answer_end=0,
            attributed_to=party,
        )
        for article, party in said
    )
    return Answer(value="x", label="x", sources=(), evidence=evidence)


def finding(identifier: str, verdict: Verdict, *answers: Answer) -> Finding:
    return Finding(
        id=identifier,
        fingerprint="",
        verdict=verdict,
        kind="date",
        question="When was the pier opened?",
        severity=Severity.LOW,
        confidence=0.8,
        explanation=(),
        rule="harbour.opening",
        answers=answers,
    )


def report(*findings: Finding) -> Report:
    articles = (
        Article(id="a", path="a.txt", text="", published="2016-05-04"),
        Article(id="b", path="b.txt", text=""),
    )
    provenance = Provenance(factcheck="0", model="", packs=())
    return Report(articles=articles, findings=findings, provenance=provenance)


def rule(**changes: object) -> Rule:
    return load_builtin().rule("agreements.signing-date").model_copy(update=changes)


MANY = report(*(finding(i, Verdict.CONFLICT) for i in ("3f00", "3fa1", "12ab", "9c44")))


@pytest.mark.parametrize(
    ("reference", "number"),
    [("1", 1), ("4", 4), ("3f0", 1), ("3FA1", 2), (" 9 ", 4), ("12", 3), ("12ab", 3)],
)
def test_a_finding_is_meant_by_number_or_start_of_its_id(reference: str, number: int) -> None:
    assert pick(MANY, reference) == (number, MANY.findings[number - 1])


@pytest.mark.parametrize(
    ("reference", "says"),
    [
        ("3f", "fits 2 findings: 3f00 (number 1), 3fa1 (number 2); give more of it"),
        ("77", "no finding '77'; give a number from 1 to 4, or the first letters of an id"),
        ("0", "give a number from 1 to 4"),
        ("", "no finding ''"),
        ("²", "no finding '²'"),
    ],
)
def test_what_means_no_finding_is_met_with_what_does(reference: str, says: str) -> None:
    with pytest.raises(FindingError) as error:
        pick(MANY, reference)

    assert says in str(error.value)


def test_a_report_without_findings_says_so() -> None:
    with pytest.raises(FindingError, match="no findings"):
        pick(report(), "1")


def told(verdict: Verdict, *answers: Answer, by: Rule | None = None) -> str | None:
    one = finding("1", verdict, *answers)
    return otherwise(one, by, report(one))


def test_a_conflict_tells_what_would_make_it_a_dispute() -> None:
    sentence = told(Verdict.CONFLICT, answer(("a", "the mayor")), answer(("b", None)))

    assert sentence is not None
    assert "dispute" in sentence
    assert "1 of the 2 stands in the article's own voice" in sentence


def test_where_every_passage_has_a_party_nothing_is_made_up() -> None:
    assert told(Verdict.CONFLICT, answer(("a", "the mayor")), answer(("b", "the mayor"))) is None


def test_a_conflict_on_a_changing_value_tells_what_would_make_it_an_update() -> None:
    sentence = told(Verdict.CONFLICT, answer(("a", None)), by=rule(over_time="changing"))

    assert sentence is not None
    assert sentence.startswith("It would be an update if the articles were not known to be of one")


def test_a_toll_of_long_ago_does_not_move() -> None:
    toll = finding("1", Verdict.CONFLICT, answer(("a", None))).model_copy(
        update={"kind": "quantity"}
    )

    sentence = otherwise(toll, rule(over_time="changing"), report(toll))

    assert sentence is not None
    assert sentence.startswith("It would be an update if the event were not long past")


@pytest.mark.parametrize(("over_time", "period"), [("changing", "day"), ("yearly", "year")])
def test_an_update_tells_what_would_make_it_a_conflict(over_time: str, period: str) -> None:
    both = answer(("a", None)), answer(("b", None))

    sentence = told(Verdict.UPDATE, *both, by=rule(over_time=over_time))

    assert sentence is not None
    assert f"if the articles were of one {period}" in sentence
    assert "1 of the 2 articles bears no date" in sentence
    assert told(Verdict.UPDATE, *both) is None


def test_a_list_is_never_a_conflict() -> None:
    sentence = told(Verdict.AGREEMENT, answer(("a", None)), by=rule(values="list"))

    assert sentence is not None
    assert "never be a conflict" in sentence


def test_a_single_answer_in_copies_is_told_from_one_in_one_article() -> None:
    assert "one source" in (told(Verdict.SINGLE, answer(("a", None), ("b", None))) or "")
    assert "second independent article" in (told(Verdict.SINGLE, answer(("a", None))) or "")


@pytest.mark.parametrize("verdict", [Verdict.DISPUTE, Verdict.AGREEMENT])
def test_the_others_are_told_from_a_conflict(verdict: Verdict) -> None:
    assert "own voice" in (told(verdict) or "") or "conflict" in (told(verdict) or "")
