"""The rule language: what may be written short, and what must fit together."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from factcheck.model import Factuality, Severity
from factcheck.rules.schema import Pack, Rule, Trigger

EXAMPLE = {
    "articles": ["Norway paid the dues.", "Chile paid the dues."],
    "expect": {"verdict": "conflict"},
}


def rule(**changes: Any) -> dict[str, Any]:
    return {
        "id": "dues",
        "question": "Who pays {dues}?",
        "roles": {"payer": {"kind": "actor"}, "dues": {"kind": "thing"}},
        "identity": ["dues"],
        "answer": "payer",
        "triggers": [{"verb": "pay", "find": {"payer": "subject", "dues": "object"}}],
        "examples": [EXAMPLE],
        **changes,
    }


def test_a_rule_says_only_what_is_not_usual() -> None:
    read = Rule.model_validate(rule())
    assert read.values == "single"
    assert read.over_time == "fixed"
    assert read.severity is Severity.MEDIUM
    assert read.factuality == (Factuality.ASSERTED,)


def test_a_single_word_or_place_is_a_list_of_one() -> None:
    trigger = Trigger.model_validate(
        {
            "noun": "payment",
            "when": {"of": "due"},
            "unless": {"modifier": "late"},
            "find": {"payer": "by"},
        }
    )
    assert trigger.noun == ("payment",)
    assert trigger.when == {"of": ("due",)}
    assert trigger.unless == {"modifier": ("late",)}
    assert trigger.find == {"payer": ("by",)}


@pytest.mark.parametrize(
    "place", ["subject", "object.of", "governor.subject", "on", "object.with", "matrix", "time"]
)
def test_places_are_chains_of_relations_and_prepositions(place: str) -> None:
    assert Trigger.model_validate({"verb": "pay", "find": {"payer": place}})


@pytest.mark.parametrize("place", ["", ".", "object.", ".object", "Subject", "left", "object of"])
@pytest.mark.parametrize("field", ["find", "when", "unless"])
def test_a_place_that_does_not_exist_is_refused(field: str, place: str) -> None:
    data = {"verb": "pay", "find": {"payer": "subject"}}
    data[field] = {"payer": place} if field == "find" else {place: "due"}
    with pytest.raises(ValidationError, match="unknown place"):
        Trigger.model_validate(data)


@pytest.mark.parametrize("words", [{}, {"verb": "pay", "noun": "payment"}, {"verb": []}])
def test_a_trigger_has_words_of_exactly_one_part_of_speech(words: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="exactly one"):
        Trigger.model_validate({**words, "find": {"payer": "subject"}})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"question": "Who pays {ship}?"}, "question names the role 'ship'"),
        ({"identity": ["ship"]}, "identity names the role 'ship'"),
        ({"answer": "ship"}, "answer names the role 'ship'"),
        ({"participants": ["ship"]}, "participants names the role 'ship'"),
        ({"inherit": ["ship"]}, "inherit names the role 'ship'"),
        (
            {"triggers": [{"verb": "pay", "find": {"ship": "subject"}}]},
            "triggers names the role 'ship'",
        ),
        ({"answer": "dues"}, "cannot both identify and answer"),
        (
            {"triggers": [{"verb": "pay", "find": {"dues": "object"}}]},
            "where to find the role 'payer'",
        ),
        ({"identity": []}, "at least 1"),
        ({"triggers": []}, "at least 1"),
        ({"examples": []}, "at least 1"),
        ({"id": "Dues!"}, "pattern"),
        ({"severity": "huge"}, "'high', 'medium' or 'low'"),
        ({"values": "many"}, "'single' or 'list'"),
        ({"factuality": ["certain"]}, "asserted"),
        ({"colour": "red"}, "[Ee]xtra"),
    ],
)
def test_a_rule_that_does_not_fit_together_is_refused(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        Rule.model_validate(rule(**changes))


def test_an_example_needs_two_articles() -> None:
    alone = {**EXAMPLE, "articles": ["Norway paid the dues."]}
    with pytest.raises(ValidationError, match="at least 2"):
        Rule.model_validate(rule(examples=[alone]))


def test_rules_of_a_pack_share_triggers_by_name() -> None:
    shared = rule()["triggers"]
    pack = Pack.model_validate(
        {
            "pack": "harbour",
            "triggers": {"paying": shared},
            "rules": [rule(triggers="paying"), rule(id="dues-again", triggers="paying")],
        }
    )
    assert pack.rules[0].triggers == pack.rules[1].triggers
    assert pack.rules[0].triggers[0].verb == ("pay",)


@pytest.mark.parametrize("data", [None, 7, "pack", [], {"pack": "a", "rules": {"b": 1}}])
def test_what_is_no_pack_is_refused_and_does_not_crash(data: object) -> None:
    with pytest.raises(ValidationError):
        Pack.model_validate(data)


def test_a_pack_may_hold_words_alone() -> None:
    pack = Pack.model_validate({"pack": "words", "words": {"dues": ["due"]}})
    assert pack.rules == ()
