"""Stories of very different sizes go in, the part of the work that each belongs to comes out, so
that no part has much more to do than another.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def dealt(loads: Sequence[int], parts: int) -> list[int]:
    """The part, from 0, of each load: the largest first, each to the part that has least so far.

    No part then has more than 4/3 of what the best dealing gives the fullest one (Graham 1969,
    "Bounds on multiprocessing timing anomalies"). The same loads are dealt in the same way.
    """
    least = [(0, part) for part in range(parts)]
    of = [0] * len(loads)
    for place in sorted(range(len(loads)), key=lambda place: (-loads[place], place)):
        load, part = least[0]
        of[place] = part
        heapq.heapreplace(least, (load + loads[place], part))
    return of


def parts_for(articles: int, cores: int, each: int, most: int) -> int:
    """Into how many parts work on so many articles is cut: `each` for a core, so that one that is
    slow holds nobody up, more where a part would have more than `most` articles, none empty."""
    return max(1, min(articles, max(cores * each, -(-articles // most))))
