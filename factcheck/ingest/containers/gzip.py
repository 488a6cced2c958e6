"""One file compressed with gzip, bzip2 or xz goes in, the file comes out."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from factcheck.ingest.containers.unpacking import AT_ONCE, Names, spooled
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import LeftOut
from factcheck.model import Skipped

SIGNATURES = (b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\x00")
ENDINGS = {".tgz": ".tar", ".tbz2": ".tar", ".tbz": ".tar", ".txz": ".tar"}
BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError)

# xz may ask for 4 GB of memory to unpack; its own strongest setting (-9) needs 65 MB.
MOST_MEMORY = 100_000_000  # bytes

# Of what breaks off, these still hold whole articles before the break.
_IN_PARTS = frozenset({".tar", ".warc", ".jsonl", ".ndjson", ".csv", ".tsv"})


class CompressedFile:
    """gzip, bzip2 and xz, each around one file."""

    name = "a compressed file"
    suffixes = frozenset({".gz", ".bz2", ".xz", *ENDINGS})
    folders = False

    def knows(self, head: bytes) -> bool:
        """By the marks of the three."""
        return head.startswith(SIGNATURES)

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        """The one file. Raises `Unusable`."""
        inner = _inner(PurePosixPath(file.name))
        name = Names(file.name).of(inner)
        file.allowance.take_member()
        source = _Unpacking(file)
        stream, size = spooled(source.read, file.allowance, file.stream.tell)
        if size == 0 and source.broken:
            stream.close()
            raise Unusable("broken: nothing of it can be unpacked; fetch or compress it again")
        if not source.broken or PurePosixPath(inner).suffix in _IN_PARTS:
            yield Opened(name, stream, size, stated=file.stated)
        else:
            stream.close()
        if source.broken:
            raise Unusable(f"breaks off after {size:,} bytes; fetch or compress it again")


class _Unpacking:
    """Reads what is packed up to where it breaks."""

    def __init__(self, file: Opened) -> None:
        self._stream = unpacking(file)
        self.broken = False

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read1(size)  # all that comes before the break
        except BROKEN:
            self.broken = True
            return b""


class _Xz:
    """Unpacks xz. A dictionary larger than any setting of its own makes is refused."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._unpack = self._new()

    @staticmethod
    def _new() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)

    def read1(self, size: int) -> bytes:
        """At most `size` bytes. Raises LZMAError, EOFError."""
        while True:
            if self._unpack.eof:
                rest = self._unpack.unused_data or self._stream.read(AT_ONCE)
                if not rest.strip(b"\0"):  # padding, or the end
                    return b""
                self._unpack = self._new()
            else:
                rest = self._stream.read(AT_ONCE) if self._unpack.needs_input else b""
                if self._unpack.needs_input and not rest:
                    raise EOFError
            if data := self._unpack.decompress(rest, size):
                return data


def unpacking(file: Opened) -> gzip.GzipFile | bz2.BZ2File | _Xz:
    """The stream that unpacks a file from its beginning."""
    head = file.head()
    file.stream.seek(0)
    if head.startswith(SIGNATURES[0]):
        return gzip.GzipFile(fileobj=file.stream, mode="rb")
    if head.startswith(SIGNATURES[1]):
        return bz2.BZ2File(file.stream)
    return _Xz(file.stream)


def _inner(path: PurePosixPath) -> str:
    """'dump.jsonl' of 'dump.jsonl.gz', 'week.tar' of 'week.tgz'."""
    if ending := ENDINGS.get(path.suffix.lower()):
        return path.stem + ending
    return path.stem if path.suffix.lower() in CompressedFile.suffixes else path.name
