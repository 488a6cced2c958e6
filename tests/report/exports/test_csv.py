"""CSV: RFC 4180, every value comes back, and nothing is a formula."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given

from factcheck.model import Report
from factcheck.report.exports import EXPORTS
from factcheck.report.exports.csv import _written, dumps
from factcheck.report.exports.tables import TABLES, Cell, Kind, rows
from tests.report.exports.hostile import HOSTILE, hostile, texts

# RFC 4180, section 2: fields apart by commas, lines ended by CRLF, whatever holds a comma, a quote
# or an end of line stands in quotes, and a quote in it twice.
FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
RECORD = rf"{FIELD}(?:,{FIELD})*\r\n"
FORMULA = tuple("=+-@\t\r\n＝＋－＠−")


def table_of(content: bytes) -> list[dict[str, str]]:
    """What Python's reader makes of it."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def text_of(cell: str) -> str:
    """A text as it was before it was kept from being a formula (docs/exports.md)."""
    return cell.removeprefix("'")


def back(cell: str, kind: Kind) -> object:
    """The value of a cell."""
    if kind is Kind.TEXTS:
        return json.loads(cell)
    if cell == "":
        return None
    readers = {Kind.WHOLE: int, Kind.NUMBER: float, Kind.FLAG: "true".__eq__}
    return readers.get(kind, text_of)(cell)


def simple(cell: Cell) -> object:
    """The cell as `back` gives it: moments are text, an empty text is an empty cell."""
    if cell == "":
        return None
    return cell.isoformat() if hasattr(cell, "isoformat") else cell


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_csv_as_rfc_4180_has_it(full: Report, table: str) -> None:
    text = dumps(full, table).decode("utf-8")

    assert re.fullmatch(rf"(?:{RECORD})+", text)
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert lines[0] == [column.name for column in TABLES[table]]
    assert {len(line) for line in lines} == {len(TABLES[table])}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("poison", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_value_comes_back(full: Report, table: str, poison: str) -> None:
    report = hostile(full, poison)
    expected = [{name: simple(cell) for name, cell in row.items()} for row in rows(report, table)]

    read = table_of(dumps(report, table))

    kinds = {column.name: column.kind for column in TABLES[table]}
    assert [{k: back(v, kinds[k]) for k, v in row.items()} for row in read] == expected


@given(text=texts)
def test_no_text_starts_a_formula_and_every_text_comes_back(text: str) -> None:
    written = str(_written(text))

    assert text_of(written) == text
    bare = re.sub(r"""^[\s"“”\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060-\u2069\ufeff]+""", "", written)
    assert not written.startswith(FORMULA)
    assert not bare.startswith(FORMULA)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        '"=1',
        "“=1",
        "\u200b=1",
        "\ufeff-1",
        "＝1",
    ],
)
def test_a_formula_is_marked_as_text(text: str) -> None:
    assert _written(text) == f"'{text}"


def test_numbers_stay_numbers_and_ordinary_texts_as_they_are(full: Report) -> None:
    assert [_written(cell) for cell in (-3, -0.5, True, None, "Turkey", "a-b", "5 = 5")] == [
        -3,
        -0.5,
        "true",
        "",
        "Turkey",
        "a-b",
        "5 = 5",
    ]
    (first, *_) = table_of(dumps(full, "findings"))
    assert (first["confidence"], first["review_at"]) == ("0.86", "2021-05-06T09:30:00+00:00")


def test_a_report_without_findings_has_headers_alone(nothing: Report) -> None:
    assert [make(nothing).count(b"\r\n") for make in EXPORTS["csv"].files.values()] == [1, 1]
