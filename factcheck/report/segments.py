"""A text and spans that may overlap go in, pieces that do not overlap come out, each with the
tags of the spans that cover it: marking up is then a walk over the pieces.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Tag = TypeVar("Tag")


@dataclass(frozen=True)
class Span(Generic[Tag]):
    """`text[start:end]` carries `tag`."""

    start: int
    end: int
    tag: Tag


@dataclass(frozen=True)
class Segment(Generic[Tag]):
    """A piece of the text, and the tags of all spans that cover it, in the order given."""

    text: str
    tags: tuple[Tag, ...]


def segments(text: str, spans: Iterable[Span[Tag]]) -> list[Segment[Tag]]:
    """Cut `text` wherever a span starts or ends. The pieces joined are the text.

    What lies outside the text is cut off; empty and reversed spans cover nothing.
    """
    inside = [Span(max(span.start, 0), min(span.end, len(text)), span.tag) for span in spans]
    kept = [span for span in inside if span.start < span.end]
    cuts = {0, len(text)}.union(*((span.start, span.end) for span in kept))
    return [
        Segment(
            text[start:end],
            tuple(span.tag for span in kept if span.start <= start and end <= span.end),
        )
        for start, end in pairwise(sorted(cuts))
    ]
