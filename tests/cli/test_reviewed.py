"""What `factcheck check` makes of decisions that people took: options, exit codes, reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import api
from factcheck.model import Reason, Verdict
from factcheck.report import Report, load
from factcheck.store.entries import Action, Entry
from factcheck.store.ledger import Ledger
from tests.cli.conftest import Checked, Type


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where decisions are kept; nothing is there yet."""
    return tmp_path / "decisions.db"


@pytest.fixture
def conflict(checked: Checked) -> Report:
    """The report of the story, which has one conflict."""
    return load(checked.folder / "report.json")


def decide(report: Report, database: Path, action: Action, **fields: object) -> None:
    """Ada decides the report's first finding."""
    articles = {a.id: a for a in report.articles}
    if action is Action.DISMISS:
        fields.setdefault("reason", Reason.DIFFERENT_EVENTS)
    with Ledger.open(str(database)) as ledger:
        ledger.record([Entry.about(report.findings[0], articles, action, "Ada", **fields)])


def test_a_dismissed_conflict_is_counted_and_not_flagged(
    conflict: Report, story: Path, out: Path, database: Path, check_story: Type
) -> None:
    decide(conflict, database, Action.DISMISS)

    result = check_story(story, "--database", database, "--fail-on", "any")

    assert result.exit_code == 0
    assert "1 dismissed, --include-dismissed shows them" in " ".join(result.stdout.split())
    report = load(out / "report.json")
    assert report.conflicts == ()
    assert [f.id for f in report.dismissed] == [conflict.findings[0].id]
    assert "1 dismissed in a review and left out here" in (out / "report.html").read_text("utf-8")


def test_dismissed_ones_are_shown_on_demand_and_still_do_not_count(
    conflict: Report, story: Path, out: Path, database: Path, check_story: Type
) -> None:
    decide(conflict, database, Action.DISMISS, note="two <b>centres</b>")

    result = check_story(
        story, "--database", database, "--include-dismissed", "--fail-on", "conflict"
    )

    assert result.exit_code == 0
    assert "Dismissed (different events) by Ada" in " ".join(result.stdout.split())
    page = (out / "report.html").read_text("utf-8")
    assert "Dismissed (different events) by Ada" in page
    assert "two &lt;b&gt;centres&lt;/b&gt;" in page


def test_explain_says_what_people_decided(
    conflict: Report, database: Path, tmp_path: Path, type_command: Type
) -> None:
    right = conflict.findings[0].answers[0]
    decide(conflict, database, Action.RESOLVE, answer=right.value)
    Report.of(api.reviewed(conflict, database)).to_json(tmp_path / "report.json")

    result = type_command("explain", "1", "--report", tmp_path / "report.json")

    words = f"Resolved in favour of “{right.label}” by Ada"
    assert words in " ".join(result.stdout.split())


def test_a_confirmed_conflict_stays_a_conflict_and_is_reviewed(
    conflict: Report, story: Path, database: Path, check_story: Type
) -> None:
    decide(conflict, database, Action.CONFIRM)

    assert check_story(story, "--database", database, "--fail-on", "conflict").exit_code == 1
    assert check_story(story, "--database", database, "--fail-on", "unreviewed").exit_code == 0


def test_an_undecided_conflict_is_unreviewed(
    story: Path, database: Path, check_story: Type
) -> None:
    result = check_story(story, "--database", database, "--fail-on", "unreviewed")

    assert result.exit_code == 1
    assert "no decisions were read: there is no database" in " ".join(result.stderr.split())
    assert not database.exists()


def test_a_conflict_that_changed_since_is_unreviewed(
    conflict: Report, story: Path, database: Path, check_story: Type
) -> None:
    decide(conflict, database, Action.CONFIRM)
    (story / "late-news.txt").write_text("Norway proposed the joint rescue centre, too.\n", "utf-8")

    result = check_story(story, "--database", database, "--fail-on", "unreviewed")

    assert result.exit_code == 1
    assert "the passages have changed since" in " ".join(result.stdout.split())


def test_a_broken_database_does_not_end_a_check(
    story: Path, out: Path, database: Path, check_story: Type
) -> None:
    database.write_text("no database at all " * 100, "utf-8")

    result = check_story(story, "--database", database)

    assert result.exit_code == 0
    assert "no decisions were read" in result.stderr
    assert load(out / "report.json").conflicts


def test_the_variable_and_the_project_name_a_database(
    conflict: Report,
    story: Path,
    out: Path,
    database: Path,
    check_story: Type,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decide(conflict, database, Action.DISMISS)

    monkeypatch.setenv("FACTCHECK_DATABASE", str(database))
    check_story(story, "--quiet")
    assert len(load(out / "report.json").dismissed) == 1

    monkeypatch.delenv("FACTCHECK_DATABASE")
    (story / "factcheck.toml").write_text('database = "../decisions.db"\n', "utf-8")
    check_story(story, "--quiet")
    assert len(load(out / "report.json").dismissed) == 1


def test_without_a_database_nothing_is_said(story: Path, check_story: Type) -> None:
    result = check_story(story)

    assert result.stderr == ""
    assert "dismissed" not in result.stdout


def test_from_python_a_database_is_named(
    conflict: Report, story: Path, database: Path, tmp_path: Path
) -> None:
    decide(conflict, database, Action.DISMISS)

    assert api.check(story, database=database).conflicts == ()
    assert len(api.check(story, database=database, include_dismissed=True).conflicts) == 1
    with pytest.raises(api.NoDatabaseError):
        api.reviewed(conflict, tmp_path / "nowhere.db")
    assert conflict.findings[0].verdict is Verdict.CONFLICT
