"""The tables that travel between the steps: their columns, and rows to Arrow batches and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import pyarrow as pa

AT_ONCE = 64  # rows of a batch that hold articles, of 4 kB each as a rule and 4 MB at most
MANY_AT_ONCE = 10_000  # rows of a batch that hold words and numbers

_SPARK = {
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.string(): "string",
    pa.binary(): "binary",
    pa.list_(pa.string()): "array<string>",
    pa.list_(pa.int32()): "array<int>",
    pa.list_(pa.float64()): "array<double>",
    pa.list_(pa.bool_()): "array<boolean>",
}


def _table(**columns: Any) -> pa.Schema:
    return pa.schema(list(columns.items()))


_INT, _TEXT, _BYTES = pa.int32(), pa.string(), pa.binary()

# What ingest makes of the files. A row of each file, with the number −1, says that it was read.
READ = _table(
    file=_INT,
    number=_INT,  # of the article or of what was skipped, in its file, from 0
    path=_TEXT,
    article=_TEXT,  # as JSON; null where it is none
    skipped=_TEXT,  # why it is none
    refused=_TEXT,  # why it cannot be checked though it is one
    language=_TEXT,
    length=_INT,  # characters
    print=_BYTES,  # what tells its copies
)
PLACED = _table(file=_INT, number=_INT, row=_INT, id=_TEXT)
WORDS = _table(row=_INT, words=pa.list_(_TEXT), times=pa.list_(_INT), names=pa.list_(pa.bool_()))
TELLING = _table(row=_INT, words=pa.list_(_TEXT), weights=pa.list_(pa.float64()))
LINKS = _table(alike=pa.float64(), one=_INT, other=_INT)
PARCELS = _table(row=_INT, id=_TEXT, article=_TEXT, parcel=_BYTES, skipped=_TEXT)
DEALT = _table(row=_INT, story=_INT, part=_INT)
# What stories come to. `what`: a finding, a copy, a limit that was met, a skipped article.
FOUND = _table(
    story=_INT,
    number=_INT,  # in its story, from 0
    what=_TEXT,
    id=_TEXT,  # of the finding; of the article that has the copy
    same_as=_TEXT,  # of the article that a copy is a copy of
    fingerprint=_TEXT,
    verdict=_TEXT,
    rank=_INT,  # of the verdict in a report
    kind=_TEXT,
    question=_TEXT,
    severity=_TEXT,
    confidence=pa.float64(),
    rule=_TEXT,
    json=_TEXT,
)
# Tables that a run leaves behind, and one that asks for articles.
ARTICLES = _table(id=_TEXT, path=_TEXT, story=_INT)
LEFT_OUT = _table(path=_TEXT, reason=_TEXT, why=_TEXT)  # why: skipped, or history
NEEDED = _table(id=_TEXT)

FINDING, COPY, LIMIT, SKIPPED = "finding", "copy", "limit", "skipped"


class Row(NamedTuple):
    """A row of FOUND."""

    story: int
    number: int
    what: str
    id: str | None = None
    same_as: str | None = None
    fingerprint: str | None = None
    verdict: str | None = None
    rank: int | None = None
    kind: str | None = None
    question: str | None = None
    severity: str | None = None
    confidence: float | None = None
    rule: str | None = None
    json: str = ""


def ddl(schema: pa.Schema) -> str:
    """A table's columns as Spark has them written."""
    return ", ".join(f"`{column.name}` {_SPARK[column.type]}" for column in schema)


def batches(
    rows: Iterable[Sequence[Any]], schema: pa.Schema, at_once: int = AT_ONCE
) -> Iterator[pa.RecordBatch]:
    """Rows as Arrow batches, made as they come."""
    left = iter(rows)
    while some := list(islice(left, at_once)):
        yield pa.RecordBatch.from_arrays(
            [
                pa.array(column, of.type)
                for column, of in zip(zip(*some, strict=True), schema, strict=True)
            ],
            schema=schema,
        )


def table(rows: Iterable[Sequence[Any]], schema: pa.Schema) -> pa.Table:
    """Rows as a table."""
    return pa.Table.from_batches(batches(rows, schema, MANY_AT_ONCE), schema)


def rows(given: Iterable[pa.RecordBatch] | pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows of Arrow batches or of a table, one at a time."""
    for batch in given.to_batches() if isinstance(given, pa.Table) else given:
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
