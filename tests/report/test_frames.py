"""A report as a pandas DataFrame."""

from __future__ import annotations

import sys

import pandas
import pytest

from factcheck import model
from factcheck.report import Report
from factcheck.report.exports import MissingExtraError
from factcheck.report.exports.tables import TABLES, rows


@pytest.mark.parametrize("table", ["findings", "claims"])
def test_a_frame_has_the_rows_and_columns_of_the_table(report: model.Report, table: str) -> None:
    frame = Report.of(report).to_dataframe(table)  # type: ignore[arg-type]

    assert list(frame.columns) == [column.name for column in TABLES[table]]
    columns = {name: [row[name] for row in rows(report, table)] for name in frame.columns}
    for name, cells in columns.items():
        present = [cell for cell in cells if cell is not None]
        assert frame[name].dropna().tolist() == present


def test_types_are_those_to_work_with(report: model.Report) -> None:
    found, claims = Report.of(report).to_dataframe(), Report.of(report).to_dataframe("claims")

    assert isinstance(found["question"].dtype, pandas.StringDtype)
    assert (found["confidence"].dtype, claims["start"].dtype) == ("float64", "Int64")
    assert str(found["review_at"].dtype) == "datetime64[us, UTC]"
    assert found.loc[found["severity"] >= "medium", "number"].tolist() == [1, 2, 3]
    assert found.sort_values("verdict")["verdict"].iloc[0] == "conflict"
    assert claims["direct"].sum() == 2
    assert found["answers"][0] == ["The town council", "The regional road office"]


def test_a_report_without_findings_has_the_same_columns(report: model.Report) -> None:
    empty = Report.of(report.model_copy(update={"findings": ()}))

    assert empty.to_dataframe().empty
    assert empty.to_dataframe().dtypes["number"] == "Int64"


def test_another_table_is_refused(report: model.Report) -> None:
    with pytest.raises(ValueError, match="there are findings and claims"):
        Report.of(report).to_dataframe("evidence")  # type: ignore[arg-type]


def test_without_pandas_it_says_what_to_install(
    report: model.Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(MissingExtraError, match=r'pip install "factcheck-news\[tables\]"'):
        Report.of(report).to_dataframe()
