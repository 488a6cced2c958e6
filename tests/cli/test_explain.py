"""`factcheck explain`: why a finding was flagged, why two passages were, or were not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import Result

from factcheck.model import Dependence
from factcheck.report import Report, load, to_json

Type = Callable[..., Result]


class Checked(Protocol):
    """The story of conftest.py, checked without options."""

    result: Result
    folder: Path


def words(text: str) -> str:
    """Printed text without frames and line breaks."""
    return " ".join(text.replace("│", " ").split())


@pytest.fixture
def report(checked: Checked) -> Path:
    """The report on the story."""
    return checked.folder / "report.json"


def test_a_finding_is_told_with_every_level_and_every_passage(
    type_command: Type, report: Path
) -> None:
    result = type_command("explain", "1", "--report", report)
    shown = words(result.stdout)

    assert shown.startswith("CONFLICT Who proposed the joint rescue centre?")
    assert "rule proposals.proposer" in shown
    assert "Confidence 0.85" in shown
    for level in load(report).findings[0].explanation:
        assert words(f"{level.contribution:+.2f} {level.name} {level.detail}") in shown
    assert "Answer 1: Norway (NO)" in shown
    assert "“[Iceland] proposed the joint rescue centre in March.”" in shown
    assert "It would be a dispute if" in shown
    assert (result.stderr, result.exit_code) == ("", 0)


def test_the_levels_add_up_to_the_confidence(type_command: Type, report: Path) -> None:
    for number, finding in enumerate(load(report).findings, 1):
        shown = type_command("explain", str(number), "--report", report).stdout
        added = [float(word) for word in shown.split() if word[0] in "+-" and "." in word]

        assert sum(added) == pytest.approx(finding.confidence, abs=0.006)


def test_articles_that_are_one_source_are_told_with_the_reason(
    type_command: Type, report: Path, tmp_path: Path
) -> None:
    found = load(report)
    number, agreed = next(
        (n, f) for n, f in enumerate(found.findings, 1) if len(f.answers[0].origins) > 1
    )
    ids = tuple(sorted(i for group in agreed.answers[0].origins for i in group))
    cites = Dependence(reason="citation", articles=ids, outlet="Bay Post", citing=ids[:1])
    answer = agreed.answers[0].model_copy(update={"origins": (ids,), "dependences": (cites,)})
    chained = agreed.model_copy(update={"answers": (answer,)})
    findings = tuple(chained if f is agreed else f for f in found.findings)
    stored = tmp_path / "report.json"
    stored.write_text(to_json(found.model_copy(update={"findings": findings})), encoding="utf-8")

    before = words(type_command("explain", str(number), "--report", report).stdout)
    after = words(type_command("explain", str(number), "--report", stored).stdout)

    assert "Two articles, independent of each other" in before
    assert f"Two articles, one independent source: {ids[0]} cites Bay Post ({ids[1]})" in after


def test_the_start_of_an_id_is_enough(type_command: Type, report: Path) -> None:
    finding = load(report).findings[1]

    result = type_command("explain", finding.id[:6], "--report", report)

    assert finding.question in words(result.stdout)


def test_a_folder_stands_for_the_report_in_it(type_command: Type, report: Path) -> None:
    assert type_command("explain", "1", "--report", report.parent).exit_code == 0


def test_without_a_finding_those_of_the_last_report_are_listed(
    type_command: Type, story: Path
) -> None:
    type_command("check", story)

    lines = type_command("explain").stdout.splitlines()

    assert lines[0].split()[0::2][:2] == ["1", "conflict"]
    assert "Who proposed the joint rescue centre?" in lines[0]
    assert "factcheck explain NUMBER tells why one of them is what it is." in lines


def test_a_finding_as_json(type_command: Type, report: Path) -> None:
    data = json.loads(type_command("explain", "1", "--report", report, "--json").stdout)

    assert data["finding"] == load(report).findings[0].model_dump(mode="json")
    assert "dispute" in data["otherwise"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["1"], "there is no report at reports/latest/report.json; run factcheck check first"),
        (["1", "--report", "no.json"], "there is no report at no.json; give a report.json that"),
        (["1", "--pair", "a.txt:1", "b.txt:1"], "leave out FINDING and --report"),
        (["--pair", "a.txt:1"], "Option '--pair' requires 2 arguments"),
        (["--pair", "a.txt:1", "b.txt:1"], "there is no file 'a.txt'; give FILE:LINE"),
        (["--pair", "Oslo", "Lima"], "'Oslo' is no passage; give FILE:LINE"),
    ],
)
def test_wrong_use_is_met_with_what_to_do(
    type_command: Type, arguments: list[str], says: str
) -> None:
    result = type_command("explain", *arguments)

    assert says in words(result.stderr)
    assert (result.stdout, result.exit_code) == ("", 2)


def test_a_finding_that_is_not_in_the_report_is_wrong_use(type_command: Type, report: Path) -> None:
    result = type_command("explain", "99", "--report", report)

    assert "the report has no finding '99'; give a number from 1 to" in words(result.stderr)
    assert result.exit_code == 2


def test_what_is_no_report_is_wrong_use(type_command: Type, story: Path) -> None:
    result = type_command("explain", "1", "--report", story / "harbour-post.txt")

    assert "is not a factcheck report" in words(result.stderr)
    assert result.exit_code == 2


def test_a_pair_that_was_flagged_is_told_step_by_step(type_command: Type, story: Path) -> None:
    result = type_command(
        "explain",
        "--pair",
        f"{story / 'harbour-post.txt'}:joint rescue centre",
        f"{story / 'fjord-echo.txt'}:joint rescue centre",
    )
    shown = words(result.stdout)

    assert "Flagged: conflict." in shown
    assert "proposal same both speak of 'joint rescue centre'" in shown
    assert "answers differs" in shown
    assert "further articles can change it" in shown
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_pair_of_which_one_says_nothing_is_told_so(type_command: Type, story: Path) -> None:
    result = type_command(
        "explain", "--pair", f"{story / 'harbour-post.txt'}:1", f"{story / 'island-radio.txt'}:1"
    )

    assert "Not flagged: " in result.stdout
    assert "read by: proposals.proposer" in words(result.stdout)


def test_a_pair_as_json(type_command: Type, story: Path) -> None:
    passages = [f"{story / name}:1" for name in ("harbour-post.txt", "fjord-echo.txt")]

    data = json.loads(type_command("explain", "--pair", *passages, "--json").stdout)

    assert data["conclusion"] == "Flagged: conflict."
    assert data["meetings"][0]["verdict"] == "conflict"


@pytest.mark.parametrize("command", ["explain", "claims"])
def test_help_teaches_with_examples_and_names_the_exit_codes(
    type_command: Type, command: str
) -> None:
    result = type_command(command, "--help")
    lines = [line.strip() for line in result.stdout.splitlines()]

    assert sum(line.startswith(f"factcheck {command}") for line in lines) >= 4
    assert [line[0] for line in lines if line[:1].isdigit()] == ["0", "2", "3"]
    assert result.exit_code == 0


HOSTILE = "Who\x9b2J \u202eoh\x07?"


def test_a_terminal_is_not_commanded_by_the_json_of_a_finding(
    terminal: Callable[..., str], type_command: Type, report: Path, tmp_path: Path
) -> None:
    stored = load(report)
    first = stored.findings[0].model_copy(update={"question": HOSTILE})
    hostile = tmp_path / "report.json"
    Report.of(stored.model_copy(update={"findings": (first,)})).to_json(hostile)
    arguments = ("explain", "1", "--report", hostile, "--json")

    sent = terminal(*arguments)

    assert json.loads(sent)["finding"]["question"] == "Who\ufffd2J [U+202E]oh\x07?"
    assert not {"\x9b", "\u202e", "\x07"} & set(sent)
    piped = type_command(*arguments).stdout_bytes.decode("utf-8")
    assert json.loads(piped)["finding"]["question"] == HOSTILE


def test_a_terminal_is_not_commanded_by_the_json_of_a_pair(
    terminal: Callable[..., str], type_command: Type, tmp_path: Path
) -> None:
    folder = tmp_path / "a\x9b2J\u202e"  # texts are cleaned when they are read, names are not
    folder.mkdir()
    for name, country in (("a.txt", "Iceland"), ("b.txt", "Norway")):
        (folder / name).write_text(f"{country} proposed the centre in March.\n", encoding="utf-8")
    arguments = ("explain", "--pair", folder / "a.txt:1", folder / "b.txt:1", "--json")

    assert not {"\x9b", "\u202e"} & set(terminal(*arguments))
    assert folder.name in type_command(*arguments).stdout_bytes.decode("utf-8")
