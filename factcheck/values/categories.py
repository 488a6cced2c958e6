"""Which of several classes that exclude each other: a rank, a condition, a type of ship.

Comes in: the classes that the words of a passage can mean, as a rule sorts them. Goes out:
whether two passages leave a class in common.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation


@dataclass(frozen=True, slots=True)
class Category:
    """The classes that a wording can mean; more than one where it leaves that open."""

    classes: frozenset[str]
    label: str  # as the text puts it

    @property
    def normal(self) -> str:
        """The classes in alphabetical order."""
        return " or ".join(sorted(self.classes))


def relate(a: Category, b: Category) -> Related:
    """SAME for the same classes, REFINES where they meet, DIFFERS where they do not."""
    if a.classes == b.classes:
        return Related(Relation.SAME, f"both say {a.label}")
    if a.classes & b.classes:
        return Related(Relation.REFINES, f"{a.label} and {b.label} can both be right")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
