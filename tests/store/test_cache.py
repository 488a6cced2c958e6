"""What was put is there in the next run; whatever happens to the file, nothing fails for it."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from factcheck.store.cache import MOST_BYTES, OFF, Cache, default_file


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the operating system keeps it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    usual = default_file({})
    assert usual is not None
    return usual


def kept(file: Path, *keys: bytes) -> dict[bytes, bytes]:
    with Cache(file) as cache:
        assert not cache.trouble
        return dict(cache.get(keys))


def keep(file: Path, **values: bytes) -> None:
    with Cache(file) as cache:
        for key, value in values.items():
            cache.put(key.encode(), value, "article", f"{key}.txt")


def test_what_is_put_is_there_the_next_time(file: Path) -> None:
    keep(file, a=b"one", b=b"two")
    keep(file, b=b"three")
    assert kept(file, b"a", b"b", b"c") == {b"a": b"one", b"b": b"three"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_only_its_owner_may_read_it_wherever_it_is(tmp_path: Path) -> None:
    with Cache(tmp_path / "named.db") as cache:
        cache.put(b"a", b"one")
        cache.save()
        files = list(tmp_path.iterdir())
        assert len(files) > 1  # SQLite has more beside it
        assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_what_is_not_written_yet_holds_up_no_other_process(file: Path) -> None:
    with Cache(file) as one, Cache(file) as other:
        one.put(b"a", b"one")
        assert dict(one.get([b"a"])) == {b"a": b"one"}
        assert one.having([b"a", b"b"]) == {b"a"}
        assert not one.is_empty
        other.put(b"b", b"two")
        other.save()
        assert other.is_open
        assert not other.trouble
    assert kept(file, b"a", b"b") == {b"a": b"one", b"b": b"two"}


def test_much_that_is_not_written_yet_is_not_held(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.store.cache._MOST_UNWRITTEN", 2)
    with Cache(file) as one, Cache(file) as other:
        one.put(b"a", b"one")
        assert dict(other.get([b"a"])) == {b"a": b"one"}


def test_thousands_of_keys_are_asked_for_at_once(file: Path) -> None:
    keep(file, **{f"k{n}": b"%d" % n for n in range(1200)})
    assert len(kept(file, *(b"k%d" % n for n in range(1300)))) == 1200


def test_what_was_saved_survives_a_process_that_is_killed(file: Path) -> None:
    cache = Cache(file)
    cache.put(b"a", b"one")
    cache.save()
    cache.put(b"b", b"two")  # and it dies here
    assert kept(file, b"a", b"b") == {b"a": b"one"}


def test_a_damaged_value_is_left_out(file: Path) -> None:
    keep(file, a=b"one", b=b"two")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE entry SET value = x'00' WHERE key = ?", (b"a",))
    assert kept(file, b"a", b"b") == {b"b": b"two"}


@pytest.mark.parametrize("damage", [b"no database at all", b"", b"\0" * 5000])
def test_a_broken_file_gives_way_to_a_new_one(file: Path, damage: bytes) -> None:
    keep(file, a=b"one")
    file.write_bytes(damage)
    assert kept(file, b"a") == {}
    keep(file, a=b"two")
    assert kept(file, b"a") == {b"a": b"two"}


@pytest.mark.parametrize("content", [b"My notes.", b""])
def test_a_file_of_somebody_is_not_written_over(tmp_path: Path, content: bytes) -> None:
    named = tmp_path / "notes.db"
    named.write_bytes(content)
    if not content:
        with sqlite3.connect(named) as database:
            database.execute("CREATE TABLE entry (mine TEXT)")
        content = named.read_bytes()
    with Cache(named) as cache:
        cache.put(b"a", b"one")
        assert "name another file with FACTCHECK_CACHE" in cache.trouble
        cache.clear()
    assert named.read_bytes() == content


def test_pages_broken_in_the_middle_are_noticed_and_the_next_run_begins_anew(file: Path) -> None:
    keep(file, **{f"k{n}": b"x" * 4000 for n in range(50)})
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    file.write_bytes(data)
    with Cache(file) as cache:
        assert dict(cache.get([b"k1"])) == {}
    keep(file, a=b"one")
    assert kept(file, b"a") == {b"a": b"one"}


def test_a_file_of_another_version_is_begun_anew(file: Path) -> None:
    keep(file, a=b"one")
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA user_version = 99")
    assert kept(file, b"a") == {}


def test_where_nothing_can_be_written_nothing_is_kept_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    with Cache(tmp_path / "kept" / "cache.db") as cache:
        cache.put(b"a", b"one")
        assert dict(cache.get([b"a"])) == {}
        assert "nothing is kept for the next run" in cache.trouble


def test_another_process_may_write_at_the_same_time(file: Path) -> None:
    with Cache(file) as one, Cache(file) as other:
        one.put(b"a", b"one")
        one.save()
        other.put(b"b", b"two")
        other.save()
        assert dict(one.get([b"a", b"b"])) == {b"a": b"one", b"b": b"two"}


def test_of_more_than_the_limit_the_longest_unused_goes(file: Path) -> None:
    keep(file, old=b"x" * 600, new=b"y" * 600)
    with sqlite3.connect(file) as database:
        database.execute("UPDATE entry SET used = 0 WHERE key = ?", (b"old",))
    with Cache(file) as cache:
        assert cache.limit == MOST_BYTES
        cache.set_limit(1000)
        assert [entry.label for entry in cache.entries()] == ["new.txt"]
    keep(file, newer=b"z" * 600)  # the limit lasts
    with Cache(file) as cache:
        assert cache.limit == 1000
        assert len(cache.entries()) == 1


def test_what_is_used_again_is_young_again(file: Path) -> None:
    keep(file, a=b"one", b=b"two")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE entry SET used = 0")
    kept(file, b"b")
    with Cache(file) as cache:
        assert [entry.label for entry in cache.entries()] == ["b.txt", "a.txt"]


def test_clearing_leaves_no_file(file: Path) -> None:
    keep(file, a=b"one")
    with Cache(file) as cache:
        cache.clear()
    assert list(file.parent.iterdir()) == []


def test_without_a_file_nothing_is_kept() -> None:
    with Cache(None) as cache:
        cache.put(b"a", b"one")
        assert dict(cache.get([b"a"])) == {}
        assert not cache.trouble


def test_only_its_owner_may_look_into_the_folder(file: Path) -> None:
    keep(file, a=b"one")
    assert file.parent.stat().st_mode & 0o077 == 0


def test_where_it_is(tmp_path: Path) -> None:
    assert default_file({"FACTCHECK_CACHE": str(tmp_path)}) == tmp_path
    assert default_file({"FACTCHECK_CACHE": OFF}) is None
    assert str(default_file({})).endswith("cache.db")
