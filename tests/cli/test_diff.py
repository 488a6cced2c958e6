"""`factcheck diff`: what is new, gone and changed between two reports, as a person reads it."""

from __future__ import annotations

import io
import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from typer.testing import Result

from factcheck import report as reports
from factcheck.cli.difference import MOST_ARTICLES, MOST_COLUMNS, print_difference
from factcheck.cli.summary import MOST_FLAGGED
from factcheck.model import Report, Severity, State, Verdict
from factcheck.report.difference import Difference, difference
from tests.report.bridge import (
    ALL,
    BEFORE,
    BOTH,
    DISMISSED,
    EIGHT,
    FIVE_ONLY,
    FIVE_OR_EIGHT,
    GAZETTE,
    THREE_ANSWERS,
    answer,
    article,
    finding,
    made,
    report,
    said,
)

Type = Callable[..., Result]

WIDTHS = [40, 60, 80, 120, 200]
ONE_SOURCE = report((GAZETTE,), FIVE_ONLY)


def write(folder: Path, one: Report) -> Path:
    reports.Report.of(one).to_json(folder / "report.json")
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """One article: nothing to compare."""
    return write(tmp_path / "old", ONE_SOURCE)


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    """A second article, which says otherwise."""
    return write(tmp_path / "new", BEFORE)


def words(text: str) -> str:
    return " ".join(text.split())


def printed(
    old: Report, new: Report, width: int = 80, *, every: bool = False, colour: bool = False
) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, highlight=False, color_system="standard" if colour else None
    )
    print_difference(difference(old, new), console, every=every, where="new/report.json")
    return out.getvalue()


# -- what is printed -------------------------------------------------------------------------------


def test_a_new_conflict_is_told_with_answers_sources_and_why(
    type_command: Type, old: Path, new: Path
) -> None:
    result = type_command("diff", old, new)

    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "ARTICLES   + courier.txt",
        "",
        "CONFLICT   How many people were hurt?",
        "           New: courier was added",
        "             5 gazette",
        "           + 8 courier",
        "",
        "1 article, now 2. New: 1 conflict. 0 findings unchanged.",
        f"Why:  factcheck explain hurt --report {new}",
    ]
    assert (result.stderr, result.exit_code) == ("", 0)


def test_a_report_file_does_as_well_as_its_folder(type_command: Type, old: Path, new: Path) -> None:
    by_file = type_command("diff", old / "report.json", new)
    assert by_file.stdout == type_command("diff", old, new).stdout


def test_the_same_report_twice_is_no_difference(type_command: Type, new: Path) -> None:
    result = type_command("diff", new, new, "--exit-code")

    assert result.stdout == "No difference: 2 articles, 1 finding unchanged.\n"
    assert (result.stderr, result.exit_code) == ("", 0)


def test_other_rules_are_told_on_top() -> None:
    now = made(packs=("casualties: 5 rules, sha256 00", "agreements: 1 rule, sha256 01"))
    shown = words(printed(BEFORE, report(BOTH, FIVE_OR_EIGHT, by=now)))

    assert shown.startswith(
        "Not made alike, which can explain differences: rules changed: casualties; "
        "rules new: agreements; rules gone: factcheck.toml."
    )
    assert "No difference in the findings: 2 articles, 1 finding unchanged." in shown


def test_a_conflict_that_is_gone_says_why() -> None:
    shown = words(printed(BEFORE, ONE_SOURCE))

    assert "CONFLICT How many people were hurt? Gone: courier is no longer among" in shown
    assert "- 8 courier" in shown
    assert "Why:" not in shown


def test_a_dismissed_conflict_says_who_dismissed_it() -> None:
    dismissed = FIVE_OR_EIGHT.model_copy(update={"review": DISMISSED})
    shown = words(printed(BEFORE, report(BOTH, dismissed=(dismissed,))))

    assert "Gone: dismissed (different events) by Ada, 3 May 2026" in shown


def test_a_finding_that_became_a_conflict_says_what_it_was() -> None:
    update = FIVE_OR_EIGHT.model_copy(update={"verdict": Verdict.UPDATE})
    assert "Changed: was an update" in printed(report(BOTH, update), BEFORE)


def test_a_new_answer_is_marked_and_its_passage_shown() -> None:
    shown = printed(BEFORE, report(ALL, THREE_ANSWERS))

    assert "Changed: 1 answer more" in shown
    assert "+ 9 wire" in shown
    assert "+ “Nine people were hurt, the hospital of the town said.”, wire" in words(shown)


def test_a_source_more_is_marked() -> None:
    wire = article("wire", EIGHT)
    now = finding(
        FIVE_OR_EIGHT.answers[0], answer("8", said("courier", EIGHT), said("wire", EIGHT))
    )
    shown = printed(BEFORE, report((*BOTH, wire), now))

    assert "Changed: other sources" in shown
    assert "  8 +wire, courier" in shown


