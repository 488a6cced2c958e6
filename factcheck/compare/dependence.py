"""A reason why articles are one source of an answer goes in, the words for it come out, the same on
every page and in the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factcheck.model import Dependence

SAME_TEXT = "carry the same text"


def in_words(dependence: Dependence, listed: Callable[[Sequence[str]], str]) -> str:
    """'A and C carry the same text', 'B cites Bay Post (A)'. `listed` makes 'A and C' of the ids of
    articles."""
    if dependence.reason == "words":
        return f"{listed(dependence.articles)} {SAME_TEXT}"
    if dependence.reason == "agency":
        return f"{listed(dependence.articles)} carry copy of {dependence.outlet}"
    own = [article for article in dependence.articles if article not in dependence.citing]
    cite = "cites" if len(dependence.citing) == 1 else "cite"
    whose = f" ({listed(own)})" if own else ""
    return f"{listed(dependence.citing)} {cite} {dependence.outlet}{whose}"
