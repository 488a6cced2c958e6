"""Polarity: a word goes in, affirmed or denied comes out, for questions of yes and no."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

AFFIRMED_WORDS = frozenset(("affirmed", "confirmed", "true", "yes"))
DENIED_WORDS = frozenset(("denied", "rejected", "refuted", "false", "no"))


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether a statement is affirmed or denied."""

    affirmed: bool

    @property
    def normal(self) -> str:
        """'affirmed' or 'denied'."""
        return "affirmed" if self.affirmed else "denied"

    @property
    def label(self) -> str:
        """The same word for people."""
        return self.normal


AFFIRMED, DENIED = Polarity(True), Polarity(False)


def parse(surface: str) -> Polarity | None:
    """Read one plain word ('yes', 'denied'); sentences are the extraction's business."""
    word = surface.strip().lower()
    if word in AFFIRMED_WORDS:
        return AFFIRMED
    return DENIED if word in DENIED_WORDS else None


def relate(a: Polarity, b: Polarity) -> Related:
    """SAME or DIFFERS."""
    if a == b:
        return Related(Relation.SAME, f"both are {a.label}")
    return Related(Relation.DIFFERS, "one is affirmed, the other denied")
