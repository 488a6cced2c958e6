"""`factcheck ingest`: the article as it is understood, on the screen, in a pipe and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from rich.console import Console
from typer.testing import Result

from factcheck.cli.ingest import print_article
from factcheck.ingest import Ingested, once_each, read_articles
from factcheck.ingest.meter import Meter
from factcheck.model import Article
from tests.cli.conftest import run

Type = Callable[..., Result]

PAGE = """\
Home | News | Sport
Ferry sinks off Kiln Bay
By Ada Brandt
Published 3 May 2013
ALDO (Baltic Wire) - A ferry sank on Monday.
ADVERTISEMENT
Two people are missing.
Share on Facebook
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "monday.txt"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_in_a_pipe_what_was_taken_out_stands_between_marks_where_it_stood(
    type_command: Type, page: Path
) -> None:
    result = type_command("ingest", page)
    assert result.exit_code == 0
    assert result.stdout.split("\n\n")[1].splitlines() == [
        "[-Home | News | Sport-]  (navigation)",
        "Ferry sinks off Kiln Bay",
        "[-By Ada Brandt-]  (byline)",
        "[-Published 3 May 2013-]  (date line)",
        "[-ALDO (Baltic Wire) --]  (dateline)",
        "A ferry sank on Monday.",
        "[-ADVERTISEMENT-]  (navigation)",
        "Two people are missing.",
        "[-Share on Facebook-]  (share bar)",
    ]


def test_each_value_is_shown_with_its_source_and_the_words_that_say_so(
    type_command: Type, page: Path
) -> None:
    shown = [line.split("  ") for line in type_command("ingest", page).stdout.splitlines()]
    rows = {" ".join(filter(None, map(str.strip, line))) for line in shown}
    assert "published 2013-05-03 text, 0.95 “Published 3 May 2013”" in rows
    assert "place ALDO text, 0.85 “ALDO (Baltic Wire) -”" in rows
    assert "title Ferry sinks off Kiln Bay text, 0.85 as it stands" in rows


def test_what_is_not_known_is_said(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A ferry sank.\nTwo died.", encoding="utf-8")
    assert (
        "not known: publisher, title, published"
        in type_command("ingest", tmp_path / "a.txt").stdout
    )


def test_a_terminal_strikes_out_and_cannot_be_commanded(page: Path) -> None:
    page.write_text(PAGE + "An escape: \x1b[31mred.\n", encoding="utf-8")
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=80)
    print_article(read_articles([page]).articles[0], console)
    assert "\x1b[2;9mADVERTISEMENT\x1b[0m" in out.getvalue()
    assert "\x1b[31m" not in out.getvalue()


def test_as_json_it_is_all_there(type_command: Type, page: Path) -> None:
    (page.parent / "b.pdf").write_bytes(b"%PDF-")
    result = type_command("ingest", page, page.parent / "b.pdf", "--json")
    said = json.loads(result.stdout)
    (article,) = said["articles"]
    assert {known["field"] for known in article["metadata"]} >= {"byline", "published", "place"}
    assert [part["at"] for part in article["removed"]] == sorted(
        part["at"] for part in article["removed"]
    )
    assert len(said["skipped"]) == 1
    assert result.exit_code == 3


def test_without_an_article_it_says_what_to_give(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = type_command("ingest", tmp_path / "empty.txt")
    assert result.exit_code == 3
    assert "no article could be read" in result.stderr


def test_as_json_copies_are_left_out_and_ids_are_short(type_command: Type, tmp_path: Path) -> None:
    for name in ("a/monday.txt", "b/monday.txt", "c/tuesday.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    (tmp_path / "c/tuesday.txt").write_text("The ferry has been found.", encoding="utf-8")
    (tmp_path / "c/empty.txt").touch()
    result = type_command("ingest", tmp_path, "--json")
    assert result.stderr.startswith("3 articles read, 1 of them copies or earlier versions; 1 skip")
    assert json.loads(result.stdout) == json.loads(
        TypeAdapter(Ingested).dump_json(once_each(read_articles([tmp_path])))
    )


def test_each_article_is_printed_before_the_next_file_is_read(
    page: Path, monkeypatch: pytest.MonkeyPatch, type_command: Type
) -> None:
    def interrupted(self: Meter, number: int, step: str = "") -> None:
        if number == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(Meter, "begin", interrupted)
    other = page.with_name("tuesday.txt")
    other.write_text("The ferry has been found.", encoding="utf-8")
    result = type_command("ingest", page, other)
    assert "A ferry sank on Monday." in result.stdout
    assert result.stderr == "factcheck: stopped; not all was read\n"
    assert result.exit_code == 130


def test_quietly_only_what_went_wrong_is_told(type_command: Type, page: Path) -> None:
    (page.parent / "empty.txt").touch()
    result = type_command("ingest", page.parent, "--quiet")
    assert (result.stdout, result.exit_code) == ("", 3)
    assert result.stderr == f"skipped {page.parent.as_posix()}/empty.txt: empty file\n"


def test_the_project_counts_unless_it_is_left_out(type_command: Type, tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('[ingest.fields]\ntext = "words"\n', encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"words": "A ferry sank."}\n', encoding="utf-8")
    assert type_command("ingest", tmp_path / "a.jsonl").exit_code == 0
    assert type_command("ingest", tmp_path / "a.jsonl", "--no-project").exit_code == 3


def test_who_stops_listening_stops_the_reading(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Article] = []

    def leaving(article: Article, console: Console) -> None:
        seen.append(article)
        console.quiet = True

    monkeypatch.setattr("factcheck.cli.ingest.print_article", leaving)
    page.with_name("tuesday.txt").write_text("The ferry has been found.", encoding="utf-8")
    assert run("ingest", page.parent).exit_code == 0
    assert len(seen) == 1
