"""Two passages of real files: why they were flagged, or were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.diagnosis.pair import Meeting, PairDiagnosis, explain_pair
from factcheck.diagnosis.passages import PassageError
from factcheck.model import Verdict
from factcheck.pipeline import Settings
from factcheck.rules.loader import load_builtin


def explained(a: str, b: str) -> PairDiagnosis:
    return explain_pair((a, b), load_builtin(), Settings())


def met(pair: PairDiagnosis, rule: str) -> Meeting:
    (meeting,) = (m for m in pair.meetings if m.a.rule == rule)
    return meeting


def test_a_conflict_is_told_step_by_step(post: Path, echo: Path) -> None:
    pair = explained(f"{post}:3", f"{echo}:1")

    meeting = met(pair, "agreements.signing-date")
    assert pair.flagged
    assert pair.conclusion == "Flagged: conflict."
    assert meeting.verdict is Verdict.CONFLICT
    names = [step.name for step in meeting.steps]
    assert names == ["agreement", "answers", "one question", "who says it", "verdict"]


def test_words_stand_for_the_sentence_around_them(post: Path, echo: Path) -> None:
    pair = explained(f"{post}:fisheries council", f"{echo}:fisheries council")

    assert pair.a.passage.text == "Norway proposed the fisheries council."
    assert met(pair, "proposals.proposer").conclusion == "Flagged: conflict."


def test_claims_of_two_rules_are_not_held_against_each_other(post: Path, echo: Path) -> None:
    pair = explained(f"{post}:5", f"{echo}:1")

    assert not pair.flagged
    assert pair.conclusion.startswith("Not flagged: ")
    assert all(m.a.rule == m.b.rule for m in pair.meetings)


def test_the_rules_that_came_near_a_passage_are_named(post: Path, echo: Path) -> None:
    pair = explained(f"{post}:3", f"{echo}:3")

    reasons = {miss.rule: miss.reason for miss in pair.b.misses}
    assert "planned" in reasons["agreements.signing-date"]


def test_one_passage_is_not_held_against_itself(post: Path) -> None:
    with pytest.raises(PassageError, match="name two"):
        explained(f"{post}:5", f"{post}:Norway proposed")


def test_the_order_of_the_passages_does_not_matter(post: Path, echo: Path) -> None:
    one, other = explained(f"{post}:3", f"{echo}:1"), explained(f"{echo}:1", f"{post}:3")

    assert one.conclusion == other.conclusion
    assert [m.verdict for m in one.meetings] == [m.verdict for m in other.meetings]
