"""Names of a clause: what two clauses must share to be about one deal, game or product."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values.named import Named, relate
from factcheck.values.relation import Relation

NAMES = st.frozensets(st.sampled_from(["vos", "berg", "tarn systems", "ts", "norsel", "NO"]))


def named(people: str = "", others: str = "") -> Named:
    """Names separated by commas."""
    return Named(
        frozenset(filter(None, people.split(","))), frozenset(filter(None, others.split(",")))
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (named("vos", "rovers"), named("vos", "town"), Relation.REFINES),
        (named("vos"), named("berg"), Relation.DIFFERS),
        (named("vos,holm"), named("vos,berg"), Relation.INCOMPARABLE),
        (named("vos"), named("", "piet vos,rovers"), Relation.REFINES),
        (named("vos"), named("", "rovers"), Relation.INCOMPARABLE),
        (named("", "norsel"), named("", "norsel"), Relation.SAME),
        (named("", "norsel,tarn systems"), named("", "norsel inc,ts"), Relation.REFINES),
        (named("", "norsel,tarn systems"), named("", "norsel,holm"), Relation.INCOMPARABLE),
        (named("", "norsel"), named("", "holm"), Relation.DIFFERS),
    ],
)
def test_a_person_or_two_names_identify_a_clause(a: Named, b: Named, expected: Relation) -> None:
    assert relate(a, b).relation is expected


@given(NAMES, NAMES, NAMES, NAMES)
def test_relating_is_symmetric(
    a: frozenset[str], b: frozenset[str], c: frozenset[str], d: frozenset[str]
) -> None:
    one, two = Named(a, b), Named(c, d)
    assert relate(one, two).relation is relate(two, one).relation
