"""Telephone numbers: digits that must be the same one by one.

Two offices have two numbers, and most differences mean no more than that. But two numbers that
are the same save for a digit left out, added or mistaken, or two changed places, are one number
and a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.values.relation import Related, Relation

FEWEST_DIGITS = 7  # a local number; shorter ones are extensions, emergency calls, other things
MOST_DIGITS = 15  # ITU-T E.164
MOST_SLIPS = 1  # digits wrong, missing, added or swapped in what is still the same number
_GROUP = r"[ \u00a0.\u2010-\u2013-]"
_TELEPHONE = re.compile(
    rf"(?<![\w$€£.,/-])(?:\+\d{{1,3}}{_GROUP}?)?(?:"
    rf"\(\d{{2,5}}\){_GROUP}?\d{{3,4}}{_GROUP}\d{{3,4}}"  # (555) 010-0199
    rf"|(?:1-)?\d{{3}}[-.]\d{{3}}[-.]\d{{4}}|\d{{3}}-\d{{4}}"  # 555-010-0199
    rf"|0\d{{2,4}}{_GROUP}\d{{3,4}}(?:{_GROUP}?\d{{2,4}})?|0\d{{9,10}}"  # 0555 010 0199
    r")(?![\w/-]|[.,]\d)"
)


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number: `normal` is its digits alone."""

    normal: str
    label: str


def find(text: str) -> Iterator[tuple[int, int, Telephone]]:
    """Yield the telephone numbers of `text` as (start, end, number), in order."""
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
            yield match.start(), match.end(), Telephone(digits, match[0])


def parse(surface: str) -> Telephone | None:
    """The one telephone number that `surface` states."""
    found = [number for _, _, number in find(surface.strip())]
    return found[0] if len(found) == 1 else None


def relate(a: Telephone, b: Telephone) -> Related:
    """SAME for the same digits, DIFFERS for a slip, INCOMPARABLE for another line."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both say {a.label}")
    if DamerauLevenshtein.distance(a.normal, b.normal) <= MOST_SLIPS:
        return Related(Relation.DIFFERS, f"{a.label} and {b.label} differ in a single digit")
    return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} may be two lines")
