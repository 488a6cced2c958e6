"""The process from which those that read articles are forked: it loads what all of them need, once,
which takes two seconds. So it is begun early, and nothing large is imported here.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

LARGE = 200_000  # bytes of files, if most of a page is markup, of so much text as is worth it

# All that reads articles: the process that asks for it need not import it.
READS = (
    "factcheck.engine.still",
    "factcheck.engine.workers",
    "factcheck.engine.alone",
    "factcheck.language.parser",
)


def cores() -> int:
    """The processor cores that this process may use; 1 where it may not start others."""
    import multiprocessing  # seldom needed: a check of which nothing is new has no other process

    if multiprocessing.current_process().daemon:
        return 1
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def expect(
    paths: Iterable[str | os.PathLike[str]],
    workers: int | None,
    *,
    all_new: bool,
    usual_model: bool = True,
) -> None:
    """Say early what files articles will come from, to be read by so many processes (None: one for
    each core, if it is worth it). Where all of that is new, and much, they are prepared, while it
    is opened. What is `begin`'s is told there."""
    if all_new and (workers or _are_large(paths)) and (workers or cores()) > 1:
        begin(usual_model=usual_model)


def begin(*, usual_model: bool) -> None:
    """Begin to make what processes are forked from, if they are, and go on meanwhile. With the
    default language model, unless another one is to be used. Where it cannot be made, that is told
    when processes are needed."""
    if context(usual_model=usual_model).get_start_method() != "forkserver":
        return
    from multiprocessing import forkserver, resource_tracker

    with suppress(OSError, RuntimeError):
        resource_tracker.ensure_running()  # else it is begun below, and lets the signal through
    # What is started with the signal blocked never hears Ctrl-C, nor does what it forks.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        with main_unseen(), suppress(OSError, RuntimeError):
            forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def context(*, usual_model: bool) -> BaseContext:
    """How processes are made. By the fork of one that has nothing but what they share, where that
    is sound; each from the beginning elsewhere, as Python itself does."""
    import multiprocessing

    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    model = [f"{__package__}.preload"] if usual_model else []
    forking.set_forkserver_preload([*READS, *model])
    return forking


@contextmanager
def main_unseen() -> Iterator[None]:
    """While a process is made: a script that calls factcheck is not run once more in it."""
    main = vars(sys.modules["__main__"])
    names = [name for name in ("__spec__", "__file__") if name in main]
    hidden: dict[str, object] = {name: main.pop(name) for name in names}
    main["__spec__"] = None
    try:
        yield
    finally:
        main.update(hidden)


def _are_large(paths: Iterable[str | os.PathLike[str]]) -> bool:
    """Whether files, and those in folders, are so large together that it looks like much to read;
    what cannot be looked at is told by whoever opens it."""
    size = 0
    for path in paths:
        inside = (Path(at, name) for at, _, names in os.walk(path) for name in names)
        for file in chain([Path(path)], inside):
            with suppress(OSError, ValueError):
                size += file.stat().st_size
            if size > LARGE:
                return True
    return False
