"""A report goes in, what a page says of it before all else comes out: inputs that were not checked,
claims that were not compared.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.left_out import Alike, by_reason
from factcheck.report.limits import told
from factcheck.report.names import count


@dataclass(frozen=True)
class Notes:
    """What is to be known of a report whatever it found."""

    report: model.Report

    @cached_property
    def counted(self) -> Counter[Verdict]:
        """How many findings of each verdict the run has, on this page or not."""
        return self.report.counted

    @property
    def found(self) -> str:
        """'Three conflicts in 14 articles'."""
        conflicts = count(self.counted[Verdict.CONFLICT], "conflict")
        return f"{conflicts} in {count(len(self.report.articles), 'article')}".capitalize()

    @property
    def skipped(self) -> list[Alike]:
        """What was not checked, by the reason."""
        return by_reason(self.report.skipped)

    @property
    def history(self) -> list[Alike]:
        """What another article stands for, by the reason."""
        return by_reason(self.report.history)

    @property
    def not_compared(self) -> list[str]:
        """Which claims were not all compared, the most first."""
        return told(self.report.not_compared)
