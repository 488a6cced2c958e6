"""The progress display: who sees it, and what it says."""

from __future__ import annotations

import io
import itertools
import re

import pytest
from rich.console import Console

from factcheck.cli.progress import progress_display

Steps = list[tuple[str, int, int]]

FILES: Steps = [(f"reading file {n} of 3", 10 * n, 30) for n in (1, 2, 3)]
LOADING: Steps = [("loading the language model", 0, 0)]
ARTICLES: Steps = [(f"reading article {n} of 3", n, 3) for n in (1, 2, 3)]


def displayed(steps: Steps, *, terminal: bool = True, shown: bool = True) -> str:
    """What has been written when the steps are done."""
    stream = io.StringIO()
    seconds = itertools.count()  # each look at the clock takes one
    console = Console(
        file=stream,
        width=80,
        force_terminal=terminal,
        color_system=None,
        get_time=lambda: float(next(seconds)),
    )
    with progress_display(console, shown=shown) as step:
        for one in steps:
            step(*one)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([], "starting"),
        (FILES[:2], "reading file 2 of 3"),
        (FILES + LOADING, "loading the language model"),
        (FILES + LOADING + ARTICLES[:2], "reading article 2 of 3"),
    ],
)
def test_a_terminal_is_told_what_is_being_done(steps: Steps, says: str) -> None:
    assert says in displayed(steps)


def test_the_time_left_is_told_once_it_is_known() -> None:
    shown = displayed([(f"reading file {n} of 1,000", 100 * n, 100_000) for n in range(60)])
    assert re.search(r"reading file 59 of 1,000 .*0:\d\d:\d\d left", shown)


def test_other_work_begins_with_an_empty_bar_and_no_time_left() -> None:
    last = displayed(FILES + LOADING + ARTICLES[:1]).splitlines()[-1]
    assert " left" not in last.rpartition("reading article 1 of 3")[2]


def test_what_is_printed_beside_it_stands_above_the_bar() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system=None)
    with progress_display(console, shown=True) as step:
        step(*FILES[0])
        console.print("an article")
    assert stream.getvalue().index("an article") < stream.getvalue().rindex("reading file 1")


@pytest.mark.parametrize(("terminal", "shown"), [(False, True), (True, False)])
def test_a_pipe_and_a_quiet_run_show_nothing(terminal: bool, shown: bool) -> None:
    assert displayed(FILES, terminal=terminal, shown=shown) == ""


def test_a_step_of_unknown_length_is_told_in_its_own_words_on_one_line() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system=None)
    with progress_display(console, shown=True) as step:
        step("fetching https://baypost.example/[bold]ferry\x1b[2J" + "x" * 200, 0, 0)
    shown = stream.getvalue()
    assert "fetching https://" in shown
    assert "\x1b[2J" not in shown
    assert shown.count("\n") <= 1
