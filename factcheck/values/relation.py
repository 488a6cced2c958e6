"""How two values of one kind relate: the words that every kind answers in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from factcheck.model import Value

__all__ = ["Precision", "Related", "Relation", "Value"]

Precision = Literal["year", "month", "day"]  # of dates: finer differences may not count


class Relation(StrEnum):
    """What two normal forms are to each other."""

    SAME = "same"  # they state the same value
    REFINES = "refines"  # both can be right, one says it more precisely
    EXCEEDS = "exceeds"  # right as worded, but far beyond what the other's bound suggests
    DIFFERS = "differs"  # they cannot both be right
    INCOMPARABLE = "incomparable"  # nothing can be said


@dataclass(frozen=True, slots=True)
class Related:
    """A relation and one sentence that says why, for people to read."""

    relation: Relation
    detail: str
