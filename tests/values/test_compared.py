"""Values compared with a tolerance, less precisely, or by a comparator; else as they are."""

from __future__ import annotations

import pytest

from factcheck.model import Value
from factcheck.values import dates, quantities
from factcheck.values.compared import Coarser, Compared, How, Named, Tolerance
from factcheck.values.kinds import preciseness, relate
from factcheck.values.relation import Precision, Related, Relation


def number(text: str) -> Value:
    (found,) = quantities.find(text)
    return found[2]


def related(a: Value, b: Value, how: How) -> Relation:
    return relate(Compared(a, how), Compared(b, how)).relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("100 boats", "104 boats", Relation.SAME),
        ("104 boats", "100 boats", Relation.SAME),
        ("100 boats", "106 boats", Relation.DIFFERS),
        ("100 boats", "at least 90 boats", Relation.REFINES),
        ("100 euros", "104 dollars", Relation.DIFFERS),
    ],
)
def test_numbers_within_a_share_are_the_same(a: str, b: str, relation: Relation) -> None:
    if "euros" in a:
        relation = relate(number(a), number(b)).relation
    assert related(number(a), number(b), Tolerance(0.05)) is relation


@pytest.mark.parametrize(
    ("a", "b", "unit", "relation"),
    [
        ("3 May 2016", "9 May 2016", "month", Relation.SAME),
        ("3 May 2016", "9 June 2016", "month", Relation.DIFFERS),
        ("3 May 2016", "9 June 2016", "year", Relation.SAME),
        ("3 May 2016", "9 June 2017", "year", Relation.DIFFERS),
        ("3 May 2016", "3 May 2016", "day", Relation.SAME),
    ],
)
def test_dates_are_held_together_by_year_month_or_day(
    a: str, b: str, unit: Precision, relation: Relation
) -> None:
    first, second = dates.parse(a), dates.parse(b)
    assert first is not None
    assert second is not None
    assert related(first, second, Coarser(unit)) is relation


def test_a_comparator_says_what_it_says() -> None:
    def never(a: Value, b: Value) -> Related:
        return Related(Relation.DIFFERS, "never")

    assert related(number("5 boats"), number("5 boats"), Named("never", never)) is Relation.DIFFERS


def test_two_ways_to_compare_do_not_meet() -> None:
    a, b = Compared(number("5 boats"), Tolerance(0.1)), Compared(number("5 boats"), Tolerance(0.2))
    assert relate(a, b).relation is Relation.INCOMPARABLE


def test_the_value_stays_as_it_is() -> None:
    value = number("about 5 boats")
    compared = Compared(value, Tolerance(0.1))
    assert (compared.normal, compared.label) == (value.normal, value.label)
    assert preciseness(compared) == preciseness(value)
