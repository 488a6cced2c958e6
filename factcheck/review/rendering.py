"""Names of templates and what they show go in, answers in HTML come out. Every text is escaped and
its invisible characters made visible; no template holds script or style.
"""

from __future__ import annotations

from http import HTTPStatus
from importlib import resources
from typing import Any

import jinja2
from starlette.responses import HTMLResponse

from factcheck.report.filling import Environment
from factcheck.report.names import letters
from factcheck.review import words

_PACKAGE = "factcheck.review"
_REPORT = "factcheck.report"  # whose bars the pages share
STATIC_TYPES = {
    "review.css": "text/css; charset=utf-8",
    "review.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Renderer:
    """The templates of the review. Safe from several threads."""

    def __init__(self) -> None:
        self._environment = Environment(
            jinja2.ChoiceLoader([jinja2.PackageLoader(p) for p in (_PACKAGE, _REPORT)])
        )
        self._environment.filters["moment"] = words.moment
        self._environment.filters["brief"] = brief
        self._environment.globals.update(
            done=words.done,
            answer_label=words.answer_label,
            letters=letters,
            statuses=words.STATUSES,
            reasons=words.REASONS,
            keys=words.KEYS,
        )

    def page(self, template: str, status: HTTPStatus = HTTPStatus.OK, **shown: Any) -> HTMLResponse:
        """An answer with a page."""
        return HTMLResponse(self._environment.get_template(template).render(shown), status)

    def problem(self, status: HTTPStatus, message: str, note: str = "") -> HTMLResponse:
        """An answer that says what is wrong and what to do, with the note that was not saved."""
        return self.page("problem.html", status, title=status.phrase, message=message, note=note)


def static_files() -> dict[str, tuple[bytes, str]]:
    """Name → content and type of the files that pages refer to; read once, and nothing else ever
    is."""
    folder = resources.files(_PACKAGE) / "static"
    return {name: ((folder / name).read_bytes(), kind) for name, kind in STATIC_TYPES.items()}


def brief(text: str, length: int) -> str:
    """A text on one line of a list: cut where it is longer."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
