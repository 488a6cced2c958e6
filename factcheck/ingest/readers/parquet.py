"""A table in Parquet goes in; a draft a row comes out. Needs the extra `tables`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers import records
from factcheck.model import Skipped

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile as Table

MARK = b"PAR1"
MAX_BYTES = 4_000_000_000  # read by groups of rows
ROWS_AT_ONCE = 64
# Of one column in one group of rows, unpacked: the library unpacks it in one piece.
MOST_OF_A_COLUMN = 500_000_000  # bytes
MOST_COLUMNS = 1_000
# The file's description of itself, in which every name and number is checked against these.
MOST_OF_A_NAME = 1_000_000  # bytes
MOST_OF_A_LIST = 1_000_000  # items


class ParquetFile:
    """Parquet, as data frames and databases export it."""

    name = "a table (Parquet)"
    suffixes = frozenset({".parquet"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By its mark."""
        return head.startswith(MARK)

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft a row, numbered from 1. Raises `Unusable`; rows before stay good."""
        table = _opened(file)
        names = list(table.schema_arrow.names)
        records.check_columns(names, file)
        yield from records.drafts(_rows(table, records.wanted(names, file)), file)


def _opened(file: Opened) -> Table:
    """The table. Raises `Unusable`."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise Unusable('Parquet needs more: run pip install "factcheck-news[tables]"') from None
    file.stream.seek(0)
    try:
        table = pyarrow.parquet.ParquetFile(
            file.stream,
            thrift_string_size_limit=MOST_OF_A_NAME,
            thrift_container_size_limit=MOST_OF_A_LIST,
        )
    except (pyarrow.ArrowException, OSError, ValueError):
        raise Unusable("a broken Parquet file, perhaps cut off; export it again") from None
    if len(table.schema_arrow.names) > MOST_COLUMNS:
        raise Unusable(f"a table of more than {MOST_COLUMNS:,} columns")
    return table


def _rows(table: Table, names: list[str]) -> Iterator[records.Record | str]:
    """The rows, without the columns that nothing is read from."""
    import pyarrow

    for group in range(table.metadata.num_row_groups):
        described = table.metadata.row_group(group)
        largest = max(
            (_size(described.column(n), names) for n in range(described.num_columns)), default=0
        )
        if largest > MOST_OF_A_COLUMN:
            raise Unusable(
                f"a group of rows of more than {MOST_OF_A_COLUMN:,} bytes; export smaller ones"
            )
        try:
            batches = table.iter_batches(ROWS_AT_ONCE, row_groups=[group], columns=names)
            for batch in batches:
                yield from batch.to_pylist()
        except (pyarrow.ArrowException, OSError, ValueError, UnicodeDecodeError):
            raise Unusable("a broken Parquet file from here on; export it again") from None


def _size(column: Any, names: list[str]) -> int:
    """How large a column is unpacked, in bytes; none for one that is not read."""
    top = str(column.path_in_schema).partition(".")[0]
    return int(column.total_uncompressed_size) if top in names else 0
