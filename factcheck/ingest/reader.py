"""What reads a format: an opened file goes in, drafts of articles come out, or further files.

A new format is a new file in `readers/` or `containers/` and one line in its list, or in a package
of its own that names it as an extension (docs/formats.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from factcheck.ingest.opened import Opened
from factcheck.model import Removed, Skipped, Stated


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as a file has it, before cleaning.

    `text` has a paragraph a line or blank lines between them. `part` tells it from the other
    articles of its file ('3', the id of an entry); it is empty where the file has one alone.
    `stated` is what the format itself says of the article.
    """

    text: str
    part: str = ""
    stated: tuple[Stated, ...] = ()
    removed: tuple[Removed, ...] = ()


# The name of a member of an archive → why it is left out, "" if that goes without saying, None
# if it is read.
LeftOut = Callable[[str], str | None]


class Reader(Protocol):
    """Reads the articles of one format."""

    @property
    def name(self) -> str:
        """The format for messages: 'PDF', 'an HTML page'."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """Endings of names, in lower case with the dot."""
        ...

    @property
    def largest(self) -> int:
        """Bytes; a larger file is refused before it is read."""
        ...

    def knows(self, head: bytes) -> bool:
        """Whether a file that begins so (4 KiB) is of this format, whatever it is called."""
        ...

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """Its articles in order; a part that cannot be used is a `Skipped`, and the next ones
        follow. Raises `Unusable` for a file that cannot be read at all."""
        ...


class Container(Protocol):
    """Opens a file that holds files: an archive, a crawl."""

    @property
    def name(self) -> str:
        """The format for messages: 'a ZIP archive'."""
        ...

    @property
    def suffixes(self) -> frozenset[str]:
        """Endings of names, in lower case with the dot; '.tar.gz' goes before '.gz'."""
        ...

    @property
    def folders(self) -> bool:
        """Whether its members are files in folders, so that sidecars and manifests may lie beside
        them and it is looked through twice; answers of a crawl are none."""
        ...

    def knows(self, head: bytes) -> bool:
        """Whether a file that begins so (4 KiB) is of this format, whatever it is called."""
        ...

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        """What it holds, one at a time; a member is closed before the next one is opened. What
        `left_out` leaves out is not unpacked. Nothing is ever written to the disk under a name
        of the archive's. Raises `Unusable`; members that came before stay good."""
        ...
