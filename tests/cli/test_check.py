"""`factcheck check` with articles that can be checked: what is found, written and signalled."""

from __future__ import annotations

import json
import subprocess
import sys
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import Result

from factcheck.cli.outcome import FailOn, exit_code
from factcheck.pipeline import check_articles
from factcheck.report import load

Type = Callable[..., Result]

SALE_PACK = """\
pack: sales
rules:
  - id: seller
    question: "Who sold {ship}?"
    severity: medium
    roles:
      seller: {kind: actor}
      ship: {kind: thing}
    identity: [ship]
    answer: seller
    triggers:
      - verb: [sell]
        find: {seller: subject, ship: object}
    examples:
      - name: two sellers
        articles:
          - Denmark sold the polar research icebreaker.
          - Finland sold the polar research icebreaker.
        expect: {verdict: conflict, answers: [DK, FI]}
"""


class Checked(Protocol):
    """The story of conftest.py, checked without options."""

    result: Result
    folder: Path


def test_a_conflict_is_printed_with_its_answers_and_who_says_which(checked: Checked) -> None:
    lines = [line.split() for line in checked.result.stdout.splitlines()]

    assert "CONFLICT Who proposed the joint rescue centre?".split() in lines
    assert ["Iceland", "harbour-post"] in lines
    assert ["Norway", "fjord-echo"] in lines
    assert checked.result.exit_code == 0


def test_conflicts_come_first_then_agreements_counts_and_the_report(checked: Checked) -> None:
    printed = checked.result.stdout
    html, json_ = (checked.folder / name for name in ("report.html", "report.json"))
    parts = [
        "CONFLICT",
        "AGREEMENT",
        "3 articles checked: 1 conflict, 1 agreement.",
        f"Report: {html}\n        {json_}\n",
    ]

    assert sorted(parts, key=printed.index) == parts


def test_both_reports_are_written(checked: Checked) -> None:
    report = load(checked.folder / "report.json")

    assert report.conflicts[0].question == "Who proposed the joint rescue centre?"
    assert report.conflicts[0].question in (checked.folder / "report.html").read_text("utf-8")


def test_a_pipe_gets_no_progress_display_and_no_colours(checked: Checked) -> None:
    assert checked.result.stderr == ""
    assert "\x1b" not in checked.result.stdout


def test_without_output_the_report_goes_to_reports_latest(type_command: Type, story: Path) -> None:
    assert "Report: reports/latest/report.html" in type_command("check", story).stdout
    assert Path("reports/latest/report.html").is_file()


def test_one_format_alone_can_be_asked_for(check_story: Type, story: Path, out: Path) -> None:
    result = check_story(story, "--format", "json")

    assert [path.name for path in out.iterdir()] == ["report.json"]
    assert "report.html" not in result.stdout


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["conflict"], 1),
        (["any"], 1),
        (["dispute", "conflict"], 1),
        (["dispute"], 0),
        (["update"], 0),
        ([], 0),
    ],
)
def test_fail_on_turns_what_was_found_into_the_exit_code(
    checked: Checked, wanted: list[str], code: int
) -> None:
    report = load(checked.folder / "report.json")

    assert exit_code(report, [FailOn(verdict) for verdict in wanted]) == code


def test_articles_that_share_nothing_are_checked_and_that_is_said(
    check_story: Type, unrelated: Path, out: Path
) -> None:
    result = check_story(unrelated, "--fail-on", "any")

    assert "found no question that two independent sources answer" in " ".join(
        result.stdout.split()
    )
    assert (out / "report.html").is_file()
    assert result.exit_code == 0


def test_quiet_prints_nothing_when_nothing_went_wrong(
    check_story: Type, story: Path, out: Path
) -> None:
    result = check_story(story, "--quiet", "--fail-on", "conflict")

    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 1)
    assert (out / "report.html").is_file()


def test_a_rule_pack_of_ones_own_asks_its_question(
    check_story: Type, tmp_path: Path, out: Path
) -> None:
    pack = tmp_path / "sales.yaml"
    pack.write_text(SALE_PACK, encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "Denmark sold the polar research icebreaker.\n", encoding="utf-8"
    )
    (tmp_path / "b.txt").write_text(
        "Finland sold the polar research icebreaker.\n", encoding="utf-8"
    )

    result = check_story(tmp_path / "a.txt", tmp_path / "b.txt", "--rules", pack)

    assert "Who sold the polar research icebreaker?" in result.stdout
    assert result.exit_code == 0


