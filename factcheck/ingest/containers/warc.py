"""A crawl (WARC, ISO 28500) goes in, the pages and texts that servers answered come out, with
their addresses.
"""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from factcheck.ingest.containers.unpacking import AT_ONCE, BREAKS_OFF, Names, opened
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import LeftOut
from factcheck.model import Skipped, Stated

MARK = b"WARC/"
GZIP = b"\x1f\x8b\x08"
# Bytes of the file that the head of a record may have (it is read into memory, unpacked).
MOST_OF_A_HEAD = 50_000

# What an answer may be to hold an article. Styles, scripts and pictures of pages do not.
ARTICLES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
# Addresses on every server that hold no article.
_NO_ARTICLE = ("/robots.txt", "/ads.txt", "/security.txt", "/humans.txt")


class WebArchive:
    """WARC, plain or each record compressed with gzip."""

    name = "a web archive"
    suffixes = frozenset({".warc"})
    folders = False

    def knows(self, head: bytes) -> bool:
        """By its first record, which may be compressed."""
        if head.startswith(GZIP):
            with contextlib.suppress(zlib.error):
                return zlib.decompressobj(31).decompress(head, len(MARK)) == MARK
        return head.startswith(MARK)

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        """The answers with status 200 that are a page, a text or a PDF. Their media type and
        address are what the crawler wrote down; when it fetched them is no publication date.
        Raises `Unusable` where it breaks off."""
        from warcio.archiveiterator import ArchiveIterator  # for crawls alone
        from warcio.exceptions import ArchiveLoadFailed

        file.stream.seek(0)
        source = _Heads(file.stream)
        records = ArchiveIterator(source)
        names = Names(file.name)
        try:
            while (record := _next(records, source)) is not None:
                found = _opened(record, names, file)
                while record.raw_stream.read(AT_ONCE):  # the rest of the record
                    pass
                if record.raw_stream.limit or records.err_count:  # what its head says is missing
                    if isinstance(found, Opened):
                        found.stream.close()
                    raise Unusable(BREAKS_OFF)
                if found:
                    yield found
        except Unusable:
            raise
        except ArchiveLoadFailed as error:
            if "non-chunked" in str(error):
                raise Unusable("compressed as a whole; uncompress it (gunzip) first") from None
            raise Unusable(BREAKS_OFF) from None
        except Exception:  # a broken crawl can make warcio fail in any way
            raise Unusable(BREAKS_OFF) from None


class _Heads:
    """The file; heads of records in it have a limit, their bodies have none."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.tell = stream.tell
        self._left: int | None = None

    def head(self) -> None:
        """A head is read from here on."""
        self._left = MOST_OF_A_HEAD

    def body(self) -> None:
        """What follows may have any length."""
        self._left = None

    def read(self, size: int = -1) -> bytes:
        """As of any file. Raises `Unusable` for a head that is too long."""
        data = self._stream.read(size)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise Unusable("the head of a record in it has no end")
        return data


def _next(records: Any, source: _Heads) -> Any:
    """The next record, None at the end."""
    source.head()
    try:
        with contextlib.redirect_stderr(io.StringIO()):  # it writes complaints there
            return next(records, None)
    finally:
        source.body()


def _opened(record: Any, names: Names, file: Opened) -> Opened | Skipped | None:
    """A record's article as a file; None for what is none."""
    from warcio.bufferedreaders import BufferedReader

    heads = record.http_headers
    if record.rec_type != "response" or heads is None or heads.get_statuscode() != "200":
        return None
    written = heads.get_header("Content-Type") or ""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    if written.partition(";")[0].strip().lower() not in ARTICLES:
        return None
    if not address or address.partition("?")[0].endswith(_NO_ARTICLE):
        return None
    file.allowance.take_member()
    name = names.of(address)
    coding = (heads.get_header("Content-Encoding") or "identity").strip().lower()
    if coding not in ("identity", *BufferedReader.get_supported_decompressors()):
        return Skipped(path=name, reason=f"compressed as {coding!r}, which is not known here")
    stated = Stated(field="url", value=address, evidence="WARC-Target-URI", source="surroundings")
    found = opened(name, record.content_stream().read, file.allowance)
    if isinstance(found, Skipped):
        return found
    return Opened(found.name, found.stream, found.size, written, (stated,))
