"""A file that was read before is not read again; what comes out is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from factcheck.ingest import Ingested, read_articles, sources
from factcheck.ingest.opened import Opened
from factcheck.model import Article, Skipped
from factcheck.store.cache import Cache

TEXT = "Ferry sinks\n\nBy Ida Holm\n5 May 2019\n\nThe ferry Marla sank off Kiln Bay on Sunday.\n"
READ: list[str] = []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two articles; READ has the files that are read."""
    READ.clear()
    honest = sources.read_file

    def noted(file: Opened) -> Iterator[Article | Skipped]:
        READ.append(Path(file.name).name)
        return honest(file)

    monkeypatch.setattr(sources, "read_file", noted)
    (tmp_path / "story").mkdir()
    (tmp_path / "story" / "monday.txt").write_text(TEXT)
    (tmp_path / "story" / "tuesday.txt").write_text(TEXT.replace("Sunday", "Monday"))
    return tmp_path / "story"


def read(folder: Path, fields: dict[str, tuple[str, ...]] | None = None) -> Ingested:
    """What the folder holds, and the files that had to be read for it."""
    READ.clear()
    with Cache(folder.parent / "cache.db") as cache:
        return read_articles([folder], fields=fields or {}, cache=cache)


def test_what_was_read_is_not_read_again(folder: Path) -> None:
    first = read(folder)
    assert READ == ["monday.txt", "tuesday.txt"]
    assert first == read_articles([folder])
    assert read(folder) == first
    assert READ == []


def test_a_file_that_has_changed_is_read(folder: Path) -> None:
    read(folder)
    (folder / "monday.txt").write_text(TEXT.replace("Sunday", "Friday"))
    assert "Friday" in read(folder).articles[0].text
    assert READ == ["monday.txt"]


def test_what_stands_beside_it_counts(folder: Path) -> None:
    read(folder)
    (folder / "monday.txt.meta.json").write_text('{"publisher": "Bay Post"}')
    assert read(folder).articles[0].publisher == "Bay Post"
    assert READ == ["monday.txt"]


def test_the_users_names_for_fields_count(folder: Path) -> None:
    (folder / "wire.json").write_text('[{"lead": "A ferry sank.", "text": "Two people died."}]')
    read(folder)
    assert read(folder, {"text": ("lead",)}).articles[-1].text == "A ferry sank."


def test_a_file_that_was_not_read_as_a_whole_is_read_again(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    assert read(folder).skipped == read(folder).skipped != ()
    assert READ == ["empty.txt"]


def test_archives_are_opened_every_time(folder: Path) -> None:
    with ZipFile(folder / "week.zip", "w") as archive:
        archive.writestr("friday.txt", TEXT.replace("Sunday", "Friday"))
    first = read(folder)
    (folder / "articles.csv").write_text("file,publisher\nweek.zip/friday.txt,Bay Post\n")
    assert first.articles[-1].publisher is None
    assert read(folder).articles[-1].publisher == "Bay Post"


def test_what_is_broken_is_read_anew(folder: Path) -> None:
    first = read(folder)
    with sqlite3.connect(folder.parent / "cache.db") as database:
        keys = [row[0] for row in database.execute("SELECT key FROM entry")]
    with Cache(folder.parent / "cache.db") as cache:
        for key in keys:
            cache.put(key, b"no articles")
    assert read(folder) == first
    assert len(READ) == len(keys)
