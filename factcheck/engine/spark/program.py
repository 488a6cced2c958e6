"""What the executors need to read and compare articles as this machine would, in a form that
travels: half a megabyte, unpacked once in each Python of an executor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from factcheck.extract.extractor import Extractors
from factcheck.match.stories import Alike, Weights
from factcheck.pipeline import Settings
from factcheck.program import program
from factcheck.rules.loader import RuleSet

# What makes findings: an executor on which a line of it differs would find other things.
_ROOMS = (
    *("ingest", "extract", "language", "values", "engine", "rules", "match", "compare"),
    *("model.py", "pipeline.py"),
)


class OtherProgramError(RuntimeError):
    """The executor's factcheck, or what it is built on, is of another version."""


@dataclass(frozen=True)
class Program:
    """Rules, settings and the user's names for fields; what names the program of the driver."""

    rules: RuleSet
    settings: Settings
    fields: Mapping[str, tuple[str, ...]]
    name: str

    @classmethod
    def of(
        cls, rules: RuleSet, settings: Settings, fields: Mapping[str, tuple[str, ...]]
    ) -> Program:
        """The program of a run, ready to travel."""
        return cls(rules.bare(), settings, dict(fields), program(*_ROOMS))

    @cached_property
    def extractors(self) -> Extractors:
        """What makes claims, ready once in a process."""
        return Extractors(self.rules.rules)

    def check(self) -> None:
        """Raises OtherProgramError."""
        if (here := program(*_ROOMS)) != self.name:
            raise OtherProgramError(f"{here} here, {self.name} on the driver")


@dataclass(frozen=True)
class Lookup:
    """The telling words of all articles, ready to be asked once in a process."""

    weights: Weights

    @cached_property
    def alike(self) -> Alike:
        """What finds the articles that are like one."""
        return Alike(self.weights)
