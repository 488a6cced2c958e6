"""Where quotation marks open and close: the spans of direct speech in a text."""

from __future__ import annotations

import re
from itertools import pairwise

CLOSING_PAIRS = {('"', '"'), ("“", "„"), ('"', "“"), ('"', "„")}  # mark, what opened
MARKS = re.compile(r"[“”\"„«»]")


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) between quotation marks, marks included.

    A quotation never runs over the end of a line: a mark that is not closed closes there, as
    newspapers leave the mark out when speech goes on in the next paragraph.
    """
    spans: list[tuple[int, int]] = []
    line_ends = [m.start() for m in re.finditer("\n", text)] + [len(text)]
    for start, end in pairwise([-1, *line_ends]):
        opened: int | None = None
        for mark in MARKS.finditer(text, start + 1, end):
            closes = mark.group() in "”»" or (
                opened is not None and (mark.group(), text[opened]) in CLOSING_PAIRS
            )
            if opened is None and not closes:
                opened = mark.start()
            elif opened is not None and closes:
                spans.append((opened, mark.end()))
                opened = None
        if opened is not None:
            spans.append((opened, end))
    return spans
