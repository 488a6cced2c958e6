"""factcheck: where a set of news articles agrees and conflicts, with the passages.

    from factcheck import check
    report = check(["seeds/"])
    for finding in report.conflicts:
        print(finding.question, [answer.label for answer in finding.answers])
    report.to_html("report.html")

Importing is cheap; the language model is loaded by the first call of `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.api import (
        Difference,
        FindingError,
        IngestError,
        ModelError,
        PassageError,
        Report,
        RuleError,
        check,
        claims,
        diff,
        explain,
        explain_pair,
    )

    __version__: str

__all__ = [
    "Difference",
    "FindingError",
    "IngestError",
    "ModelError",
    "PassageError",
    "Report",
    "RuleError",
    "__version__",
    "check",
    "claims",
    "diff",
    "explain",
    "explain_pair",
]


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("factcheck-news")
    if name in __all__:
        from factcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'factcheck' has no attribute '{name}'")
