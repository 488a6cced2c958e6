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
from factcheck.report.visible import make_controls_visible

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
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("factcheck.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=make_controls_visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(brief=_brief, count=count)
    return environment.get_template("notebook.html")


def _brief(text: str) -> str:
    return shortened(text, MOST_LETTERS)
