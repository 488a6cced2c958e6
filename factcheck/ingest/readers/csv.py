"""A table in text goes in (commas, semicolons, bars or tabs between its columns, their names in
its first line); a draft a row comes out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import IO, BinaryIO, cast

from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers import records
from factcheck.ingest.readers.text import marked_encoding, read_text
from factcheck.model import Skipped

MAX_BYTES = 4_000_000_000  # a stream: only one row is in memory
MOST_OF_A_LINE = 4_000_000  # characters
MOST_OF_A_CELL = 4_000_000  # characters: more than any article may have
MOST_COLUMNS = 1_000
# From so many bytes the encoding is told where it is not UTF-8.
SAMPLE = 200_000

DELIMITERS = ",;\t|"


class CsvFile:
    """CSV and TSV, as spreadsheets and databases export them."""

    name = "a table (CSV)"
    suffixes = frozenset({".csv", ".tsv"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By names of columns in its first line that articles have: a text, and one more."""
        first, newline, _ = head.partition(b"\n")
        names = first.decode("utf-8-sig", "replace").strip()
        return bool(newline) and records.tells_an_article(_cells(names, _delimiter(names, "")))

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft a row, numbered from 1. Raises `Unusable`; rows before stay good."""
        if csv.field_size_limit() < MOST_OF_A_CELL:  # one limit for the whole process
            csv.field_size_limit(MOST_OF_A_CELL)
        lines = _lines(_decoded(file))
        header = next(lines, "")
        delimiter = _delimiter(header, file.suffix)
        names = [name.strip() for name in _cells(header, delimiter)]
        if not any(names):
            raise Unusable("empty file: no names of columns in its first line")
        if len(names) > MOST_COLUMNS:
            raise Unusable(f"a table of more than {MOST_COLUMNS:,} columns")
        records.check_columns(names, file)
        yield from records.drafts(
            _rows(csv.reader(lines, delimiter=delimiter, strict=True), names), file
        )


def _rows(rows: Iterator[list[str]], names: list[str]) -> Iterator[records.Record | str]:
    """A row's cells by the names of their columns; why a row has none."""
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield 'a quotation mark alone in a cell; write "" for it. What follows is not read'
            return  # nobody knows where the next row begins
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names):
            yield f"{len(row)} cells for {len(names)} columns; put text with delimiters into quotes"
            continue
        yield dict(zip_longest(names, row, fillvalue=""))


def _decoded(file: Opened) -> io.TextIOWrapper:
    """The characters of a file, in the encoding that it is most certainly written in."""
    file.stream.seek(0)
    sample = file.stream.read(SAMPLE)
    if not sample.strip():
        raise Unusable("empty file")
    encoding = _encoding(sample)
    file.stream.seek(0)
    return io.TextIOWrapper(
        cast("IO[bytes]", _Kept(file.stream)), encoding=encoding, errors="replace", newline=""
    )


def _encoding(sample: bytes) -> str:
    marked = marked_encoding(sample) or ""
    if marked.startswith(("utf-16", "utf-32")):
        return marked
    whole = sample.rsplit(b"\n", 1)[0] if len(sample) == SAMPLE else sample
    try:
        whole.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError:
        if b"\0" in sample:
            raise Unusable("not text: holds NUL bytes; save the table again as CSV") from None
    text = read_text(whole)
    tried = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1256")
    return next((e for e in tried if _reads_as(whole, e, text)), "cp1252")


def _reads_as(data: bytes, encoding: str, text: str) -> bool:
    try:
        return data.decode(encoding) == text
    except UnicodeDecodeError:
        return False


class _Kept(io.BufferedIOBase):
    """A stream that stays open when what reads from it is gone."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._stream.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._stream.read(size)


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Its lines. Raises `Unusable` for one too long."""
    while line := text.readline(MOST_OF_A_LINE):
        if len(line) == MOST_OF_A_LINE:
            raise Unusable(f"a line of more than {MOST_OF_A_LINE:,} characters; it is no table")
        yield line.replace("\0", "")


def _delimiter(header: str, suffix: str) -> str:
    """What stands between the names of the columns: what divides them into the most."""
    if suffix == ".tsv":
        return "\t"
    return max(DELIMITERS, key=lambda sign: len(_cells(header, sign)))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
