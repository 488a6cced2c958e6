"""Templates and what they show go in, pages come out: every text escaped, its control characters
made visible. All pages of the program are filled here, those of the review, too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Hashable
from functools import lru_cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from factcheck.prepared import keep, kept
from factcheck.program import package_version
from factcheck.report.visible import make_controls_visible

# Pieces of HTML of some hundred characters that are kept; the largest page, 1,000 articles and
# 2,000 findings, has 6,000 different ones.
_KEPT = 10_000
_HERE = Path(__file__).parent
_JINJA2 = package_version("jinja2")


class _Template(jinja2.Template):
    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page, its control characters made visible. They are looked for once, in the whole
        of it, not in each of some hundred thousand values: templates, style and script have
        none."""
        return make_controls_visible(super().render(*args, **kwargs))


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates where Python keeps compiled modules: to compile them takes longer
    than to fill them."""

    def __init__(self, variant: str) -> None:
        """`variant`: what tells environments apart in which a template is compiled otherwise. (Our
        filters are no part of it: none is given a constant, which would be filled in then.)"""
        self._made_of = f"{variant} by jinja2 {_JINJA2}, run by {MAGIC_NUMBER.hex()}"
        self._ending = f"-{variant}.{sys.implementation.cache_tag}.template"

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if (data := kept(_HERE, bucket.key + self._ending, self._made_of)) is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        keep(_HERE, bucket.key + self._ending, self._made_of, bucket.bytecode_to_string())


class Environment(jinja2.Environment):
    """What fills the templates of one or more rooms. Make one a process."""

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
            bytecode_cache=_Compiled("whole" if keep_trailing_newline else "trimmed"),
        )
        self.filters["once"] = lru_cache(maxsize=_KEPT)(_once)


def _once(shown: Hashable, macro: Callable[[Hashable], Markup]) -> Markup:
    """`{{ article | once(badge) }}` is `{{ badge(article) }}`, made once and kept: for what a page
    shows at many places, and for macros that look at nothing but what they are given."""
    return macro(shown)
