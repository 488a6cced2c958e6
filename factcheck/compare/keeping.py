"""The findings of story after story go in; in report order come out the first of them, how many
there are, and all as lines of JSON. However many there are, they take bounded memory: many are put
aside in a temporary file that has no name, and is gone with the process.
"""

from __future__ import annotations

import errno
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from factcheck.compare.merging import ids_apart, merged
from factcheck.model import GRAVEST_FIRST, Finding, Verdict

# Findings, of 12 kB each: 240 MB. The 250 articles of the benchmark have 1,800.
MOST_HELD = 20_000
_CACHE = 64_000  # kB of the file that SQLite holds
_QUICK = 1  # of zlib's levels: half the size

_TABLE = """
CREATE TABLE finding (
    number INTEGER PRIMARY KEY, id TEXT, verdict INTEGER, doubt REAL, question BLOB, json BLOB
)
"""
_IN_REPORT = "SELECT json FROM finding ORDER BY verdict, doubt, question, id"


class Findings:
    """Findings of several stories, each in a list of its own, until they are closed."""

    def __init__(self, most_held: int = MOST_HELD) -> None:
        """`most_held`: how many are held in memory; of more, all are put aside."""
        self._most = most_held
        self._held: list[list[Finding]] = []
        self._number = 0
        self._counted: Counter[Verdict] = Counter()
        self._aside: sqlite3.Connection | None = None
        self._merged = False

    def __len__(self) -> int:
        return self._number

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, story: Iterable[Finding]) -> None:
        """What one story comes to. Raises OSError where there is no room to put them aside."""
        found = list(story)
        self._number += len(found)
        self._counted.update(finding.verdict for finding in found)
        self._held.append(found)
        if self._aside is not None or self._number > self._most:
            self._put_aside()

    def first(self, most: int) -> tuple[list[Finding], dict[Verdict, int]]:
        """So many in report order, and how many others there are of each verdict. Where two stories
        have questions of one name, all but one get a number. Raises OSError."""
        if self._aside is None:
            found = merged(self._held)[:most]
        else:
            found = [
                Finding.model_validate_json(line)
                for line in self._each(f"{_IN_REPORT} LIMIT ?", most)
            ]
        others = self._counted - Counter(finding.verdict for finding in found)
        return found, {verdict: others[verdict] for verdict in GRAVEST_FIRST if others[verdict]}

    def lines(self) -> Iterator[bytes]:
        """All of them in report order, each a line of JSON with the fields that a finding has in
        report.json. Raises OSError."""
        if self._aside is None:
            yield from (f"{one.model_dump_json()}\n".encode() for one in merged(self._held))
        else:
            yield from (line + b"\n" for line in self._each(_IN_REPORT))

    def close(self) -> None:
        """Let go of all."""
        self._held = []
        if self._aside is not None:
            self._aside.close()
            self._aside = None

    def _put_aside(self) -> None:
        with _room():
            if self._aside is None:
                self._aside = _opened()
            found = (finding for story in self._held for finding in story)
            self._aside.executemany(
                "INSERT INTO finding (id, verdict, doubt, question, json) VALUES (?, ?, ?, ?, ?)",
                map(_row, found),
            )
        self._held = []
        self._merged = False

    def _each(self, asked: str, *values: object) -> Iterator[bytes]:
        """The JSON of findings, each under an id of its own."""
        assert self._aside is not None
        with _room():
            if not self._merged:
                _number_repeated_ids(self._aside)
                self._merged = True
            for (packed,) in self._aside.execute(asked, values):
                yield zlib.decompress(packed)


def _number_repeated_ids(aside: sqlite3.Connection) -> None:
    """What `merged` does to findings of one id."""
    aside.execute("CREATE INDEX IF NOT EXISTS by_id ON finding (id)")
    repeated = "SELECT id FROM finding GROUP BY id HAVING COUNT(*) > 1 ORDER BY id"
    for (identifier,) in aside.execute(repeated).fetchall():
        asked = "SELECT number, json FROM finding WHERE id = ? ORDER BY number"
        rows = aside.execute(asked, (identifier,)).fetchall()
        found = [Finding.model_validate_json(zlib.decompress(packed)) for _, packed in rows]
        for (number, _), finding, own in zip(rows, found, _own(aside, found), strict=True):
            if own != identifier:
                packed = _packed(finding.model_copy(update={"id": own}))
                aside.execute(
                    "UPDATE finding SET id = ?, json = ? WHERE number = ?", (own, packed, number)
                )


def _own(aside: sqlite3.Connection, found: list[Finding]) -> list[str]:
    """An id for each of the findings of one id that no other finding has."""
    there = "SELECT 1 FROM finding WHERE id = ?"
    taken = {found[0].id}
    while True:
        own = ids_apart(found, taken)
        clash = [one for one in own if one not in taken and aside.execute(there, (one,)).fetchone()]
        if not clash:
            return own
        taken.update(clash)


def _opened() -> sqlite3.Connection:
    aside = sqlite3.connect("", isolation_level=None)  # no name: a temporary file
    aside.execute("PRAGMA journal_mode = OFF")
    aside.execute("PRAGMA synchronous = OFF")
    aside.execute(f"PRAGMA cache_size = -{_CACHE}")
    aside.execute(_TABLE)
    return aside


def _row(finding: Finding) -> tuple[object, ...]:
    # bytes of UTF-8 are ordered as Python orders texts
    question = finding.question.encode("utf-8", "surrogatepass")
    verdict = GRAVEST_FIRST.index(finding.verdict)
    return finding.id, verdict, -finding.confidence, question, _packed(finding)


def _packed(finding: Finding) -> bytes:
    return zlib.compress(finding.model_dump_json().encode(), _QUICK)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        reason = f"no room for all findings ({error}); make room, or set TMPDIR to another folder"
        raise OSError(errno.ENOSPC, reason, "the folder of temporary files") from error
