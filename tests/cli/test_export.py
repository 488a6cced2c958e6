"""`factcheck export` and `factcheck schema`: every format, and what is said when it cannot be."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import CliRunner, Result

from factcheck.cli.app import app
from factcheck.model import Decision, Reason, State
from factcheck.report import Report, load, to_html, to_json
from factcheck.report.exports import EXPORTS
from factcheck.report.schema import dumps

Type = Callable[..., Result]

SINGLE = [export.name for export in EXPORTS.values() if not export.tables]
TABLES = [export.name for export in EXPORTS.values() if export.tables]


class Checked(Protocol):
    """The story of conftest.py, checked without options."""

    result: Result
    folder: Path


def message(result: Result) -> str:
    """What was printed on standard error, without frames and line breaks."""
    return " ".join(result.stderr.replace("│", " ").split())


@pytest.fixture
def folder(checked: Checked, tmp_path: Path) -> Path:
    """The report on the story in a folder of its own."""
    return Path(shutil.copytree(checked.folder, tmp_path / "week"))


@pytest.mark.parametrize("name", SINGLE)
def test_one_document_goes_to_standard_output(type_command: Type, folder: Path, name: str) -> None:
    result = type_command("export", folder, "--format", name)

    (make,) = EXPORTS[name].files.values()
    assert result.stdout_bytes == make(load(folder / "report.json"))
    assert (result.stderr, result.exit_code) == ("", 0)


@pytest.mark.parametrize("name", TABLES)
def test_two_tables_go_into_the_folder_of_the_report(
    type_command: Type, folder: Path, name: str
) -> None:
    result = type_command("export", folder / "report.json", "--format", name)

    files = EXPORTS[name].files
    assert result.stdout == "".join(f"Written: {folder / file}\n" for file in files)
    for file, make in files.items():
        assert (folder / file).read_bytes() == make(load(folder / "report.json"))


def test_a_folder_that_is_missing_is_made(type_command: Type, folder: Path, out: Path) -> None:
    result = type_command("export", folder, "--format", "csv", "--output", out / "new")

    assert sorted(entry.name for entry in (out / "new").iterdir()) == ["claims.csv", "findings.csv"]
    assert result.exit_code == 0


def test_one_table_goes_to_standard_output(type_command: Type, folder: Path) -> None:
    result = type_command("export", folder, "--format", "csv", "--table", "claims")

    text = result.stdout_bytes.decode("utf-8")
    assert {row["verdict"] for row in csv.DictReader(io.StringIO(text, newline=""))} >= {"conflict"}
    assert sorted(entry.name for entry in folder.iterdir()) == ["report.html", "report.json"]


def test_a_file_is_written_over_an_older_one(type_command: Type, folder: Path, out: Path) -> None:
    out.mkdir()
    (out / "a.md").write_text("old")

    result = type_command("export", folder, "--format", "markdown", "--output", out / "a.md")

    assert (out / "a.md").read_text("utf-8").startswith("# One conflict in three articles")
    assert [entry.name for entry in out.iterdir()] == ["a.md"]
    assert result.stdout == f"Written: {out / 'a.md'}\n"


def test_without_a_report_it_is_the_last_one(type_command: Type, story: Path) -> None:
    type_command("check", story)

    assert json.loads(type_command("export", "--format", "json").stdout)["articles"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--format", "markdwn"], "did you mean markdown? there are csv, parquet, markdown"),
        (["--format", "xml"], "'xml' is none; there are csv, parquet"),
        ([], "Missing option '--format'"),
        (["--format", "csv", "--output", "-"], "one table with --table findings"),
        (["--format", "csv", "--table", "claim"], "--table is findings or claims"),
        (["--format", "html", "--table", "claims"], "html has no tables: leave out --table"),
        (["--format", "html", "--output", ""], "the name after --output is empty"),
        (["--format", "html", "--output", "."], "is a folder; name a file, such as report.html"),
        (["--format", "csv", "--output", __file__], "is a file, and csv has two tables; name a"),
    ],
)
def test_wrong_use_is_met_with_what_to_do(
    type_command: Type, folder: Path, arguments: list[str], says: str
) -> None:
    result = type_command("export", folder, *arguments)

    assert says in message(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_report_that_is_not_there_is_said_as_explain_says_it(
    type_command: Type, tmp_path: Path
) -> None:
    missing = tmp_path / "nowhere"
    exported = type_command("export", missing, "--format", "html")
    explained = type_command("explain", "1", "--report", missing)

    assert (exported.stderr, exported.exit_code) == (explained.stderr, explained.exit_code)
    assert "run factcheck check first" in message(type_command("export", "--format", "html"))


def test_a_report_of_another_version_is_refused(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"schema_version": 2}')

    result = type_command("export", tmp_path, "--format", "csv")

    assert "has report format 2" in message(result)
    assert "Run `factcheck check` again" in message(result)
    assert result.exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="/dev/null is no folder of Windows")
def test_a_place_that_cannot_be_written_is_named(type_command: Type, folder: Path) -> None:
    result = type_command("export", folder, "--format", "html", "--output", "/dev/null/a.html")

    assert message(result).startswith("factcheck: cannot write /dev/null/a.html: ")
    assert "name another place with --output" in message(result)
    assert result.exit_code == 3


@pytest.mark.parametrize(
    ("name", "place"), [("markdown", "afile/x.md"), ("json", "afile/b/x.json"), ("csv", "afile/x")]
)
def test_a_file_where_a_folder_is_needed_is_named(
    type_command: Type, folder: Path, name: str, place: str
) -> None:
    Path("afile").write_text("a")
    result = type_command("export", folder, "--format", name, "--output", Path(place))

    assert f"{Path('afile')} is no folder; name another place with --output" in message(result)
    assert result.exit_code == 3


@pytest.mark.parametrize("name", ["markdown", "csv"])
def test_a_name_that_is_too_long_is_wrong_use(type_command: Type, folder: Path, name: str) -> None:
    result = type_command("export", folder, "--format", name, "--output", "n" * 300)

    assert message(result).startswith("factcheck: cannot use --output nnn")
    assert "name another place" in message(result)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_library_that_is_missing_is_named_with_its_extra(
    type_command: Type, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    result = type_command("export", folder, "--format", "parquet")

    assert 'run pip install "factcheck-news[tables]"' in message(result)
    assert result.exit_code == 3
    assert not list(folder.glob("*.parquet"))


def test_a_terminal_is_not_commanded_by_an_article(
    terminal: Callable[..., str], folder: Path
) -> None:
    report = load(folder / "report.json")
    article = report.articles[0].model_copy(update={"title": "a\x1b[31mb\u202ec\x9b1m"})
    Report.of(report.model_copy(update={"articles": (article,)})).to_json(folder / "report.json")

    sent = terminal("export", folder, "--format", "csv", "--table", "claims")

    assert "a␛[31mb[U+202E]c" in sent
    assert not {"\x1b", "\x9b", "\u202e"} & set(sent)


def test_what_is_not_text_is_not_sent_to_a_terminal(
    terminal: Callable[..., str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal("export", folder, "--format", "parquet", "--table", "claims")

    assert "name a file with --output FILE" in " ".join(capsys.readouterr().err.split())


@pytest.fixture
def dismissed(folder: Path) -> Path:
    """The folder of the story's report, its conflict dismissed."""
    report = load(folder / "report.json")
    decision = Decision(
        state=State.DISMISSED,
        person="Ada",
        at=datetime(2021, 5, 6, tzinfo=UTC),
        reason=Reason.SAME_MEANING,
    )
    conflict, *others = report.findings
    changed = {
        "findings": tuple(others),
        "dismissed": (conflict.model_copy(update={"review": decision}),),
    }
    Report.of(report.model_copy(update=changed)).to_json(folder / "report.json")
    return folder