def test_findings_that_a_report_does_not_list_stand_in_a_file_beside_it(
    check_story: Type, story: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("factcheck.api.check_articles", partial(check_articles, most=1))
        large = check_story(story)
    assert "1 conflict, 1 agreement" in large.output
    assert "1 agreement and 4 answers by one source; report.findings.jsonl has all" in large.output
    lines = (out / "report.findings.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines[:2]] == ["conflict", "agreement"]
    assert len(lines) == 6
    check_story(story)
    assert not (out / "report.findings.jsonl").exists()


def test_open_shows_the_page_that_was_written(
    check_story: Type, unrelated: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not shown.append(url))

    result = check_story(unrelated, "--open")

    assert shown == [(out / "report.html").as_uri()]
    assert result.stderr == ""


def test_without_a_browser_open_says_which_page_to_open(
    check_story: Type, unrelated: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda url: False)

    result = check_story(unrelated, "--open")

    assert result.stderr == (f"no browser could be started; open {out / 'report.html'} yourself\n")
    assert result.exit_code == 0


def test_an_article_in_another_language_is_skipped_and_named(
    check_story: Type, story: Path
) -> None:
    (story / "diario.txt").write_text(
        "Islandia propuso en marzo el centro conjunto de salvamento, según el gobierno. El acuerdo "
        "de salvamento se firmó el 4 de mayo de 2016 en presencia de los dos ministros.\n",
        encoding="utf-8",
    )
    result = check_story(story)
    assert "diario.txt: Spanish; no rules have 'languages: [es]'" in " ".join(result.stderr.split())
    assert "3 articles checked, 1 skipped" in " ".join(result.stdout.split())
    assert result.exit_code == 3


def test_a_copy_is_left_out_and_named_and_the_check_is_complete(
    check_story: Type, story: Path, out: Path
) -> None:
    text = (story / "fjord-echo.txt").read_text(encoding="utf-8")
    (story / "gull.txt").write_text(text, encoding="utf-8")
    result = check_story(story)
    assert "gull.txt: the same words as" in " ".join(result.stderr.split())
    assert "3 articles checked, 1 left out as copies" in " ".join(result.stdout.split())
    assert [repeated.path.split("/")[-1] for repeated in load(out / "report.json").history] == [
        "gull.txt"
    ]
    assert "that another article stands for" in (out / "report.html").read_text(encoding="utf-8")
    assert result.exit_code == 0


@pytest.mark.enable_socket  # sockets that are files
def test_the_report_is_the_same_whatever_number_of_processes_reads(
    story: Path, tmp_path: Path, type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = []
    for number in ("1", "2"):
        folder = tmp_path / number
        monkeypatch.setenv("FACTCHECK_WORKERS", number)
        result = type_command("check", str(story), "--no-cache", "--output", str(folder))
        assert result.exit_code == 0
        reports.append((folder / "report.json").read_bytes())
    assert reports[0] == reports[1]


@pytest.mark.parametrize("number", ["0", "-1", "two"])
def test_a_number_of_processes_that_cannot_read_is_wrong_use(
    story: Path, number: str, type_command: Type
) -> None:
    result = type_command("check", str(story), "--workers", number)
    assert result.exit_code == 2
    assert "--workers" in result.stderr


def test_other_processes_are_prepared_before_the_rest_is_imported(story: Path) -> None:
    """In a process of its own, which ends there: this one has imported everything."""
    program = (
        "import sys\n"
        "from factcheck.cli import main\n"
        "from factcheck.engine import forking\n"
        "def begin(**_):\n"
        "    print('begun', *{'spacy', 'numpy', 'factcheck.api'} & set(sys.modules))\n"
        "    sys.exit()\n"
        "forking.begin = begin\n"
        "main()\n"
    )
    typed = ["check", str(story), "--no-cache", "--workers", "2", "--output", str(story / "out")]
    ran = subprocess.run(
        [sys.executable, "-c", program, *typed], capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout == "begun\n"
