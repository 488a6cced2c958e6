"""What sort of thing: one of the words of a list that exclude each other.

Comes in: a noun or verb out of a rule's list (frigate, destroyer, tanker; burn, suffocate). Goes
out: whether two words name one sort; synonyms share one where the rules say so.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort; `normal` is the canonical word of the list."""

    normal: str
    label: str


def relate(a: Sort, b: Sort) -> Related:
    """SAME for one canonical word, else DIFFERS: the list promises that only one can be right."""
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both say {a.label}")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
