"""Which articles are one source: copies of one text count once.

Two articles are taken for one source when a passage of one stands nearly word for word in the
other: agencies' copy does that, two reporters do not.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from factcheck.model import Claim

NEARLY_THE_SAME = 92.0  # rapidfuzz ratio, 0-100, of two passages; edited agency copy is above it
LONG_ENOUGH = 60  # characters; shorter sentences coincide by chance


def independent_groups(claims: Iterable[Claim]) -> dict[str, str]:
    """Article id → id of the first article that carries the same copy (itself when none)."""
    passages: dict[str, list[str]] = {}
    for claim in claims:
        passages.setdefault(claim.article, []).append(claim.evidence.quote)
    group: dict[str, str] = {}
    for article in sorted(passages):
        group[article] = next(
            (
                group[other]
                for other in sorted(group)
                if _copied(passages[article], passages[other])
            ),
            article,
        )
    return group


def origins(claims: Iterable[Claim]) -> tuple[tuple[str, ...], ...]:
    """Ids of the articles, those of one independent source together; in alphabetical order."""
    groups: dict[str, list[str]] = {}
    for article, first in independent_groups(claims).items():
        groups.setdefault(first, []).append(article)
    return tuple(tuple(group) for group in groups.values())


def _copied(a: list[str], b: list[str]) -> bool:
    return any(
        min(len(x), len(y)) >= LONG_ENOUGH
        and fuzz.ratio(x, y, score_cutoff=NEARLY_THE_SAME) >= NEARLY_THE_SAME
        for x in a
        for y in b
    )
