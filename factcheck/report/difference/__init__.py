"""Two reports go in, what is new, gone and changed between them comes out: a Difference, which the
command line, `difference.markdown` and programs (as JSON) tell each in its own way.
"""

from __future__ import annotations

from factcheck.report.difference.changes import CONFIDENCE_MOVES
from factcheck.report.difference.comparing import DISMISSED, difference
from factcheck.report.difference.model import (
    AnswerDifference,
    ArticleDifference,
    ArticleName,
    Aspect,
    Because,
    Cause,
    Change,
    Difference,
    FindingDifference,
    IndependenceDifference,
    Maker,
    RunDifference,
    Totals,
    Unchanged,
)

__all__ = [
    "CONFIDENCE_MOVES",
    "DISMISSED",
    "AnswerDifference",
    "ArticleDifference",
    "ArticleName",
    "Aspect",
    "Because",
    "Cause",
    "Change",
    "Difference",
    "FindingDifference",
    "IndependenceDifference",
    "Maker",
    "RunDifference",
    "Totals",
    "Unchanged",
    "difference",
]
