"""Articles go in as they are read and come out again at once; what can only be said of all of them
together comes when the last one is out. None of them is kept: a print of some 2 kB is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.ingest.duplicates import Print, repeats
from factcheck.ingest.sources import unique_ids
from factcheck.model import Article, Skipped


class OneByOne:
    """Articles, each to be seen once. `skipped` grows on the way."""

    def __init__(self, read: Iterable[Article | Skipped]) -> None:
        self._read = read
        self._prints: list[Print] = []
        self.skipped: list[Skipped] = []

    def __iter__(self) -> Iterator[Article]:
        for one in self._read:
            if isinstance(one, Skipped):
                self.skipped.append(one)
            else:
                self._prints.append(Print.of(one))
                yield one

    @property
    def count(self) -> int:
        """How many articles have come so far."""
        return len(self._prints)

    def history(self) -> tuple[Skipped, ...]:
        """Those of them that another one stands for, as `once_each` tells it."""
        return repeats(self._prints)

    def ids(self) -> dict[str, str]:
        """The id of each, by its path."""
        return unique_ids([one.path for one in self._prints])
