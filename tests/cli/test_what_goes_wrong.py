"""`factcheck check` with input that cannot be checked: one message that says what to do, the right
exit code, and never a 'no conflicts'."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from factcheck import api
from factcheck.cli.outcome import warn_skipped
from factcheck.cli.terminal import open_console
from factcheck.model import Skipped

Type = Callable[..., Result]


def message(result: Result) -> str:
    """What was printed on standard error, without frames and line breaks."""
    return " ".join(result.stderr.replace("│", " ").split())


def test_a_path_that_does_not_exist_is_wrong_use(check_story: Type, out: Path) -> None:
    result = check_story("nowhere")

    assert message(result).startswith("factcheck: nowhere: no such file or folder; give ")
    assert (result.stdout, result.exit_code) == ("", 2)
    assert not out.exists()


@pytest.mark.parametrize("path", ["", "a" * 5000])
def test_what_is_no_path_is_wrong_use(check_story: Type, path: str) -> None:
    result = check_story(path)

    assert result.stderr.startswith("factcheck: ")
    assert len(result.stderr) < 300
    assert result.exit_code == 2


def test_check_without_paths_says_what_is_missing(type_command: Type) -> None:
    result = type_command("check")

    assert "Missing argument 'PATH'" in message(result)
    assert "Try 'factcheck check -h' for help." in message(result)
    assert result.exit_code == 2


def nothing_at_all(folder: Path) -> None:
    pass


def an_empty_file(folder: Path) -> None:
    (folder / "a.txt").touch()


def a_picture_called_text(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")


def a_link_that_leads_nowhere(folder: Path) -> None:
    (folder / "a.txt").symlink_to("gone.txt")


def a_folder_with_a_name_like_a_file(folder: Path) -> None:
    (folder / "a.txt").mkdir()


def one_article(folder: Path) -> None:
    (folder / "a.txt").write_text("Iceland proposed the joint rescue centre.\n", encoding="utf-8")


TOO_LITTLE = [
    nothing_at_all,
    an_empty_file,
    a_picture_called_text,
    a_link_that_leads_nowhere,
    a_folder_with_a_name_like_a_file,
    one_article,
]


@pytest.mark.parametrize("content", TOO_LITTLE, ids=lambda content: content.__name__)
@pytest.mark.parametrize("options", [[], ["--quiet"]], ids=["aloud", "quiet"])
def test_a_folder_with_too_little_to_compare_never_reads_as_no_conflicts(
    check_story: Type,
    out: Path,
    tmp_path: Path,
    content: Callable[[Path], None],
    options: list[str],
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    content(folder)

    result = check_story(folder, *options)

    assert "conflict" not in result.output
    assert "nothing" in message(result)
    assert bool(result.stdout) is not bool(options)
    assert (out / "report.html").read_text("utf-8").startswith("<!doctype html>")
    assert result.exit_code == 3


def test_one_bad_file_of_many_is_named_and_the_others_are_compared(
    check_story: Type, story: Path
) -> None:
    (story / "blank.txt").touch()

    result = check_story(story)

    assert "3 articles checked, 1 skipped: 1 conflict" in result.stdout
    assert result.stderr == f"skipped {story / 'blank.txt'}: empty file\n"
    assert result.exit_code == 3


def test_many_bad_files_do_not_flood_the_terminal(check_story: Type, story: Path) -> None:
    for number in range(40):
        (story / f"blank-{number}.txt").touch()

    assert check_story(story).stderr.splitlines() == [
        "skipped 40: empty file",
        f"  {story}/blank-0.txt, {story}/blank-1.txt, {story}/blank-10.txt and 37 more",
        "skipped 40 in all; report.json names them all",
    ]


def test_many_bad_files_are_told_by_their_reasons_the_most_frequent_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reasons = ["broken PDF", *["too large: 1,234 bytes", "too large: 99 bytes"] * 6]
    reasons += [f"'{name}' is odd in a way of its own: {name * 2}" for name in "abcdefghijkl"]
    left_out = [Skipped(path=f"{n}.pdf", reason=reason) for n, reason in enumerate(reasons)]
    warn_skipped(left_out, open_console(stderr=True), "; report.json names them all")
    lines = capsys.readouterr().err.splitlines()
    assert lines[:3] == [
        "skipped 12: too large: … bytes",
        "  1.pdf, 2.pdf, 3.pdf and 9 more",
        "skipped 0.pdf: broken PDF",
    ]
    assert lines[-1] == "skipped 4 more for 4 other reasons; report.json names them all"


@pytest.mark.parametrize(
    ("pack", "says"),
    [
        ("pack: sea\nrules:\n  - id: [\n", "pack.yaml:4:1: not valid YAML"),
        ("pack: sea\nrules:\n  - id: tide\n    colour: red\n", "pack.yaml:4:5: rules.0.colour"),
        ("", "pack.yaml:1:1: empty file"),
        (None, "pack.yaml: cannot be read"),
    ],
    ids=["not YAML", "unknown field", "empty", "missing"],
)
def test_a_broken_rule_pack_stops_a_strict_check(
    check_story: Type, story: Path, out: Path, tmp_path: Path, pack: str | None, says: str
) -> None:
    if pack is not None:
        (tmp_path / "pack.yaml").write_text(pack, encoding="utf-8")

    result = check_story(story, "--rules", tmp_path / "pack.yaml", "--strict")

    assert says in message(result)
    assert (result.stdout, result.exit_code) == ("", 2)
    assert not out.exists()


@pytest.mark.parametrize("name", ["en_nowhere", ""])
def test_a_model_that_is_not_installed_stops_the_check(
    check_story: Type, story: Path, out: Path, name: str
) -> None:
    result = check_story(story, "--model", name)

    assert f"the language model '{name}' cannot be loaded" in message(result)
    assert (result.stdout, result.exit_code) == ("", 3)
    assert not out.exists()


@pytest.mark.parametrize("inside", ["", "deeper/still"])
def test_a_file_cannot_be_the_output_folder(
    type_command: Type, story: Path, tmp_path: Path, inside: str
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("kept", encoding="utf-8")

    result = type_command("check", story, "--output", taken / inside)

    assert "is not a folder; name another one" in message(result)
    assert result.exit_code == 2
    assert taken.read_text(encoding="utf-8") == "kept"


def test_an_empty_name_is_not_taken_for_the_current_folder(type_command: Type, story: Path) -> None:
    assert type_command("check", story, "--output", "").exit_code == 2
    assert not Path("report.html").exists()


@pytest.mark.skipif(os.access("/", os.W_OK), reason="this user may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_refused_before_the_work(
    type_command: Type, story: Path, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)

    result = type_command("check", story, "--output", locked / "report")

    assert "may not be written to; name another folder" in message(result)
    assert result.exit_code == 2


def test_a_report_that_cannot_be_written_is_no_success(
    check_story: Type, story: Path, out: Path
) -> None:
    (out / "report.html").mkdir(parents=True)

    result = check_story(story)

    assert message(result).startswith(f"factcheck: cannot write the report to {out}: ")
    assert (result.stdout, result.exit_code) == ("", 3)


def test_open_without_a_page_to_open_is_wrong_use(
    check_story: Type, story: Path, out: Path
) -> None:
    result = check_story(story, "--open", "--format", "json")

    assert result.stderr == "factcheck: --open shows report.html; add --format html\n"
    assert result.exit_code == 2
    assert not out.exists()


@pytest.mark.parametrize(
    "options", [["--format", "pdf"], ["--fail-on", "doubt"], ["--colour"]], ids=" ".join
)
def test_an_option_that_makes_no_sense_is_wrong_use(
    check_story: Type, story: Path, options: list[str]
) -> None:
    result = check_story(story, *options)

    assert "Try 'factcheck check -h' for help." in message(result)
    assert result.exit_code == 2


def test_ctrl_c_ends_the_check_with_one_line(
    check_story: Type, story: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "check", interrupted)

    result = check_story(story)

    assert result.stderr == "factcheck: stopped; no report was written\n"
    assert (result.stdout, result.exit_code) == ("", 130)
    assert not out.exists()


def test_a_file_name_cannot_command_the_terminal(check_story: Type, story: Path) -> None:
    (story / "\x1b[2J[bold]\u202eevil[nowhere].txt").touch()

    result = check_story(story)

    assert "␛[2J[bold][U+202E]evil[nowhere].txt: empty file" in result.stderr
    assert not {"\x1b", "\u202e"} & set(result.output)
