"""Several people at once: threads of one process, and processes, on both sorts of database."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from factcheck.model import Report, State
from factcheck.store import ledger as ledger_module
from factcheck.store.entries import Action, Entry
from factcheck.store.ledger import Ledger
from factcheck.store.location import StoreError
from tests.store.conftest import decided

WRITER = """
import sys
from factcheck.store.entries import Entry
from factcheck.store.ledger import Ledger

database, count, lines = sys.argv[1], int(sys.argv[2]), sys.argv[3]
entry = Entry.model_validate_json(lines)
sys.stdin.readline()  # all begin together
with Ledger.open(database) as ledger:
    for n in range(count):
        one = entry.model_copy(update={"id": f"{entry.person}-{n}"})
        assert ledger.record([one]) == (one,)
        print(one.id, flush=True)
"""


def numbered(entry: Entry, person: str, n: int) -> Entry:
    return entry.model_copy(update={"id": f"{person}-{n}", "person": person})


def test_threads_of_one_ledger_lose_nothing(ledger: Ledger, report: Report) -> None:
    entry = decided(report, Action.CONFIRM)

    def write(person: str) -> None:
        for n in range(40):
            ledger.record([numbered(entry, person, n)])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, "ABCD"))

    assert {e.id for e in ledger.entries()} == {f"{p}-{n}" for p in "ABCD" for n in range(40)}


def test_a_reader_misses_nothing_while_others_write(database: str, report: Report) -> None:
    """It reads what is new since it last looked: no entry may turn up behind its back."""
    entry, done = decided(report, Action.CONFIRM), Event()
    looks: list[tuple[Entry, ...]] = []

    def write(person: str) -> None:
        with Ledger.open(database) as own:
            for n in range(30):
                own.record([numbered(entry, person, n)])

    def read() -> None:
        with Ledger.open(database) as own:
            while not done.is_set():
                looks.append(own.entries())
            looks.append(own.entries())

    Ledger.open(database).close()
    with ThreadPoolExecutor(5) as threads:
        reading = threads.submit(read)
        list(threads.map(write, "ABCD"))
        done.set()
        reading.result()

    assert len(looks[-1]) == 120
    assert all(look == looks[-1][: len(look)] for look in looks)


def test_processes_that_begin_together_on_a_fresh_database_lose_nothing(
    database: str, report: Report
) -> None:
    count, people = 25, "ABCD"
    writers = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                WRITER,
                database,
                str(count),
                decided(report, Action.CONFIRM, person).model_dump_json(),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for person in people
    ]
    outputs = [writer.communicate("go\n", timeout=120)[0] for writer in writers]

    assert [writer.returncode for writer in writers] == [0] * len(people)
    acknowledged = {line for output in outputs for line in output.split()}
    with Ledger.open(database) as ledger:
        assert {e.id for e in ledger.entries()} == acknowledged
    assert len(acknowledged) == count * len(people)


def test_two_who_decide_differently_at_once_are_both_kept(database: str, report: Report) -> None:
    with Ledger.open(database) as here, Ledger.open(database) as there:
        here.record([decided(report, Action.CONFIRM, "Ada", seen=())])
        there.record([decided(report, Action.DISMISS, "Bo", seen=())])

        for ledger in (here, there):
            review = ledger.reviews(report)["toll"]
            assert review.state is State.CONTESTED
            assert [e.person for e in review.decisions] == ["Ada", "Bo"]


def test_the_same_entry_from_two_at_once_is_written_once(database: str, report: Report) -> None:
    entry = decided(report, Action.CONFIRM)
    ledgers = [Ledger.open(database) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        written = list(threads.map(lambda ledger: ledger.record([entry]), ledgers))

    assert sum(map(len, written)) == 1
    assert ledgers[0].entries() == (entry,)
    for ledger in ledgers:
        ledger.close()


def test_a_locked_file_can_be_read_and_says_why_it_cannot_be_written(
    tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_module, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(ledger_module, "FIRST_PAUSE", 0.001)
    file = tmp_path / "decisions.db"
    with Ledger.open(str(file)) as ledger:
        ledger.record([decided(report, Action.CONFIRM)])
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        assert ledger.reviews(report)["toll"].state is State.CONFIRMED
        with pytest.raises(StoreError, match="in use by another program"):
            ledger.record([decided(report, Action.DISMISS)])

        other.execute("ROLLBACK")
        other.close()
        assert len(ledger.record([decided(report, Action.DISMISS)])) == 1


@pytest.mark.postgres
def test_a_ledger_survives_a_connection_that_was_cut(postgres: str, report: Report) -> None:
    with Ledger.open(postgres) as ledger, Ledger.open(postgres) as other:
        ledger.record([decided(report, Action.CONFIRM)])
        with other._engine.begin() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

        assert len(ledger.record([decided(report, Action.CONFIRM)])) == 1
