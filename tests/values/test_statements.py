"""Statements: which two sentences around one thing are of one matter."""

from __future__ import annotations

import pytest

from factcheck.values.relation import Relation
from factcheck.values.statements import Statement, relate


def statement(key: str, words: str, sense: str = "asserted", needed: float = 1.5) -> Statement:
    weighted = tuple(sorted((word, 1.0) for word in words.split()))
    return Statement(key, f"“{key}”", weighted, sense, needed)


CRATES = statement("47 | crate", "ferry orange lindmark")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (statement("47 | crate", "ferry orange lindmark"), Relation.SAME),
        (statement("47 | crate", "ferry orange harbour"), Relation.REFINES),
        (statement("47 | crate", "ferry lorry motorway"), Relation.DIFFERS),
        (statement("47 | crate", "ferry orange lindmark", needed=3.5), Relation.DIFFERS),
        (statement("48 | crate", "ferry orange lindmark"), Relation.DIFFERS),
        (statement("47 | crate", "ferry orange lindmark", sense="negated"), Relation.DIFFERS),
    ],
)
def test_how_two_statements_relate(other: Statement, expected: Relation) -> None:
    assert relate(CRATES, other).relation is expected
    assert relate(other, CRATES).relation is expected


def test_a_word_that_one_article_uses_often_counts_for_little() -> None:
    common = Statement("47 | crate", "“crate”", (("ferry", 0.2), ("orange", 0.2)), "asserted", 1.0)

    assert relate(common, statement("47 | crate", "ferry orange", needed=1.0)).relation is (
        Relation.DIFFERS
    )


def test_the_explanation_names_the_shared_words() -> None:
    assert "ferry, orange" in relate(CRATES, statement("47 | crate", "ferry orange")).detail
