"""The formats that are read: an opened file goes in, what reads it comes out."""

from __future__ import annotations

from functools import cache

from factcheck.extensions import installed
from factcheck.ingest.containers import CONTAINERS
from factcheck.ingest.extended import GuardedContainer, GuardedReader
from factcheck.ingest.media_types import suffix_of
from factcheck.ingest.opened import Opened
from factcheck.ingest.reader import Container, Reader
from factcheck.ingest.readers.csv import CsvFile
from factcheck.ingest.readers.docx import DocxFile
from factcheck.ingest.readers.email import EmailReader
from factcheck.ingest.readers.feed import FeedReader
from factcheck.ingest.readers.html import HtmlReader
from factcheck.ingest.readers.json import JsonFile
from factcheck.ingest.readers.newsml import NewsmlReader
from factcheck.ingest.readers.ninjs import NinjsReader
from factcheck.ingest.readers.parquet import ParquetFile
from factcheck.ingest.readers.pdf import PdfFile
from factcheck.ingest.readers.text import TextReader

# What a file's first bytes tell counts before what its server says, and that before what it is
# called; the first that knows it reads it.
READERS: tuple[Reader, ...] = (
    HtmlReader(),
    FeedReader(),
    NewsmlReader(),
    NinjsReader(),
    EmailReader(),
    PdfFile(),
    DocxFile(),
    ParquetFile(),
    JsonFile(),
    CsvFile(),
    TextReader(),
)


@cache
def readers() -> tuple[Reader, ...]:
    """Ours, then those of installed packages: where nothing but a name tells, ours read it."""
    return (*READERS, *map(GuardedReader, installed().readers))


@cache
def containers() -> tuple[Container, ...]:
    """Ours, then those of installed packages."""
    return (*CONTAINERS, *map(GuardedContainer, installed().containers))


def suffixes() -> list[str]:
    """The endings of all files that are read, in alphabetical order."""
    return sorted(_suffixes())


@cache
def _suffixes() -> frozenset[str]:
    read = (one.suffixes for one in readers())
    return frozenset().union(*read, *(one.suffixes for one in containers()))


def reader_of(file: Opened) -> Reader | None:
    """What reads the articles of a file, None where nothing here does."""
    head = file.head()
    known = next((reader for reader in readers() if reader.knows(head)), None)
    return known or next((r for s in _likely(file) for r in readers() if s in r.suffixes), None)


def known_by_bytes(head: bytes) -> bool:
    """Whether the first bytes of a file (4 KiB) tell a format that is read."""
    return any(one.knows(head) for one in containers()) or any(r.knows(head) for r in readers())


def _likely(file: Opened) -> tuple[str | None, str]:
    """The endings that tell the format of a file, the surest first."""
    said = suffix_of(file.media_type)
    if said == ".txt" and file.suffix:  # servers say text/plain of all that they do not know
        return file.suffix, said
    return said, file.suffix


def container_of(file: Opened) -> Container | None:
    """What opens a file that holds files; its name alone makes none of it."""
    head = file.head()
    return next((one for one in containers() if one.knows(head)), None)
