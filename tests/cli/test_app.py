"""`factcheck` itself: what a newcomer meets before anything is checked."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import Result

from factcheck import api
from factcheck.cli import main

Type = Callable[..., Result]


def words(text: str) -> str:
    """Printed text without frames and line breaks."""
    return " ".join(text.replace("│", " ").split())


def test_without_arguments_the_help_is_shown(type_command: Type) -> None:
    result = type_command()

    assert "factcheck check FOLDER --open" in result.output
    assert result.exit_code == 2


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_teaches_with_examples(type_command: Type, option: str) -> None:
    result = type_command(option)

    assert "factcheck check FOLDER --open" in result.stdout
    assert result.exit_code == 0


def test_help_of_check_teaches_with_examples_and_names_the_exit_codes(type_command: Type) -> None:
    result = type_command("check", "--help")
    lines = [line.strip() for line in result.stdout.splitlines()]

    assert "factcheck check monday/ tuesday/ --output reports/week --open" in lines
    codes = [line[0] for line in lines if line[:1].isdigit()]
    assert codes == ["0", "1", "2", "3"]
    assert result.exit_code == 0


@pytest.mark.parametrize("arguments", [["--help"], ["check", "--help"]])
def test_help_examples_are_not_broken_over_lines_of_80_columns(
    type_command: Type, arguments: list[str]
) -> None:
    printed = type_command(*arguments).stdout.splitlines()
    start = next(i for i, line in enumerate(printed) if line.strip() == "Examples")
    examples = printed[start + 2 : start + 5]

    assert all(line.startswith("   factcheck ") for line in examples)


def test_version_is_the_version_of_the_package(type_command: Type) -> None:
    result = type_command("--version")

    assert result.stdout == f"factcheck {version('factcheck-news')}\n"
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chekc", "seeds"], "Did you mean 'check'"),
        (["--verison"], "--version"),
        (["check", "--formt", "html"], "--format"),
    ],
)
def test_a_typo_is_met_with_the_right_word(
    type_command: Type, arguments: list[str], says: str
) -> None:
    result = type_command(*arguments)

    assert says in words(result.stderr)
    assert result.exit_code == 2


def test_articles_without_a_command_are_met_with_the_command(type_command: Type) -> None:
    Path("my story").mkdir()

    result = type_command("my story")

    assert "to check it, run: factcheck check 'my story'" in words(result.stderr)
    assert result.exit_code == 2


COMPLETION = {
    "_FACTCHECK_COMPLETE": "complete_bash",
    "COMP_WORDS": "factcheck ch",
    "COMP_CWORD": "1",
}


@pytest.mark.usefixtures("piped")
@pytest.mark.parametrize(
    ("arguments", "environment", "prints"),
    [
        (["-m", "factcheck", "--version"], {}, "factcheck "),
        (["-m", "factcheck", "check", "--help"], {}, "monday/"),
        (["-m", "factcheck"], COMPLETION, "check"),
        (["-c", "import factcheck; print(factcheck.__version__)"], {}, ""),
    ],
    ids=["version", "help", "completion", "import"],
)
def test_quick_answers_do_not_wait_for_the_language_library(
    arguments: list[str], environment: dict[str, str], prints: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines()}
    assert prints in ran.stdout
    assert "factcheck" in imported
    assert not {"spacy", "numpy", "jinja2", "ftfy"} & imported


@pytest.mark.usefixtures("piped")
def test_a_reader_who_leaves_early_does_not_change_the_exit_code(
    unrelated: Path, tmp_path: Path
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "factcheck", "check", unrelated, "--output", tmp_path / "report"],
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    os.close(writing)

    assert (ran.stderr, ran.returncode) == ("", 0)
    assert (tmp_path / "report" / "report.json").is_file()


@pytest.fixture
def typed_check(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The arguments of this process: a check of the story."""
    arguments = ["factcheck", "check", str(story), "--output", str(tmp_path / "report")]
    monkeypatch.setattr(sys, "argv", arguments)


@pytest.mark.usefixtures("typed_check")
def test_a_fault_of_ours_is_told_apart_from_flagged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def at_fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(api, "check", at_fault)

    with pytest.raises(SystemExit) as stopped:
        main()

    assert "this is a fault of factcheck, not of your articles" in capsys.readouterr().err
    assert stopped.value.code == 3


@pytest.mark.usefixtures("typed_check")
def test_what_the_terminal_cannot_encode_does_not_end_the_run(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (story / "harbour-post.txt").rename(story / "hafnarpóstur.txt")
    ascii_only = io.TextIOWrapper(io.BytesIO(), "ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", ascii_only)

    with pytest.raises(SystemExit) as stopped:
        main()

    assert b"hafnarp?stur" in ascii_only.buffer.getvalue()
    assert stopped.value.code == 0
