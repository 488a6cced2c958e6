"""report.json and the files that a report writes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import model
from factcheck.report import Report, load, to_html, to_json


def test_a_report_comes_back_from_its_file_as_it_was(report: model.Report, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "report.json"
    Report.of(report).to_json(path)
    assert load(path) == Report.of(report)
    assert to_json(load(path)) == path.read_bytes().decode("utf-8") == to_json(report)
    assert [entry.name for entry in path.parent.iterdir()] == ["report.json"]


def test_report_json_keeps_its_contract(report: model.Report) -> None:
    text = to_json(report)
    assert text.startswith('{\n "schema_version": 1,\n "articles"')
    assert text.endswith("}\n")
    assert "builders’ union" in text
    data = json.loads(text)
    texts = {article["id"]: article["text"] for article in data["articles"]}
    evidence = [
        evidence
        for finding in data["findings"]
        for answer in finding["answers"]
        for evidence in answer["evidence"]
    ]
    assert evidence
    for cited in evidence:
        assert texts[cited["article"]][cited["start"] : cited["end"]] == cited["quote"]


def test_a_report_is_written_piece_by_piece_as_it_would_be_as_a_whole(
    report: model.Report,
) -> None:
    trap = '[\n "articles": []\n "findings": []'
    of_traps = report.articles[0].model_copy(update={"title": trap, "path": '"'})
    for one in (
        report,
        report.model_copy(update={"articles": ()}),
        report.model_copy(update={"findings": (), "articles": (of_traps,)}),
        report.model_copy(
            update={"articles": (of_traps,) * 3, "not_listed": {model.Verdict.SINGLE: 7}}
        ),
    ):
        assert to_json(one) == one.model_dump_json(indent=1) + "\n"


def test_a_report_writes_its_page_over_an_older_one(report: model.Report, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("old")
    Report.of(report).to_html(str(path))
    assert path.read_bytes().decode("utf-8") == to_html(report)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "not a factcheck report"),
        ("[1]", "not a factcheck report"),
        ('{"schema_version": 1}', r"not a factcheck report \(articles: "),
        ('{"schema_version": 2, "articles": []}', "has report format 2"),
    ],
)
def test_a_file_that_is_no_report_is_refused_with_what_to_do(
    content: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=message) as refusal:
        load(path)
    assert "`factcheck check`" in str(refusal.value)


def test_importing_the_room_does_not_import_the_template_engine() -> None:
    code = "import sys, factcheck.report; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_report_that_says_more_than_this_version_knows_is_read(
    report: model.Report, tmp_path: Path
) -> None:
    data = json.loads(to_json(report))
    data["later"] = 1
    data["articles"][0]["later"] = {"more": True}
    path = tmp_path / "report.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert load(path) == Report.of(report)


def test_a_report_of_before_copies_were_looked_for_does_not_say_that_there_are_none(
    report: model.Report,
) -> None:
    assert report.copies is None
    assert "Copies: no two" not in to_html(report)
    assert "Copies: no two" in to_html(report.model_copy(update={"copies": ()}))
