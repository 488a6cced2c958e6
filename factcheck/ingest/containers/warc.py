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
# Codings (RFC 9110, 8.4) and what servers name besides though it is none.
AS_IT_IS = frozenset({"", "identity", "none", "utf-8"})
WARCIO_KNOWS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
CUT_OFF = "broken: what the server sent cannot be unpacked to its end; crawl it again"
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
    packed = _Counted(record.raw_stream)
    body = _unpacked(packed, heads)
    if isinstance(body, str):
        return Skipped(path=name, reason=body)
    stated = Stated(field="url", value=address, evidence="WARC-Target-URI", source="surroundings")
    found = opened(name, body.read, file.allowance, lambda: packed.taken)
    if isinstance(found, Skipped):
        return found
    if not getattr(getattr(body, "decompressor", None), "eof", True):  # of gzip and deflate
        found.stream.close()
        return Skipped(path=name, reason=CUT_OFF)
    return Opened(found.name, found.stream, found.size, written, (stated,))


class _Counted:
    """The bytes of a record, counted as they are read."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.taken = 0

    def read(self, size: int) -> bytes:
        return self._counted(self._stream.read(size))

    def readline(self, size: int) -> bytes:
        return self._counted(self._stream.readline(size))

    def _counted(self, data: bytes) -> bytes:
        self.taken += len(data)
        return data


def _unpacked(packed: _Counted, heads: Any) -> Any:
    """What reads the body of an answer, in whatever pieces and coding the server sent it; or why
    it cannot be read."""
    from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

    in_pieces = "chunked" in (heads.get_header("Transfer-Encoding") or "").lower()
    body = ChunkedDataReader(packed) if in_pieces else packed
    coding = (heads.get_header("Content-Encoding") or "").strip().lower()
    if coding in AS_IT_IS:
        return body
    if known := WARCIO_KNOWS.get(coding):
        return BufferedReader(body, decomp_type=known)
    if coding != "br":
        return f"compressed as {coding!r}, which is not known here"
    try:
        return _Brotli(body)
    except ImportError:
        return 'compressed with brotli; pip install "factcheck-news[crawls]"'


class _Brotli:
    """Unpacks brotli, never much more at a time than is asked for: ten bytes of it may stand for
    sixteen million. What is no brotli after all was unpacked by the crawler and is passed on."""

    def __init__(self, stream: Any) -> None:
        import brotli

        self._stream = stream
        self._unpack = brotli.Decompressor()
        self._error: type[Exception] = brotli.error
        self._begun = self._plain = False

    def read(self, size: int) -> bytes:
        """About `size` bytes, nothing at the end. Raises `Unusable` where it is broken."""
        while not self._plain and not self._unpack.is_finished():
            more = self._unpack.can_accept_more_data()
            packed = self._stream.read(AT_ONCE) if more else b""
            if more and not packed:
                raise Unusable(CUT_OFF)
            try:
                data: bytes = self._unpack.process(packed, output_buffer_limit=size)
            except self._error:
                if self._begun:
                    raise Unusable(CUT_OFF) from None
                self._plain = True
                return packed
            if data:
                self._begun = True
                return data
        return self._stream.read(size) if self._plain else b""
