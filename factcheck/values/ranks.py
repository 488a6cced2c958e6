"""Ranks: which one in a row something is ('the fourth', '12th')."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)}
_FIGURES = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rank:
    """The place in a row, from 1."""

    number: int
    label: str

    @property
    def normal(self) -> str:
        """'4'."""
        return str(self.number)


def parse(surface: str) -> Rank | None:
    """'fourth', '4th' → 4; None for other words."""
    word = surface.strip().lower()
    number = _NUMBERS.get(word)
    if number is None and (match := _FIGURES.fullmatch(word)):
        number = int(match[1])
    return Rank(number, word) if number else None


def relate(a: Rank, b: Rank) -> Related:
    """SAME or DIFFERS."""
    if a.number == b.number:
        return Related(Relation.SAME, f"both say {a.label}")
    return Related(Relation.DIFFERS, f"the {a.label} is not the {b.label}")
