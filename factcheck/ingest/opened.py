"""A file on the disk, in an archive or from the network, opened: one shape for all that is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from factcheck.ingest.fetching.addresses import is_address, path_in
from factcheck.model import Stated

HEAD = 4096  # bytes from which a format is told


# What all archives in one file may unpack to together: a year of a newspaper's articles has a
# tenth of that. It lies on the disk, one member at a time and no longer than that is read.
MOST_UNPACKED = 4_000_000_000  # bytes
MOST_MEMBERS = 100_000


class Unusable(ValueError):  # noqa: N818  (it says what the file is, and travels as a reason)
    """A file that cannot become an article; the message is the reason shown to the user."""


class Exhausted(Unusable):
    """An archive that has unpacked to all that it may; nothing more of it is read."""


@dataclass(slots=True)
class Allowance:
    """What a file and all archives in it may still unpack to. It is used up as they do."""

    size: int = MOST_UNPACKED
    members: int = MOST_MEMBERS

    def take_member(self) -> None:
        """Count one more member. Raises `Exhausted`."""
        self.members -= 1
        if self.members < 0:
            raise Exhausted(f"more than {MOST_MEMBERS:,} members; unpack it into several folders")

    def take(self, size: int) -> None:
        """Count bytes that were unpacked. Raises `Exhausted`."""
        self.size -= size
        if self.size < 0:
            raise Exhausted(
                f"unpacks to more than {MOST_UNPACKED:,} bytes; unpack what you need of it"
            )


def nothing_beside(_member: str) -> tuple[Stated, ...]:
    """What is stated of the members of a file around which nothing was written down."""
    return ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be read and searched, from its beginning.

    `name` is what messages and the report call it ('week.zip/monday.pdf'); `media_type` and
    `stated` are what its surroundings say: the header of an answer, a crawl's record, a sidecar.
    `fields` are the user's own names for what tables and records hold ('text': 'story.body'), the
    likeliest first. Members of an archive have its `fields` and its `allowance`. `beside` tells
    what was written down around an archive of a member ('monday.txt').
    """

    name: str
    stream: BinaryIO
    size: int
    media_type: str | None = None
    stated: tuple[Stated, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    allowance: Allowance = field(default_factory=Allowance)
    beside: Callable[[str], tuple[Stated, ...]] = nothing_beside

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, with the dot; empty where it has none."""
        name = path_in(self.name) if is_address(self.name) else self.name
        return PurePosixPath(name).suffix.lower()

    def head(self) -> bytes:
        """Its first bytes."""
        self.stream.seek(0)
        return self.stream.read(HEAD)

    def all(self, most: int) -> bytes:
        """All its bytes. Raises `Unusable` when it is empty or has more than `most`."""
        self.stream.seek(0)
        data = self.stream.read(most + 1)
        if not data:
            raise Unusable("empty file")
        if len(data) > most:
            raise Unusable(too_large(max(self.size, len(data)), most, "bytes"))
        return data


def too_large(size: int, limit: int, unit: str) -> str:
    """Why a file is refused for its size, and what to do about it."""
    return f"too large: {size:,} {unit}, the limit is {limit:,}; split it into its articles"
