"""`factcheck rules stats` and `factcheck rules test --from-decisions`: what decisions teach."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcheck.model import Reason
from factcheck.report import Report, load
from factcheck.store.entries import Action, Entry
from factcheck.store.ledger import Ledger
from tests.cli.conftest import Checked, Type


@pytest.fixture
def conflict(checked: Checked) -> Report:
    """The report of the story: Iceland or Norway proposed a rescue centre."""
    return load(checked.folder / "report.json")


def decision(report: Report, action: Action) -> Entry:
    articles = {a.id: a for a in report.articles}
    reason = Reason.OTHER if action is Action.DISMISS else None
    return Entry.about(report.findings[0], articles, action, "Ada", reason=reason)


def exported(tmp_path: Path, *entries: Entry) -> Path:
    file = tmp_path / "decisions.jsonl"
    file.write_text("".join(e.model_dump_json() + "\n" for e in entries), encoding="utf-8")
    return file


def test_rules_are_counted_most_dismissed_first(
    conflict: Report, tmp_path: Path, type_command: Type
) -> None:
    good, bad = decision(conflict, Action.CONFIRM), decision(conflict, Action.DISMISS)
    bad = bad.model_copy(update={"finding": "other", "rule": "zoo.animals"})
    with Ledger.open(str(tmp_path / "d.db")) as ledger:
        ledger.record([good, bad])

    shown = type_command("rules", "stats", "--database", tmp_path / "d.db").stdout
    listed = json.loads(
        type_command("rules", "stats", "--database", tmp_path / "d.db", "--json").stdout
    )

    assert shown.index("zoo.animals") < shown.index("proposals.proposer")
    assert "1 confirmed, 1 dismissed, of 2 rules." in shown
    assert listed[0] == {
        "rule": "proposals.proposer",
        "confirmed": 1,
        "dismissed": 0,
        "contested": 0,
        "deferred": 0,
    }


def test_nothing_decided_says_where_that_is_done(type_command: Type) -> None:
    result = type_command("rules", "stats")

    assert result.exit_code == 0
    assert "factcheck review REPORT" in result.stdout


def test_a_database_that_is_not_there_is_wrong_use(type_command: Type) -> None:
    result = type_command("rules", "stats", "--database", "nowhere.db")

    assert result.exit_code == 2
    assert "there is no database" in result.stderr


def test_a_confirmed_conflict_that_is_still_flagged_holds(
    conflict: Report, tmp_path: Path, type_command: Type
) -> None:
    file = exported(tmp_path, decision(conflict, Action.CONFIRM))

    result = type_command("rules", "test", "--from-decisions", file)

    assert (result.exit_code, result.stdout) == (0, "1 decision on 1 rule: all hold.\n")


def test_a_dismissed_pair_that_is_still_flagged_fails_with_its_passages(
    conflict: Report, tmp_path: Path, type_command: Type
) -> None:
    file = exported(tmp_path, decision(conflict, Action.DISMISS))

    result = type_command("rules", "test", "--from-decisions", file)

    shown = " ".join(result.stdout.split())
    assert result.exit_code == 1
    assert "somebody dismissed it, and its passages are flagged" in shown
    assert "Iceland: “Iceland proposed the joint rescue centre in March.”" in shown


def test_a_confirmed_conflict_that_is_not_flagged_any_more_fails(
    conflict: Report, tmp_path: Path, type_command: Type
) -> None:
    entry = decision(conflict, Action.CONFIRM)
    evidence = tuple(p.model_copy(update={"quote": "It rained."}) for p in entry.evidence)
    file = exported(tmp_path, entry.model_copy(update={"evidence": evidence}))

    result = type_command("rules", "test", "--from-decisions", file)

    assert result.exit_code == 1
    assert "somebody confirmed it" in result.stdout


def test_a_rule_that_is_gone_is_said(conflict: Report, tmp_path: Path, type_command: Type) -> None:
    entry = decision(conflict, Action.CONFIRM).model_copy(update={"rule": "zoo.animals"})

    result = type_command("rules", "test", "--from-decisions", exported(tmp_path, entry))

    assert result.exit_code == 1
    assert "there is no rule zoo.animals any more" in result.stdout


def test_a_decision_that_was_taken_back_tests_nothing(
    conflict: Report, tmp_path: Path, type_command: Type
) -> None:
    entry = decision(conflict, Action.DISMISS)
    undo = decision(conflict, Action.CONFIRM).model_copy(
        update={"action": Action.UNDO, "undoes": entry.id}
    )

    result = type_command("rules", "test", "--from-decisions", exported(tmp_path, entry, undo))

    assert (result.exit_code, result.stdout) == (0, "0 decisions on 0 rules: all hold.\n")


@pytest.mark.parametrize("content", [b"{}\n", b"no json\n", b"\xff\xfe\n"])
def test_a_file_that_is_no_export_is_wrong_use(
    content: bytes, tmp_path: Path, type_command: Type
) -> None:
    (tmp_path / "x.jsonl").write_bytes(content)

    result = type_command("rules", "test", "--from-decisions", tmp_path / "x.jsonl")

    assert result.exit_code == 2
    assert "review --export" in " ".join(result.stderr.split())
