"""Sorts: only one word of a list is right for one thing."""

from __future__ import annotations

from factcheck.values import sorts
from factcheck.values.relation import Relation
from factcheck.values.sorts import Sort


def test_synonyms_share_a_sort_and_other_words_exclude_it() -> None:
    pistol, revolver, rifle = Sort("gun", "pistol"), Sort("gun", "revolver"), Sort("rifle", "rifle")
    assert sorts.relate(pistol, revolver).relation is Relation.SAME
    assert sorts.relate(pistol, rifle).relation is Relation.DIFFERS
