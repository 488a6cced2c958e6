"""`factcheck review`: in the terminal, and decisions moved between people. (In the browser: see
tests/review.)
"""

from __future__ import annotations

import errno
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner, Result

from factcheck.cli.app import app
from factcheck.cli.review.desk import Desk
from factcheck.model import Report, State
from factcheck.report import Report as WritableReport
from factcheck.report import load
from factcheck.review.reports import ReportsFolder
from factcheck.store.entries import Action, Entry, Review
from factcheck.store.ledger import Ledger
from tests.cli.conftest import COLOURING, Checked, Type
from tests.store.conftest import decided, finding_of, report_of

Answer = Callable[..., Result]

FIRE = finding_of(
    {
        "5": [("post", "Five people died in the fire.")],
        "8": [("echo", "Eight people died in the fire.")],
    },
    id="fire-dead",
)
CRASH = finding_of(
    {"2": [("post", "Two died in the crash.")], "3": [("echo", "Three died in the crash.")]},
    id="crash-dead",
)
HURT = finding_of(
    {"10": [("post", "Ten were hurt.")], "12": [("wire", "Twelve were hurt.")]},
    id="hurt",
    rule="casualties.injured",
)


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Three conflicts, of two rules; two of them between the same articles."""
    made = report_of(FIRE, CRASH, HURT)
    WritableReport.of(made).to_json(tmp_path / "report" / "report.json")
    return made


@pytest.fixture
def answer(report: Report, tmp_path: Path) -> Answer:
    """Lines that Ada types at `factcheck review --terminal`."""

    def type_lines(*lines: str, person: str = "Ada") -> Result:
        arguments = ["review", tmp_path / "report", "--terminal", "--person", person]
        return CliRunner(env={**dict.fromkeys(COLOURING), "COLUMNS": "80"}).invoke(
            app,
            [*map(str, arguments), "--database", str(tmp_path / "d.db")],
            input="".join(f"{line}\n" for line in lines),
            prog_name="factcheck",
        )

    return type_lines


def reviews(report: Report, tmp_path: Path) -> dict[str, Review]:
    with Ledger.open(str(tmp_path / "d.db")) as ledger:
        return ledger.reviews(report)


def states(report: Report, tmp_path: Path) -> dict[str, State]:
    return {name: review.state for name, review in reviews(report, tmp_path).items()}


def test_each_key_decides_and_the_next_finding_comes(
    answer: Answer, report: Report, tmp_path: Path
) -> None:
    result = answer("c", "d", "2", "r", "2", "q")

    assert result.exit_code == 0
    found = reviews(report, tmp_path)
    assert {name: r.state for name, r in found.items()} == {
        "fire-dead": State.CONFIRMED,
        "crash-dead": State.DISMISSED,
        "hurt": State.RESOLVED,
    }
    assert found["crash-dead"].reason == "same-meaning"
    assert found["hurt"].answer == "12"
    assert "3 of 3 decided." in result.stdout


def test_a_finding_is_shown_with_answers_passages_and_who_says_it(answer: Answer) -> None:
    shown = " ".join(answer("q").stdout.split())

    assert "How many people were killed?" in shown
    assert "1 5 Post, date unknown, in the article's own voice “[Five people" in shown


def test_a_decision_can_be_taken_back(answer: Answer, report: Report, tmp_path: Path) -> None:
    result = answer("c", "u", "q")

    assert states(report, tmp_path)["fire-dead"] is State.UNREVIEWED
    assert "Ada confirmed it (taken back)" in result.stdout


def test_an_older_decision_of_ones_own_can_be_taken_back(
    answer: Answer, report: Report, tmp_path: Path
) -> None:
    answer("c", "q")
    answer("k", "u", "q")

    assert states(report, tmp_path)["fire-dead"] is State.UNREVIEWED


def test_what_somebody_else_decided_is_not_taken_back(
    answer: Answer, report: Report, tmp_path: Path
) -> None:
    answer("c", "q")
    result = answer("k", "u", "q", person="Bo")

    assert states(report, tmp_path)["fire-dead"] is State.CONFIRMED
    assert "nothing of yours" in result.stdout


def test_alike_ones_are_decided_at_once_and_taken_back_at_once(
    answer: Answer, report: Report, tmp_path: Path
) -> None:
    result = answer("x", "d", "4", "q")

    assert "The next decision is for this one and 1 alike." in result.stdout
    assert states(report, tmp_path) == {
        "fire-dead": State.DISMISSED,
        "crash-dead": State.DISMISSED,
        "hurt": State.UNREVIEWED,
    }
    answer("k", "k", "u", "q")
    again = answer("x", "c", "u", "q")
    assert "2 findings at once." in again.stdout or again.exit_code == 0


def test_notes_assignments_and_search(answer: Answer, report: Report, tmp_path: Path) -> None:
    result = answer("/", "twelve hurt", "n", "ask the hospital", "a", "Bo", "g", "w", "t", "?", "q")

    review = reviews(report, tmp_path)["hurt"]
    assert [e.note for e in review.notes] == ["ask the hospital"]
    assert review.assignee == "Bo"
    assert "1 of 1" in result.stdout
    assert "not a conflict; then 1 to 5 for the reason" in result.stdout


def test_an_unknown_key_or_number_does_nothing(
    answer: Answer, report: Report, tmp_path: Path
) -> None:
    result = answer("z", "d", "9", "r", "x", "n", "", "q")

    assert "No such key" in result.stdout
    assert result.stdout.count("Nothing was done.") == 2
    assert set(states(report, tmp_path).values()) == {State.UNREVIEWED}


def test_the_end_of_input_is_the_end_of_the_review(answer: Answer) -> None:
    assert answer("c").exit_code == 0


def test_a_decision_that_came_meanwhile_is_shown_as_contested(
    report: Report, tmp_path: Path
) -> None:
    """Bo decides between the showing of the finding and Ada's key."""
    from rich.console import Console

    with Ledger.open(str(tmp_path / "d.db")) as ledger:

        class Ada:
            keys = iter("cq")

            def key(self) -> str:
                pressed = next(self.keys)
                if pressed == "c":
                    ledger.record([decided(report, Action.DISMISS, "Bo")])
                return pressed

            def line(self, question: str) -> str:
                raise EOFError

        console = Console(file=(tmp_path / "shown.txt").open("w"), width=80)
        Desk(ReportsFolder.open([tmp_path / "report"]), ledger, console, Ada(), "Ada").run()
        console.file.close()

        assert ledger.reviews(report)["fire-dead"].state is State.CONTESTED
    shown = " ".join((tmp_path / "shown.txt").read_text().split())
    assert "Contested: Bo, Ada decided differently. Your decision settles it." in shown


