"""Which database is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.store.location import VARIABLE, StoreError, choose, default_file, parse, shown


def test_the_nearest_word_counts() -> None:
    environment = {VARIABLE: "variable.db"}

    assert choose("given.db", "project.db", environment) == "given.db"
    assert choose(None, "project.db", environment) == "variable.db"
    assert choose(None, "project.db", {}) == "project.db"
    assert choose(None, None, {}) == str(default_file())
    assert choose(None, "project.db", {VARIABLE: ""}) == "project.db"


def test_without_a_word_it_is_one_file_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere")

    assert default_file().name == "workspace.db"
    assert default_file().parent.name == "factcheck"


def test_a_path_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert parse("a b?c#d%.db").database == str(tmp_path / "a b?c#d%.db")
    assert parse("sqlite:///x.db").database == "x.db"


@pytest.mark.parametrize("given", ["postgresql//x", "postgres:/ada@db/x", "sqlite//x.db"])
def test_an_address_with_a_slip_is_no_folder(given: str) -> None:
    with pytest.raises(StoreError, match="postgresql://USER@HOST/NAME"):
        parse(given)


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgres_has_several_names(scheme: str) -> None:
    url = parse(f"{scheme}://ada:secret@db.example/news")

    assert url.drivername == "postgresql+psycopg"
    assert shown(url) == "postgresql://ada:***@db.example/news"


@pytest.mark.parametrize("given", ["", "  ", "mysql://host/x", "http://x", "sqlite://", "://x"])
def test_what_is_no_database_is_refused_with_what_to_give(given: str) -> None:
    with pytest.raises(StoreError, match="give"):
        parse(given)
