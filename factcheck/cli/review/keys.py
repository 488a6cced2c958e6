"""What a person types comes in: one key at a time from a terminal, a line at a time from a pipe."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import typer
from rich.console import Console

ARROWS = {"\x1b[B": "j", "\x1b[C": "j", "\x1b[A": "k", "\x1b[D": "k"}  # down, right, up, left
ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|)")  # what a special key sends (ECMA-48)
MOST_AT_ONCE = 1024  # bytes of what was typed ahead


class Keys(Protocol):
    """Where answers come from. Both raise EOFError when there are no more."""

    def key(self) -> str:
        """One key, at once."""
        ...

    def line(self, question: str) -> str:
        """A line of text; empty when the person wants to say nothing."""
        ...


class PosixKeys:
    """Keys as they are pressed, without Enter; what is typed ahead is not lost."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._typed = ""

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Without lines and without echo, until the end of the block. Ctrl-C still interrupts."""
        import termios

        here = sys.stdin.fileno()
        before = termios.tcgetattr(here)
        single = termios.tcgetattr(here)
        single[3] &= ~(termios.ICANON | termios.ECHO)
        self._modes = before, single
        termios.tcsetattr(here, termios.TCSADRAIN, single)
        try:
            yield
        finally:
            termios.tcsetattr(here, termios.TCSADRAIN, before)

    def key(self) -> str:
        """One key; the end of input is one, too."""
        while not self._typed:
            read = os.read(sys.stdin.fileno(), MOST_AT_ONCE)
            if not read:
                raise EOFError
            self._typed = self._decoder.decode(read)
        special = ESCAPE.match(self._typed)
        pressed = special[0] if special else self._typed[0]
        self._typed = self._typed[len(pressed) :]
        return ARROWS.get(pressed, pressed[:1])

    def line(self, question: str) -> str:
        """A line, with the terminal's own editing."""
        import termios

        before, single = self._modes
        self._typed = ""
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, before)
        try:
            return self._console.input(question, markup=False).strip()
        finally:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, single)


class OtherKeys:
    """The same where there is no termios, on Windows."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def key(self) -> str:
        """One key."""
        return typer.getchar()[:1]

    def line(self, question: str) -> str:
        """A line."""
        return self._console.input(question, markup=False).strip()


class PipedKeys:
    """A line for each key and each text: for scripts, and for terminals that are none."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def key(self) -> str:
        """The first letter of the next line that has one."""
        while True:
            line = sys.stdin.readline()
            if not line:
                raise EOFError
            if line.strip():
                return line.strip()[0]

    def line(self, question: str) -> str:
        """The next line."""
        self._console.print(question, end="", markup=False)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()


@contextmanager
def asking(console: Console) -> Iterator[Keys]:
    """The way in which standard input can be asked; the terminal is as before at the end. What is
    no text in its encoding is replaced: no database keeps it."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if not sys.stdin.isatty():
        yield PipedKeys(console)
    elif os.name == "posix":
        keys = PosixKeys(console)
        with keys.reading():
            yield keys
    else:
        yield OtherKeys(console)
