"""What is made of the program's own files is made once, and anew when it has to be."""

from __future__ import annotations

import errno
import json
import os
import stat
import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import pytest

from factcheck.prepared import data_of, keep, kept, text_of


@pytest.fixture(autouse=True)
def _python_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


class Reader:
    """Reads JSON, and knows how often."""

    def __init__(self, file: Path) -> None:
        self.file, self.often, self.made_by = file, 0, "this reader"

    def __call__(self, text: str) -> Any:
        self.often += 1
        return json.loads(text)

    def data(self, text: str) -> Any:
        return data_of(self.file, text, self, self.made_by)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path / "table.yaml")


def place(folder: Path) -> Path:
    """Where Python keeps what it makes of the modules of a folder."""
    return Path(cache_from_source(str(folder / "module.py"))).parent


def test_a_table_is_read_once(reader: Reader) -> None:
    text = '{"towns": ["Elm", "Ash"], "most": 3, "none": null, "all": true}'
    assert reader.data(text) == reader.data(text) == json.loads(text)
    assert reader.often == 1


def test_another_text_is_read_anew_and_takes_its_place(reader: Reader) -> None:
    for text in ("[1]", "[2]", "[2]"):
        assert reader.data(text) == json.loads(text)
    assert reader.often == 2
    assert len(list(place(reader.file.parent).iterdir())) == 1


def test_another_reader_reads_anew(reader: Reader) -> None:
    reader.data("[1]")
    reader.made_by = "one that reads otherwise"
    reader.data("[1]")
    assert reader.often == 2


@pytest.mark.parametrize("damage", [b"", b"too short", b"{}" * 20])
def test_what_is_damaged_is_made_again(reader: Reader, damage: bytes) -> None:
    reader.data("[1]")
    (file,) = place(reader.file.parent).iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage)
    assert reader.data("[1]") == [1]
    assert reader.often == 2
    assert file.read_bytes() == whole


@pytest.mark.parametrize("made", [{1: "one"}, (1, 2), {"day": object()}, float("nan")])
def test_what_json_would_change_is_not_kept(tmp_path: Path, made: object) -> None:
    assert data_of(tmp_path / "table.yaml", "", lambda _: made, "") is made
    assert not place(tmp_path).exists()


def test_nothing_is_written_where_python_writes_nothing(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert reader.data("[1]") == [1]
    assert not place(reader.file.parent).exists()


def test_a_python_that_keeps_nothing_is_no_error(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert reader.data("[1]") == reader.data("[1]") == [1]
    assert reader.often == 2


def test_a_folder_that_may_not_be_written_to_is_no_error(reader: Reader) -> None:
    place(reader.file.parent).write_text("a file where the folder would be")
    assert reader.data("[1]") == reader.data("[1]") == [1]
    assert reader.often == 2


def test_a_reader_of_the_text_may_refuse_it(reader: Reader) -> None:
    with pytest.raises(json.JSONDecodeError):
        reader.data("{")


def test_bytes_are_kept_by_what_they_were_made_of(tmp_path: Path) -> None:
    keep(tmp_path, "page", "this", b"made")
    assert kept(tmp_path, "page", "this") == b"made"
    assert kept(tmp_path, "page", "that") is None
    assert kept(tmp_path, "other", "this") is None
    assert [file.name for file in place(tmp_path).iterdir()] == ["page"]


def test_nobody_else_may_write_what_is_kept(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep(tmp_path, "page", "this", b"made")
    finally:
        os.umask(before)
    assert stat.S_IMODE(place(tmp_path).stat().st_mode) == 0o755
    assert stat.S_IMODE((place(tmp_path) / "page").stat().st_mode) == 0o644


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(Path, "replace", full)
    keep(tmp_path, "page", "this", b"made")
    assert list(place(tmp_path).iterdir()) == []


def test_python_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "elsewhere"))
    keep(tmp_path / "package", "page", "this", b"made")
    assert not (tmp_path / "package").exists()
    assert list((tmp_path / "elsewhere").rglob("page"))
    assert kept(tmp_path / "package", "page", "this") == b"made"


def test_a_frozen_program_has_no_text() -> None:
    assert text_of(__file__).startswith('"""What is made')
    assert text_of("nowhere.py") == ""
