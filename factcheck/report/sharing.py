"""Copies between articles go in, for each article come out the stretches of its text that others
have, too, and which those are: copies of one text know of each other, not of the first alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.model import Copy, Passage

Range = tuple[int, int]
Shared = Mapping[Range, frozenset[str]]  # start and end → ids of the articles that have it

ENOUGH = 0.5  # of a stretch that another copy must cover to be told as a copy of it


def shared_text(copies: Iterable[Copy]) -> Mapping[str, Shared]:
    """The shared stretches of each article by its id, in the order of its text; an article is
    among those that have its own."""
    of_first: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        of_first[copy.same_as.article].append(copy)
    found: defaultdict[str, dict[Range, frozenset[str]]] = defaultdict(dict)
    for first, told in of_first.items():
        holders = _holders(first, told)
        for copy in told:
            ids = holders[_range(copy.same_as)]
            for place in (copy.passage, copy.same_as):
                stretches = found[place.article]
                stretches[_range(place)] = stretches.get(_range(place), frozenset()) | ids
    return {article: dict(sorted(stretches.items())) for article, stretches in found.items()}


def _holders(first: str, told: Sequence[Copy]) -> dict[Range, frozenset[str]]:
    """For each stretch of the first article the articles that have at least a good part of it.
    Most copies are of the same few stretches, so that these are compared and not the copies."""
    exact: defaultdict[Range, set[str]] = defaultdict(lambda: {first})
    for copy in told:
        exact[_range(copy.same_as)].add(copy.passage.article)
    return {
        stretch: frozenset().union(
            *(ids for other, ids in exact.items() if _covers(other, stretch))
        )
        for stretch in exact
    }


def _covers(other: Range, stretch: Range) -> bool:
    both = min(other[1], stretch[1]) - max(other[0], stretch[0])
    return both >= ENOUGH * (stretch[1] - stretch[0])


def _range(passage: Passage) -> Range:
    return passage.start, passage.end
