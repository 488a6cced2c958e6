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
from factcheck.report.visible import make_controls_visible

_PACKAGE = "factcheck.report"


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
        finalize=make_controls_visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
