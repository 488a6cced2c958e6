"""Copies between articles go in, for each article come out the stretches of its text that others
have, too, and which those are: copies of one text know of each other, not of the first alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from factcheck.model import Copy, Passage

Shared = dict[tuple[int, int], list[str]]  # start and end → ids of the other articles


def shared_text(copies: Iterable[Copy]) -> Mapping[str, Shared]:
    """The shared stretches of each article by its id, in the order of its text."""
    of_first: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        of_first[copy.same_as.article].append(copy)
    found: defaultdict[str, dict[tuple[int, int], set[str]]] = defaultdict(dict)
    for told in of_first.values():
        for copy in told:
            others = [c for c in told if _meet(c.same_as, copy.same_as)]
            members = {c.passage.article for c in others} | {copy.same_as.article}
            for place in (copy.passage, copy.same_as):
                stretch = found[place.article].setdefault((place.start, place.end), set())
                stretch |= members - {place.article}
    return {
        article: {place: sorted(others) for place, others in sorted(stretches.items())}
        for article, stretches in found.items()
    }


def _meet(a: Passage, b: Passage) -> bool:
    return a.start < b.end and b.start < a.end
