"""What a passage says, as far as another can say the same: its telling words, with their weights.

Comes in: the content words of a sentence, each weighted by how seldom its article uses it. Goes
out: whether two sentences that share a number, date, name or act speak of the same matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

MUCH = 2.0  # times what is needed: two sentences that share so much are hardly of two matters
SHOWN = 4  # shared words named in an explanation


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence around one thing that it states."""

    key: str  # what both must hold, exactly: the thing stated and one word it is tied to
    label: str  # the thing stated and that word, as the text has them
    words: tuple[tuple[str, float], ...]  # (lemma or name, weight 0 to 1), sorted
    sense: str  # 'asserted', 'negated', 'open': only like senses say the same
    needed: float  # weight of shared words from which on the matter is the same

    @property
    def normal(self) -> str:
        """Key and sense."""
        return f"{self.key} {self.sense}"


def relate(a: Statement, b: Statement) -> Related:
    """SAME when they share much of what they say, REFINES when just enough, else DIFFERS."""
    if a.key != b.key or a.sense != b.sense:
        return Related(Relation.DIFFERS, f"“{a.label}” is not “{b.label}”")
    theirs = dict(b.words)
    shared = [(min(w, theirs[word]), word) for word, w in a.words if word in theirs]
    weight, needed = sum(w for w, _ in shared), max(a.needed, b.needed)
    if weight < needed:
        return Related(Relation.DIFFERS, f"“{a.label}” stands among different words")
    words = ", ".join(word for _, word in sorted(shared, key=lambda s: (-s[0], s[1]))[:SHOWN])
    relation = Relation.SAME if weight >= MUCH * needed else Relation.REFINES
    return Related(relation, f"both passages speak of {words}")
