"""Parquet: types, lists and values as they were."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime

import pyarrow
import pytest
from pyarrow import parquet

from factcheck.model import Report
from factcheck.report.exports import EXPORTS, MissingExtraError
from factcheck.report.exports.parquet import dumps
from factcheck.report.exports.tables import TABLES, Kind, rows
from tests.report.exports.hostile import HOSTILE, hostile

TYPES = {
    Kind.TEXT: pyarrow.types.is_string,
    Kind.WORD: pyarrow.types.is_dictionary,
    Kind.WHOLE: pyarrow.types.is_int64,
    Kind.NUMBER: pyarrow.types.is_float64,
    Kind.FLAG: pyarrow.types.is_boolean,
    Kind.MOMENT: pyarrow.types.is_timestamp,
    Kind.TEXTS: pyarrow.types.is_list,
}


def table_of(content: bytes) -> pyarrow.Table:
    return parquet.read_table(io.BytesIO(content))


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("poison", ["formula", "controls", "empty"])
def test_every_value_comes_back(full: Report, table: str, poison: str) -> None:
    report = hostile(full, HOSTILE[poison])

    assert table_of(dumps(report, table)).to_pylist() == rows(report, table)


@pytest.mark.parametrize("table", TABLES)
def test_columns_have_the_types_that_they_say(nothing: Report, table: str) -> None:
    schema = table_of(dumps(nothing, table)).schema

    assert schema.names == [column.name for column in TABLES[table]]
    assert all(TYPES[column.kind](schema.field(column.name).type) for column in TABLES[table])


def test_lists_and_moments_are_what_they_were(full: Report) -> None:
    found = table_of(dumps(full, "findings"))

    assert found["answers"][0].as_py() == ["The town council", "The regional road office"]
    assert found["review_at"][0].as_py() == datetime(2021, 5, 6, 9, 30, tzinfo=UTC)


def test_without_pyarrow_it_says_what_to_install(
    full: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(MissingExtraError, match=r'pip install "factcheck-news\[tables\]"'):
        EXPORTS["parquet"].files["claims.parquet"](full)
