"""Proper names of anything: places, ships, companies, laws.

Comes in: a name as the text puts it, folded. Goes out: whether two names are one.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

SHORTEST_ACRONYM = 2
SMALL_WORDS = frozenset({"of", "the", "and", "for", "on", "in"})
US = "us"  # an acronym itself, which a longer one takes over whole


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


def is_acronym(a: str, b: str) -> bool:
    """Whether one name is made of the first letters of the other: 'tns', 'tarn network systems
    inc'. Two letters at least; small words and a legal form behind the name may be left out."""
    short, long = sorted((a, b), key=lambda name: len(name.split()))
    if " " in short or len(short) < SHORTEST_ACRONYM:
        return False
    words = long.split()
    telling = [word for word in words if word not in SMALL_WORDS]
    whole_us = [word if word == US else word[0] for word in telling]  # 'US Harbour Survey'
    spelled = ([word[0] for word in words], [word[0] for word in telling], whole_us)
    return any("".join(letters).startswith(short) for letters in spelled)
