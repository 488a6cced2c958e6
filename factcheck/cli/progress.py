"""Steps of a run go in, a progress display on standard error comes out, in a terminal only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from factcheck.cli.terminal import inert, shortened

Step = Callable[[str, int, int], None]  # step, done, of how many; 0 where that cannot be told

ROOM_FOR_TIME = 16  # columns of the spinner and of '0:00:00 left'
BAR_WIDTH = 24  # columns; beside it there is room for 'reading article 10000 of 10000'


class _TimeLeft(TimeRemainingColumn):
    """How long it will take, once that can be told."""

    def render(self, task: Task) -> Text:
        known = task.time_remaining is not None and not task.finished
        return super().render(task).append(" left") if known else Text()


@contextmanager
def progress_display(errors: Console, *, shown: bool) -> Iterator[Step]:
    """What to call as work goes on; the display is gone when the work is done."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(BAR_WIDTH),
        _TimeLeft(),
        console=errors,
        transient=True,
        disable=not (shown and errors.is_terminal),
    ) as progress:
        task = progress.add_task("loading the language model", total=None)

        def show(step: str, done: int, total: int) -> None:
            if not total:
                progress.update(task, description=_shown(step, errors))
                return
            what = f"{step} article {done} of {total}" if done < total else "comparing"
            progress.update(task, description=what, completed=done, total=total)

        yield show


def _shown(step: str, errors: Console) -> str:
    """A step with a name of the user's in it, beside the bar on one line, as plain text."""
    room = max(20, errors.width - BAR_WIDTH - ROOM_FOR_TIME)
    return escape(inert(shortened(step, room)).plain)
