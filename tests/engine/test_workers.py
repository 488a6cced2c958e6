"""Several processes read what one reads, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from factcheck.engine import workers
from factcheck.engine.checking import Checker
from factcheck.engine.forking import cores
from factcheck.engine.packing import Packed, Work
from factcheck.engine.reading import Reader
from factcheck.engine.workers import BATCH_CHARACTERS, MOST_AHEAD, Workers
from factcheck.language.limits import BATCH
from factcheck.language.models import ModelError
from factcheck.model import Article, Skipped
from factcheck.pipeline import Settings, check_articles
from factcheck.report import to_json
from factcheck.rules.loader import RuleSet, load_builtin
from factcheck.store.cache import Cache
from tests.cli.conftest import ARTICLES
from tests.engine.failing import ready

ROOT = Path(__file__).parents[2]
NO_RULES = RuleSet((), {}, ())
PATIENCE = 30  # seconds that something may take which takes half a second

# Processes are asked for, and told what to do, by sockets that are files.
pytestmark = pytest.mark.enable_socket

Crew = Callable[..., Workers]


@pytest.fixture
def crew() -> Iterator[Crew]:
    """Two processes that do what articles say, ended at the end."""
    made: list[Workers] = []

    def two(worth: int = 0) -> Workers:
        made.append(Workers(NO_RULES, Settings(), 2, worth, ready))
        return made[-1]

    yield two
    for one in made:
        one.close()
    assert multiprocessing.active_children() == []


def article(text: str) -> Work:
    return Work(Article(id=text, path=f"{text}.txt", text=text))


def read(crew: Workers, *texts: str) -> list[str | Skipped]:
    """What a crew makes of texts, without the processes that made it."""
    for text in texts:
        crew.give(article(text))
    made = [crew.take() for _ in texts]
    return [m if isinstance(m, Skipped) else m.claims.decode().rpartition(" ")[0] for m in made]


def test_the_report_is_the_same_by_two_processes(tmp_path: Path) -> None:
    given = [Article(id=name, path=name, text=text) for name, text in ARTICLES.items()]
    with Cache(tmp_path / "cache.db") as cache:
        by_two = to_json(check_articles(given, load_builtin(), engine=Checker(cache, workers=2)))
        kept = [entry.label for entry in cache.entries()]
    assert by_two == to_json(check_articles(given))
    assert {one.path for one in given} <= set(kept)


def test_what_was_read_before_ctrl_c_is_kept_and_no_process_goes_on(tmp_path: Path) -> None:
    def stop(step: str, done: int, total: int) -> None:
        raise KeyboardInterrupt

    given = [Article(id=name, path=name, text=text) for name, text in ARTICLES.items()]
    with Cache(tmp_path / "cache.db") as cache, pytest.raises(KeyboardInterrupt):
        list(Reader(cache, 2).parcels(given, load_builtin(), Settings(), stop))
    assert multiprocessing.active_children() == []
    with Cache(tmp_path / "cache.db") as cache:
        assert set(ARTICLES) <= {entry.label for entry in cache.entries()}  # they were one batch


def test_what_is_made_comes_in_order_and_by_both(crew: Crew) -> None:
    texts = [f"{n} " + "x" * (n * 977 % BATCH_CHARACTERS) for n in range(60)]
    two = crew()
    for text in texts:
        two.give(article(text))
    made = [two.take() for _ in texts]
    parts = [m.claims.decode().rpartition(" ") for m in made if isinstance(m, Packed)]
    assert [text for text, _, _ in parts] == texts
    assert len({process for _, _, process in parts}) == 2


def test_an_article_whose_process_ends_is_read_once_more(crew: Crew, tmp_path: Path) -> None:
    texts = ["1", f"kill-once {tmp_path / 'file'}", "3"]
    assert read(crew(), *texts) == texts


def test_an_article_that_ends_each_process_is_skipped_and_no_other(crew: Crew) -> None:
    texts = [str(n) for n in range(2 * BATCH)]
    texts[3] = texts[4] = texts[-1] = "kill"
    made = read(crew(), *texts)
    skipped = [one for one in made if isinstance(one, Skipped)]
    assert [one.path for one in skipped] == ["kill.txt"] * 3
    assert "memory" in skipped[0].reason
    assert [one for one in made if not isinstance(one, Skipped)] == [
        t for t in texts if t != "kill"
    ]


def test_what_was_read_before_a_process_ended_counts(crew: Crew) -> None:
    two = crew()
    two.give(article("1"))
    two._shut_batch()
    two._order[0].again = True  # its process has ended once already
    two._look_after()
    (worker,) = two._crew
    worker.first.result()
    worker.kill()
    two._lose(worker)  # as where it is given more before anybody has looked at what it did
    made = two.take()
    assert isinstance(made, Packed)
    assert made.claims.startswith(b"1 ")


def test_a_process_that_ends_while_it_has_nothing_to_do_is_replaced(crew: Crew) -> None:
    two = crew()
    assert read(two, "1") == ["1"]
    for child in multiprocessing.active_children():
        child.kill()
        child.join()
    assert read(two, "2", "3") == ["2", "3"]


def test_a_model_that_cannot_be_loaded_is_an_error(crew: Crew) -> None:
    two = crew()
    two.give(article("no-model"))
    with pytest.raises(ModelError, match="there is none"):
        two.take()


def test_few_articles_are_given_ahead_of_what_is_taken(crew: Crew, tmp_path: Path) -> None:
    """Also where the first takes longer than all the others, which wait for it."""
    two, given, most = crew(), 0, 2 * MOST_AHEAD
    two.give(article(f"wait-for {tmp_path / 'file'}" + " " * BATCH_CHARACTERS))
    for n in range(10 * most):
        two.give(article(str(n) * BATCH_CHARACTERS))
        given += 1
        if given == most - 1:
            (tmp_path / "file").touch()
        while two.due():
            two.take()
            given -= 1
        assert given < most
    assert given


def test_too_little_to_read_starts_no_process(crew: Crew) -> None:
    two = crew(worth=10_000)
    here = str(os.getpid()).encode()
    two.give(article("short"))
    assert two.take() == Packed(b"short " + here)
    long = "x" * 6_000
    two.give(article(long))
    two.give(article(long))
    assert multiprocessing.active_children()


def test_where_no_process_can_be_started_this_one_reads(
    crew: Crew, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(workers, "ProcessPoolExecutor", refused)
    texts = [str(n) for n in range(3 * BATCH)]
    assert read(crew(), *texts) == texts
    assert "no room" in caplog.text


def test_processes_are_ended_at_once_whatever_they_do(crew: Crew, tmp_path: Path) -> None:
    two = crew()
    for n in range(2 * BATCH):
        two.give(article(f"sleep {tmp_path / str(n)}"))
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    two.close()
    assert multiprocessing.active_children() == []


def test_processes_that_are_saying_something_are_ended_at_once(crew: Crew) -> None:
    for _ in range(4):  # more than a pipe holds: one of them is in the middle of it
        two = crew()
        for n in range(8):
            two.give(article(f"{n} " + "x" * 3_000_000))
        two.take()
        two.close()
        assert multiprocessing.active_children() == []


def until(holds: Callable[[], bool]) -> None:
    """Wait for something to happen elsewhere."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


