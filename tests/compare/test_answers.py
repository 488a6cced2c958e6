"""Claims of one question sorted into answers, and answers that exclude each other."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest

from factcheck.compare.answers import exclude, sides
from factcheck.model import Claim
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Relation
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

TREATY = Thing(head="agreement", label="salmon treaty", modifiers=frozenset({"salmon"}))


def answered(make_claim: MakeClaim, *dates: str) -> tuple[Claim, ...]:
    return tuple(
        make_claim(chr(ord("a") + n), DateValue(day), TREATY) for n, day in enumerate(dates)
    )


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["2016-03-03", "2016-03-03"], [{"a", "b"}]),
        (["2016-03-03", "2016-03"], [{"a", "b"}]),
        (["2016-03-03", "2016-05"], [{"a"}, {"b"}]),
        (["2016-03", "2016-03-03", "2016"], [{"a", "b", "c"}]),
        (["2016-03-03", "2016-05-01", "2016"], [{"a"}, {"b"}]),
        (["2016", "2016-03-03", "2016-05-01"], [{"b"}, {"c"}]),
        ([], []),
    ],
)
def test_values_that_fit_are_one_answer_and_a_value_that_fits_two_is_neither(
    make_claim: MakeClaim, dates: list[str], expected: list[set[str]]
) -> None:
    assert [set(side.articles) for side in sides(answered(make_claim, *dates))] == expected


def test_bounds_that_a_number_exceeds_do_not_tear_it_in_two(make_claim: MakeClaim) -> None:
    bounds = [Quantity(17.0, math.inf), Quantity(19.0, math.inf)]
    numbers = [*bounds, Quantity(20.0, 20.0), Quantity(21.0, 21.0)]
    claims = tuple(make_claim(chr(97 + n), number, TREATY) for n, number in enumerate(numbers))
    assert [side.value.normal for side in sides(claims)] == ["20", "21"]


def test_an_answer_is_shown_with_the_value_that_most_articles_state(make_claim: MakeClaim) -> None:
    (side,) = sides(answered(make_claim, "2016-03", "2016-03-03", "2016-03"))
    assert side.value.normal == "2016-03"


def test_of_equals_the_most_precise_value_is_shown(make_claim: MakeClaim) -> None:
    (side,) = sides(answered(make_claim, "2016", "2016-03-03", "2016-03"))
    assert side.value.normal == "2016-03-03"


def test_an_article_that_repeats_itself_counts_once(make_claim: MakeClaim) -> None:
    claims = (
        make_claim("a", DateValue("2016-03"), TREATY),
        make_claim("a", DateValue("2016-03"), TREATY),
        make_claim("b", DateValue("2016-03-03"), TREATY),
    )
    (side,) = sides(claims)
    assert side.value.normal == "2016-03-03"


def test_a_minister_and_the_state_are_one_answer_named_by_the_state(
    make_claim: MakeClaim,
) -> None:
    sweden = Actors((Actor(ActorKind.STATE, "SE", "Sweden"),))
    minister = Actors((Actor(ActorKind.PERSON, "anna lindqvist", "Anna Lindqvist", "SE"),))
    (side,) = sides((make_claim("a", minister, TREATY), make_claim("b", sweden, TREATY)))
    assert side.value.normal == "SE"


def test_answers_that_cannot_both_be_right_exclude_each_other(make_claim: MakeClaim) -> None:
    a, b = sides(answered(make_claim, "2016-03-03", "2016-05"))
    why = exclude(a, b)
    assert why is not None
    assert why.relation is Relation.DIFFERS
    assert why.detail


def test_answers_of_which_nothing_is_known_do_not_exclude_each_other(
    make_claim: MakeClaim,
) -> None:
    police = Actors((Actor(ActorKind.GROUP, "police", "police"),))
    norway = Actors((Actor(ActorKind.STATE, "NO", "Norway"),))
    a, b = sides((make_claim("a", police, TREATY), make_claim("b", norway, TREATY)))
    assert exclude(a, b) is None
    assert exclude(b, a) is None
