"""A text of strangers goes in, the same text comes out with its invisible characters to be seen:
for every page that shows what articles say.
"""

from __future__ import annotations

import re

# Embeddings, overrides and isolates (Unicode UAX #9) can make a passage read otherwise than it
# is written ("Trojan Source", Boucher and Anderson 2021). Marks such as RLM stay: plain Arabic
# and Hebrew text needs them, and every passage stands in its own isolate.
_BIDI_CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_KEPT_CONTROLS = frozenset(b"\t\n\r")
_CONTROL_PICTURES = 0x2400  # U+2400 is the picture of NUL, U+2401 that of the next, and so on

_VISIBLE = {
    **{chr(code): f"[U+{code:04X}]" for code in _BIDI_CONTROLS},
    **{
        chr(code): chr(_CONTROL_PICTURES + code)
        for code in range(0x20)
        if code not in _KEPT_CONTROLS
    },
    **dict.fromkeys(map(chr, range(0x7F, 0xA0)), "\ufffd"),
}
_INVISIBLE = re.compile(f"[{re.escape(''.join(_VISIBLE))}]")


def make_controls_visible(text: str) -> str:
    """The text, or a page: what takes the place of such a character is the same in HTML."""
    return _INVISIBLE.sub(lambda match: _VISIBLE[match.group()], text)
