"""What was made once and may be needed again: bytes by their key, in one file, which anybody may
delete at any time.

A cache is never a reason to fail: what cannot be read is made again, what cannot be written is not
kept, and a file that is broken gives way to a new one.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VARIABLE = "FACTCHECK_CACHE"
FILE_NAME = "cache.db"
OFF = "off"  # as the value of the variable
MOST_BYTES = 1_000_000_000  # kept, unless another limit is set; some 30,000 articles

_FORMAT = 2  # of the file; another one is made anew
_MARK = 0x46435431  # SQLite's application_id: tells our file from any other database
_HEADER, _MAGIC = 100, b"SQLite format 3\x00"  # bytes; https://www.sqlite.org/fileformat.html
_AT_ONCE = 500  # keys asked for in one statement; SQLite takes 999 in its oldest builds
_DAY = 86_400  # seconds; when an entry was last used is noted to the day
_SPARED = 0.9  # of the limit is kept when it is passed: room for what comes next
_MOST_UNWRITTEN = 1_000_000  # bytes that are held until they are written: what a crash costs
_PATIENCE = 5.0  # seconds that another process may write before this one goes on without

_TABLES = """
CREATE TABLE IF NOT EXISTS entry (
    key BLOB PRIMARY KEY, value BLOB NOT NULL, digest BLOB NOT NULL,
    size INTEGER NOT NULL, used INTEGER NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS most (bytes INTEGER NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry without its value."""

    kind: str  # what was made: 'file', 'parse', 'article', 'story'
    label: str  # of what
    size: int  # bytes
    used: int  # seconds since 1970, to the day


def default_file(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Where the cache is: what FACTCHECK_CACHE names, None where that is 'off', else where the
    operating system keeps caches of programs."""
    given = environment.get(VARIABLE)
    if given:
        return None if given == OFF else Path(given).expanduser()
    return _usual_file()


def _usual_file() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("factcheck", appauthor=False)) / FILE_NAME


class Cache:
    """Bytes by key. Several processes may use one file at a time."""

    def __init__(self, file: Path | None) -> None:
        """`file` is made where it is missing; without one nothing is kept."""
        self.trouble = ""  # why nothing is kept, for people; empty where all is well
        self.file = file
        self._day = int(time.time()) // _DAY * _DAY
        self._database: sqlite3.Connection | None = None
        self._stale: set[bytes] = set()  # used today for the first time
        # What was put and is not written yet: whoever writes keeps all others from writing, so
        # that is done in one go.
        self._unwritten: dict[bytes, tuple[Any, ...]] = {}
        self._size = 0  # bytes of these
        if file is not None:
            with self._not_fatal():
                self._database = self._opened(file)

    def __enter__(self) -> Cache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether what is put is kept."""
        return self._database is not None

    def get(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """The values that are kept of these keys, in any order; damaged ones are left out."""
        asked = list(dict.fromkeys(keys))
        for start in range(0, len(asked), _AT_ONCE):
            yield from self._read(asked[start : start + _AT_ONCE])

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept at all."""
        with self._not_fatal():
            if self._database is not None:
                found = self._database.execute("SELECT 1 FROM entry LIMIT 1").fetchone()
                return found is None and not self._unwritten
        return True

    def having(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of these keys of which something is kept, be it damaged."""
        asked = list(dict.fromkeys(keys))
        found = {key for key in asked if key in self._unwritten}
        with self._not_fatal():
            for start in range(0, len(asked) if self._database else 0, _AT_ONCE):
                some = asked[start : start + _AT_ONCE]
                found.update(row[0] for row in self._selected("key", some))
        return found

    def put(self, key: bytes, value: bytes, kind: str = "", label: str = "") -> None:
        """Keep a value; `kind` and `label` say for the list what it is. It is written with others
        when there is a megabyte of them, or by `save`."""
        if self._database is None:
            return
        self._size += len(value)
        digest = _digest(key, value)
        self._unwritten[key] = (key, value, digest, len(value), self._day, kind, label)
        if self._size > _MOST_UNWRITTEN:
            self.save()

    def save(self) -> None:
        """Write what was put; until then no other process sees it, nor one after a crash."""
        with self._not_fatal():
            if self._database is not None:
                self._write(self._database)
                self._database.commit()

    def close(self) -> None:
        """Write what was put, make room where there is too much, and let go of the file."""
        with self._not_fatal():
            if self._database is not None:
                self._write(self._database)
                used = [(self._day, key) for key in self._stale]
                self._database.executemany("UPDATE entry SET used = ? WHERE key = ?", used)
                self._make_room(self._database)
                self._database.commit()
        self._let_go()

    def entries(self) -> list[Kept]:
        """All that is kept, what was used last first."""
        self.save()
        with self._not_fatal():
            if self._database is not None:
                rows = self._database.execute(
                    "SELECT kind, label, size, used FROM entry "
                    "ORDER BY used DESC, label, kind, size"
                )
                return [Kept(*row) for row in rows]
        return []

    @property
    def limit(self) -> int:
        """Bytes that are kept at most; of more, what was not used for longest goes."""
        with self._not_fatal():
            if self._database is not None:
                row = self._database.execute("SELECT bytes FROM most").fetchone()
                return int(row[0]) if row else MOST_BYTES
        return MOST_BYTES

    def set_limit(self, most_bytes: int) -> None:
        """Keep no more than this, from now on and in every later run."""
        with self._not_fatal():
            if self._database is not None:
                self._write(self._database)
                self._database.execute("DELETE FROM most")
                self._database.execute("INSERT INTO most VALUES (?)", (most_bytes,))
                self._make_room(self._database)
                self._database.commit()

    def clear(self) -> None:
        """Delete all that is kept, and the file with it."""
        self._let_go()
        if self.file is not None and not self.trouble:
            _delete(self.file)

    def _opened(self, file: Path) -> sqlite3.Connection:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)  # it holds people's articles
        if not _is_ours(file):
            if file != _usual_file():  # somebody's own file, named by mistake
                raise OSError(f"no cache of factcheck; name another file with {VARIABLE}")
            _delete(file)
        with suppress(FileExistsError):  # SQLite would let everybody read it
            file.touch(mode=0o600, exist_ok=False)
        try:
            return _connected(file)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise  # in use, or may not be written: nothing is wrong with it
            _delete(file)
            return _connected(file)

    def _read(self, keys: list[bytes]) -> list[tuple[bytes, bytes]]:
        found: list[tuple[bytes, bytes]] = []
        with self._not_fatal():
            if self._database is None:
                return []
            for key in keys:
                if key in self._unwritten:
                    found.append((key, self._unwritten[key][1]))
            keys = [key for key in keys if key not in self._unwritten]
            for key, value, digest, used in self._selected("key, value, digest, used", keys):
                if digest != _digest(key, value):
                    continue  # made again, and written over
                found.append((key, value))
                if used < self._day:
                    self._stale.add(key)
        return found

    def _selected(self, columns: str, keys: list[bytes]) -> Iterator[Any]:
        assert self._database is not None
        marks = ",".join("?" * len(keys))
        yield from self._database.execute(
            f"SELECT {columns} FROM entry WHERE key IN ({marks})", keys
        )

    def _write(self, database: sqlite3.Connection) -> None:
        rows = list(self._unwritten.values())
        database.executemany("REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._unwritten.clear()
        self._size = 0

    def _make_room(self, database: sqlite3.Connection) -> None:
        whole = database.execute("SELECT TOTAL(size) FROM entry").fetchone()[0]
        most = self.limit
        if whole <= most:
            return
        spared = most * _SPARED
        for key, size in database.execute("SELECT key, size FROM entry ORDER BY used, key"):
            if whole <= spared:
                break
            database.execute("DELETE FROM entry WHERE key = ?", (key,))
            whole -= size

    @contextmanager
    def _not_fatal(self) -> Iterator[None]:
        """Go on without a cache where it cannot be used; where its file is broken, with a new one
        the next time."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self.trouble = f"nothing is kept for the next run: {self.file}: {error}"
            self._let_go()
            broken = isinstance(error, sqlite3.DatabaseError)
            if broken and not isinstance(error, sqlite3.OperationalError) and self.file:
                _delete(self.file)

    def _let_go(self) -> None:
        self._unwritten.clear()
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        found = database.execute("PRAGMA user_version").fetchone()[0]
        if found != _FORMAT:
            if found:
                database.executescript("DROP TABLE IF EXISTS entry; DROP TABLE IF EXISTS most;")
            database.execute(f"PRAGMA application_id = {_MARK}")
            database.execute(f"PRAGMA user_version = {_FORMAT}")
        # Writers do not hold up readers; what was saved survives a crash of this program, and a
        # cache need not survive one of the machine.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_TABLES)
        database.commit()
    except BaseException:
        database.close()
        raise
    return database


def _is_ours(file: Path) -> bool:
    """Whether a file may be written over: a cache, however broken behind its header, or nothing."""
    if not file.exists():
        return True
    with file.open("rb") as stream:
        head = stream.read(_HEADER)
    return not head or (head.startswith(_MAGIC) and head[68:72] == _MARK.to_bytes(4, "big"))


def _digest(key: bytes, value: bytes) -> bytes:
    """Tells a value that was damaged on the disk, or that stands under another key."""
    return hashlib.blake2b(value, digest_size=16, key=key[:64]).digest()


def _delete(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            file.with_name(file.name + ending).unlink()
