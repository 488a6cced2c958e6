"""A program of its own: the path of a table in Parquet goes in, its rows come out as lines of JSON.

pyarrow is native code. Some damaged files make it end the process that it runs in (version 26: by
a wrong histogram of a column), others take all memory, for a few bytes may stand for a list of two
thousand million. So it runs apart from the reader, parquet.py, under limits, and needs nothing of
factcheck. Each line is a list of two: what it is, and that.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

# The file's description of itself, in which every name and number is checked against these.
MOST_OF_A_NAME = 1_000_000  # bytes
MOST_OF_A_LIST = 1_000_000  # items
ROWS_AT_ONCE = 16

# What the program may take where the system can hold it to that (not on Windows).
MOST_MEMORY = 2_000_000_000  # bytes; a group of rows at its limit takes half of it
MOST_SECONDS = 900  # of the processor; a million articles take a third

COLUMNS, ROW, BROKEN, REFUSED, END = "columns", "row", "broken", "refused", "end"


def lines(path: str, largest_column: int, largest_row: int) -> Iterator[tuple[str, Any]]:
    """The names of the columns; then, for those that standard input names, the rows."""
    import pyarrow.parquet

    table = pyarrow.parquet.ParquetFile(
        path,
        thrift_string_size_limit=MOST_OF_A_NAME,
        thrift_container_size_limit=MOST_OF_A_LIST,
    )
    yield COLUMNS, list(table.schema_arrow.names)
    names = json.loads(sys.stdin.readline())
    table = pyarrow.parquet.ParquetFile(  # a value that many rows have is in memory once
        path,
        thrift_string_size_limit=MOST_OF_A_NAME,
        thrift_container_size_limit=MOST_OF_A_LIST,
        read_dictionary=[name for name in names if _is_text(table.schema_arrow, name)],
    )
    for group in range(table.metadata.num_row_groups):
        if _largest(table.metadata.row_group(group), names) > largest_column:
            yield REFUSED, f"a group of rows of more than {largest_column:,} bytes"
            return
        for batch in table.iter_batches(
            ROWS_AT_ONCE, row_groups=[group], columns=names, use_threads=False
        ):
            for number in range(batch.num_rows):
                yield _row(batch.slice(number, 1), largest_row)
    yield END, None


def _is_text(schema: Any, name: str) -> bool:
    import pyarrow

    return bool(schema.names.count(name) == 1 and schema.field(name).type == pyarrow.string())


def _largest(group: Any, names: list[str]) -> int:
    """How large the largest of these columns is, unpacked, as the file says, in bytes."""
    columns = (group.column(number) for number in range(group.num_columns))
    read = (c for c in columns if str(c.path_in_schema).partition(".")[0] in names)
    return max((int(column.total_uncompressed_size) for column in read), default=0)


def _row(one: Any, largest: int) -> tuple[str, Any]:
    text = json.dumps(one.to_pylist()[0], default=_plain)
    if len(text) > largest:
        return BROKEN, f"a record of more than {largest:,} bytes; it is no article"
    return ROW, json.loads(text)


def _plain(value: Any) -> str | None:
    """A day as ISO 8601; nothing for pictures and other things that are no words."""
    return value.isoformat() if hasattr(value, "isoformat") else None


def _limit() -> None:
    try:
        import resource
    except ModuleNotFoundError:  # Windows
        return
    for what, most in (
        (resource.RLIMIT_DATA, MOST_MEMORY),
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, allowed = resource.getrlimit(what)
        if allowed != resource.RLIM_INFINITY:  # nobody may raise it
            most = min(most, allowed)
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):  # a system that knows no such limit
            continue


def main(path: str, largest_column: str, largest_row: str) -> None:
    _limit()
    for line in lines(path, int(largest_column), int(largest_row)):
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
