"""A TAR archive goes in, its files come out. Compressed ones have been unpacked before."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from factcheck.ingest.containers.unpacking import (
    BREAKS_OFF,
    LEADS_OUT,
    NO_FILE,
    Names,
    leads_out,
    opened,
    slashed,
)
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import LeftOut
from factcheck.model import Skipped

MAGIC = b"ustar"  # at byte 257 (POSIX.1-2017, pax: ustar Interchange Format)
MAGIC_AT = 257
# Headers say how long they are themselves, and the library reads them at once.
MOST_OF_A_HEADER = 1_000_000  # bytes


class TarArchive:
    """TAR, in the forms of POSIX and GNU."""

    name = "a TAR archive"
    suffixes = frozenset({".tar"})
    folders = True

    def knows(self, head: bytes) -> bool:
        """By the mark in its first header."""
        return head[MAGIC_AT:].startswith(MAGIC)

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        """Its files in their order. Raises `Unusable` where it breaks off."""
        names = Names(file.name)
        file.stream.seek(0)
        careful = _Careful(file.stream)
        try:
            with tarfile.open(fileobj=cast("IO[bytes]", careful), mode="r:") as archive:
                while member := archive.next():
                    archive.members.clear()  # type: ignore[attr-defined]  # it keeps all of them
                    file.allowance.take_member()
                    if found := _opened(archive, member, names, file, left_out):
                        yield found
        except Unusable:
            raise
        except (tarfile.TarError, EOFError, OSError, ValueError, RecursionError):
            raise Unusable(BREAKS_OFF) from None
        if not careful.ended:
            raise Unusable(BREAKS_OFF)


class _Careful:
    """A file that refuses to be read in pieces larger than any header."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell = stream.seek, stream.tell
        self.ended = False  # whether the block of zeros came that ends an archive

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MOST_OF_A_HEADER:
            raise tarfile.ReadError("too long a header")
        data = self._stream.read(size)
        self.ended = self.ended or (
            size == tarfile.BLOCKSIZE and not data.strip(b"\0") and data != b""
        )
        return data


def _opened(
    archive: tarfile.TarFile, member: tarfile.TarInfo, names: Names, file: Opened, left_out: LeftOut
) -> Opened | Skipped | None:
    """The member, why it is not read, or None where that goes without saying."""
    if member.isdir():
        return None
    inner = slashed(member.name)
    reason = LEADS_OUT if leads_out(inner) else left_out(inner)
    if reason == "":
        return None
    name = names.of(inner)
    if reason is None and (not member.isreg() or member.sparse is not None):
        reason = NO_FILE
    if reason is not None:
        return Skipped(path=name, reason=reason)
    data = archive.extractfile(member)
    if data is None:
        return Skipped(path=name, reason=NO_FILE)
    try:
        return opened(name, data.read, file.allowance)
    except (tarfile.TarError, EOFError):
        return Skipped(path=name, reason=BREAKS_OFF)
