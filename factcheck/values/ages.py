"""Ages in years: numbers that are compared only where they can be one person's.

Two people of one name are told apart by their ages when these lie far apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values import quantities
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Related, Relation

# Years. A wrong age is a digit or a birthday off; a father and a son are further apart.
MOST_YEARS_OFF = 10


@dataclass(frozen=True, slots=True)
class Age(Quantity):
    """A number of years that somebody has lived, without a unit."""


def of(value: Quantity) -> Age:
    """The age that a number, or a number of years, states."""
    return Age(value.low, value.high, None, value.approximate)


def relate(a: Age, b: Age) -> Related:
    """As numbers relate, but INCOMPARABLE where the ages must be of two people."""
    if max(a.low - b.high, b.low - a.high) > MOST_YEARS_OFF:
        detail = f"{a.label} and {b.label} are probably two people's ages"
        return Related(Relation.INCOMPARABLE, detail)
    return quantities.relate(a, b)
