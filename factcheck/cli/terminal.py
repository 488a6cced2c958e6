"""Text of articles, file names and messages goes in, text that a terminal can only show comes
out: no markup, no escape sequences, no reordering. And the consoles that it is printed on.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from contextlib import suppress

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

# Format characters that ordinary words need: soft hyphen, joiners of Persian and Indic scripts
# and emoji, direction marks of Arabic and Hebrew. The others (overrides, isolates, zero-width
# spaces, tags) can make words read otherwise than they are written ("Trojan Source", Boucher and
# Anderson 2021) and are shown by their number, as in report.html.
_ORDINARY_FORMATS = frozenset("\u00ad\u061c\u200c\u200d\u200e\u200f")
_CONTROL_PICTURES = 0x2400  # U+2400 is the picture of NUL, U+2401 that of the next, and so on
_ELLIPSIS = "…"


class _Console(Console):
    """A console whose reader may leave early (`factcheck check … | head`): the exit code still
    says what was found."""

    def on_broken_pipe(self) -> None:
        with suppress(SystemExit):
            super().on_broken_pipe()


def open_console(*, stderr: bool = False) -> Console:
    """The terminal, file or pipe behind standard output or standard error."""
    return _Console(stderr=stderr, highlight=False)


def never_fail_to_encode() -> None:
    """Print `?` for what a stream's encoding lacks: a name must not end the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def inert(text: str, style: str = "") -> Text:
    """`text` on one line, as it is written, in a terminal that it cannot command."""
    if not text.isprintable():  # most are, and articles are long
        text = "".join(map(_visible, text))
    return Text(text, style)


def _visible(character: str) -> str:
    match unicodedata.category(character):
        case "Cc" if character in "\t\n\r":
            return " "
        case "Cc" if ord(character) < 0x20:
            return chr(_CONTROL_PICTURES + ord(character))
        case "Cc" | "Cs":
            return "\ufffd"
        case "Zl" | "Zp":
            return " "
        case "Cf" if character not in _ORDINARY_FORMATS:
            return f"[U+{ord(character):04X}]"
    return character


def shortened(name: str, width: int) -> str:
    """`name` in at most `width` columns: the middle gives way, for file names differ at both
    ends."""
    if cell_len(name) <= width:
        return name
    half = max(1, (width - len(_ELLIPSIS)) // 2)
    start = chop_cells(name, half)[0]
    end = chop_cells(name[::-1], half)[0][::-1]
    return f"{start}{_ELLIPSIS}{end}"
