"""Ages in years: numbers that are compared only where they can be one person's.

Two people of one name are told apart by their ages when these lie far apart. Everybody grows older
from one article to the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.values import quantities
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Related, Relation

# Years. A wrong age is a digit or a birthday off; a father and a son are further apart.
MOST_YEARS_OFF = 10
# Between articles further apart than this a birthday is as likely as a slip.
DAYS_WITH_A_BIRTHDAY = 14
DAYS_OF_A_YEAR = 365.25
YEARS_OF_OLD_NEWS = 2  # further back, an age that somebody reckoned is a year off as often as not


@dataclass(frozen=True, slots=True)
class Age(Quantity):
    """A number of years that somebody has lived, without a unit, and when it was told."""

    told: date | None = None


def of(value: Quantity, told: date | None = None) -> Age:
    """The age that a number, or a number of years, states on a day."""
    return Age(value.low, value.high, None, value.approximate, told)


def relate(a: Age, b: Age) -> Related:
    """As numbers relate, but INCOMPARABLE where the ages must be of two people: 38 and 71, not
    38 and 83, which is one number with its digits changed about."""
    far = max(a.low - b.high, b.low - a.high) > MOST_YEARS_OFF
    if far and a.normal != b.normal[::-1]:
        detail = f"{a.label} and {b.label} are probably two people's ages"
        return Related(Relation.INCOMPARABLE, detail)
    related = quantities.relate(a, b)
    if related.relation is Relation.DIFFERS and _fit(a, b):
        detail = f"{a.label} and {b.label}: a birthday may lie between the articles"
        return Related(Relation.REFINES, detail)
    return related


def _fit(a: Age, b: Age) -> bool:
    """Whether the time between two articles explains the years between two ages."""
    if a.told is None or b.told is None:
        return False
    earlier, later = sorted((a, b), key=lambda age: age.told or date.min)
    days = abs((a.told - b.told).days)
    passed = int(days / DAYS_OF_A_YEAR)
    least = passed - 1 if passed >= YEARS_OF_OLD_NEWS else passed
    return days > DAYS_WITH_A_BIRTHDAY and least <= later.low - earlier.low <= passed + 1
