"""What is fuzzed: each entry of `TARGETS` takes bytes, reads them as one part of ingest does, and
raises where an invariant does not hold. Runs without atheris.
"""

from __future__ import annotations

import io
import ssl
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from factcheck.ingest.beside import Beside
from factcheck.ingest.charset import decode_page
from factcheck.ingest.containers import CONTAINERS
from factcheck.ingest.duplicates import without_repeats
from factcheck.ingest.fetching.addresses import (
    POLITE,
    file_like,
    is_address,
    mistaken,
    path_in,
    without_password,
)
from factcheck.ingest.fetching.client import Fetcher
from factcheck.ingest.fetching.robots import read_robots
from factcheck.ingest.media_types import charset_of, suffix_of
from factcheck.ingest.opened import Allowance, Opened, Unusable
from factcheck.ingest.reader import Container, Reader
from factcheck.ingest.readers import READERS, suffixes
from factcheck.ingest.reading import once_named, read_file, read_members, read_with
from factcheck.model import Article, Skipped
from tests.ingest.invariants import sound

# One of so many inputs is read twice, to see that the same comes out.
READ_TWICE = 4
# What an archive may unpack to here: the whole allowance would fill the disk, not find more.
UNPACKED = 50_000_000  # bytes
MEMBERS = 1000
TLS = ssl.create_default_context()  # it takes long to make

Outcome = Article | Skipped


def _file(name: str, data: bytes, media_type: str | None = None) -> Opened:
    allowance = Allowance(UNPACKED, MEMBERS)
    return Opened(name, io.BytesIO(data), len(data), media_type, allowance=allowance)


def _checked(name: str, read: Callable[[], list[Outcome]], data: bytes) -> None:
    found = sound(name, read())
    if zlib.crc32(data) % READ_TWICE == 0:
        assert read() == found, "the same bytes, read twice, differ"
    without_repeats(tuple(one for one in found if isinstance(one, Article)))


def _reader(reader: Reader, name: str, data: bytes) -> None:
    """A file of one format, whatever its first bytes tell."""

    def read() -> list[Outcome]:
        found: list[Outcome] = []
        try:
            found.extend(once_named(read_with(reader, _file(name, data))))
        except Unusable as reason:
            found.append(Skipped(path=name, reason=str(reason)))
        return found

    reader.knows(data[:4096])
    _checked(name, read, data)


def _container(container: Container, name: str, data: bytes) -> None:
    def read() -> list[Outcome]:
        found: list[Outcome] = []
        try:
            found.extend(once_named(read_members(container, _file(name, data))))
        except Unusable as reason:
            found.append(Skipped(path=name, reason=str(reason)))
        return found

    container.knows(data[:4096])
    _checked(name, read, data)


def _docx(reader: Reader, data: bytes) -> None:
    """A ZIP as it is; else the parts of a document, which checksums would hide from the fuzzer."""
    if not data.startswith(b"PK"):
        body, _, properties = data.partition(b"\n---\n")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", body)
            archive.writestr("docProps/core.xml", properties)
        data = buffer.getvalue()
    _reader(reader, "a.docx", data)


@cache
def _endings() -> list[str]:
    return ["", ".doc", *suffixes()]


def _end_to_end(data: bytes) -> None:
    """A file under a name and a media type that its first line chooses."""
    first, _, rest = data.partition(b"\n")
    ending = _endings()[(first[0] if first else 0) % len(_endings())]
    media_type = first[1:].decode("latin-1") or None
    name = f"a{ending}"
    _checked(name, lambda: list(read_file(_file(name, rest, media_type))), rest)


def _charset(data: bytes) -> None:
    """A page whose first line is its Content-Type."""
    content_type, _, page = data.partition(b"\n")
    said = content_type.decode("latin-1")
    suffix_of(said)
    charset_of(said)
    with suppress(Unusable):
        text = decode_page(page, said)
        text.encode("utf-8")
        assert text == decode_page(page, said)


def _beside(name: str, data: bytes) -> None:
    """A sidecar or a manifest beside one article."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        article = folder / "a.txt"
        article.write_text("A ferry sank.", encoding="utf-8")
        (folder / name).write_bytes(data)
        beside = Beside()
        stated = beside.states(article, "x/a.txt", 1)
        found = list(read_file(Opened("a.txt", article.open("rb"), 13, stated=stated)))
        sound("a.txt", found)
        for problem in beside.problems:
            assert problem.reason.strip()
            problem.model_dump_json()


def _robots(data: bytes) -> None:
    robots = read_robots(200, data)
    assert 0 <= robots.pause <= 10
    for address in ("https://baypost.example/a/b?c=d", "http://x.example/%zz*$"):
        with suppress(Unusable):
            robots.refuse(address)


def _address(data: bytes) -> None:
    """What is typed, or where a redirect leads. No machine is asked: every name is refused."""
    given = data.decode("utf-8", "surrogateescape")
    path_in(given)
    without_password(given)
    mistaken(given)

    def nowhere(host: str, port: int, seconds: float) -> list[str]:
        raise Unusable("asked nobody")

    for address in (given, f"https://{given}"):
        if is_address(address):
            file_like(address)
            with suppress(Unusable), Fetcher(POLITE, look_up=nowhere, tls=TLS).opened(address):
                raise AssertionError("no machine was asked, and a page came")


def _targets() -> dict[str, Callable[[bytes], None]]:
    found: dict[str, Callable[[bytes], None]] = {}
    for reader in READERS:
        name = type(reader).__module__.rpartition(".")[2]
        ending = min(reader.suffixes)
        found[name] = partial(_reader, reader, f"a{ending}")
        if name == "docx":
            found[name] = partial(_docx, reader)
    for container in CONTAINERS:
        name = type(container).__module__.rpartition(".")[2]
        found[name] = partial(_container, container, f"a{min(container.suffixes)}")
    found["file"] = _end_to_end
    found["charset"] = _charset
    found["sidecar"] = partial(_beside, "a.txt.meta.json")
    found["manifest"] = partial(_beside, "articles.csv")
    found["robots"] = _robots
    found["address"] = _address
    return found


TARGETS = _targets()
