"""Free text: a short phrase goes in, its folded words come out, for answers of no other kind."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.values.people import fold
from factcheck.values.relation import Related, Relation

ARTICLES = frozenset(("a", "an", "the"))
# rapidfuzz token_sort_ratio, 0 to 100: lets a plural or a typing slip pass in a phrase of two
# or three words ("joint working group", "joint working groups"), not another word.
SAME_RATIO = 92.0


@dataclass(frozen=True, slots=True)
class TextValue:
    """A phrase: `normal` is folded and without articles, `label` as written."""

    normal: str
    label: str


def parse(surface: str) -> TextValue | None:
    """Fold a phrase; None when nothing but articles and punctuation is in it."""
    words = fold(surface).split()
    normal = " ".join(word for word in words if word not in ARTICLES)
    return TextValue(normal, " ".join(surface.split())) if normal else None


def relate(a: TextValue, b: TextValue) -> Related:
    """SAME, REFINES or INCOMPARABLE, never DIFFERS.

    Free text proves no conflict: two phrases without a common word can name one thing
    ("the strait", "the waterway"), and nothing here knows better.
    """
    low, high = sorted((a, b), key=lambda value: (len(value.normal.split()), value.normal))
    if low.normal == high.normal:
        return Related(Relation.SAME, f"both say “{high.label}”")
    # Figures are never spelling: "phase 2" is not a slip for "phase 3".
    if _figures(low) == _figures(high) and _ratio(low, high) >= SAME_RATIO:
        return Related(Relation.SAME, f"“{low.label}” and “{high.label}” are nearly the same words")
    if set(low.normal.split()) <= set(high.normal.split()):
        return Related(Relation.REFINES, f"“{high.label}” says more than “{low.label}”")
    return Related(Relation.INCOMPARABLE, "different words do not prove a difference")


def _ratio(a: TextValue, b: TextValue) -> float:
    return fuzz.token_sort_ratio(a.normal, b.normal)


def _figures(value: TextValue) -> list[str]:
    return sorted(w for w in value.normal.split() if any(c.isdecimal() for c in w))
