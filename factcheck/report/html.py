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
from factcheck.garbage import not_collecting
from factcheck.report import layout
from factcheck.report.filling import Environment
from factcheck.report.front import Front
from factcheck.report.part import part

_PACKAGE = "factcheck.report"


@not_collecting()  # of hundreds of thousands of objects that stay: a quarter of the time
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
    style, style_hash = _own("report.css")
    own_script, script_hash = _own("report.js") if script else ("", "")
    return (
        environment()
        .get_template(template)
        .render(
            page=page,
            style=style,
            style_hash=style_hash,
            script=own_script,
            script_hash=script_hash,
            **more,
        )
    )


@cache
def _own(name: str) -> tuple[Markup, str]:
    """A file of ours, never text of an article, and its digest: as a Content-Security-Policy names
    what is written into the page."""
    text = (resources.files(_PACKAGE) / "templates" / name).read_text(encoding="utf-8")
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return Markup(text), base64.b64encode(digest).decode()


@cache
def environment() -> Environment:
    """What fills the templates of this room."""
    return Environment(jinja2.PackageLoader(_PACKAGE), keep_trailing_newline=True)
