"""The names in one clause: who and what a figure is tied to, when no single noun tells.

Comes in: the people and the other names of a clause. Goes out: whether two clauses can be about
one deal, game or product: they share a person, or all the names that one of them gives.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.names import is_acronym
from factcheck.values.relation import Related, Relation

SHARED_NEEDED = 2  # names that identify where each clause has names of its own ('HP', 'Palm')


@dataclass(frozen=True, slots=True)
class Named:
    """Names of a clause, all folded, states as ISO codes; people by their last name, or in full
    where their article knows several of that name."""

    people: frozenset[str]
    others: frozenset[str]

    @property
    def normal(self) -> str:
        """All names in alphabetical order, joined by '+'."""
        return "+".join(sorted(self.people | self.others))

    @property
    def label(self) -> str:
        """The names for people to read."""
        return ", ".join(sorted(name.title() for name in self.people | self.others))


def relate(a: Named, b: Named) -> Related:
    """SAME or REFINES when the names identify one thing; DIFFERS when they tell two apart."""
    shown = f"{a.label} and {b.label}"
    if a == b:
        return Related(Relation.SAME, f"both name {a.label}")
    if bool(a.people) != bool(b.people):
        people, others = (a.people, b.others) if a.people else (b.people, a.others)
        if {p.split()[-1] for p in people} <= {
            name.split()[-1] for name in others
        }:  # not known for a person there
            return Related(Relation.REFINES, f"both name {_shown(people)}")
        return Related(Relation.INCOMPARABLE, f"only one of {shown} names a person")
    if a.people:
        both = {x for x in a.people if any(_one_person(x, y) for y in b.people)}
        if not both:
            return Related(Relation.DIFFERS, f"{shown} are about different people")
        if len(both) == min(len(a.people), len(b.people)):
            return Related(Relation.REFINES, f"both name {_shown(both)}")
        return Related(Relation.INCOMPARABLE, f"{shown} each name a person of their own")
    shared = {x for x in a.others if any(_one_name(x, y) for y in b.others)}
    if not shared:
        return Related(Relation.DIFFERS, f"{shown} have no name in common")
    if len(shared) >= SHARED_NEEDED:
        return Related(Relation.REFINES, f"both name {_shown(shared)}")
    return Related(Relation.INCOMPARABLE, f"{shown} share a single name")


def _one_person(a: str, b: str) -> bool:
    """'brandt' and 'ole brandt', but not 'kari brandt' and 'ole brandt'."""
    return a == b or (a.split()[-1] == b.split()[-1] and " " not in (a if len(a) < len(b) else b))


def _one_name(a: str, b: str) -> bool:
    """'acme' and 'acme motors', 'am' and 'acme motors' name one."""
    words_a, words_b = set(a.split()), set(b.split())
    return words_a <= words_b or words_b <= words_a or is_acronym(a, b)


def _shown(names: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(name.title() for name in names))
