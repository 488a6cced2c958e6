"""Proper names of anything: places, ships, companies, laws.

Comes in: a name as the text puts it, folded. Goes out: whether two names are one.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

SHORTEST_ACRONYM = 2
SMALL_WORDS = frozenset({"of", "the", "and", "for"})


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name; `normal` is folded, or the ISO 3166 code of a state."""

    normal: str
    label: str


def relate(a: Name, b: Name) -> Related:
    """SAME when equal, REFINES when one holds all words of the other ('Farol', 'Farol island') or
    its first letters."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both speak of {a.label}")
    words_a, words_b = set(a.normal.split()), set(b.normal.split())
    if words_a <= words_b or words_b <= words_a or is_acronym(a.normal, b.normal):
        return Related(Relation.REFINES, f"{a.label} and {b.label} share their name")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")


# Words that an acronym leaves out.
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "on", "in", "s"})
MIN_ACRONYM_WORDS = 3


def acronym(name: str) -> str:
    """'us geological survey', 'u s geological survey', 'usgs' → 'usgs'; a name of fewer than three
    words stays as it is."""
    single = [w for w in name.split() if len(w) == 1]
    words = [w for w in name.split() if w not in _SMALL_WORDS or (w == "s" and "u" in single)]
    if len(words) < MIN_ACRONYM_WORDS:
        return name
    return "".join(w if w == "us" else w[0] for w in words)


def is_acronym(a: str, b: str) -> bool:
    """Whether one name is made of the first letters of the other: 'tns', 'tarn network systems
    inc'. Two letters at least; small words and a legal form behind the name may be left out."""
    short, long = sorted((a, b), key=lambda name: len(name.split()))
    if " " in short or len(short) < SHORTEST_ACRONYM:
        return False
    words = long.split()
    all_initials = "".join(word[0] for word in words)
    initials = "".join(word[0] for word in words if word not in SMALL_WORDS)
    return all_initials.startswith(short) or initials.startswith(short)
