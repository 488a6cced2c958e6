"""Directions: compass words go in, points of the compass or parts of a territory come out.

'150 km west of Oslo' points from a place, 'in eastern Norway' names a part of one. The compass
has sixteen points; writers round them, so neighbours are compatible.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

CARDINALS = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
CENTRE = "central"
FULL_CIRCLE = 360.0
# Writers shorten 'north-northeast' to 'northeast' or 'north': up to an eighth of the circle.
ROUNDED = 45.0
# A quarter of the circle apart no rounding explains a bearing ('west of', 'south of') …
APART = 90.0
# … but a town in the northeast is in the north and in the east of its country.
PARTS_APART = 135.0

_SUFFIX = re.compile(r"(?:ern(?:most)?|erly|wards?)$")
_POINT = re.compile(r"north|south|east|west")


@dataclass(frozen=True, slots=True)
class Direction:
    """A point of the compass in degrees from north; None is the middle."""

    degrees: float | None
    words: str  # 'southwest', 'central'
    part: bool = False  # a part of a territory, not a bearing from a place
    whole: str | None = None  # whose part, folded name or ISO 3166 code; None: not said

    @property
    def normal(self) -> str:
        """'southwest', 'southeast IR'."""
        return f"{self.words} {self.whole}" if self.whole else self.words

    @property
    def label(self) -> str:
        """The same for people to read."""
        return self.words


def parse(surface: str) -> Direction | None:
    """'south-west', 'north northeast', 'southwestern', 'central' → a direction; else None."""
    words = re.sub(r"[\s-]+", "", surface.lower())
    if words in {"central", "centre", "center", "middle"}:
        return Direction(None, CENTRE)
    words = _SUFFIX.sub("", words)
    points = _POINT.findall(words)
    if not points or "".join(points) != words or len(points) > 3:
        return None
    degrees = _bearing(points)
    return None if degrees is None else Direction(degrees, words)


def _bearing(points: list[str]) -> float | None:
    """Two points meet in the middle; of three the first lies beside the middle of the others."""
    if len(points) == 1:
        return CARDINALS[points[0]]
    rest = _bearing(points[1:])
    first = CARDINALS[points[0]]
    if rest is None or not 0 < _angle(first, rest) <= APART:
        return None
    return _middle(first, rest)


def _angle(a: float, b: float) -> float:
    turn = abs(a - b) % FULL_CIRCLE
    return min(turn, FULL_CIRCLE - turn)


def _middle(a: float, b: float) -> float:
    half = _angle(a, b) / 2
    turned = (a + half) % FULL_CIRCLE
    return turned if _angle(turned, b) <= half else (a - half) % FULL_CIRCLE


def relate(a: Direction, b: Direction) -> Related:
    """SAME point, REFINES for neighbours, DIFFERS where no rounding explains it."""
    first, second = sorted((a.label, b.label))
    if a.part != b.part:
        return Related(Relation.INCOMPARABLE, f"{first} and {second} are of two kinds")
    if a.whole != b.whole and not _same_state(a, b):
        return Related(Relation.INCOMPARABLE, f"{first} and {second} may be of two territories")
    if a.degrees is None or b.degrees is None:
        return _relate_to_the_middle(a, b)
    angle = _angle(a.degrees, b.degrees)
    if angle == 0:
        return Related(Relation.SAME, f"both say {first}")
    if angle <= ROUNDED:
        return Related(Relation.REFINES, f"{first} and {second} are next to each other")
    if angle >= (PARTS_APART if a.part else APART):
        return Related(Relation.DIFFERS, f"{first} is not {second}")
    return Related(Relation.INCOMPARABLE, f"{first} and {second} are not far apart")


def _same_state(a: Direction, b: Direction) -> bool:
    """'The northern town of Å' leaves out of which state; of a province it would be said."""
    wholes = [d.whole for d in (a, b) if d.whole is not None]
    return len(wholes) == 1 and wholes[0].isupper()


def _relate_to_the_middle(a: Direction, b: Direction) -> Related:
    first, second = sorted((a.label, b.label))
    if a.degrees == b.degrees:
        return Related(Relation.SAME, f"both say {first}")
    degrees = a.degrees if a.degrees is not None else b.degrees
    if degrees is not None and degrees % APART == 0:  # north of the middle is still in the north
        return Related(Relation.INCOMPARABLE, f"{first} and {second} can both be said of one place")
    return Related(Relation.DIFFERS, f"{first} is not {second}")
