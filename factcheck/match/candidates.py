"""The claims of one block go in, the pairs that can answer one question come out: those that share
what the values of an identity role must share (`meeting.py`), and those of one article.

So the work grows with the pairs that have something in common. Where even those are too many, the
nearest are kept, and the rest is counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from factcheck.match.meeting import DECISIVE, meetings
from factcheck.model import Claim

# Claims of a block that all meet each other: to look for keys takes longer.
FEW = 8
# Pairs of one block that are related, at 10 to 30 µs each: all of 630 claims. The largest block of
# the 250 development articles has under 2,000.
MOST_PAIRS = 200_000

_Lists = tuple[list[int], list[int]]  # places of claims that ask for a key, and that have it


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of claims, by their places in the block, the lower first."""

    pairs: list[tuple[int, int]]
    left_out: int  # further ones, as far as they can be counted without making them


def candidates(block: Sequence[Claim], most: int = MOST_PAIRS) -> Candidates:
    """The pairs of a block that may be one question, in order. The block is in an order that does
    not depend on that of the input."""
    if len(block) <= FEW:
        return Candidates(list(combinations(range(len(block)), 2)), 0)
    lists, decisive = _narrowest(block)
    if not decisive:
        by_article: defaultdict[str, list[int]] = defaultdict(list)
        for place, claim in enumerate(block):
            by_article[claim.article].append(place)
        lists += [(of, of) for of in by_article.values() if len(of) > 1]
    lists.sort(key=lambda both: len(both[0]) * len(both[1]))  # what few share tells most
    found: set[int] = set()
    left_out = 0
    for asking, having in lists:
        if len(found) + len(asking) * len(having) > most:
            left_out += _nearest(block, asking, having, most - len(found), found)
            continue
        for i in asking:
            for j in having:
                if i != j:
                    found.add(_as_one(i, j, len(block)))
    return Candidates([divmod(pair, len(block)) for pair in sorted(found)], left_out)


def _as_one(i: int, j: int, length: int) -> int:
    """A pair as one number: a hundred bytes less for each."""
    return i * length + j if i < j else j * length + i


def _narrowest(block: Sequence[Claim]) -> tuple[list[_Lists], bool]:
    """For every key of the role that leaves fewest pairs, the claims that ask for it and those
    that have it; and whether no others can be one question, be they of one article."""
    every = list(range(len(block)))
    best, least, decisive = [(every, every)], len(block) ** 2, True
    for role in range(len(block[0].identity)):
        values = [claim.identity[role][1] for claim in block]
        found = meetings(values)
        if found is None:
            continue
        having: defaultdict[str, list[int]] = defaultdict(list)
        asking: defaultdict[str, list[int]] = defaultdict(list)
        for place, meeting in enumerate(found):
            for key in meeting.has:
                having[key].append(place)
            for key in meeting.asks:
                asking[key].append(place)
        lists = [(asking[key], having[key]) for key in sorted(asking) if key in having]
        pairs = sum(len(a) * len(b) for a, b in lists)
        if pairs < least:
            kinds = {type(value) for value in values}
            best, least, decisive = lists, pairs, len(kinds) == 1 and kinds <= DECISIVE
    return best, decisive


def _nearest(
    block: Sequence[Claim], asking: list[int], having: list[int], room: int, found: set[int]
) -> int:
    """Add as many pairs as there is room for: each claim with those that stand next to it when all
    are sorted by what they are about. Returns how many are left out."""
    order = sorted({*asking, *having}, key=lambda place: (_about(block[place]), place))
    asks, has = set(asking), set(having)
    made, whole = 0, len(asks) * len(has) - _within(asks & has)
    for step in range(1, len(order)):
        if made + len(order) - step > room:
            break
        for i, j in zip(order, order[step:], strict=False):
            if (i in asks and j in has) or (j in asks and i in has):
                found.add(_as_one(i, j, len(block)))
                made += 1
    return whole - made


def _within(both: set[int]) -> int:
    """What a product counts too much of those on both sides: themselves, and a pair twice."""
    return len(both) * (len(both) + 1) // 2


def _about(claim: Claim) -> tuple[str, ...]:
    return tuple(value.normal for _, value in claim.identity)
