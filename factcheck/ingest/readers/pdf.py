"""A PDF goes in, its article comes out."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.text import looks_like_text
from factcheck.model import Skipped

MAX_BYTES = 100_000_000  # a newspaper of a hundred pages with its pictures has half of that


class PdfFile:
    """PDF documents: one article a file."""

    name = "a PDF"
    suffixes = frozenset({".pdf"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By the mark, which may stand behind a little else."""
        return b"%PDF-" in head[:1024]

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """Its text; broken pages are told. Raises `Unusable`."""
        if looks_like_text(file.head()):
            raise Unusable("a text that is called a PDF; let its name end with .txt")
        from factcheck.ingest.readers import pdf_document  # loads pypdf, for PDFs alone

        yield from pdf_document.read(file)
