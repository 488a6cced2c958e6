"""Last names: a slip for another name, another spelling of it, or another person's."""

from __future__ import annotations

import pytest

from factcheck.values.relation import Relation
from factcheck.values.surnames import Surname, relate


def name(family: str, *marks: str, rest: str = "") -> Surname:
    return Surname("ida", family, f"Ida {family.title()}", frozenset(marks), rest)


@pytest.mark.parametrize(
    ("a", "b"),
    [("lindberg", "sandberg"), ("barrow", "harrow"), ("carter", "barker")],
)
def test_names_a_little_alike_of_one_age_cannot_both_be_right(a: str, b: str) -> None:
    one, other = name(a, "age 34"), name(b, "age 34", "is diver")
    assert relate(one, other).relation is Relation.DIFFERS
    assert relate(name(a, "age 34"), name(b, "age 51")).relation is not Relation.DIFFERS


def test_names_nearly_alike_of_one_role_cannot_both_be_right() -> None:
    one, other = name("stroud", "is diver"), name("strout", "is diver")
    assert relate(one, other).relation is Relation.DIFFERS
    assert relate(name("stroud"), name("strout")).relation is Relation.INCOMPARABLE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (name("pedersen", "age 34"), name("pederson", "age 34")),
        (name("mare", "age 34", rest="delmare"), name("delmare", "age 34", rest="delmare")),
        (name("moe", "age 34", rest="lindmoe"), name("lind", "age 34", rest="lind")),
    ],
)
def test_spellings_and_parts_of_one_name_can_both_be_right(a: Surname, b: Surname) -> None:
    assert relate(a, b).relation is Relation.REFINES
    assert relate(b, a).relation is Relation.REFINES


def test_other_names_are_other_peoples() -> None:
    one, other = name("lindberg", "age 34"), name("ott", "age 34")
    assert relate(one, other).relation is Relation.INCOMPARABLE
    assert relate(one, one).relation is Relation.SAME
    assert one.normal == "ida lindberg"
