"""Candidates for pairs of old and new things go in, the best pairs come out, each thing in at most
one. Both ways round the same pairs: what counts is never which of the two is the old one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import product
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[int, int]
"""Places of two things in the old and in the new list."""

Score = tuple[float, ...]

# A mark that so many pairs share (50 old things and 50 new ones) tells none of them apart, and to
# look at each would take the time of all with all.
MOST_ALIKE = 2_500


def best_pairs(candidates: Mapping[Pair, Score]) -> list[Pair]:
    """The pairs with the lowest scores, the best first. Ties go to the pair that comes first in
    both lists."""
    olds: set[int] = set()
    news: set[int] = set()
    found = []
    for pair in sorted(candidates, key=lambda p: (candidates[p], min(p), max(p))):
        if pair[0] not in olds and pair[1] not in news:
            olds.add(pair[0])
            news.add(pair[1])
            found.append(pair)
    return found


def sharing(
    olds: Mapping[int, T], news: Mapping[int, T], marks: Callable[[T], Iterable[Hashable]]
) -> Iterator[tuple[Pair, int]]:
    """The pairs that share marks, each with how many. A mark that many share pairs the first with
    the first, the second with the second, and so on."""
    where: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, things in enumerate((olds, news)):
        for place, thing in things.items():
            for mark in marks(thing):
                where[mark][side].append(place)
    shared: dict[Pair, int] = defaultdict(int)
    for left, right in where.values():
        few = len(left) * len(right) <= MOST_ALIKE
        for pair in product(left, right) if few else zip(left, right, strict=False):
            shared[pair] += 1
    yield from shared.items()
