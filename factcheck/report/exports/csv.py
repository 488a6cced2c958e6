"""A report goes in, two CSV files (RFC 4180, UTF-8) come out, in which no cell is a formula.

Spreadsheets run a cell that starts with =, +, - or @ as a formula, whatever quotes it had in the
file ("CSV injection", OWASP). Such a text gets an apostrophe in front, as spreadsheets mark text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from functools import partial

from factcheck import model
from factcheck.report.exports.export import Export
from factcheck.report.exports.tables import TABLES, Cell, rows

# What a spreadsheet may take for a formula: the four signs and their full-width forms, also behind
# spaces, controls, invisible characters and quotes, which some strip first; and TAB, CR and LF at
# the start, behind which some read another cell. A text with an apostrophe in front gets a second
# one, so that taking one away always gives the text back.
_FORMULA = re.compile(
    r"""['\t\r\n]|[\s"“”\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"""
    r"""[=+\-@\u2212\uff1d\uff0b\uff0d\uff20]"""
)


def dumps(report: model.Report, table: str) -> bytes:
    """The table as CSV: a header, CRLF, quotes where they are needed.

    Lists are JSON arrays, moments ISO 8601, empty cells nothing at all.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in TABLES[table])
    for row in rows(report, table):
        writer.writerow(_written(row[column.name]) for column in TABLES[table])
    return text.getvalue().encode("utf-8")


def _written(cell: Cell) -> str | float:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return cell
        case datetime():
            return cell.isoformat()
        case list():
            return json.dumps(cell, ensure_ascii=False)
    return f"'{cell}" if _FORMULA.match(cell) else cell


EXPORT = Export(
    "csv",
    "tables for spreadsheets: findings, and claims by passage",
    {f"{table}.csv": partial(dumps, table=table) for table in TABLES},
)
