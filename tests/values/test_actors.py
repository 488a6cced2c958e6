"""Doers: when two answers name one, when two, and when nothing can be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values.actors import Actor, ActorKind, Actors, Parties, relate, relate_parties
from factcheck.values.relation import Relation

NORWAY = Actor(ActorKind.STATE, "NO", "Norway")
CHILE = Actor(ActorKind.STATE, "CL", "Chile")
PERU = Actor(ActorKind.STATE, "PE", "Peru")
BERG = Actor(ActorKind.PERSON, "kari berg", "Kari Berg", "NO")
BERG_SHORT = Actor(ActorKind.PERSON, "berg", "Berg")
RUIZ = Actor(ActorKind.PERSON, "pedro ruiz", "Pedro Ruiz", "CL")
SOLBERG = Actor(ActorKind.PERSON, "ole solberg", "Ole Solberg", "NO")
POLICE = Actor(ActorKind.GROUP, "police", "police")
NSC = Actor(ActorKind.ORGANIZATION, "nsc", "NSC")
SHIPPING = Actor(ActorKind.ORGANIZATION, "northern shipping company", "Northern Shipping Company")
MINING = Actor(ActorKind.ORGANIZATION, "andes mining", "Andes Mining")


def relation(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> Relation:
    return relate(Actors(a), Actors(b)).relation


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((NORWAY,), (NORWAY,), Relation.SAME),
        ((NORWAY, CHILE), (CHILE, NORWAY), Relation.SAME),
        ((NORWAY,), (CHILE,), Relation.DIFFERS),
        ((NORWAY,), (NORWAY, CHILE), Relation.REFINES),
        ((NORWAY, CHILE), (NORWAY, PERU), Relation.REFINES),
        ((NORWAY, CHILE), (PERU,), Relation.DIFFERS),
        ((BERG,), (NORWAY,), Relation.REFINES),
        ((BERG,), (CHILE,), Relation.DIFFERS),
        ((BERG,), (BERG_SHORT,), Relation.REFINES),
        ((BERG,), (RUIZ,), Relation.DIFFERS),
        ((BERG,), (SOLBERG,), Relation.INCOMPARABLE),
        ((BERG_SHORT,), (CHILE,), Relation.INCOMPARABLE),
        ((NSC,), (SHIPPING,), Relation.REFINES),
        ((SHIPPING,), (MINING,), Relation.DIFFERS),
        ((POLICE,), (NORWAY,), Relation.INCOMPARABLE),
        ((MINING,), (CHILE,), Relation.INCOMPARABLE),
    ],
    ids=lambda value: "+".join(a.name for a in value) if isinstance(value, tuple) else value,
)
def test_how_two_answers_relate(
    a: tuple[Actor, ...], b: tuple[Actor, ...], expected: Relation
) -> None:
    assert relation(a, b) is expected
    assert relation(b, a) is expected


def test_one_name_is_one_doer_whatever_kind_the_model_took_it_for() -> None:
    """Entity recognizers call one minister a person here and an organization there."""
    person = Actor(ActorKind.PERSON, "kari berg", "Kari Berg")
    mistaken = Actor(ActorKind.ORGANIZATION, "kari berg", "Kari Berg")
    assert relation((person,), (mistaken,)) is Relation.SAME


def test_the_normal_form_does_not_depend_on_who_is_named_first() -> None:
    assert Actors((NORWAY, CHILE)).normal == Actors((CHILE, NORWAY)).normal == "CL+NO"
    assert Actors((NORWAY, CHILE)).label == "Norway and Chile"


def test_the_states_of_an_answer_include_those_that_people_act_for() -> None:
    assert Actors((BERG, CHILE, POLICE)).states == {"NO", "CL"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("NO CL", "CL NO", Relation.SAME),
        ("NO", "CL NO", Relation.REFINES),
        ("NO CL", "NO PE", Relation.DIFFERS),
        ("NO", "CL", Relation.DIFFERS),
        ("NO", "CL PE", Relation.DIFFERS),
    ],
)
def test_texts_may_name_some_of_the_parties(a: str, b: str, expected: Relation) -> None:
    one, other = (Parties(frozenset(codes.split())) for codes in (a, b))
    assert relate_parties(one, other).relation is expected
    assert relate_parties(other, one).relation is expected


STATES = st.sampled_from([NORWAY, CHILE, PERU])
NAMES = st.sampled_from(
    ["Kari Berg", "Berg", "K. Berg", "Pedro Ruiz", "X", "Ø", "李", "..", "Al 2"]
)
PEOPLE = st.builds(
    lambda name, code: Actor(ActorKind.PERSON, name.lower(), name, code),
    NAMES,
    st.sampled_from([None, "NO", "CL"]),
)
OTHERS = st.builds(
    lambda kind, name: Actor(kind, name.lower(), name),
    st.sampled_from([ActorKind.ORGANIZATION, ActorKind.GROUP]),
    st.text(min_size=1, max_size=12) | NAMES,
)
DOERS = st.lists(STATES | PEOPLE | OTHERS, min_size=1, max_size=3).map(tuple).map(Actors)
PARTIES = st.frozensets(st.sampled_from(["NO", "CL", "PE", "andes mining"]), min_size=1).map(
    Parties
)


@given(DOERS, DOERS)
def test_relate_is_total_and_symmetric(a: Actors, b: Actors) -> None:
    one, other = relate(a, b), relate(b, a)
    assert one.relation is other.relation
    assert one.detail


@given(DOERS)
def test_every_answer_is_the_same_as_itself(a: Actors) -> None:
    assert relate(a, a).relation is Relation.SAME


@given(PARTIES, PARTIES)
def test_relate_of_parties_is_total_and_symmetric(a: Parties, b: Parties) -> None:
    assert relate_parties(a, b).relation is relate_parties(b, a).relation
    assert relate_parties(a, a).relation is Relation.SAME
