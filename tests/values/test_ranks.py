"""Ranks: ordinals as numbers."""

from __future__ import annotations

import pytest

from factcheck.values.ranks import parse, relate
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("word", "normal"), [("fourth", "4"), ("4th", "4"), ("Twelfth", "12"), ("22nd", "22")]
)
def test_words_and_figures_give_one_rank(word: str, normal: str) -> None:
    rank = parse(word)
    assert rank is not None
    assert rank.normal == normal


@pytest.mark.parametrize("word", ["four", "4", "forth", "0th", ""])
def test_other_words_are_no_ranks(word: str) -> None:
    assert parse(word) is None


def test_two_ranks_exclude_each_other() -> None:
    fourth, fifth, also_fourth = parse("fourth"), parse("5th"), parse("4th")
    assert fourth is not None
    assert fifth is not None
    assert also_fourth is not None
    assert relate(fourth, fifth).relation is Relation.DIFFERS
    assert relate(fourth, also_fourth).relation is Relation.SAME
