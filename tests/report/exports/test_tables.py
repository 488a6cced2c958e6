"""What stands in the two tables, whatever they are written in."""

from __future__ import annotations

import pytest

from factcheck.model import Report
from factcheck.report.exports.tables import TABLES, rows


@pytest.mark.parametrize("table", TABLES)
def test_a_row_has_the_columns_of_its_table_in_their_order(full: Report, table: str) -> None:
    names = [column.name for column in TABLES[table]]

    assert [list(row) for row in rows(full, table)] == [names] * len(rows(full, table))
    assert len(set(names)) == len(names)


def test_a_finding_is_a_row(full: Report) -> None:
    found = rows(full, "findings")

    assert [row["finding"] for row in found] == [finding.id for finding in full.findings]
    first = found[0]
    assert first["answers"] == ["The town council", "The regional road office"]
    assert first["sources"] == ["The Halden Gazette", "wire-0504", "Coast Courier"]
    assert first["articles"] == ["gazette", "wire-0504", "courier"]
    assert (first["independent_sources"], first["passages"]) == (3, 3)
    assert first["people"] == ["Ingrid Solvang"]
    assert "sources: One side rests on unnamed people. (-0.10)" in first["explanation"]
    assert (first["review_state"], first["review_answer"]) == ("resolved", "town council")


def test_a_passage_is_a_row_of_claims(full: Report) -> None:
    found = rows(full, "claims")
    texts = {article.id: article.text for article in full.articles}

    assert len(found) == sum(len(a.evidence) for f in full.findings for a in f.answers)
    assert all(texts[str(r["article"])][r["start"] : r["end"]] == r["quote"] for r in found)
    assert [r["answer_number"] for r in found if r["finding_number"] == 1] == [1, 1, 2]
    assert [r["origin"] for r in found if r["finding_number"] == 1] == [1, 2, 1]
    assert found[0]["attributed_to"] == "Ingrid Solvang"
    assert found[1]["publisher"] is None


@pytest.mark.parametrize(
    ("origins", "sources"),
    [
        (((("a",), ("b",)), (("a", "b"),)), 1),
        (((("a", "b"), ("c", "d")), (("b", "c"), ("e",))), 2),
        (((("a",), ("b",)), (("a",), ("c",))), 3),
        (((), ()), None),
    ],
)
def test_what_is_one_source_of_any_answer_counts_once(
    full: Report, origins: tuple[tuple[tuple[str, ...], ...], ...], sources: int | None
) -> None:
    first = full.findings[0]
    answers = tuple(
        answer.model_copy(update={"origins": groups})
        for answer, groups in zip(first.answers, origins, strict=True)
    )
    finding = first.model_copy(update={"answers": answers})

    (row,) = rows(full.model_copy(update={"findings": (finding,)}), "findings")
    assert row["independent_sources"] == sources


def test_a_passage_of_an_article_that_is_not_there_is_kept(report: Report) -> None:
    found = rows(report.model_copy(update={"articles": ()}), "claims")

    assert {row["path"] for row in found} == {None}
    assert all(row["quote"] for row in found)


def test_a_table_that_is_none_is_named(report: Report) -> None:
    with pytest.raises(ValueError, match="there are findings and claims"):
        rows(report, "evidence")


@pytest.mark.parametrize("table", TABLES)
def test_a_word_is_one_of_those_that_its_column_knows(full: Report, table: str) -> None:
    for column in TABLES[table]:
        if column.words:
            cells = {row[column.name] for row in rows(full, table)}
            assert cells <= {*column.words, None}
