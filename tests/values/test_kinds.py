"""One place where two values of any kind are related, and the more precise one is known."""

from __future__ import annotations

from itertools import permutations

import pytest

from factcheck.model import Value
from factcheck.values import (
    ages,
    categories,
    counted,
    dates,
    events,
    given_names,
    organization_names,
    places,
    polarity,
    quantities,
    text,
)
from factcheck.values.actors import Actor, ActorKind, Actors, Parties
from factcheck.values.kinds import preciseness, relate
from factcheck.values.relation import Relation
from factcheck.values.things import Thing


def known(value: Value | None) -> Value:
    assert value is not None
    return value


VALUES: list[Value] = [
    Actors((Actor(ActorKind.STATE, "NO", "Norway"),)),
    Parties(frozenset({"NO", "CL"})),
    Thing(head="council", label="fisheries council", modifiers=frozenset({"fishery"})),
    dates.DateValue("2016-03-03"),
    known(quantities.parse("53 boats")),
    known(places.parse("Norway")),
    known(text.parse("a long dispute")),
    polarity.AFFIRMED,
    ages.Age(41.0, 41.0),
    categories.Category(frozenset({"captain"}), "Capt."),
    given_names.GivenName("ann", "lee", "Ann Lee"),
    organization_names.OrganizationName("lee savings bank", "Lee Savings Bank"),
    counted.Counted("soldier", "soldiers"),
    events.Event(lead=True, places=frozenset({"lima"})),
]
kind_of = pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)


@kind_of
def test_a_value_of_every_kind_is_the_same_as_itself(value: Value) -> None:
    assert relate(value, value).relation is Relation.SAME


@kind_of
def test_a_value_of_every_kind_has_a_normal_form_a_label_and_a_preciseness(value: Value) -> None:
    assert value.normal
    assert value.label
    assert preciseness(value) == preciseness(value)


def test_values_of_two_kinds_are_incomparable() -> None:
    for a, b in permutations(VALUES, 2):
        related = relate(a, b)
        assert related.relation is Relation.INCOMPARABLE
        assert related.detail


@pytest.mark.parametrize(
    ("precise", "vague"),
    [
        (dates.DateValue("2016-03-03"), dates.DateValue("2016-03")),
        (dates.DateValue("2016-03"), dates.DateValue("2016")),
        (dates.DateValue("2016-03"), dates.DateValue("2016-03", approximate=True)),
        (dates.DateValue("2016"), dates.DateValue("XXXX-03-03")),
        (known(quantities.parse("53")), known(quantities.parse("about 50"))),
        (known(quantities.parse("53")), known(quantities.parse("at least 50"))),
        (
            Actors((Actor(ActorKind.STATE, "NO", "Norway"),)),
            Actors((Actor(ActorKind.PERSON, "kari berg", "Kari Berg", "NO"),)),
        ),
    ],
    ids=lambda value: value.normal,
)
def test_the_more_precise_value_speaks_for_the_vaguer(precise: Value, vague: Value) -> None:
    assert preciseness(precise) > preciseness(vague)
