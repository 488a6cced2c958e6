"""A report goes in, one self-contained HTML page comes out. Everything that an article says is
hostile here: escaped by jinja2, its control characters made visible. The page's policy admits our
one script and our one style sheet, by their digests, and no network.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from factcheck import model
from factcheck.report import layout
from factcheck.report.front import Front
from factcheck.report.part import part
from factcheck.report.visible import make_controls_visible

_PACKAGE = "factcheck.report"


def render(report: model.Report, front: str = "", in_part: Sequence[str] = ()) -> str:
    """The page as text; encode it as UTF-8. `front`: the address of a page that leads here,
    `in_part`: sentences on what of a larger run this report does not have."""
    page = layout.page(report, part(report))
    return _page("report.html", page, script=True, front=front, in_part=in_part)


def render_front(front: Front) -> str:
    """The page that leads to the pages of stories."""
    return _page("front.html", front, script=False, in_part=())


def _page(template: str, page: object, *, script: bool, **more: object) -> str:
    """A page with our own style and script in it."""
    of_page = {"style": _own("report.css"), "script": _own("report.js") if script else ""}
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            **{name: Markup(text) for name, text in of_page.items()},  # ours, no article's
            **{f"{name}_hash": _hash(text) for name, text in of_page.items()},
            **more,
        )
    )


@cache
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
