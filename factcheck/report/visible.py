"""A text of strangers goes in, the same text comes out with its invisible characters to be seen:
for every page that shows what articles say.
"""

from __future__ import annotations

from markupsafe import Markup

# Embeddings, overrides and isolates (Unicode UAX #9) can make a passage read otherwise than it
# is written ("Trojan Source", Boucher and Anderson 2021). Marks such as RLM stay: plain Arabic
# and Hebrew text needs them, and every passage stands in its own isolate.
_BIDI_CONTROLS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_KEPT_CONTROLS = frozenset(b"\t\n\r")
_CONTROL_PICTURES = 0x2400  # U+2400 is the picture of NUL, U+2401 that of the next, and so on

_VISIBLE: dict[int, str] = {
    **{code: f"[U+{code:04X}]" for code in _BIDI_CONTROLS},
    **{code: chr(_CONTROL_PICTURES + code) for code in range(0x20) if code not in _KEPT_CONTROLS},
    **dict.fromkeys(range(0x7F, 0xA0), "\ufffd"),
}


def make_controls_visible(value: object) -> object:
    """What jinja2 calls on every value before it is escaped; what is markup already stays."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value  # most is printable, which no control character is
    return value.translate(_VISIBLE)
