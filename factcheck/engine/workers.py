"""Articles go in, what each of them gives comes out as bytes, in the order given: read by several
processes, each with the language model loaded once.

A process that dies is replaced and its articles are read once more, each by itself; one that ends a
process again is skipped.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import TypeAlias

from factcheck.engine.forking import begin, context, main_unseen
from factcheck.engine.packing import Packed, Work
from factcheck.garbage import COLLECT_AFTER
from factcheck.language.limits import BATCH
from factcheck.language.models import DEFAULT_MODEL
from factcheck.model import Article, Skipped
from factcheck.pipeline import Settings
from factcheck.rules.loader import RuleSet

Made: TypeAlias = Packed | Skipped
Read: TypeAlias = Callable[[Sequence[Work]], list[Made]]
Ready: TypeAlias = Callable[[RuleSet, Settings], Read]  # called once a process

# Characters that go to a process together, half a second's work: parsed one by one, articles take a
# sixth longer; the longer the batches, the longer the last one is waited for by the others.
BATCH_CHARACTERS = 8_000
# Batches for each process that come together behind one that takes longer: 8 s of work.
MOST_AHEAD = 16
# Processes that end before they are ready, none that gets ready between them, until this one reads
# by itself.
MOST_FAILED_STARTS = 3
ENDED = (
    "a process that read it was ended, twice; give the machine more memory, or split the article"
)

_LOG = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Batch:
    """Articles that are read together."""

    given: list[Work] = field(default_factory=list)
    again: bool = False  # one article that was there when a process ended
    made: deque[Made] | None = None  # of the articles, once they are read, until it is taken

    @property
    def size(self) -> int:
        """Characters."""
        return sum(len(work.article.text) for work in self.given)


# -- in this process -------------------------------------------------------------------------


class Workers:
    """Reads articles in several processes, which are started when there is enough to read."""

    def __init__(
        self,
        rules: RuleSet,
        settings: Settings,
        most: int,
        worth: int = 0,
        ready: Ready | None = None,
    ) -> None:
        """At most so many processes (`most`), and none until so many characters (`worth`) have come
        together: what is less is read by this one. `ready` makes what reads articles, once in each
        process."""
        self._rules, self._settings, self._ready = rules, settings, ready or reading
        self._most, self._worth = most, worth
        self._open = _Batch()  # being filled
        self._order: deque[_Batch] = deque()  # not taken yet
        self._backlog: deque[_Batch] = deque()  # of these, those that no process has
        self._crew: list[_Worker] = []
        self._is_apart = worth <= 0  # the processes read, not this one
        self._failed_starts = 0
        self._here: Read | None = None

    def give(self, work: Work) -> None:
        """An article to be read. Raises ModelError."""
        self._open.given.append(work)
        if len(self._open.given) >= BATCH or self._open.size >= BATCH_CHARACTERS:
            self._shut_batch()
            self._look_after()

    def due(self) -> bool:
        """Whether the first of the articles that were given, and not taken yet, is to be taken
        before more are given; waits while the processes have enough to do. Raises ModelError."""
        while self._is_apart and not self._has_first and self._has_enough:
            self._wait()
        return self._has_first

    def take(self) -> Made:
        """What the first of the articles that were given, and not taken yet, gives. Raises
        ModelError."""
        if not self._order:
            self._shut_batch()
        while self._order[0].made is None:
            self._look_after()
            if self._is_apart:
                self._wait()
            else:
                self._read_here(self._order[0])
        made = self._order[0].made
        one = made.popleft()
        if not made:
            self._order.popleft()
        return one

    def untaken(self) -> Iterator[tuple[Article, Made]]:
        """Articles that have been read and were not taken."""
        for batch in self._order:
            made = batch.made or ()
            left = batch.given[len(batch.given) - len(made) :]
            yield from zip((work.article for work in left), made, strict=True)

    def close(self) -> None:
        """End the processes at once, whatever they do."""
        crew, self._crew = self._crew, []
        for worker in crew:
            worker.kill()
        for worker in crew:
            worker.join()

    @property
    def _has_enough(self) -> bool:
        """Whether what was given is as much as is to be held at a time."""
        ahead = len(self._order) >= self._most * MOST_AHEAD
        return ahead or len(self._backlog) >= self._most

    @property
    def _has_first(self) -> bool:
        return bool(self._order) and self._order[0].made is not None

    def _shut_batch(self) -> None:
        """What comes next goes into another batch."""
        self._order.append(self._open)
        self._backlog.append(self._open)
        self._open = _Batch()
        if sum(batch.size for batch in self._backlog) >= self._worth:
            self._is_apart = True

    def _read_here(self, batch: _Batch) -> None:
        if self._here is None:
            self._here = self._ready(self._rules, self._settings)
        self._backlog.remove(batch)
        batch.made = deque(self._here(batch.given))

    def _wait(self) -> None:
        """Until a process has done something, or is no more."""
        if running := [worker.first for worker in self._crew if worker.doing]:
            wait(running, return_when=FIRST_COMPLETED)
        self._look_after()

    def _look_after(self) -> None:
        """Take what the processes have made, and give them what they can do next."""
        for worker in list(self._crew):
            if not worker.collect():
                self._lose(worker)
            elif worker.is_ready:
                self._failed_starts = 0
        while self._backlog and self._is_apart:
            free = self._next_free()
            if free is None:
                return
            if free.do(self._backlog[0]):
                self._backlog.popleft()
            else:
                self._lose(free)

    def _next_free(self) -> _Worker | None:
        """A process for the next batch; where much is to be done, one that has its next batch when
        it is done with the one before."""
        idle = next((worker for worker in self._crew if not worker.doing), None)
        if idle or len(self._crew) < self._most:
            return idle or self._hire()
        if len(self._backlog) < self._most:
            return None
        return next((worker for worker in self._crew if len(worker.doing) == 1), None)

    def _hire(self) -> _Worker | None:
        try:
            worker = _Worker(self._ready, self._rules, self._settings)
        except (OSError, ImportError, RuntimeError, AssertionError) as error:  # no room, no right
            self._go_on_here(str(error))
            return None
        self._crew.append(worker)
        return worker

    def _lose(self, worker: _Worker) -> None:
        """A process has ended by itself: what it was doing is done once more."""
        self._crew.remove(worker)
        worker.join()
        worker.collect()  # what it had done before it ended need not be done again
        batches = [batch for _, batch in worker.doing]
        if worker.is_ready:
            self._backlog.extendleft(reversed(batches[1:]))
            if batches:
                self._once_more(batches[0])
            return
        self._backlog.extendleft(reversed(batches))
        self._failed_starts += 1
        if self._failed_starts >= MOST_FAILED_STARTS:
            self._go_on_here("they end before they are ready")

    def _once_more(self, batch: _Batch) -> None:
        """A batch at which a process ended, each article by itself; or none, if it is the second
        time."""
        if batch.again:
            (work,) = batch.given
            batch.made = deque([Skipped(path=work.article.path, reason=ENDED)])
            return
        single = [_Batch([work], again=True) for work in batch.given]
        place = self._order.index(batch)
        self._order.remove(batch)
        for one in reversed(single):
            self._order.insert(place, one)
            self._backlog.appendleft(one)

    def _go_on_here(self, why: str) -> None:
        """Without other processes."""
        _LOG.warning("all articles are read by one process; others cannot be started: %s", why)
        for worker in self._crew:
            self._backlog.extendleft(batch for _, batch in worker.doing)
            worker.doing.clear()
        self.close()
        self._is_apart, self._worth = False, sys.maxsize


class _Worker:
    """One process, and what it does."""

    def __init__(self, ready: Ready, rules: RuleSet, settings: Settings) -> None:
        """Raises OSError and others where no process can be started."""
        usual_model = settings.model == DEFAULT_MODEL
        begin(usual_model=usual_model)
        forking = context(usual_model=usual_model)
        ears, self._lifeline = forking.Pipe(duplex=False)
        # One executor a process: where a process ends, that fails what it was doing, nothing else.
        self._executor = ProcessPoolExecutor(1, forking, initializer=_begin, initargs=(ears,))
        bare = rules.bare()
        try:
            with main_unseen():
                # What is large goes over when the process is there: Ctrl-C breaks off nothing.
                self._process_id = self._executor.submit(_prepare, ready, bare, settings)
        except BaseException:
            self._lifeline.close()
            raise
        finally:
            ears.close()
        # Nobody but the process can end what it says: one that is killed in the middle of a result
        # would be waited for, as long as this side of the pipe can be written to, too.
        writer = getattr(getattr(self._executor, "_result_queue", None), "_writer", None)
        if writer is not None:
            writer.close()
        self.doing: deque[tuple[Future[list[Made]], _Batch]] = deque()

    @property
    def first(self) -> Future[list[Made]]:
        """What comes next."""
        return self.doing[0][0]

    @property
    def is_ready(self) -> bool:
        """Whether the process has ever been able to work."""
        return self._process_id.done() and self._process_id.exception() is None

    def do(self, batch: _Batch) -> bool:
        """Give it a batch; False where the process is no more."""
        try:
            self.doing.append((self._executor.submit(_read, batch.given), batch))
        except BrokenProcessPool:
            return False
        return True

    def collect(self) -> bool:
        """Take what is done; False where the process is no more. Raises what reading raised."""
        while self.doing and self.first.done():
            if isinstance(self.first.exception(), BrokenProcessPool):
                return False
            future, batch = self.doing.popleft()
            batch.made = deque(future.result())
        return True

    def kill(self) -> None:
        """End the process at once; `join` is to follow."""
        self._lifeline.close()  # one that has only just begun ends by itself
        if self.is_ready:
            for child in multiprocessing.active_children():
                if child.pid == self._process_id.result():
                    child.kill()

    def join(self) -> None:
        """Wait until the process has ended, and let go of all that belongs to it."""
        self._executor.shutdown(cancel_futures=True)
        self._lifeline.close()


# -- in each of the others -------------------------------------------------------------------

_reads: Read | None = None  # what a process reads articles with


def reading(rules: RuleSet, settings: Settings) -> Read:
    """What reads articles with these rules."""
    from factcheck.engine.alone import each_packed
    from factcheck.extract.extractor import Extractors

    extractors = Extractors(rules.rules)
    return lambda given: list(each_packed(given, rules, settings, extractors))


def _begin(ears: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that reads the keys
    gc.disable()  # what is loaded now stays
    threading.Thread(target=_end_with, args=(ears,), daemon=True).start()


def _prepare(ready: Ready, rules: RuleSet, settings: Settings) -> int:
    """Make this process ready to read; which one it is."""
    global _reads
    try:
        _reads = ready(rules, settings)
    finally:
        gc.freeze()  # see docs/performance.md
        gc.set_threshold(*COLLECT_AFTER)
        gc.enable()
    return os.getpid()


def _end_with(ears: Connection) -> None:
    """End this process when the one that made it has ended, or wants it to."""
    try:
        ears.recv_bytes()
    except (EOFError, OSError):
        os._exit(1)


def _read(given: list[Work]) -> list[Made]:
    assert _reads is not None, "_prepare comes first"
    return _reads(given)
