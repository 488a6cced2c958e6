"""The formats that are read: a file's first bytes and its name go in, what reads it comes out."""

from __future__ import annotations

from factcheck.ingest.containers import CONTAINERS
from factcheck.ingest.opened import Opened
from factcheck.ingest.reader import Container, Reader
from factcheck.ingest.readers.csv import CsvFile
from factcheck.ingest.readers.docx import DocxFile
from factcheck.ingest.readers.json import JsonFile
from factcheck.ingest.readers.parquet import ParquetFile
from factcheck.ingest.readers.pdf import PdfFile
from factcheck.ingest.readers.text import TextReader

# What a file's first bytes tell counts before what it is called; the first that knows it reads it.
READERS: tuple[Reader, ...] = (
    PdfFile(),
    DocxFile(),
    ParquetFile(),
    JsonFile(),
    CsvFile(),
    TextReader(),
)


def suffixes() -> list[str]:
    """The endings of all files that are read, in alphabetical order."""
    return sorted(
        frozenset().union(*(r.suffixes for r in READERS), *(c.suffixes for c in CONTAINERS))
    )


def reader_of(file: Opened) -> Reader | None:
    """What reads the articles of a file, None where nothing here does."""
    head = file.head()
    known = next((reader for reader in READERS if reader.knows(head)), None)
    suffix = file.suffix or (".txt" if file.media_type == "text/plain" else "")
    return known or next((r for r in READERS if suffix in r.suffixes), None)


def container_of(file: Opened) -> Container | None:
    """What opens a file that holds files; its name alone makes none of it."""
    return next((c for c in CONTAINERS if c.knows(file.head())), None)
