"""A report goes in, one self-contained HTML page comes out. Everything that an article says is
hostile here: escaped by jinja2, its control characters made visible, scripts and network refused.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from factcheck import model
from factcheck.report import layout

_PACKAGE = "factcheck.report"

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


def render(report: model.Report) -> str:
    """The page as text; encode it as UTF-8."""
    style = (resources.files(_PACKAGE) / "templates" / "report.css").read_text(encoding="utf-8")
    return (
        _environment()
        .get_template("report.html")
        .render(
            page=layout.page(report),
            style=Markup(style),  # our own file, never text of an article
            style_hash=base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode(),
        )
    )


@cache
def _environment() -> jinja2.Environment:
    """Made once a process: compiling the templates takes longer than filling them."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_make_controls_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _make_controls_visible(value: object) -> object:
    """What jinja2 calls on every value before it is escaped; what is markup already stays."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value  # most is printable, which no control character is
    return value.translate(_VISIBLE)
