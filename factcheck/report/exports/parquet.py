"""A report goes in, two Parquet files with typed columns come out. Needs the extra `tables`."""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING

from factcheck import model
from factcheck.report.exports.export import Export, MissingExtraError
from factcheck.report.exports.tables import TABLES, Kind, rows

if TYPE_CHECKING:
    import pyarrow


def dumps(report: model.Report, table: str) -> bytes:
    """The table as Parquet; lists are lists. Raises MissingExtraError without pyarrow."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("Parquet", "pyarrow") from None
    data = io.BytesIO()
    filled = pyarrow.Table.from_pylist(rows(report, table), schema=_schema(table))
    pyarrow.parquet.write_table(filled, data)
    return data.getvalue()


def _schema(table: str) -> pyarrow.Schema:
    import pyarrow

    types = {
        Kind.TEXT: pyarrow.string(),
        Kind.WORD: pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
        Kind.WHOLE: pyarrow.int64(),
        Kind.NUMBER: pyarrow.float64(),
        Kind.FLAG: pyarrow.bool_(),
        Kind.MOMENT: pyarrow.timestamp("us", tz="UTC"),
        Kind.TEXTS: pyarrow.list_(pyarrow.string()),
    }
    return pyarrow.schema([(column.name, types[column.kind]) for column in TABLES[table]])


EXPORT = Export(
    "parquet",
    "the same tables, typed; needs the extra tables",
    {f"{table}.parquet": partial(dumps, table=table) for table in TABLES},
    binary=True,
)
