"""A report goes in, one self-contained HTML page comes out. Everything that an article says is
hostile here: escaped by jinja2, its control characters made visible. The page's policy admits our
one script and our one style sheet, by their digests, and no network.
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
from factcheck.report.part import part
from factcheck.report.visible import make_controls_visible

_PACKAGE = "factcheck.report"


def render(report: model.Report) -> str:
    """The page as text; encode it as UTF-8."""
    style, script = _own("report.css"), _own("report.js")
    return (
        environment()
        .get_template("report.html")
        .render(
            page=layout.page(report, part(report)),
            style=Markup(style),  # our own files, never text of an article
            style_hash=_hash(style),
            script=Markup(script),
            script_hash=_hash(script),
        )
    )


def _own(name: str) -> str:
    return (resources.files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """As a Content-Security-Policy names what is written into the page."""
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode()


@cache
def environment() -> jinja2.Environment:
    """What fills the templates of this room. Made once a process: compiling them takes longer than
    filling them."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=make_controls_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
