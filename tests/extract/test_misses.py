"""Rules that were triggered and made no claim, and what they lacked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.extractor import Extractor
from factcheck.extract.misses import Miss, near_misses
from factcheck.language.document import Document
from factcheck.rules.loader import RuleSet, load_builtin

Read = Callable[..., Document]
RulesWith = Callable[[str], RuleSet]

TENDERS = """\
pack: tenders
rules:
  - id: winner
    question: "Who won {tender}?"
    roles:
      tender: {kind: thing, head: [tender]}
      winner: {kind: actor}
    identity: [tender]
    answer: winner
    triggers:
      - verb: [win]
        find: {winner: subject, tender: object}
      - verb: [win]
        find: {winner: by, tender: [object, at]}
    examples:
      - articles: [Norway won the harbour tender., Sweden won the harbour tender.]
        expect: {verdict: conflict}
"""


def misses(document: Document, rule: str, rules: RuleSet | None = None) -> list[Miss]:
    """What the rule came near to in the document."""
    every = (rules or load_builtin()).rules
    chosen = [loaded for loaded in every if loaded.id == rule]
    return near_misses(document, chosen, Extractor(chosen).claims(document))


def test_a_role_that_is_missing_is_named_with_the_places_it_was_looked_for(read: Read) -> None:
    (miss,) = misses(read("The salmon treaty was signed in Lima."), "agreements.signing-date")

    assert [role for role, _ in miss.missing] == ["date"]
    assert miss.reason.startswith(
        "'signed' triggers it, but no date was found where it can stand ("
    )
    assert "agreement" in dict(miss.found)


def test_what_is_planned_is_told_from_what_the_rule_takes(read: Read) -> None:
    (miss,) = misses(
        read("Norway plans to sign the salmon treaty on 4 May 2016."), "agreements.signing-date"
    )

    assert miss.missing == ()
    assert miss.reason == "'sign' reads as planned, the rule takes asserted alone"


def test_where_a_claim_was_made_nothing_was_missed(read: Read) -> None:
    document = read("The salmon treaty was signed on 4 May 2016.")

    assert misses(document, "agreements.signing-date") == []


def test_of_the_triggers_of_one_word_the_nearest_counts(read: Read, rules_with: RulesWith) -> None:
    rules = rules_with(TENDERS)

    (miss,) = misses(read("Norway won on Monday."), "tenders.winner", rules)

    assert [role for role, _ in miss.missing] == ["tender"]
    assert dict(miss.found)["winner"].normal == "NO"


@pytest.mark.parametrize("text", ["", "It rained all day.", "The signing!", "They signed."])
def test_a_trigger_alone_is_not_near(read: Read, text: str) -> None:
    assert misses(read(text), "agreements.signing-date") == []


def test_a_rule_that_any_noun_triggers_is_near_only_with_its_answer(read: Read) -> None:
    document = read("The council met in the town hall beside the old harbour.")

    assert misses(document, "counts.stated") == []
