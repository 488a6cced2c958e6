"""What a format is: its name, what it is good for, and what makes each of its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factcheck import model


@dataclass(frozen=True)
class Export:
    """A format that a report can be written in."""

    name: str  # as after --format
    about: str  # one line for help
    files: Mapping[str, Callable[[model.Report], bytes]]  # what makes each file, by its name
    binary: bool = False  # nothing for a terminal

    @property
    def tables(self) -> Mapping[str, str]:
        """The file of each table, by the table's name; none where there is one document."""
        return {} if len(self.files) == 1 else {name.partition(".")[0]: name for name in self.files}


class MissingExtraError(ImportError):
    """A library that comes with an extra of ours is not installed; the message says which."""

    def __init__(self, what: str, library: str) -> None:
        super().__init__(
            f"{what} needs {library}, which is not installed: "
            'run pip install "factcheck-news[tables]"'
        )
