"""The ledger: entries go into the database and never change; reviews of a report come out.

One object serves all threads of a process. Processes share the database, not the object.
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from factcheck.model import Report, State, Verdict
from factcheck.store import migrating
from factcheck.store.entries import Entry, Passage, Review, decided_on, passages
from factcheck.store.location import SQLITE, NoDatabaseError, StoreError, parse, shown
from factcheck.store.reviewing import Pair, about, fold, pairs, stories
from factcheck.store.tables import entry as table

__all__ = ["Ledger", "NoDatabaseError", "RuleCounts", "StoreError"]

T = TypeVar("T")

BUSY_SECONDS = 10  # how long one writer waits for another; a write takes milliseconds
ATTEMPTS = 6  # of a transaction that another one was in the way of
FIRST_PAUSE = 0.05  # seconds before the second attempt; doubled each time, with some chance in it
WRITERS_LOCK = 0x66616374  # "fact": PostgreSQL's advisory lock that orders writers
INSERTED_AT_ONCE = 500  # rows in a statement: SQLite admits 32,766 values


class RuleCounts(NamedTuple):
    """What people decided about the findings of a rule."""

    confirmed: int  # resolved ones, too: they were conflicts
    dismissed: int
    contested: int
    deferred: int


@dataclass(frozen=True, slots=True)
class _Known:
    """All entries that have been read so far, in the order of writing."""

    last: int
    entries: tuple[Entry, ...]
    by_finding: Mapping[str, tuple[Entry, ...]]


class _Said(NamedTuple):
    """What was decided about the pairs of passages of one finding id."""

    entries: tuple[Entry, ...]
    dismissed: dict[Pair, Entry]
    upheld: set[Pair]


class Ledger:
    """The decisions of a user or of a team. Open one with `Ledger.open`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reading = Lock()
        self._known = _Known(0, (), {})
        self._said: dict[str, _Said] = {}
        self._dismissals: tuple[int, dict[Pair, Entry]] = (0, {})

    @staticmethod
    def open(database: str, *, make: bool = True) -> Ledger:
        """The ledger in a database: a file, sqlite:///FILE or postgresql://USER@HOST/NAME.

        An older one is brought up to date. Raises NoDatabaseError when there is none and `make` is
        False, and StoreError when it cannot be used; the message says what to do.
        """
        ledger = connect(database, make=make)
        try:
            with ledger._explained():
                ledger._again(lambda: migrating.migrate(ledger._engine, ledger.name, make=make))
        except BaseException:
            ledger.close()
            raise
        return ledger

    @property
    def name(self) -> str:
        """The database for people to read, without a password."""
        return shown(self._engine.url)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def record(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Write entries, all or none; on return they are on disk. Gives back those that were
        not there before. Raises StoreError."""
        given = list({e.id: e for e in entries}.values())
        if not given:
            return ()
        with self._explained():
            written = self._again(lambda: self._write(given))
        return tuple(e for e in given if e.id in written)

    def entries(self, findings: Collection[str] | None = None) -> tuple[Entry, ...]:
        """All entries, or those about findings with these ids, in the order of writing."""
        known = self._read()
        if findings is None:
            return known.entries
        wanted = set(findings)
        return tuple(e for e in known.entries if e.finding in wanted)

    def head(self) -> int:
        """A number that grows with every entry; equal numbers, equal ledgers."""
        return self._read().last

    def reviews(self, report: Report) -> dict[str, Review]:
        """For every finding of a report, dismissed ones as well: what people made of it."""
        known = self._read()
        articles = {a.id: a for a in report.articles}
        dismissals = self._dismissed_by(known)
        found: dict[str, Review] = {}
        for finding in (*report.findings, *report.dismissed):
            review = _UNREVIEWED
            now = passages(finding, articles)
            if finding.id in known.by_finding:
                own = about(known.by_finding[finding.id], now)
                review = fold(own, decided_on(finding), now) if own else _UNREVIEWED
            if dismissals and _may_be_dismissed(review):
                review = _dismissed_by_pairs(finding.verdict, now, review, dismissals)
            found[finding.id] = review
        return found

    def dismissed_pairs(self) -> frozenset[Pair]:
        """Pairs of passages that people said are no conflict, and nobody said are one."""
        return frozenset(self._dismissed_by(self._read()))

    def by_rule(self) -> dict[str, RuleCounts]:
        """Rule → what people decided about its findings."""
        states: dict[str, Counter[State]] = defaultdict(Counter)
        for entries in self._read().by_finding.values():
            for story in stories(entries):
                states[story[-1].rule][fold(story).state] += 1
        return {
            rule: RuleCounts(
                counts[State.CONFIRMED] + counts[State.RESOLVED],
                counts[State.DISMISSED],
                counts[State.CONTESTED],
                counts[State.DEFERRED],
            )
            for rule, counts in sorted(states.items())
        }

    def export(self) -> Iterator[str]:
        """Every entry as one line of JSON, in the order of writing."""
        for entry in self.entries():
            yield entry.model_dump_json()

    def import_lines(self, lines: Iterable[str]) -> tuple[Entry, ...]:
        """Write the entries of an export that are not there yet; gives these back. Raises
        StoreError for a line that is none: then nothing is written."""
        return self.record(read_lines(lines))

    def _read(self) -> _Known:
        with self._reading, self._explained():
            rows, fresh = self._fresh()
            if rows:
                by_finding = dict(self._known.by_finding)
                grouped: dict[str, list[Entry]] = defaultdict(list)
                for one in fresh:
                    grouped[one.finding].append(one)
                for finding, more in grouped.items():
                    by_finding[finding] = (*by_finding.get(finding, ()), *more)
                entries = (*self._known.entries, *fresh)
                self._known = _Known(rows[-1]["seq"], entries, by_finding)
            return self._known

    def _fresh(self) -> tuple[list[Mapping[str, Any]], tuple[Entry, ...]]:
        """The rows that were not read before, and their entries."""
        try:
            rows = self._again(lambda: self._rows_after(self._known.last))
            return rows, tuple(_entry(row) for row in rows)
        except (ValueError, TypeError, OverflowError) as error:
            raise StoreError(
                f"{self.name} has an entry that this factcheck cannot read ({_first(error)}); "
                "update factcheck, restore the database, or name another one"
            ) from error

    def _rows_after(self, last: int) -> list[Mapping[str, Any]]:
        with self._engine.connect() as connection:
            wanted = select(table).where(table.c.seq > last).order_by(table.c.seq)
            return [dict(row) for row in connection.execute(wanted).mappings()]

    def _write(self, entries: list[Entry]) -> set[str]:
        """Ids of the entries that were not there before."""
        insert = sqlite.insert if self._engine.dialect.name == SQLITE else postgresql.insert
        written: set[str] = set()
        with migrating.writing(self._engine) as connection:
            _wait_for_other_writers(connection)
            for start in range(0, len(entries), INSERTED_AT_ONCE):
                rows = [
                    e.model_dump(mode="json") | {"at": e.at}
                    for e in entries[start:][:INSERTED_AT_ONCE]
                ]
                statement = insert(table).values(rows).on_conflict_do_nothing(index_elements=["id"])
                written.update(connection.scalars(statement.returning(table.c.id)))
        return written

    def _dismissed_by(self, known: _Known) -> dict[Pair, Entry]:
        """Pair of passages → the dismissal that speaks of it."""
        last, found = self._dismissals
        if last != known.last:
            found = self._dismissals_of(known)
            self._dismissals = (known.last, found)
        return found

    def _dismissals_of(self, known: _Known) -> dict[Pair, Entry]:
        """The same from the entries; of a finding with no new ones it is known from before."""
        before, now = self._said, {}
        for finding, entries in known.by_finding.items():
            said = before.get(finding)
            current = said is not None and said.entries is entries
            now[finding] = said if said and current else _said_of_pairs(entries)
        self._said = now
        dismissed = {pair: e for said in now.values() for pair, e in said.dismissed.items()}
        upheld: set[Pair] = set().union(*(said.upheld for said in now.values()))
        return {pair: e for pair, e in dismissed.items() if pair not in upheld}

    def _again(self, work: Callable[[], T]) -> T:
        """What `work` makes; tried again when another transaction was in its way."""
        pause, end = FIRST_PAUSE, time.monotonic() + BUSY_SECONDS
        for _ in range(ATTEMPTS - 1):
            try:
                return work()
            except DBAPIError as error:
                if not _is_passing(error) or time.monotonic() > end:
                    raise
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause *= 2
        return work()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Failures of the database as StoreError."""
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(_explanation(error, self.name)) from error


_UNREVIEWED = Review()


def connect(database: str, *, make: bool = True) -> Ledger:
    """A ledger whose database is taken as it is; `Ledger.open` brings it up to date."""
    url = parse(database)
    if url.get_backend_name() == SQLITE:
        _prepare_file(Path(str(url.database)), make)
    try:
        return Ledger(_engine(url))
    except ModuleNotFoundError as error:
        raise StoreError(
            "a PostgreSQL database needs a driver: pip install 'factcheck-news[postgres]'"
        ) from error


def read_lines(lines: Iterable[str]) -> list[Entry]:
    """The entries of an export. Raises StoreError that names the line."""
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(Entry.model_validate_json(line))
            except ValidationError as error:
                raise StoreError(
                    f"line {number} is no decision of factcheck ({_first(error)}); "
                    "give a file that factcheck review --export has written"
                ) from error
    return found


def _first(error: Exception) -> str:
    """What is wrong with an entry, or the first such thing."""
    if not isinstance(error, ValidationError):
        return str(error)
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(map(str, first["loc"])) or "the line"
    return f"{where}: {first['msg']}"


def _may_be_dismissed(review: Review) -> bool:
    """Whether the pairs of passages of a finding have a say: nobody has decided it, or it was
    dismissed when it had others."""
    return review.state is State.UNREVIEWED or (review.state is State.DISMISSED and review.changed)


def _dismissed_by_pairs(
    verdict: Verdict, now: Sequence[Passage], review: Review, dismissals: Mapping[Pair, Entry]
) -> Review:
    """The review of a finding with these passages, where all their pairs were dismissed, as parts
    of others or of what it was before, under the same verdict; any other review as it is."""
    own = pairs(now)
    if not own or any(pair not in dismissals for pair in own):
        return review
    about_them = [dismissals[pair] for pair in own]
    if any(e.verdict not in {None, verdict} for e in about_them):
        return review
    last = max(about_them, key=lambda e: e.at)
    if review.state is State.DISMISSED:  # nothing is left that was not dismissed
        return review.model_copy(update={"changed": False, "added": (), "removed": ()})
    told = {"person": last.person, "at": last.at, "reason": last.reason, "note": last.note}
    return review.model_copy(update={"state": State.DISMISSED, "same_as": last.finding, **told})


def _said_of_pairs(entries: tuple[Entry, ...]) -> _Said:
    """What the entries about one finding id come to for its pairs of passages."""
    dismissed: dict[Pair, Entry] = {}
    upheld: set[Pair] = set()
    for story in stories(entries):
        review = fold(story)
        if review.state is State.DISMISSED:
            last = review.decisions[-1]
            dismissed.update(dict.fromkeys(pairs(last.evidence), last))
        elif review.state is not State.UNREVIEWED:
            upheld.update(*(pairs(e.evidence) for e in review.decisions))
    return _Said(entries, dismissed, upheld)


def _entry(row: Mapping[str, Any]) -> Entry:
    return Entry.model_validate({name: value for name, value in row.items() if name != "seq"})


def _prepare_file(path: Path, make: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; name a file, such as {path / 'decisions.db'}")
    if path.exists():
        return
    if not make:
        raise NoDatabaseError(f"there is no database {path}; factcheck review makes it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise StoreError(
            f"the folder {path.parent} cannot be made ({error.strerror}); name another database"
        ) from error


def _engine(url: Any) -> Engine:
    if url.get_backend_name() != SQLITE:
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, record: object) -> None:
    """WAL: readers and the writer do not wait for each other. FULL: a commit is on disk."""
    connection.isolation_level = None  # _begin_sqlite says BEGIN, not Python's driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """A transaction that will write takes the lock first: it then never fails halfway."""
    writes = connection.get_execution_options().get(migrating.WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_for_other_writers(connection: Connection) -> None:
    """One writer at a time, so that the order of `seq` is the order of commits and a reader that
    has seen a number misses none below it. SQLite has but one writer anyway."""
    if connection.dialect.name != SQLITE:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})


def _is_passing(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed in a moment."""
    if error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    if state is not None:
        return str(state) in {"40001", "40P01"}  # serialization failure, deadlock
    return isinstance(error, OperationalError) and "locked" in str(error.orig)


def _explanation(error: SQLAlchemyError, name: str) -> str:
    """What to tell a user. The statement and its values stay out of it."""
    cause = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    if "not a database" in cause or "malformed" in cause:
        return f"{name} is no database, or a broken one ({cause}); name another one, or restore it"
    if "locked" in cause:
        return f"{name} is in use by another program ({cause}); try again when that has ended"
    if "unable to open" in cause or "readonly" in cause:
        return f"{name} cannot be opened or written to ({cause}); name another one"
    return f"the database {name} cannot be used: {cause}"
