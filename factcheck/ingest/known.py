"""What the manifest, the sidecar, the markup, the surroundings and the text say of an article goes
in; one statement a field comes out, that of the one who knows best.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from factcheck.model import MetadataField, Stated

# Who wrote it down for factcheck knows best; a guess from the text is the last resort.
TRUST = ("manifest", "sidecar", "markup", "surroundings", "text")

# Less sure than this, a statement counts only where there is no other: the day on which a PDF was
# made, the title of a template. What the text shows is at least as sure (metadata.WEAK).
LEAST_SURE = 0.5

FIELDS: tuple[MetadataField, ...] = get_args(MetadataField)


def settled(stated: Iterable[Stated]) -> tuple[Stated, ...]:
    """The best statement of each field, in the order of the fields: the most trusted source's,
    of its statements the surest, of equals the first; unsure ones last."""
    best: dict[str, Stated] = {}
    for one in stated:
        best[one.field] = min(best.get(one.field, one), one, key=_rank)
    return tuple(best[field] for field in FIELDS if field in best)


def _rank(stated: Stated) -> tuple[bool, int, float]:
    return stated.confidence < LEAST_SURE, TRUST.index(stated.source), -stated.confidence
