"""A ZIP archive goes in, its files come out. One that is cut off has no list of its files any more:
they are found one after the other, up to the break.
"""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from factcheck.ingest.containers.unpacking import (
    AT_ONCE,
    BREAKS_OFF,
    LEADS_OUT,
    LOCKED,
    NO_FILE,
    WRONG_SUM,
    Names,
    leads_out,
    opened,
    slashed,
)
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import LeftOut
from factcheck.model import Skipped

MEMBER = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
END_OF_LIST = b"PK\x05\x06"  # APPNOTE 4.3.16
END_OF_LIST_64 = b"PK\x06\x06"  # APPNOTE 4.3.14
MOST_OF_THE_END = 66_000  # bytes: the record, its comment of 64 KB, the records of ZIP64
# The list of members is read into memory: 46 bytes and a name each, ten times that in memory.
MOST_OF_THE_LIST = 10_000_000  # bytes

IS_LOCKED = 0x1  # flag bits of a member (APPNOTE 4.4.4)
SIZE_FOLLOWS = 0x8
STORED, DEFLATED = 0, 8  # methods (APPNOTE 4.4.5)
ON_UNIX = 3  # system of a member's attributes (APPNOTE 4.4.2)

# A document of an office program is a ZIP archive whose first member is one of its parts.
_OFFICE = re.compile(
    rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|_rels/|docProps/|word/|xl/|ppt/|customXml/"
    rb"|mimetypeapplication/)",
    re.DOTALL,
)
# Those of OpenDocument and EPUB begin with their media type, written plainly.
_TYPED = re.compile(rb"PK\x03\x04.{26}mimetypeapplication/", re.DOTALL)
_RECORDS = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")  # of a WACZ
_LOCAL = struct.Struct("<4s5H3I2H")  # the header before a member's data (APPNOTE 4.3.7)


def is_office_document(head: bytes) -> bool:
    """Whether a ZIP archive that begins so is a DOCX, XLSX, PPTX, ODT or EPUB."""
    return _OFFICE.match(head) is not None


def is_open_document(head: bytes) -> bool:
    """Whether an office document that begins so is an ODT or EPUB, or another of their kind."""
    return _TYPED.match(head) is not None


class ZipArchive:
    """ZIP, also ZIP64; methods that Python unpacks. Of a packed crawl (WACZ), its records alone:
    the lists and texts beside them are made of those."""

    name = "a ZIP archive"
    suffixes = frozenset({".wacz", ".zip"})
    folders = True

    def knows(self, head: bytes) -> bool:
        """By the mark of a first member; documents of office programs are none."""
        return head.startswith((MEMBER, EMPTY)) and not is_office_document(head)

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        """Its files in the order of its list. Raises `Unusable`."""
        _check_list(file)
        try:
            archive = zipfile.ZipFile(file.stream)
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error):
            yield from _found(file, left_out)
            raise Unusable(BREAKS_OFF) from None
        with archive:
            yield from _listed(archive, file, left_out)


def _check_list(file: Opened) -> None:
    """Raises `Unusable` for a list of members that is longer than memory should hold."""
    file.stream.seek(max(0, file.size - MOST_OF_THE_END))
    tail = file.stream.read(MOST_OF_THE_END)
    at = tail.rfind(END_OF_LIST)
    size = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    at_64 = tail.rfind(END_OF_LIST_64)
    if at_64 >= 0:
        size = max(
            size if size < 0xFFFFFFFF else 0,
            int.from_bytes(tail[at_64 + 40 : at_64 + 48], "little"),
        )
    if MOST_OF_THE_LIST < size <= file.size:
        raise Unusable("holds too many files; unpack it into several folders")


def _listed(
    archive: zipfile.ZipFile, file: Opened, left_out: LeftOut
) -> Iterator[Opened | Skipped]:
    names = Names(file.name)
    is_crawl = _is_crawl(archive)
    for member in archive.infolist():
        file.allowance.take_member()
        inner = slashed(member.orig_filename)
        if inner.endswith("/") or (is_crawl and not _RECORDS.fullmatch(inner)):
            continue
        reason = _reason(inner, left_out)
        if reason == "":
            continue
        name = names.of(inner)
        if reason is None and member.create_system == ON_UNIX:
            kind = stat.S_IFMT(member.external_attr >> 16)
            reason = NO_FILE if kind not in (0, stat.S_IFREG) else None
        if reason is None and member.flag_bits & IS_LOCKED:
            reason = LOCKED
        if reason is None:
            yield _read(archive, member, name, file)
        else:
            yield Skipped(path=name, reason=reason)


