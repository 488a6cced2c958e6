"""The lines of an article as a press archive prints it go in ("BYLINE: Ada Brandt", "LENGTH: 310
words"); which of them are not the article, and what they state, comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from factcheck.ingest.dateline import place_alone, read_date_line
from factcheck.ingest.furniture import alternatives, furniture
from factcheck.model import MetadataField, Stated

# An archive writes above an article the paper, the day, the edition, the headline and up to six
# labelled lines; below it as many.
HEAD = 14
TAIL = 8
# One labelled line may be an article's own; two of an archive's labels are not.
LEAST_LABELS = 2
# A slug has no blanks: "SLUG: ferry-0503".
_SLUG = re.compile(r"(?:SLUG|Slug):\s*\S{1,60}$")

SURE = 0.9  # the archive says what it is
BY_PLACE = 0.7  # the paper in the first line, the headline above the first label


def read_print(lines: Sequence[str]) -> tuple[dict[int, str], tuple[Stated, ...]]:
    """Number of a line that is not the article's → why; and what those lines state."""
    reasons = {n: "slug" for n, line in enumerate(lines[:3]) if _SLUG.match(line)}
    labelled = {n: found for n in _edges(len(lines)) if (found := _labelled().match(lines[n]))}
    if len({found["label"] for found in labelled.values()}) < LEAST_LABELS:
        return reasons, ()
    reasons |= dict.fromkeys(labelled, "an archive's label")
    stated = list(_stated(labelled, lines))
    first = min(labelled)
    dated = first < HEAD and next((n for n in range(1, first) if read_date_line(lines[n])), None)
    if dated and dated + 1 < first:
        above = range(dated + 1, first - 1)
        reasons |= dict.fromkeys((*range(dated), *above), "an archive's head")
        stated.append(_one("publisher", lines[0], lines[0], BY_PLACE))
    return reasons, tuple(stated)


def _edges(count: int) -> list[int]:
    return sorted({*range(min(HEAD, count)), *range(max(0, count - TAIL), count)})


def _stated(labelled: dict[int, re.Match[str]], lines: Sequence[str]) -> Iterator[Stated]:
    fields = furniture().archive_labels
    for number, found in labelled.items():
        field = next(f for f, labels in fields.items() if found["label"] in labels)
        value = found["value"].strip(" ;")
        if field == "place":
            value = place_alone(value)
        if value and field != "none":
            yield _one(field, value, lines[number], SURE)


def _one(field: MetadataField, value: str, evidence: str, sure: float) -> Stated:
    return Stated(field=field, value=value, evidence=evidence, source="text", confidence=sure)


@lru_cache(maxsize=1)
def _labelled() -> re.Pattern[str]:
    labels = alternatives(label for of in furniture().archive_labels.values() for label in of)
    return re.compile(rf"(?P<label>{labels}):\s*(?P<value>.{{0,200}})$")