def test_what_was_dismissed_is_left_out_unless_it_is_asked_for(
    type_command: Type, dismissed: Path
) -> None:
    def first(*options: str) -> str:
        export = ("export", dismissed, "--format", "csv", "--table", "findings", *options)
        (row, *_) = csv.DictReader(io.StringIO(type_command(*export).stdout))
        return row["verdict"]

    assert first() == "agreement"
    assert first("--include-dismissed") == "conflict"


def test_decisions_are_read_anew_when_that_is_asked_for(
    type_command: Type, folder: Path, tmp_path: Path
) -> None:
    database = tmp_path / "decisions.db"
    arguments = ["review", str(folder), "--database", str(database), "--terminal"]
    assert CliRunner().invoke(app, arguments, input="Ada\nd\n1\nq\n").exit_code == 0

    stored = json.loads(type_command("export", folder, "--format", "json").stdout)
    anew = type_command("export", folder, "--format", "json", "--database", database)

    assert stored["dismissed"] == []
    assert json.loads(anew.stdout)["dismissed"][0]["review"]["person"] == "Ada"
    path = folder / "report.json"
    type_command("export", folder, "-f", "json", "--database", database, "--output", path)
    again = type_command("export", folder, "--format", "json", "--database", database)
    assert again.stdout == path.read_text("utf-8") == anew.stdout


def test_a_database_that_is_not_there_is_said(type_command: Type, folder: Path) -> None:
    result = type_command("export", folder, "--format", "json", "--database", "none.db")

    assert "there is no database none.db" in message(result)
    assert result.exit_code == 3


def test_html_and_json_are_the_files_of_a_check(type_command: Type, folder: Path) -> None:
    report = load(folder / "report.json")

    assert type_command("export", folder, "--format", "html").stdout == to_html(report)
    assert type_command("export", folder, "--format", "json").stdout == to_json(report)


def test_help_names_every_format_and_teaches_with_examples(type_command: Type) -> None:
    shown = type_command("export", "--help").stdout
    lines = [line.strip() for line in shown.splitlines()]

    for export in EXPORTS.values():
        assert f"{export.name:<16}{export.about}" in lines
    assert "factcheck export reports/week --format markdown > week.md" in lines
    assert [line[0] for line in lines if line[:1].isdigit()] == ["0", "2", "3"]


def test_the_schema_is_printed(type_command: Type) -> None:
    result = type_command("schema")

    assert result.stdout_bytes == dumps().encode("utf-8")
    assert result.exit_code == 0
