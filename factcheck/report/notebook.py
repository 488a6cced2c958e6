"""A report goes in, a short piece of HTML comes out, for notebooks: plain elements, which every
sanitizer leaves as they are.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from factcheck import model
from factcheck.model import FLAGGED
from factcheck.report import layout
from factcheck.report.names import count, shortened

if TYPE_CHECKING:
    import jinja2

MOST_SHOWN = 20  # flagged findings, answers of one, sources of one: a screen of each
MOST_LETTERS = 200  # of a question, an answer or a name


def render(report: model.Report) -> str:
    """The headline, what is flagged with its answers and sources, and a count of the rest."""
    page = layout.page(report)
    return _template().render(
        page=page,
        flagged=[view for view in page.findings if view.name.verdict in FLAGGED],
        most=MOST_SHOWN,
    )


@cache
def _template() -> jinja2.Template:
    from factcheck.report.html import environment

    own = environment().overlay()
    own.filters = {**own.filters, "brief": _brief, "count": count}
    return own.get_template("notebook.html")


def _brief(text: str) -> str:
    return shortened(text, MOST_LETTERS)
