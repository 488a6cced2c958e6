"""The progress display: who sees it, and what it says."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from factcheck.cli.progress import progress_display


def displayed(read: int, *, terminal: bool = True, shown: bool = True) -> str:
    """What has been written when so many of three articles are read."""
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=terminal, color_system=None)
    with progress_display(console, shown=shown) as step:
        for done in range(1, read + 1):
            step("reading", done, 3)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("read", "says"),
    [(0, "loading the language model"), (2, "reading article 2 of 3"), (3, "comparing")],
)
def test_a_terminal_is_told_what_is_being_done(read: int, says: str) -> None:
    assert says in displayed(read)


@pytest.mark.parametrize(("terminal", "shown"), [(False, True), (True, False)])
def test_a_pipe_and_a_quiet_run_show_nothing(terminal: bool, shown: bool) -> None:
    assert displayed(3, terminal=terminal, shown=shown) == ""


def test_a_step_of_unknown_length_is_told_in_its_own_words_on_one_line() -> None:
    stream = io.StringIO()
    console = Console(file=stream, width=80, force_terminal=True, color_system=None)
    with progress_display(console, shown=True) as step:
        step("fetching https://baypost.example/[bold]ferry\x1b[2J" + "x" * 200, 0, 0)
    shown = stream.getvalue()
    assert "fetching https://" in shown
    assert "\x1b[2J" not in shown
    assert shown.count("\n") <= 1
