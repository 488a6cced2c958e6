"""Ages: a year or two off is a contradiction, a generation is a namesake."""

from __future__ import annotations

import pytest

from factcheck.values.ages import Age, relate
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (41.0, 41.0, Relation.SAME),
        (41.0, 43.0, Relation.DIFFERS),
        (34.0, 43.0, Relation.DIFFERS),
        (74.0, 59.0, Relation.INCOMPARABLE),
    ],
)
def test_ages_far_apart_are_of_two_people(a: float, b: float, relation: Relation) -> None:
    assert relate(Age(a, a), Age(b, b)).relation is relation
    assert relate(Age(b, b), Age(a, a)).relation is relation
