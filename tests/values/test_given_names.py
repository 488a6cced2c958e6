"""First names: a slip for another name, another spelling of it, or another person's."""

from __future__ import annotations

import pytest

from factcheck.values.given_names import GivenName, relate
from factcheck.values.relation import Relation


def name(given: str, *marks: str) -> GivenName:
    return GivenName(given, "lindgren", f"{given.title()} Lindgren", frozenset(marks))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("marc", "marco"),
        ("maria", "mario"),
        ("erik", "erika"),
        ("carl", "carlos"),
        ("jane", "jean"),
    ],
)
def test_names_nearly_alike_cannot_both_be_right(a: str, b: str) -> None:
    assert relate(name(a), name(b)).relation is Relation.DIFFERS


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("tom", "thomas"),
        ("lou", "louis"),
        ("kate", "katie"),
        ("danny", "dan"),
        ("marc", "mark"),
        ("christian", "kristian"),
        ("giannis", "yiannis"),
        ("dmitri", "dimitry"),
        ("pruthvi", "prudhvi"),
        ("shawn", "shaun"),
        ("stephen", "steven"),
    ],
)
def test_short_forms_and_spellings_of_one_name_can_both_be_right(a: str, b: str) -> None:
    assert relate(name(a), name(b)).relation is Relation.REFINES


def test_names_without_likeness_are_of_two_people() -> None:
    assert relate(name("paul"), name("susan")).relation is Relation.INCOMPARABLE


def test_names_a_little_alike_are_meant_for_one_person_of_one_age() -> None:
    assert relate(name("tamsin"), name("tamara")).relation is Relation.INCOMPARABLE
    of_one_age = relate(name("tamsin", "age 36"), name("tamara", "age 36"))
    assert of_one_age.relation is Relation.DIFFERS


def test_a_title_in_common_is_not_enough_for_names_a_little_alike() -> None:
    two_senators = relate(name("tamsin", "title senator"), name("tamara", "title senator"))

    assert two_senators.relation is Relation.INCOMPARABLE


@pytest.mark.parametrize(
    ("mark", "relation"),
    [("is diver", Relation.DIFFERS), ("title mayor", Relation.INCOMPARABLE)],
)
def test_names_a_little_alike_are_one_persons_where_both_have_one_trade(
    mark: str, relation: Relation
) -> None:
    assert relate(name("daniel", mark), name("david", mark)).relation is relation
