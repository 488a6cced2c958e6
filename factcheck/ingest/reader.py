"""What a reader of one file format is: bytes go in, the raw text of one article comes out.

A new format is a new file beside this one, and one more line in `sources.READERS`.
"""

from __future__ import annotations

from typing import Protocol


class Unusable(ValueError):  # noqa: N818  (it says what the file is, and travels as a reason)
    """A file that cannot become an article; the message is the reason shown to the user."""


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, data: bytes) -> str:
        """Return the raw text of a file's bytes; raise `Unusable` if there is none."""
        ...
