"""While other processes read, and this one waits for them, what it will need next is made ready in
a thread. Whatever goes wrong there is met again, and told, by whoever needs it.
"""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factcheck.ingest import Progress


def preparing_page(progress: Progress) -> Progress:
    """The same `progress`, which also begins to make the page's templates ready, as soon as there
    is time for it: when the first article has been read by another process."""
    from factcheck.pipeline import READING  # in which this process waits

    begun = False

    def told(step: str, done: int, total: int) -> None:
        nonlocal begun
        if not begun and step.startswith(READING):
            begun = True
            with suppress(RuntimeError):  # no room for a thread
                Thread(target=_load_templates, daemon=True).start()
        progress(step, done, total)

    return told


def _load_templates() -> None:
    with suppress(Exception):
        from factcheck.report.html import load_templates

        load_templates()
