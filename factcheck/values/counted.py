"""What a number counts: people, soldiers, assault rifles, houses.

Comes in: the noun phrase that a number stands before. Goes out: whether two numbers count the
same things, and not one a part of the other's.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

PEOPLE = "person"  # the head that 'people', 'residents', 'others' share, as the rules define it


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted noun; all words are lemmas in lower case, names are folded or ISO codes."""

    head: str  # canonical: 'resident' and 'people' are 'person' where the rules say so
    label: str  # as a text puts it, without the number
    modifiers: frozenset[str] = frozenset()  # 'injured', 'assault'
    names: frozenset[str] = frozenset()  # 'NO' of 'Norwegians', 'k 7'
    sole: bool = False  # its article gives one number for this head and no other

    @property
    def normal(self) -> str:
        """Modifiers, names and head in a fixed order."""
        return " ".join([*sorted(self.modifiers | self.names), self.head])


def relate(a: Counted, b: Counted) -> Related:
    """SAME for one noun with one description; REFINES where one leaves out whose they are."""
    if a.head != b.head:
        return Related(Relation.DIFFERS, f"{a.label} are counted here, {b.label} there")
    if a.names and b.names and not a.names & b.names:
        return Related(Relation.DIFFERS, f"{a.label} are not {b.label}")
    if a.modifiers != b.modifiers:
        if a.modifiers and b.modifiers and not a.modifiers & b.modifiers:
            return Related(Relation.DIFFERS, f"{a.label} are not {b.label}")
        described = a.modifiers <= b.modifiers or b.modifiers <= a.modifiers
        if described and a.sole and b.sole:
            return Related(Relation.REFINES, f"each article counts {a.head}s once")
        return Related(Relation.INCOMPARABLE, f"{a.label} may be a part of {b.label}, or of both")
    if a.names == b.names:
        return Related(Relation.SAME, f"both count {a.label}")
    if any(not name.isupper() for name in a.names ^ b.names):  # 'K-7 pistols' among 'pistols'
        return Related(Relation.INCOMPARABLE, f"{a.label} may be a part of {b.label}, or of both")
    if a.head == PEOPLE or (a.names and b.names) or (a.sole and b.sole):
        return Related(Relation.REFINES, f"both count {a.label} or {b.label}")
    return Related(Relation.INCOMPARABLE, f"{a.label} may be a part of {b.label}")
