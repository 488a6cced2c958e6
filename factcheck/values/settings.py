"""The words that a number stands among, as far as they tell what it is a number of.

Comes in: the content words of a sentence, each weighted by how seldom its article uses it. Goes
out: whether two sentences share enough of them to count the same things of the same matter.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

NEEDED = 1.5  # weight of shared words; set by reading pairs of the development stories
MUCH = 2.0  # times what is needed: hardly two matters
SHOWN = 4  # shared words named in an explanation


@dataclass(frozen=True, slots=True)
class Setting:
    """The telling words around a number."""

    words: tuple[tuple[str, float], ...]  # (lemma or name, weight 0 to 1), sorted

    @property
    def normal(self) -> str:
        """Nothing: a setting names no question."""
        return ""

    @property
    def label(self) -> str:
        """The most telling words, for people."""
        most_telling = sorted(self.words, key=lambda w: (-w[1], w[0]))[:SHOWN]
        return ", ".join(word for word, _ in most_telling)


def relate(a: Setting, b: Setting) -> Related:
    """SAME or REFINES when they share enough telling words; else nothing is known."""
    theirs = dict(b.words)
    shared = [(min(w, theirs[word]), word) for word, w in a.words if word in theirs]
    weight = sum(w for w, _ in shared)
    if weight < NEEDED:
        return Related(Relation.INCOMPARABLE, "the two passages share too few telling words")
    words = ", ".join(word for _, word in sorted(shared, key=lambda s: (-s[0], s[1]))[:SHOWN])
    relation = Relation.SAME if weight >= MUCH * NEEDED else Relation.REFINES
    return Related(relation, f"both passages speak of {words}")
