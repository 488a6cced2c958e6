"""Facts about a passage go in, blocks of text for the terminal come out: labels with what they say,
passages with their answer in [brackets], which need no colour to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.cli.terminal import inert
from factcheck.model import Evidence

INDENT = 2  # columns
GAP = 2  # columns between a label and what it says
OWN_VOICE = "in the article's own voice"


def facts(rows: Iterable[tuple[str | Text, ...]]) -> Table:
    """Rows of two or more columns; the last one takes the room that is left, and breaks lines."""
    cells = [[cell if isinstance(cell, Text) else inert(cell) for cell in row] for row in rows]
    table = Table.grid(padding=(0, GAP, 0, 0))
    for column in range(max(map(len, cells), default=1)):
        last = column == max(map(len, cells)) - 1
        table.add_column(overflow="fold", no_wrap=not last)
    for row in cells:
        table.add_row(*row)
    return table


def print_indented(console: Console, block: RenderableType, steps: int = 1) -> None:
    """Print a block some steps to the right."""
    console.print(Padding(block, (0, 0, 0, INDENT * steps), expand=False))


def marked(evidence: Evidence) -> Text:
    """The passage in quotation marks, its answer in brackets."""
    start, end = evidence.answer_start - evidence.start, evidence.answer_end - evidence.start
    quote = evidence.quote
    if not 0 <= start < end <= len(quote):
        return inert(f"“{quote}”")
    return Text.assemble(
        inert(f"“{quote[:start]}"),
        inert(f"[{quote[start:end]}]", "bold"),
        inert(f"{quote[end:]}”"),
    )


def said_by(evidence: Evidence) -> str:
    """Who says it."""
    if evidence.attributed_to is None:
        return "inside quotation marks, speaker unknown" if evidence.direct else OWN_VOICE
    return f"said by {evidence.attributed_to}{', word for word' if evidence.direct else ''}"


def labelled(label: str, normal: str) -> str:
    """A value for people, with its normal form where that differs: 'Iceland (IS)'."""
    return label if not normal or label.casefold() == normal.casefold() else f"{label} ({normal})"
