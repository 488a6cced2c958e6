"""Which articles are one source: copies of one text count once.

Two articles are taken for one source of an answer when the passage of one stands nearly word for
word in the other, or when both passages lie in text that the articles share: agencies' copy does
that, two reporters do not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz

from factcheck.model import Claim, Copy, Evidence

NEARLY_THE_SAME = 92.0  # rapidfuzz ratio, 0-100, of two passages; edited agency copy is above it
LONG_ENOUGH = 60  # characters; shorter sentences coincide by chance

Origins = tuple[tuple[str, ...], ...]  # ids of articles, those of one source together


class _Place(NamedTuple):
    """A stretch of a text, and where it stands in the first article that has it."""

    start: int
    end: int
    first: tuple[str, int, int]


class SharedText:
    """The passages that articles share, to be asked of which of them a claim is."""

    def __init__(self, copies: Iterable[Copy] = ()) -> None:
        self._places: defaultdict[str, set[_Place]] = defaultdict(set)
        for copy in copies:
            here, there = copy.passage, copy.same_as
            first = (there.article, there.start, there.end)
            self._places[here.article].add(_Place(here.start, here.end, first))
            self._places[there.article].add(_Place(there.start, there.end, first))

    def firsts(self, evidence: Evidence) -> list[tuple[str, int, int]]:
        """Where the shared text that an evidence stands in was first met."""
        return [
            place.first
            for place in self._places.get(evidence.article, ())
            if place.start <= evidence.answer_start and evidence.answer_end <= place.end
        ]


NOTHING_SHARED = SharedText()


def origins(claims: Iterable[Claim], shared: SharedText = NOTHING_SHARED) -> Origins:
    """Ids of the articles that make the claims, those of one source together; alphabetically."""
    said: defaultdict[str, list[Evidence]] = defaultdict(list)
    for claim in claims:
        said[claim.evidence.article].append(claim.evidence)
    groups: list[list[str]] = []
    for article in sorted(said):
        same = [g for g in groups if any(_one_text(said[article], said[a], shared) for a in g)]
        merged = sorted([article, *(a for group in same for a in group)])
        groups = [*(g for g in groups if g not in same), merged]
    return tuple(tuple(group) for group in sorted(groups))


def _one_text(a: list[Evidence], b: list[Evidence], shared: SharedText) -> bool:
    return _copied(a, b) or any(
        x[0] == y[0] and x[1] < y[2] and y[1] < x[2]
        for one in a
        for x in shared.firsts(one)
        for other in b
        for y in shared.firsts(other)
    )


def _copied(a: list[Evidence], b: list[Evidence]) -> bool:
    return any(
        min(len(x.quote), len(y.quote)) >= LONG_ENOUGH
        and fuzz.ratio(x.quote, y.quote, score_cutoff=NEARLY_THE_SAME) >= NEARLY_THE_SAME
        for x in a
        for y in b
    )
