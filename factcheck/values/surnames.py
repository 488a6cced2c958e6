"""Last names of people who share a first name: one person whose name was taken down wrongly, or
two people.

Comes in: a full name, and what an article says of its bearer. Goes out: whether two names are
meant for one person and cannot both be right: 'Ida Lindberg, 34' and 'Ida Sandberg, 34'.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.values import people
from factcheck.values.given_names import AGE
from factcheck.values.relation import Related, Relation

# rapidfuzz ratio, 0-100. Of one age, a name a little alike is a slip for the other; without
# ages it must be nearly alike, and long enough for that to tell something.
ALIKE_OF_ONE_AGE = 50.0
NEARLY_ALIKE = 80.0
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Surname:
    """A person's name, to be held against others of the same first name."""

    given: str  # folded first name
    family: str  # folded last name
    label: str  # as the article writes it, in full
    marks: frozenset[str] = frozenset()  # 'age 36', 'is diver': what tells who it is
    rest: str = ""  # all folded words behind the first name as one: 'delmare', 'anndelmare'

    @property
    def normal(self) -> str:
        """First and last name, without what stands between."""
        return f"{self.given} {self.family}"


def relate(a: Surname, b: Surname) -> Related:
    """DIFFERS only for names that are meant for one person; two people are INCOMPARABLE."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both are {a.label}")
    if people.is_variant(a.family, b.family) or _is_part(a, b):
        return Related(Relation.REFINES, f"{a.label} can be {b.label} written otherwise")
    alike = fuzz.ratio(a.family, b.family)
    one_age = any(mark.startswith(AGE) for mark in a.marks & b.marks)
    long = min(len(a.family), len(b.family)) >= SHORTEST
    one_role = any(not mark.startswith(AGE) for mark in a.marks & b.marks)
    if one_age and alike >= ALIKE_OF_ONE_AGE:
        return Related(Relation.DIFFERS, f"{a.label} and {b.label} are of one age")
    if one_role and long and alike >= NEARLY_ALIKE:
        return Related(Relation.DIFFERS, f"{a.label} and {b.label} differ in the last name")
    return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are probably two people")


def _is_part(a: Surname, b: Surname) -> bool:
    """'Ida del Mare' and 'Ida Delmare', 'Ida Lind' and 'Ida Lind Moe'."""
    wholes = [(a.rest or a.family, b), (b.rest or b.family, a)]
    return any(other.family in whole for whole, other in wholes)
