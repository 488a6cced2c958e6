"""Ages: a year or two off is a contradiction, a generation is a namesake."""

from __future__ import annotations

from datetime import date

import pytest

from factcheck.values.ages import Age, relate
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("later", "years", "relation"),
    [
        (date(2010, 5, 10), 1, Relation.DIFFERS),  # nine days later
        (date(2010, 6, 1), 1, Relation.REFINES),
        (date(2010, 6, 1), -1, Relation.DIFFERS),  # nobody grows younger
        (date(2010, 6, 1), 2, Relation.DIFFERS),
        (date(2011, 6, 1), 1, Relation.REFINES),
        (date(2011, 6, 1), 2, Relation.REFINES),
        (date(2011, 6, 1), 3, Relation.DIFFERS),
        (date(2015, 6, 1), 4, Relation.REFINES),  # reckoned a year wrong, in one of two old texts
        (date(2015, 6, 1), 3, Relation.DIFFERS),
    ],
)
def test_people_grow_older_between_articles(later: date, years: int, relation: Relation) -> None:
    a, b = Age(41.0, 41.0, told=date(2010, 5, 1)), Age(41.0 + years, 41.0 + years, told=later)
    assert relate(a, b).relation is relation
    assert relate(b, a).relation is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (41.0, 41.0, Relation.SAME),
        (41.0, 43.0, Relation.DIFFERS),
        (34.0, 43.0, Relation.DIFFERS),
        (74.0, 59.0, Relation.INCOMPARABLE),
        (38.0, 83.0, Relation.DIFFERS),  # one number with its digits changed about
    ],
)
def test_ages_far_apart_are_of_two_people(a: float, b: float, relation: Relation) -> None:
    assert relate(Age(a, a), Age(b, b)).relation is relation
    assert relate(Age(b, b), Age(a, a)).relation is relation
