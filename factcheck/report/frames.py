"""A report goes in, a pandas DataFrame comes out. Needs the extra `tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck import model
from factcheck.report.exports.export import MissingExtraError
from factcheck.report.exports.tables import TABLES, Cell, Column, Kind, rows

if TYPE_CHECKING:
    import pandas
    from pandas.api.extensions import ExtensionDtype


def data_frame(report: model.Report, table: str) -> pandas.DataFrame:
    """The table `findings` or `claims` with the columns that docs/exports.md describes.

    Texts are of pandas' string type, verdict and severity ordered categories, offsets Int64,
    moments UTC, lists Python lists. Raises MissingExtraError without pandas, ValueError for another
    table.
    """
    try:
        import pandas
    except ImportError:
        raise MissingExtraError("a DataFrame", "pandas") from None
    filled = rows(report, table)
    return pandas.DataFrame(
        {
            column.name: _series(column, [row[column.name] for row in filled])
            for column in TABLES[table]
        }
    )


def _series(column: Column, cells: list[Cell]) -> pandas.Series:
    import pandas

    types: dict[Kind, ExtensionDtype | str] = {
        Kind.TEXT: pandas.StringDtype(),
        Kind.WORD: pandas.CategoricalDtype(list(column.words) or None, ordered=bool(column.words)),
        Kind.WHOLE: pandas.Int64Dtype(),
        Kind.NUMBER: "float64",
        Kind.FLAG: pandas.BooleanDtype(),
        Kind.MOMENT: "datetime64[us, UTC]",
        Kind.TEXTS: "object",
    }
    return pandas.Series(cells, dtype=types[column.kind])
