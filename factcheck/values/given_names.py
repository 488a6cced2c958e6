"""First names of people who share a family name: one person spelt wrongly, or two people.

Comes in: a full name, and what an article says of its bearer. Goes out: whether two names are
meant for one person and cannot both be right: 'Marc' and 'Marco', but not 'Tom' and 'Thomas',
'Dmitri' and 'Dimitry', or 'Paul' and 'Susan'.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.values import people
from factcheck.values.relation import Related, Relation

# rapidfuzz ratio, 0-100, of two first names. Names nearly alike are a slip for each other on
# their own; names a little alike are when their bearers are of one age or trade besides.
NEARLY_ALIKE = 70.0
A_LITTLE_ALIKE = 50.0
AGE = "age "  # begins the mark that says how old somebody is
TRADE = "is "  # begins the mark that says what somebody is: 'is diver'
PET_NAME_PREFIX = 4  # letters that a pet name keeps: 'Alexis' of 'Alexandros'
PET_NAME_ENDINGS = re.compile(r"(?:ie|ey|y|i)$")


@dataclass(frozen=True, slots=True)
class GivenName:
    """A person's name, to be held against others of the same family name."""

    given: str  # folded first name
    family: str  # folded family name
    label: str  # as the article writes it, in full
    marks: frozenset[str] = frozenset()  # 'age 36', 'title mayor': what tells who it is

    @property
    def normal(self) -> str:
        """First and family name, without what stands between."""
        return f"{self.given} {self.family}"


def relate(a: GivenName, b: GivenName) -> Related:
    """DIFFERS only for names that are meant for one person; two people are INCOMPARABLE."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both are {a.label}")
    if people.may_be_one_given_name(a.given, b.given) or _is_pet_name(a.given, b.given):
        return Related(Relation.REFINES, f"{a.label} can be {b.label} written otherwise")
    alike = fuzz.ratio(a.given, b.given)
    if alike >= NEARLY_ALIKE:
        return Related(Relation.DIFFERS, f"{a.label} and {b.label} differ in the first name")
    shared = sorted(mark for mark in a.marks & b.marks if mark.startswith((AGE, TRADE)))
    prefix = a.given[:PET_NAME_PREFIX] == b.given[:PET_NAME_PREFIX]
    if shared and alike >= A_LITTLE_ALIKE and not prefix:
        detail = f"{a.label} and {b.label} share more than the family name: {', '.join(shared)}"
        return Related(Relation.DIFFERS, detail)
    return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are probably two people")


def _is_pet_name(a: str, b: str) -> bool:
    """'Tim' and 'Timmy', 'Kate' and 'Katie'."""
    stems = [PET_NAME_ENDINGS.sub("", name) for name in (a, b)]
    undoubled = {re.sub(r"(.)\1$", r"\1", stem).rstrip("e") for stem in stems}
    return len(undoubled) == 1
