"""Steps of a run go in, a progress display on standard error comes out, in a terminal only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from factcheck.cli.terminal import inert, shortened

if TYPE_CHECKING:
    from factcheck.ingest import Progress as Step

ROOM_FOR_TIME = 16  # columns of the spinner and of '0:00:00 left'
BAR_WIDTH = 24  # columns; beside it there is room for 'reading article 10,000 of 10,000'


class _TimeLeft(TimeRemainingColumn):
    """How long it will take, once that can be told."""

    def render(self, task: Task) -> Text:
        known = task.time_remaining is not None and not task.finished
        return super().render(task).append(" left") if known else Text()


@contextmanager
def progress_display(console: Console, *, shown: bool) -> Iterator[Step]:
    """What to call as work goes on; the display is gone when the work is done. What is printed on
    the same console meanwhile stands above it."""
    if not (shown and console.is_terminal):
        yield _nothing
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(BAR_WIDTH),
        _TimeLeft(),
        console=console,
        transient=True,
        redirect_stdout=False,  # else JSON in a pipe would go to the terminal
    ) as progress:
        task = progress.add_task("starting", total=None)
        whole = 0

        def show(step: str, done: int, total: int) -> None:
            nonlocal task, whole
            what = _shown(step, console)
            if total != whole:  # other work, and another speed
                progress.remove_task(task)
                task = progress.add_task(what, total=total or None)
                whole = total
            progress.update(task, description=what, completed=done)

        yield show


def _nothing(step: str, done: int, total: int) -> None:
    """What is called where nobody looks."""


def _shown(step: str, console: Console) -> str:
    """A step with a name of the user's in it, beside the bar on one line, as plain text."""
    room = max(20, console.width - BAR_WIDTH - ROOM_FOR_TIME)
    return escape(inert(shortened(step, room)).plain)
