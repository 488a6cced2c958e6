"""factcheck: where a set of news articles agrees and conflicts, with the passages.

    from factcheck import check
    report = check(["seeds/"])
    for finding in report.conflicts:
        print(finding.question, [answer.label for answer in finding.answers])
    report.to_html("report.html")

Importing is cheap; the language model is loaded by the first call of `check`.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.api import Report, check

__all__ = ["Report", "__version__", "check"]

__version__ = version("factcheck-news")


def __getattr__(name: str) -> object:
    if name in {"Report", "check"}:
        from factcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'factcheck' has no attribute '{name}'")