def test_severity_review_question_and_confidence_are_told() -> None:
    review = DISMISSED.model_copy(update={"state": State.CONFIRMED, "reason": None})
    fields = {
        "severity": Severity.HIGH,
        "review": review,
        "question": "How many were injured?",
        "confidence": 0.6,
    }
    shown = words(printed(BEFORE, report(BOTH, FIVE_OR_EIGHT.model_copy(update=fields))))

    assert (
        "Changed: severity high, was medium; now confirmed by Ada, 3 May 2026; was asked as “How "
        "many people were hurt?”; confidence 0.60, was 0.80"
    ) in shown


def test_agreements_stand_in_short_below() -> None:
    agreed = finding(
        answer("8", said("gazette", EIGHT), said("courier", EIGHT)), verdict=Verdict.AGREEMENT
    )
    shown = printed(report(BOTH), report(BOTH, agreed))

    assert "AGREEMENT  new  How many people were hurt?  8" in shown


def test_singles_are_counted_and_listed_on_request() -> None:
    before = report((GAZETTE,))

    assert "one source alone answers: 1 new. --all lists them." in words(
        printed(before, ONE_SOURCE)
    )
    assert "SINGLE     new  How many people were hurt?  5" in printed(
        before, ONE_SOURCE, every=True
    )


def test_an_edited_article_is_told_with_its_words() -> None:
    edited = article("courier", EIGHT, "The mayor wept.")
    shown = printed(report(BOTH), report((GAZETTE, edited)))

    assert "~ courier.txt: 3 words added, 0 removed" in shown


