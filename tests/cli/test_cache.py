"""`factcheck cache`, and what a check says of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Type


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "kept" / "cache.db"
    monkeypatch.setenv("FACTCHECK_CACHE", str(file))
    return file


def test_a_check_keeps_what_it_reads_and_gives_the_same_again(
    type_command: Type, story: Path
) -> None:
    reports = [story.parent / name for name in ("first", "again", "without")]
    for report in reports:
        extra = ["--no-cache"] if report.name == "without" else []
        assert type_command("check", story, "--output", report, *extra).exit_code == 0
    assert len({(report / "report.json").read_bytes() for report in reports}) == 1
    kept = json.loads(type_command("cache", "list", "--json").stdout)
    for kind in ("file", "parse", "article"):
        named = {Path(entry["label"]).name for entry in kept if entry["kind"] == kind}
        assert named == {path.name for path in story.iterdir()}
    assert [entry["size"] > 0 for entry in kept if entry["kind"] == "story"] == [True]


# What reads and compares, and what formats other than text are read with.
UNNEEDED = (
    "spacy thinc trafilatura lxml ftfy feedparser py3langid edtf countryinfo multiprocessing "
    "factcheck.extract factcheck.language.document factcheck.match.questions factcheck.diagnosis "
    "factcheck.compare.findings factcheck.values.dates factcheck.values.quantities"
).split()


@pytest.mark.usefixtures("piped")
def test_where_nothing_is_new_nothing_is_imported_that_reads_or_compares(
    type_command: Type, story: Path
) -> None:
    again = ["check", str(story), "--output", str(story.parent / "out")]
    type_command(*again)
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "factcheck", *again],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines()}
    assert "factcheck.pipeline" in imported
    assert not imported.intersection(UNNEEDED)


def test_without_a_cache_nothing_is_written(type_command: Type, story: Path, file: Path) -> None:
    type_command("check", story, "--output", story.parent / "out", "--no-cache")
    assert not file.parent.exists()


def test_it_is_listed_limited_and_cleared(type_command: Type, story: Path, file: Path) -> None:
    type_command("check", story, "--output", story.parent / "out")
    listed = type_command("cache", "list").stdout
    assert "harbour-post.txt" in "".join(listed.split())
    assert "10 entries" in listed
    assert "1.0 GB" in listed
    assert "at most 2.5 MB" in type_command("cache", "limit", "2.5 MB").stdout
    assert "of at most 2.5 MB" in type_command("cache", "list").stdout
    assert "now 0 entries" in type_command("cache", "limit", "0").stdout
    assert "deleted" in type_command("cache", "clear").stdout
    assert not file.exists()


def test_what_is_no_size_is_refused(type_command: Type) -> None:
    for size in ("much", "5 furlongs", "-3MB", ""):
        result = type_command("cache", "limit", "--", size)
        assert result.exit_code == 2
        assert "500MB" in result.stderr


def test_a_cache_that_cannot_be_used_is_said_and_does_no_harm(
    type_command: Type, story: Path, file: Path
) -> None:
    file.parent.write_text("a file where the folder should be")
    result = type_command("check", story, "--output", story.parent / "out")
    assert result.exit_code == 0
    assert "nothing is kept for the next run" in result.stderr
    assert type_command("cache", "list").exit_code == 3


def test_where_it_is_switched_off_that_is_said(
    type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_CACHE", "off")
    result = type_command("cache", "clear")
    assert result.exit_code == 3
    assert "FACTCHECK_CACHE is 'off'" in result.stderr
