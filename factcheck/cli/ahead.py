"""While other processes read, and while this one waits for them, what will be needed next is made
ready in threads. Whatever goes wrong there is met again, and told, by whoever needs it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.ingest import Progress


def prepare_reading() -> None:
    """Begin to unpack what tells languages: a third of a second, beside which others can work."""
    _begin(_load_detector)


def preparing_page(progress: Progress) -> Progress:
    """The same `progress`, which also begins to make the page's templates ready, as soon as there
    is time for it: when the first article has been read by another process."""
    from factcheck.pipeline import READING  # in which this process waits

    begun = False

    def told(step: str, done: int, total: int) -> None:
        nonlocal begun
        if not begun and step.startswith(READING):
            begun = True
            _begin(_load_templates)
        progress(step, done, total)

    return told


def _begin(work: Callable[[], None]) -> None:
    def quietly() -> None:
        with suppress(Exception):
            work()

    with suppress(RuntimeError):  # no room for a thread
        Thread(target=quietly, daemon=True).start()


def _load_detector() -> None:
    from factcheck.ingest.language import load_detector

    load_detector()


def _load_templates() -> None:
    from factcheck.report.html import load_templates

    load_templates()