def _is_crawl(archive: zipfile.ZipFile) -> bool:
    """Whether it is laid out as WACZ (1.1.1, Directory Layout)."""
    names = archive.namelist()
    return "datapackage.json" in names and any(map(_RECORDS.fullmatch, names))


def _reason(inner: str, left_out: LeftOut) -> str | None:
    reason = left_out(inner)
    return LEADS_OUT if reason != "" and leads_out(inner) else reason


def _read(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, file: Opened
) -> Opened | Skipped:
    try:
        with archive.open(member) as data:
            return opened(name, data.read, file.allowance, lambda: member.compress_size)
    except Unusable:
        raise
    except zipfile.BadZipFile as error:
        reason = WRONG_SUM if "CRC" in str(error) else "broken: it cannot be unpacked"
    except NotImplementedError:
        reason = "packed in a way that is not known here; unpack it and give the file"
    except RuntimeError:  # how zipfile says that a password is wanted
        reason = LOCKED
    except (zlib.error, lzma.LZMAError, EOFError, OSError, ValueError):
        reason = "broken: it cannot be unpacked"
    return Skipped(path=name, reason=reason)


def _found(file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
    """The members of an archive without a list, one after the other, up to the break."""
    names = Names(file.name)
    at = 0
    while True:
        file.stream.seek(at)
        header = file.stream.read(_LOCAL.size)
        if len(header) < _LOCAL.size or not header.startswith(MEMBER):
            return
        _, _, flags, method, _, _, crc, packed, size, name_length, extra = _LOCAL.unpack(header)
        inner = slashed(file.stream.read(name_length).decode("utf-8", "replace"))
        start = at + _LOCAL.size + name_length + extra
        if flags & (IS_LOCKED | SIZE_FOLLOWS) or method not in (STORED, DEFLATED):
            return  # nothing says where the next one begins
        at = start + packed
        file.allowance.take_member()
        if at > file.size or size == 0xFFFFFFFF:
            return
        reason = _reason(inner, left_out)
        if inner.endswith("/") or reason == "":
            continue
        name = names.of(inner)
        if reason is not None:
            yield Skipped(path=name, reason=reason)
            continue
        source = _Member(file.stream, start, packed, method)
        found = opened(name, source.read, file.allowance, source.packed)
        if isinstance(found, Opened) and (source.broken or source.sum != crc):
            found.stream.close()
            found = Skipped(path=name, reason=WRONG_SUM)
        yield found


class _Member:
    """The bytes of one member, unpacked as they are read; what is broken ends them."""

    def __init__(self, stream: BinaryIO, start: int, packed: int, method: int) -> None:
        self._stream, self._at, self._left = stream, start, packed
        self._unpack = zlib.decompressobj(-zlib.MAX_WBITS) if method == DEFLATED else None
        self._rest = b""
        self._taken = self.sum = 0
        self.broken = False

    def packed(self) -> int:
        """How many bytes it was unpacked from so far."""
        return self._taken

    def read(self, size: int) -> bytes:
        """At most `size` bytes of it, nothing at its end."""
        try:
            data = self._more(size)
        except zlib.error:
            self.broken, data = True, b""
        self.sum = zlib.crc32(data, self.sum)
        return data

    def _more(self, size: int) -> bytes:
        while self._rest or self._left:
            if not self._rest:
                self._stream.seek(self._at)
                self._rest = self._stream.read(min(AT_ONCE, self._left))
                self._at += len(self._rest)
                self._left -= len(self._rest)
                self._taken += len(self._rest)
                if not self._rest:
                    break
            if self._unpack is None:
                data, self._rest = self._rest[:size], self._rest[size:]
            else:
                data = self._unpack.decompress(self._rest, size)
                self._rest = self._unpack.unconsumed_tail
            if data:
                return data
        return self._unpack.flush() if self._unpack is not None else b""
