"""Bytes made by a test, as a file that is open for reading, and what is read from it."""

from __future__ import annotations

from io import BytesIO

from factcheck.ingest.opened import Opened
from factcheck.ingest.reading import read_file
from factcheck.model import Article, Skipped

ARTICLE = "A ferry sank off Kiln Bay on Monday.\nTwo people are missing, the harbour master said."
OTHER = "The bridge over the Sill was closed on Friday.\nIts repair takes three weeks."


def opened(name: str, data: bytes, **fields: tuple[str, ...]) -> Opened:
    return Opened(name, BytesIO(data), len(data), fields=fields)


def read(name: str, data: bytes, **fields: tuple[str, ...]) -> tuple[list[Article], dict[str, str]]:
    """The articles of a file, and why other parts were skipped, by their names."""
    found = list(read_file(opened(name, data, **fields)))
    articles = [f for f in found if isinstance(f, Article)]
    return articles, {f.path: f.reason for f in found if isinstance(f, Skipped)}
