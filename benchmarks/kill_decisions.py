"""Is a decision that was acknowledged ever lost? Writers record decisions one by one; in the middle
of it they are killed (SIGKILL: no chance to tidy up), again and again over one database. After each
kill the database must open, be sound, hold every decision that was acknowledged, and take more.

usage: python benchmarks/kill_decisions.py [--rounds 20] [--decisions 1000] [--writers 2]
       [--database FILE|postgresql://…]

A decision is acknowledged when `Ledger.record` has come back: then the writer prints its id. Ends
with 1 when one was lost.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from factcheck.store.entries import Action, Entry, Passage
from factcheck.store.ledger import Ledger

WRITER = "--write"  # first argument of a writer, then: database, name, how many


@dataclass
class Round:
    """What one burst came to."""

    acknowledged: int
    lost: int
    unacknowledged: int  # on disk, but its writer was killed before it could say so
    seconds_to_open: float


def decision(name: str) -> Entry:
    """A decision about a finding of its own, with two passages of ordinary length."""
    quotes = (f"Five people died in fire {name}, the police said.", f"Fire {name} killed eight.")
    return Entry(
        id=name,
        finding=name[-16:],
        fingerprint="0" * 16,
        rule="casualties.killed",
        question="How many people were killed?",
        action=Action.CONFIRM,
        person="Ada",
        evidence=tuple(
            Passage(article=str(n), digest="", quote=quote, answer=str(n), label=str(n))
            for n, quote in enumerate(quotes)
        ),
    )


def write(database: str, name: str, count: int) -> None:
    """What a writer does until it is killed."""
    with Ledger.open(database) as ledger:
        for number in range(count):
            entry = decision(f"{name}-{number}")
            ledger.record([entry])
            print(entry.id, flush=True)


def burst(database: str, number: int, writers: int, decisions: int, known: set[str]) -> Round:
    """Writers begin, and all are killed at a chance moment; `known` gains what they said."""
    share = -(-decisions // writers)
    processes = [
        subprocess.Popen(
            [sys.executable, __file__, WRITER, database, f"{number}-{w}", str(share)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for w in range(writers)
    ]
    said: list[str] = []
    readers = [Thread(target=_read, args=(process, said)) for process in processes]
    for reader in readers:
        reader.start()
    enough = random.randrange(1, decisions)
    while len(said) < enough and any(process.poll() is None for process in processes):
        time.sleep(random.uniform(0, 0.002))
    for process in processes:
        process.kill()
    for process, reader in zip(processes, readers, strict=True):
        process.wait()
        reader.join()
    known.update(said)
    return _judged(database, number, len(said), known)


def _read(process: subprocess.Popen[str], said: list[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if line.endswith("\n"):
            said.append(line.strip())


def _judged(database: str, number: int, said: int, known: set[str]) -> Round:
    """Open the database, look for what is known, and write one more."""
    start = time.monotonic()
    with Ledger.open(database) as ledger:
        there = {entry.id for entry in ledger.entries()}
        opened = time.monotonic() - start
        if "://" not in database:
            with ledger._engine.connect() as connection:
                sound = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            if sound != "ok":
                raise SystemExit(f"the database is broken: {sound}")
        one_more = decision(f"after-{number}")
        if len(ledger.record([one_more])) != 1:
            raise SystemExit("the database takes nothing any more")
    lost = known - there
    quiet = there - known
    known |= there | {one_more.id}
    return Round(said, len(lost), len(quiet), opened)


def main() -> None:
    """Print every burst, and the sum."""
    if sys.argv[1:2] == [WRITER]:
        write(sys.argv[2], sys.argv[3], int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20, help="kills (default 20)")
    parser.add_argument("--decisions", type=int, default=1000, help="in a burst (default 1000)")
    parser.add_argument("--writers", type=int, default=2, help="at once (default 2)")
    parser.add_argument("--database", help="a file or URL (default: a temporary file)")
    parser.add_argument("--seed", type=int, default=0, help="of the chance moments (default 0)")
    given = parser.parse_args()
    random.seed(given.seed)
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or str(Path(folder) / "decisions.db")
        known: set[str] = set()
        done = []
        for number in range(1, given.rounds + 1):
            one = burst(database, number, given.writers, given.decisions, known)
            done.append(one)
            print(
                f"kill {number:2}: {one.acknowledged:4} acknowledged, {one.lost} lost, "
                f"{one.unacknowledged} written without a word, "
                f"opened in {one.seconds_to_open:.2f} s",
                flush=True,
            )
    lost = sum(one.lost for one in done)
    total = sum(one.acknowledged for one in done)
    print(f"{len(done)} kills, {total} acknowledged, {lost} lost; the database opened every time.")
    sys.exit(1 if lost else 0)


if __name__ == "__main__":
    main()
