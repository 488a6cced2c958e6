"""Full names of organizations: one named in two ways, or two organizations.

Comes in: the words of a name. Goes out: whether two names that begin alike are meant for one
organization and cannot both be right: 'Lindmark Savings Bank' and 'Lindmark Investment Bank'.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.values import people
from factcheck.values.relation import Related, Relation

# rapidfuzz ratio, 0-100, of two last words of one root: 'Shipping', 'Shippers'.
OF_ONE_ROOT = 60.0
FRAMED = 3  # words of a name that leave one between the first and the last


@dataclass(frozen=True, slots=True)
class OrganizationName:
    """A name of an organization; `normal` is folded and without 'Ltd' and the like."""

    normal: str
    label: str


def relate(a: OrganizationName, b: OrganizationName) -> Related:
    """DIFFERS where names that begin alike differ in one word that is no spelling of the other."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both speak of {a.label}")
    words_a, words_b = a.normal.split(), b.normal.split()
    if set(words_a) <= set(words_b) or set(words_b) <= set(words_a):
        return Related(Relation.REFINES, f"{a.label} and {b.label} share their name")
    apart = [(x, y) for x, y in zip(words_a, words_b, strict=False) if x != y]
    if len(words_a) != len(words_b) or len(apart) > 1 or words_a[0] != words_b[0]:
        return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are two names")
    x, y = apart[0]
    if people.is_variant(x, y) or x.rstrip("s") == y.rstrip("s") or sorted(x) == sorted(y):
        return Related(Relation.REFINES, f"{a.label} can be {b.label} written otherwise")
    framed = len(words_a) >= FRAMED and words_a[-1] == words_b[-1]
    if framed or fuzz.ratio(x, y) >= OF_ONE_ROOT:
        return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
    return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} may be two organizations")
