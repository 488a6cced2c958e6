"""Packs for other languages: their words are their language's alone, their prepositions places."""

from __future__ import annotations

import pytest

from factcheck.rules.loader import RuleSet, combine, parse
from factcheck.rules.source import RuleError

ENGLISH = """
pack: harbour
words: {ships: [ferry], offices: [mayor]}
same: {ship: [boat]}
stands_for: {NO: [Oslo]}
"""
FRENCH = """
pack: port
languages: [fr]
prepositions: [à, à cause de]
words: {ships: [ferry, bac], offices: [maire]}
same: {bateau: [navire]}
stands_for: {NO: [Norvège]}
rules:
  - id: owner
    question: À qui est {ship} ?
    roles:
      owner: {kind: person}
      ship: {kind: thing, head: [$ships]}
    identity: [ship]
    answer: owner
    triggers:
      - verb: [appartenir]
        find: {owner: [à, "à cause de"], ship: subject}
    examples:
      - articles: [Le bac est à Lind., Le bac est à Dahl.]
        expect: {verdict: none}
"""


def both(french: str = FRENCH) -> RuleSet:
    return combine([parse(ENGLISH, "harbour.yaml"), parse(french, "port.yaml")])


def test_each_language_has_words_of_its_own() -> None:
    rules = both()
    english, french = rules.known(), rules.known("fr")
    assert english.words == {"ships": {"ferry"}, "offices": {"mayor"}}
    assert french.words == {"ships": {"ferry", "bac"}, "offices": {"maire"}}
    assert (english.same["boat"], "navire" in english.same) == ("ship", False)
    assert (english.stands_for, french.stands_for) == ({"oslo": "NO"}, {"norvège": "NO"})
    assert rules.known("es").words == {}


def test_rules_are_for_the_languages_of_their_pack() -> None:
    rules = both()
    assert [loaded.id for loaded in rules.of("fr")] == ["port.owner"]
    assert rules.of("en") == ()
    assert rules.off == ()


def test_a_rule_can_name_its_own_languages() -> None:
    rules = both(FRENCH.replace("- id: owner", "- id: owner\n    languages: [fr, en]"))
    (rule,) = rules.of("en")
    assert rule.rule.roles["ship"].head == ("ferry", "bac")


def test_a_list_of_another_language_is_not_known() -> None:
    with pytest.raises(RuleError, match=r"port.yaml:\d+:\d+: unknown word list '\$boats'"):
        combine(
            [
                parse("pack: harbour\nwords: {boats: [ferry]}\n", "harbour.yaml"),
                parse(FRENCH.replace("$ships", "$boats"), "port.yaml"),
            ]
        )


def test_prepositions_that_the_pack_does_not_name_are_no_places() -> None:
    with pytest.raises(RuleError, match="unknown place 'à'"):
        parse(FRENCH.replace("prepositions: [à, à cause de]\n", ""), "port.yaml")


@pytest.mark.parametrize("wrong", ["prepositions: à", "prepositions: [[à]]", "languages: french"])
def test_what_is_no_list_is_told(wrong: str) -> None:
    field = wrong.partition(":")[0]
    lines = [wrong if line.startswith(field) else line for line in FRENCH.splitlines()]
    with pytest.raises(RuleError, match=r"port\.yaml:"):
        parse("\n".join(lines), "port.yaml")
