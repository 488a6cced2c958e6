"""Classes that exclude each other, and words that leave open which."""

from __future__ import annotations

from factcheck.values.categories import Category, relate
from factcheck.values.relation import Relation

CAPTAIN = Category(frozenset({"captain"}), "Captain")
COLONEL = Category(frozenset({"colonel"}), "Col.")
EITHER = Category(frozenset({"colonel", "lieutenant colonel"}), "Lt. Col.")


def test_two_classes_exclude_each_other() -> None:
    assert relate(CAPTAIN, COLONEL).relation is Relation.DIFFERS


def test_one_class_in_two_wordings_is_the_same() -> None:
    other = Category(frozenset({"colonel"}), "Colonel")

    assert relate(COLONEL, other).relation is Relation.SAME


def test_a_wording_of_two_classes_contradicts_neither() -> None:
    assert relate(EITHER, COLONEL).relation is Relation.REFINES
    assert relate(EITHER, CAPTAIN).relation is Relation.DIFFERS


def test_the_normal_form_names_the_classes() -> None:
    assert EITHER.normal == "colonel or lieutenant colonel"