def test_long_lists_are_cut_and_say_so() -> None:
    papers = tuple(article(f"paper-{n}", f"Paper {n} has its own words, {n}.") for n in range(20))
    many = [
        finding(answer("5", said("gazette", f"Five, {n}.")), verdict=Verdict.UPDATE, id=str(n))
        for n in range(MOST_FLAGGED + 2)
    ]
    shown = printed(report(BOTH), report((*BOTH, *papers), *many))

    assert f"and {len(papers) - MOST_ARTICLES} more; --all lists them" in shown
    assert "and 2 more; --all lists them" in shown
    assert "lists them" not in printed(report(BOTH), report((*BOTH, *papers), *many), every=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    agreed = finding(answer("8", said("wire", EIGHT)), verdict=Verdict.AGREEMENT, id="agreed")
    shown = printed(BEFORE, report(ALL, THREE_ANSWERS, agreed, FIVE_ONLY), width, every=True)

    lines = [line for line in shown.splitlines() if not line.startswith("Why:")]
    assert max(map(cell_len, lines)) <= max(width, 41)


def test_there_is_colour_in_a_terminal_and_none_in_a_pipe(
    type_command: Type, old: Path, new: Path
) -> None:
    assert "\x1b[1;31mCONFLICT" in printed(ONE_SOURCE, BEFORE, colour=True)
    assert "\x1b" not in type_command("diff", old, new).stdout


HOSTILE = [
    "\x1b[2J\x1b]0;title\x07",
    "[bold red]markup[/]",
    "\u202egnp.exe",
    "a\r\nCONFLICT",
    "\x9b2J",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("swap", [False, True])
def test_hostile_text_commands_no_terminal(text: str, swap: bool) -> None:
    paper = article("hostile", text, publisher=text, title=text).model_copy(update={"path": text})
    answers = (answer(text, said("hostile", f"{text} x")), answer("8", said("courier", EIGHT)))
    by = made(factcheck=text, model=text, packs=(f"{text}: 1",), settings={text: text})
    found = finding(*answers, question=text, id=text)
    single = found.model_copy(update={"verdict": Verdict.SINGLE, "rule": "money.cost", "id": "s"})
    pair = (BEFORE, report((*BOTH, paper), found, single, by=by))

    shown = printed(*(reversed(pair) if swap else pair), every=True)

    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "\nCONFLICT\n" not in shown


def test_markup_of_a_terminal_is_shown_as_it_is_written() -> None:
    text = "[red]x[/red] :smile:"
    paper = article("hostile", text, publisher=text).model_copy(update={"path": text})
    answers = (answer(text, said("hostile", text)), answer("8", said("courier", EIGHT)))
    flagged = finding(*answers, question=text)
    agreed = finding(*answers, question=text, verdict=Verdict.AGREEMENT, id="agreed")
    single = finding(*answers, question=text, verdict=Verdict.SINGLE, id="single")
    by = made(factcheck=text)
    now = report((*BOTH, paper), flagged, agreed, single, by=by)

    shown = printed(BEFORE, now, 400, every=True)

    assert shown.count("x") - shown.count("explain") - shown.count(".txt") == shown.count(text)
    assert shown.count(text) >= 8


def test_a_word_of_a_megabyte_is_cut() -> None:
    word = "w" * 1_000_000
    paper = article("long", word, publisher=word).model_copy(update={"path": word})
    found = finding(answer(word, said("long", word)), answer("8", said("courier", EIGHT)))
    shown = printed(BEFORE, report((*BOTH, paper), found.model_copy(update={"question": word})))

    assert len(shown) < 60 * MOST_COLUMNS


# -- the other outputs -----------------------------------------------------------------------------


def test_json_is_the_difference_as_data(type_command: Type, old: Path, new: Path) -> None:
    result = type_command("diff", old, new, "--json")
    found = Difference.model_validate_json(result.stdout)

    assert found == difference(ONE_SOURCE, BEFORE)
    assert json.loads(result.stdout)["findings"][0]["because"]["cause"] == "articles"


@pytest.mark.parametrize("option", ["--json", "--markdown"])
def test_a_terminal_is_not_commanded_by_an_article(
    terminal: Callable[..., str], type_command: Type, old: Path, tmp_path: Path, option: str
) -> None:
    hostile = "Who\x9b2J \u202eoh\x07?"
    asked = report(BOTH, FIVE_OR_EIGHT.model_copy(update={"question": hostile}))
    new = write(tmp_path / "hostile", asked)

    sent = terminal("diff", old, new, option)
    piped = type_command("diff", old, new, option).stdout_bytes.decode("utf-8")

    assert "\ufffd2J" in sent
    assert "U+202E" in sent
    assert not {"\x9b", "\u202e", "\x07"} & set(sent)
    if option == "--json":
        assert json.loads(piped)["findings"][0]["new"]["question"] == hostile
        assert json.loads(sent)["findings"][0]["new"]["question"] != hostile


def test_markdown_is_printed_as_it_is(type_command: Type, old: Path, new: Path) -> None:
    result = type_command("diff", old, new, "--markdown")

    assert result.stdout.startswith("# What changed since the last report\n")
    assert "- **Conflict: How many people were hurt?** New: courier was added\n" in result.stdout


# -- exit codes and what goes wrong ----------------------------------------------------------------


def test_something_flagged_that_is_new_ends_with_1_on_request(
    type_command: Type, old: Path, new: Path
) -> None:
    assert type_command("diff", old, new, "--exit-code").exit_code == 1
    assert type_command("diff", old, new, "--exit-code", "--json").exit_code == 1
    assert type_command("diff", old, new).exit_code == 0


def test_something_flagged_that_is_gone_ends_with_0(
    type_command: Type, old: Path, new: Path
) -> None:
    assert type_command("diff", new, old, "--exit-code").exit_code == 0


def test_a_report_that_is_missing_is_wrong_use(type_command: Type, new: Path) -> None:
    result = type_command("diff", "nowhere", new)

    assert words(result.stderr) == (
        "factcheck: there is no report at nowhere; give a report.json that `factcheck check` has "
        "written"
    )
    assert result.exit_code == 2


def test_a_folder_without_a_report_is_wrong_use(
    type_command: Type, new: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    result = type_command("diff", tmp_path / "empty", new)

    assert "there is no report at" in words(result.stderr)
    assert result.exit_code == 2


def test_an_article_for_a_report_is_wrong_use(
    type_command: Type, new: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    result = type_command("diff", new, tmp_path / "a.txt")

    assert "is not a factcheck report" in words(result.stderr)
    assert result.exit_code == 2


def test_another_report_format_is_wrong_use(type_command: Type, new: Path, tmp_path: Path) -> None:
    (tmp_path / "v2.json").write_text('{"schema_version": 2}', encoding="utf-8")
    result = type_command("diff", tmp_path / "v2.json", new)

    assert "has report format 2, this factcheck reads format 1" in words(result.stderr)
    assert result.exit_code == 2


def test_json_and_markdown_together_are_wrong_use(type_command: Type, old: Path, new: Path) -> None:
    assert type_command("diff", old, new, "--json", "--markdown").exit_code == 2


def test_an_old_file_that_is_the_younger_one_is_asked_about(
    type_command: Type, old: Path, new: Path
) -> None:
    hour_ago = time.time() - 3600
    os.utime(new / "report.json", (hour_ago, hour_ago))
    result = type_command("diff", old, new)

    assert words(result.stderr) == (
        "note: are OLD and NEW the right way round? the file of OLD was written after that of NEW"
    )
    assert result.exit_code == 0


def test_an_old_report_of_a_newer_version_is_asked_about(
    type_command: Type, new: Path, tmp_path: Path
) -> None:
    newer = write(tmp_path / "newer", report(BOTH, FIVE_OR_EIGHT, by=made(factcheck="0.9.0")))
    result = type_command("diff", newer, new)

    assert "OLD was made by factcheck 0.9.0, NEW by 0.1.0" in words(result.stderr)
