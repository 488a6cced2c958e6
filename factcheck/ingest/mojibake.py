"""A text goes in, in which UTF-8 may have been read as Latin 1 and saved again, once or more often;
it comes out with the characters that were meant.

Such text is full of controls (U+0080 to U+009F) that no other has. ftfy undoes one layer at a time,
and a line made for it has as many as it has characters (a line of 100,000 took 211 s). So it gets
short pieces, each once, and no more than a page has.
"""

from __future__ import annotations

import re

_C1 = re.compile("[\x80-\x9f]")

# Characters of a piece: it ends behind a space or tag, or before what may begin a character.
LONGEST_PIECE = 120
_PIECE = re.compile(
    rf".{{0,{LONGEST_PIECE - 1}}}[ >]|.{{1,{LONGEST_PIECE}}}(?=[Â-ô])|.{{1,{LONGEST_PIECE}}}"
)
# Characters of all pieces that differ; pages that were broken have 20,000. The worst found took
# 3 s at this limit, and what is beyond it stays as it is.
MOST_TO_MEND = 200_000


def has_controls(text: str) -> bool:
    """Whether a text may be broken in this way."""
    return _C1.search(text) is not None


def mended(text: str) -> str:
    """Return the text with the lines mended that hold such controls."""
    if not has_controls(text):
        return text
    from ftfy import fix_encoding

    known: dict[str, str] = {}
    room = MOST_TO_MEND
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not has_controls(line):
            continue
        pieces = _PIECE.findall(line)
        for piece in {one for one in pieces if not one.isascii()} - known.keys():
            room -= len(piece)
        if room < 0:
            break
        for piece in pieces:
            if not piece.isascii() and piece not in known:
                known[piece] = fix_encoding(piece)
        lines[number] = "".join(known.get(piece, piece) for piece in pieces)
    return "\n".join(lines)
