"""What is done with a counted thing: which verb it stands with, and on which side of it.

Comes in: a noun and the verb that it depends on. Goes out: whether two counts are of things that
do, or suffer, the same: shells that landed are not shells that were fired.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation


@dataclass(frozen=True, slots=True)
class Act:
    """A verb, and whether the thing does it or has it done to it."""

    verb: str  # canonical lemma
    done_to: bool

    @property
    def normal(self) -> str:
        """'land', 'fire (object)'."""
        return f"{self.verb} (object)" if self.done_to else self.verb

    @property
    def label(self) -> str:
        """The verb, for people."""
        return self.verb


def relate(a: Act, b: Act) -> Related:
    """SAME for one verb on one side; anything else need not be the same act."""
    if a == b:
        return Related(Relation.SAME, f"both with '{a.verb}'")
    return Related(Relation.INCOMPARABLE, f"one with '{a.verb}', one with '{b.verb}'")