# A script that does not ask whether it is the main one.
SLEEPING = """
import faulthandler, signal, sys, time
faulthandler.register(signal.SIGUSR1)
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored by what runs in the background
from factcheck.engine.packing import Work
from factcheck.engine.workers import Workers
from factcheck.model import Article
from factcheck.pipeline import Settings
from factcheck.rules.loader import RuleSet
from tests.engine.failing import ready
print("once", flush=True)
two = Workers(RuleSet((), {}, ()), Settings(), 2, 0, ready)
try:
    for n in range(64):
        two.give(Work(Article(id=str(n), path="", text=f"sleep {sys.argv[1]}/{n}")))
    two.take()
finally:
    two.close()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_process_outlives_the_one_that_started_it(tmp_path: Path, how: signal.Signals) -> None:
    script, said = tmp_path / "script.py", tmp_path / "said"
    script.write_text(SLEEPING)
    files = tmp_path / "files"
    files.mkdir()
    with said.open("wb") as output:
        parent = subprocess.Popen(
            [sys.executable, str(script), str(files)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    until(lambda: len(list(files.iterdir())) == 2)
    processes = [int(file.name.rpartition("-")[2]) for file in files.iterdir()]
    if how == signal.SIGKILL:
        parent.kill()
    else:
        os.killpg(parent.pid, how)
    try:
        parent.wait(PATIENCE)
    except subprocess.TimeoutExpired:  # say where it stands
        os.kill(parent.pid, signal.SIGUSR1)
        time.sleep(1)
        os.killpg(parent.pid, signal.SIGKILL)
        pytest.fail(said.read_text())
    until(lambda: not any(map(is_there, processes)))
    told = said.read_text().splitlines()
    assert told[0] == "once"
    assert sum("Traceback" in line for line in told) == (how == signal.SIGINT)  # the script's own


def test_the_cores_are_those_that_this_process_may_use() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_who_compares_what_others_read_has_no_language_library() -> None:
    code = (
        "import sys, factcheck.api, factcheck.engine.workers, factcheck.compare.findings, "
        "factcheck.extract.common, factcheck.match.questions; sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
