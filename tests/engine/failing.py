"""What reads articles in the processes of tests: quick, and deadly where an article says so."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from factcheck.engine.packing import Packed, Work
from factcheck.language.models import ModelError
from factcheck.pipeline import Settings
from factcheck.rules.loader import RuleSet


def ready(rules: RuleSet, settings: Settings) -> Callable[[Sequence[Work]], list[Packed]]:
    """Each article gives its text and the process that read it."""
    return lambda given: [Packed(_read(work.article.text)) for work in given]


def _read(text: str) -> bytes:
    what, _, where = text.partition(" ")
    if what == "kill" or (what == "kill-once" and not _was_there(Path(where))):
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "no-model":
        raise ModelError("there is none")
    if what == "sleep":
        _was_there(Path(f"{where}-{os.getpid()}"))
        time.sleep(600)
    while what == "wait-for" and not Path(where.rstrip()).exists():
        time.sleep(0.01)
    return f"{text} {os.getpid()}".encode()


def _was_there(file: Path) -> bool:
    """Whether a file was there; it is now."""
    before = file.exists()
    file.touch()
    return before
