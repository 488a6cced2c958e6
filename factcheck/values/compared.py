"""Values that a rule compares in its own way: with a tolerance, less precisely, or as a comparator
says. The value itself stays as it is; only how two of them relate changes.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from factcheck.model import Value
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Precision, Related, Relation

LENGTHS = {"year": 4, "month": 7, "day": 10}  # characters of a date in EDTF

Relate = Callable[[Any, Any], Related]


class How(Protocol):
    """A way to relate two values."""

    def relate(self, a: Value, b: Value, plainly: Relate) -> Related:
        """How they relate; `plainly`: how they relate otherwise."""
        ...


@dataclass(frozen=True, slots=True)
class Tolerance:
    """Numbers are the same when they lie as near as a share of the greater one."""

    share: float  # 0.05: within 5 %

    def relate(self, a: Value, b: Value, plainly: Relate) -> Related:
        """SAME where one lies within the share of the other."""
        related = plainly(a, b)
        numbers = isinstance(a, Quantity) and isinstance(b, Quantity) and a.unit == b.unit
        if related.relation is not Relation.DIFFERS or not numbers:
            return related
        low, high = sorted((_middle(a), _middle(b)))
        if not math.isfinite(high) or high - low > self.share * abs(high):
            return related
        return Related(Relation.SAME, f"{a.label} and {b.label} lie within {self.share:.0%}")


@dataclass(frozen=True, slots=True)
class Coarser:
    """Dates are the same when they lie in one year, month or day."""

    unit: Precision

    def relate(self, a: Value, b: Value, plainly: Relate) -> Related:
        """SAME where both begin and end in one unit."""
        related = plainly(a, b)
        if related.relation is not Relation.DIFFERS:
            return related
        ends = [_unit(value, self.unit) for value in (a, b)]
        if ends[0] is None or ends[0] != ends[1]:
            return related
        return Related(Relation.SAME, f"{a.label} and {b.label} lie in one {self.unit}")


@dataclass(frozen=True, slots=True)
class Named:
    """A comparator of an installed extension."""

    name: str
    function: Relate

    def relate(self, a: Value, b: Value, plainly: Relate) -> Related:
        """What the comparator says."""
        return self.function(a, b)


@dataclass(frozen=True, slots=True)
class Compared:
    """A value with the way in which it is compared."""

    value: Value
    how: How

    @property
    def normal(self) -> str:
        """That of the value."""
        return self.value.normal

    @property
    def label(self) -> str:
        """That of the value."""
        return self.value.label


def _middle(value: Value) -> float:
    return (value.low + value.high) / 2 if isinstance(value, Quantity) else math.nan


def _unit(value: Value, unit: Precision) -> str | None:
    """The year, month or day that a date lies in as a whole."""
    if not isinstance(value, DateValue) or value.lower is None or value.upper is None:
        return None
    first, last = (day.isoformat()[: LENGTHS[unit]] for day in (value.lower, value.upper))
    return first if first == last else None
