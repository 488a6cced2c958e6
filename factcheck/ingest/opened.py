"""A file on the disk, in an archive or from the network, opened: one shape for all that is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

from factcheck.ingest.fetching.addresses import is_address, path_in
from factcheck.model import Stated

HEAD = 4096  # bytes from which a format is told


class Unusable(ValueError):  # noqa: N818  (it says what the file is, and travels as a reason)
    """A file that cannot become an article; the message is the reason shown to the user."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that can be read and searched, from its beginning.

    `name` is what messages and the report call it ('week.zip/monday.pdf'); `media_type` and
    `stated` are what its surroundings say: the header of an answer, a crawl's record, a sidecar.
    """

    name: str
    stream: BinaryIO
    size: int
    media_type: str | None = None
    stated: tuple[Stated, ...] = ()

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
