"""The sizes of files and what is read of them go in; how far the reading has come goes out, step by
step, to whatever shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import BinaryIO

# What is being done, in words; how much of it is done, of how much: 0 of 0 where nobody knows.
Progress = Callable[[str, int, int], None]

# What a file costs beside its bytes, in bytes: a text of 3 kB takes 5 ms, a page of 12 kB 8 ms
# (benchmarks/many_files.py). By files alone, one large archive beside a thousand texts would seem
# to take no time, and by bytes alone the thousand texts.
EACH = 5_000


class Meter:
    """How far the reading of some files has come, for a display of the time left."""

    def __init__(self, sizes: Sequence[int], progress: Progress | None) -> None:
        self._sizes = sizes
        self._starts = [0, *accumulate(size + EACH for size in sizes)]
        self._progress = progress
        self._number, self._step, self._read = 0, "", 0

    def begin(self, number: int, step: str = "") -> None:
        """The file with this number, from 0, is read from here on. `step`: what to call that."""
        counted = f"reading file {number + 1:,} of {len(self._sizes):,}"
        self._number, self._step, self._read = number, step or counted, 0
        self._tell()

    def within(self, stream: BinaryIO) -> None:
        """The file has been read to where its stream stands, or further."""
        if self._progress is None or stream.closed:
            return
        here = min(stream.tell(), self._sizes[self._number])
        if here > self._read:
            self._read = here
            self._tell()

    def _tell(self) -> None:
        if self._progress is not None:
            done = self._starts[self._number] + self._read
            self._progress(self._step, done, self._starts[-1])
