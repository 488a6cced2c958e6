"""A text and spans that may overlap go in, pieces that do not overlap come out, line by line, each
with the tags of the spans that cover it: marking up is then a walk over the pieces.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, NamedTuple, TypeVar

Tag = TypeVar("Tag")

Line = tuple[int, int]  # where it starts and ends in the text


class Span(NamedTuple, Generic[Tag]):
    """`text[start:end]` carries `tag`."""

    start: int
    end: int
    tag: Tag


class Segment(NamedTuple, Generic[Tag]):
    """A piece of the text, and the tags of all spans that cover it, in the order given."""

    text: str
    tags: tuple[Tag, ...]


def segments(
    text: str, spans: Collection[Span[Tag]], lines: Iterable[Line]
) -> list[list[Segment[Tag]]]:
    """Cut lines of `text` wherever a span starts or ends. The pieces of a line joined are the line.

    A span may reach over several lines. What lies outside the lines is cut off; empty and reversed
    spans cover nothing.
    """
    lines = list(lines)
    cuts = {cut for line in lines for cut in line}
    cuts.update(start for start, _, _ in spans)
    cuts.update(end for _, end, _ in spans)
    ordered = sorted(cuts)
    place = {cut: number for number, cut in enumerate(ordered)}
    tags: list[list[Tag]] = [[] for _ in ordered]
    for start, end, tag in spans:
        for covering in tags[place[start] : place[end]]:
            covering.append(tag)
    return [
        [
            Segment(text[ordered[piece] : ordered[piece + 1]], tuple(tags[piece]))
            for piece in range(place[start], place[end])
        ]
        for start, end in lines
    ]