def test_hostile_text_commands_no_terminal(tmp_path: Path) -> None:
    sides = {
        "\x1b[2J": [("post", "\x1b]0;owned\x07 [red]five[/red] \u202e died.")],
        "8": [("echo", "x" * 100_000)],
    }
    WritableReport.of(report_of(finding_of(sides))).to_json(tmp_path / "report.json")

    result = CliRunner().invoke(
        app,
        ["review", str(tmp_path), "--terminal", "--database", str(tmp_path / "d.db")],
        input="Eve\x1b[31m\nt\nw\ng\nq\n",
    )

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "[red]five[/red]" in result.stdout
    assert len(result.stdout) < 20_000


def test_single_keys_in_a_real_terminal(report: Report, tmp_path: Path) -> None:
    """No Enter: `c` decides."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "factcheck", "review", str(tmp_path / "report"), "--terminal"]
    process = subprocess.Popen(
        [*command, "--person", "Ada", "--database", str(tmp_path / "d.db")],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen = ""

    def wait_for(words: str) -> None:
        nonlocal seen
        end = time.monotonic() + 60
        while words not in seen:
            assert time.monotonic() < end, seen
            if select.select([ours], [], [], 1)[0]:
                seen += os.read(ours, 65536).decode("utf-8", "replace")

    wait_for("1 of 3")
    wait_for("> ")
    os.write(ours, b"c")
    wait_for("2 of 3")
    os.write(ours, b"\x1b[A")  # arrow up, typed ahead: the one before
    wait_for("Ada confirmed it")
    os.write(ours, b"q")
    wait_for("1 of 3 decided.")
    process.wait(timeout=30)
    os.close(ours)

    assert process.returncode == 0
    assert states(report, tmp_path)["fire-dead"] is State.CONFIRMED


def test_decisions_move_between_two_databases(
    report: Report, tmp_path: Path, type_command: Type
) -> None:
    entries = (decided(report, Action.CONFIRM), decided(report, Action.NOTE, note="“hm”\n→"))
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        ledger.record(entries)
    file = tmp_path / "decisions.jsonl"

    out = type_command("review", "--database", tmp_path / "a.db", "--export", file)
    printed = type_command("review", "--database", tmp_path / "a.db", "--export", "-")
    first = type_command("review", "--database", tmp_path / "b.db", "--import", file)
    again = type_command("review", "--database", tmp_path / "b.db", "--import", file)

    assert out.exit_code == first.exit_code == again.exit_code == 0
    assert printed.stdout == file.read_text("utf-8")
    assert [Entry.model_validate_json(line) for line in printed.stdout.splitlines()] == [*entries]
    assert "2 new, 0 known already" in " ".join(first.stderr.split())
    assert "0 new, 2 known already" in " ".join(again.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "nowhere"),
        ((), "writes one; run factcheck check first"),
        (("--export", "x", "--terminal"), "leave out REPORT"),
        (("--import", "nowhere.jsonl"), "cannot read nowhere.jsonl"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: tuple[str, ...], message: str, type_command: Type
) -> None:
    result = type_command("review", *arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_another_address_needs_a_password(
    checked: Checked, tmp_path: Path, type_command: Type
) -> None:
    result = type_command(
        "review", checked.folder, "--host", "0.0.0.0", "--database", tmp_path / "d.db"
    )

    assert result.exit_code == 2
    assert "password" in result.stderr
    assert not (tmp_path / "d.db").exists()


@pytest.mark.usefixtures("report")
def test_in_the_terminal_nobody_needs_a_password(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app,
        [
            *("review", str(tmp_path / "report"), "--terminal", "--host", "0.0.0.0"),
            *("--database", str(tmp_path / "d.db")),
        ],
        input="Ada\nq\n",
    )

    assert result.exit_code == 0


def test_what_is_no_text_is_replaced_in_a_note(report: Report, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "factcheck", "review", str(tmp_path / "report"), "--terminal"]
    done = subprocess.run(
        [*command, "--person", "Ada", "--database", str(tmp_path / "d.db")],
        input=b"n\ncaf\xe9 closed\nq\n",
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:surrogateescape"},
    )

    assert b"Traceback" not in done.stderr
    assert [e.note for e in reviews(report, tmp_path)["fire-dead"].entries] == ["caf\ufffd closed"]


def test_an_export_that_fails_leaves_the_older_one(
    report: Report, tmp_path: Path, type_command: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        ledger.record([decided(report, Action.CONFIRM)])
    file = tmp_path / "decisions.jsonl"
    file.write_text("older\n")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        failed = type_command("review", "--database", tmp_path / "a.db", "--export", file)

    assert failed.exit_code == 3
    assert "No space left" in " ".join(failed.stderr.split())
    assert file.read_text() == "older\n"
    assert sorted(p.name for p in tmp_path.glob("*decisions.jsonl*")) == ["decisions.jsonl"]
    type_command("review", "--database", tmp_path / "a.db", "--export", file)
    assert len(file.read_text().splitlines()) == 1


def test_a_byte_order_mark_before_an_export_does_no_harm(
    report: Report, tmp_path: Path, type_command: Type
) -> None:
    file = tmp_path / "decisions.jsonl"
    line = decided(report, Action.CONFIRM).model_dump_json()
    file.write_text(f"{line}\n", encoding="utf-8-sig")

    result = type_command("review", "--database", tmp_path / "b.db", "--import", file)

    assert "1 new" in " ".join(result.stderr.split())


def test_a_database_that_cannot_be_used_is_said(
    checked: Checked, tmp_path: Path, type_command: Type
) -> None:
    result = type_command("review", checked.folder, "--terminal", "--database", tmp_path)

    assert result.exit_code == 3
    assert "is a folder; name a file" in " ".join(result.stderr.split())


@pytest.mark.enable_socket
@pytest.mark.usefixtures("piped")
def test_the_review_in_the_browser_prints_its_address_and_ends_with_ctrl_c(
    checked: Checked, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "factcheck", "review", str(checked.folder), "--no-browser"]
    process = subprocess.Popen(
        [*command, "--port", "0", "--database", str(tmp_path / "d.db")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline() for _ in range(2)]
    with urlopen(lines[1].split()[-1], timeout=30) as page:  # it answers
        assert page.status == 200
    process.send_signal(signal.SIGINT)
    rest, errors = process.communicate(timeout=30)

    assert str(tmp_path / "d.db") in lines[0]
    assert re.search(r"http://127\.0\.0\.1:\d+/\?token=\S{20,}", lines[1])
    assert (process.returncode, errors) == (0, "")
    assert "The review has ended." in rest


def test_a_report_of_the_story_can_be_reviewed(checked: Checked, tmp_path: Path) -> None:
    """What check wrote, review reads."""
    result = CliRunner().invoke(
        app,
        ["review", str(checked.folder), "--terminal", "--database", str(tmp_path / "d.db")],
        input="Ada\nr\n1\nq\n",
    )

    assert result.exit_code == 0
    review = reviews(load(checked.folder / "report.json"), tmp_path)
    assert State.RESOLVED in {r.state for r in review.values()}
