"""Work that reads articles goes in, what it makes comes out; every known failure becomes one
message that says what to do, and the right exit code.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console

from factcheck.cli.outcome import EXIT_INCOMPLETE, EXIT_STOPPED, EXIT_USAGE, stopped
from factcheck.cli.progress import progress_display
from factcheck.cli.terminal import shortened
from factcheck.garbage import made_to_stay

if TYPE_CHECKING:
    from factcheck.ingest import Progress

T = TypeVar("T")

MOST_OF_A_PATH = 100  # columns in a message; whoever gives text for a path sees its two ends


def run(
    work: Callable[[Progress], T],
    errors: Console,
    *,
    shown: bool,
    when_stopped: str,
    beside: Console | None = None,
) -> T:
    """What `work` makes, with a progress display if `shown`. `when_stopped`: what to say after
    Ctrl-C. `beside`: where `work` prints, if the display has to leave room for that."""
    try:
        with progress_display(beside or errors, shown=shown) as progress:
            with made_to_stay():
                from factcheck import api

            try:
                return work(progress)
            except (api.IngestError, api.PassageError, api.RuleError) as error:
                message, code = str(error), EXIT_USAGE
            except (api.ModelError, api.SparkError) as error:
                message, code = str(error), EXIT_INCOMPLETE
            except OSError as error:
                what = shortened(str(error.filename or "the articles"), MOST_OF_A_PATH)
                message, code = f"cannot read {what}: {error.strerror}", EXIT_USAGE
    except KeyboardInterrupt:
        message, code = when_stopped, EXIT_STOPPED
    raise stopped(errors, message, code)
