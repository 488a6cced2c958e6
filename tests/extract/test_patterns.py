"""Phrases and patterns start claims where they stand, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.extractor import Extractor
from factcheck.language.document import Document
from factcheck.rules.loader import RuleSet

RulesWith = Callable[[str], RuleSet]
Read = Callable[..., Document]

PACK = """
pack: tests
rules:
  - id: level
    question: "What is the blood alcohol level of {{person}}?"
    roles:
      person: {{kind: person}}
      level: {{kind: quantity, between: [0, 1]}}
    identity: [person]
    answer: level
    triggers:
      - {trigger}
        find: {{person: [subject, possessive], level: [object, quantity, governor.attribute]}}
    examples:
      - articles: [A., B.]
        expect: {{verdict: none}}
"""
PHRASE = "phrase: [blood alcohol level]"
WORDS = 'pattern: [{LEMMA: blow}, {OP: "?"}, {LIKE_NUM: true}]'
TREE = (
    "pattern: [{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: register}}, "
    '{LEFT_ID: v, REL_OP: ">", RIGHT_ID: s, RIGHT_ATTRS: {DEP: nsubj}}]'
)


@pytest.mark.parametrize(
    ("trigger", "text", "levels"),
    [
        (PHRASE, "Paul Reimer's blood alcohol level was 0.14.", ["0.14"]),
        (PHRASE, "Paul Reimer's alcohol level was 0.14.", []),
        (WORDS, "It rained. Paul Reimer blew 0.17 on Monday.", ["0.17"]),
        (WORDS, "Paul Reimer blew the horn for 0.17 miles.", []),
        (TREE, "It rained. Paul Reimer registered 0.17 on Monday.", ["0.17"]),
        (TREE, "Registered mail came.", []),
    ],
)
def test_a_claim_starts_where_the_words_stand(
    rules_with: RulesWith, read: Read, trigger: str, text: str, levels: list[str]
) -> None:
    rules = rules_with(PACK.format(trigger=trigger))
    own = [loaded for loaded in rules.rules if loaded.id == "tests.level"]
    extractor = Extractor(own)
    for _ in range(2):  # the matchers are made once
        assert [c.answer.normal for c in extractor.claims(read(text))] == levels
