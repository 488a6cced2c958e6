"""A small story in files, and a way to type commands at it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from factcheck.cli.app import app

Type = Callable[..., Result]
Sent = Callable[..., str]

ARTICLES = {
    "harbour-post.txt": (
        "Iceland proposed the joint rescue centre in March. "
        "The rescue agreement was signed on 4 May 2016."
    ),
    "fjord-echo.txt": (
        "Norway proposed the joint rescue centre in March. "
        "The rescue agreement was signed on 4 May 2016."
    ),
    "island-radio.txt": "It rained on the islands all day.",
}

# Variables by which Rich and Typer take a pipe for a terminal.
COLOURING = "FORCE_COLOR GITHUB_ACTIONS PY_COLORS TTY_COMPATIBLE TTY_INTERACTIVE".split()


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> None:
    """For commands that are run in a process of their own: a pipe is a pipe."""
    for variable in COLOURING:
        monkeypatch.delenv(variable, raising=False)


def write_story(folder: Path) -> Path:
    """Three articles: two disagree on one question and agree on another."""
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """Three articles: two disagree on one question and agree on another."""
    return write_story(tmp_path / "story")


@pytest.fixture
def unrelated(tmp_path: Path) -> Path:
    """Two articles that answer no question together."""
    folder = tmp_path / "unrelated"
    folder.mkdir()
    (folder / "bread.txt").write_text("The baker sells rye bread.\n", encoding="utf-8")
    (folder / "storm.txt").write_text("A storm passed the lighthouse.\n", encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Checked:
    """What became of the command that checked the story."""

    result: Result
    folder: Path


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """The story, checked once for all tests that only look at what came out."""
    folder = tmp_path_factory.mktemp("checked")
    arguments = ["check", write_story(folder / "story"), "--output", folder / "report"]
    return Checked(run(*arguments), folder / "report")


def run(*arguments: str | Path) -> Result:
    """`factcheck` with these arguments, 80 columns wide, piped."""
    environment = {**dict.fromkeys(COLOURING), "COLUMNS": "80"}
    return CliRunner(env=environment).invoke(app, [*map(str, arguments)], prog_name="factcheck")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the report of a command typed with `type_command` goes."""
    return tmp_path / "report"


@pytest.fixture
def type_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Type:
    """`factcheck` with these arguments, run in an empty folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return run


@pytest.fixture
def check_story(type_command: Type, out: Path) -> Type:
    """`factcheck check` with these arguments, the report going to `out`."""
    return lambda *arguments: type_command("check", *arguments, "--output", out)


class Terminal(io.TextIOWrapper):
    """A terminal that keeps what it is told."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """What a terminal is sent by the command with these arguments."""

    def run(*arguments: str | Path) -> str:
        screen = Terminal(io.BytesIO(), "utf-8", write_through=True)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", screen)
            app([*map(str, arguments)], standalone_mode=False)
        return screen.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]

    return run
