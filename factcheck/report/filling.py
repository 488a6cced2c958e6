"""Templates and what they show go in, pages come out: every text escaped, its control characters
made visible. All pages of the program are filled here, those of the review, too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from factcheck.report.visible import make_controls_visible

# Pieces of HTML of some hundred characters that are kept; the largest page, 1,000 articles and
# 2,000 findings, has 6,000 different ones.
_KEPT = 10_000


class _Template(jinja2.Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page, its control characters made visible. They are looked for once, in the whole
        of it, not in each of some hundred thousand values: templates, style and script have
        none."""
        return make_controls_visible(super().render(*args, **kwargs))


class Environment(jinja2.Environment):
    """What fills the templates of one or more rooms. Make one a process: compiling the templates
    takes longer than filling them."""

    template_class = _Template

    def __init__(self, loader: jinja2.BaseLoader, *, keep_trailing_newline: bool = False) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=keep_trailing_newline,
            auto_reload=False,  # templates do not change while the program runs
        )
        self.filters["once"] = lru_cache(maxsize=_KEPT)(_once)


def _once(shown: Hashable, macro: Callable[[Hashable], Markup]) -> Markup:
    """`{{ article | once(badge) }}` is `{{ badge(article) }}`, made once and kept: for what a page
    shows at many places, and for macros that look at nothing but what they are given."""
    return macro(shown)
