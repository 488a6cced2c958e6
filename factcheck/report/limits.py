"""Claims that were too many to be compared go in, a line for each comes out, the same on every page
and in the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import NotCompared

MOST_SHOWN = 20  # report.json has all


def told(limits: Iterable[NotCompared]) -> list[str]:
    """'figures.stated (30 euro): 2,800 claims of 2 articles, about 3,900,000 pairs not compared',
    the most first."""
    ordered = sorted(limits, key=lambda one: (-one.pairs, one.rule, one.about))
    lines = [_line(one) for one in ordered[:MOST_SHOWN]]
    more = len(ordered) - MOST_SHOWN
    return [*lines, f"and {more:,} more, in report.json"] if more > 0 else lines


def _line(one: NotCompared) -> str:
    about = f" ({one.about})" if one.about else ""
    articles = f"{one.articles:,} article{'s' * (one.articles != 1)}"
    return (
        f"{one.rule}{about}: {one.claims:,} claims of {articles}, "
        f"about {one.pairs:,} pairs not compared"
    )
