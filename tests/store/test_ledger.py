"""What is written to the ledger stays, and is found again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from factcheck.model import Report, State
from factcheck.store.entries import Action
from factcheck.store.ledger import Ledger, RuleCounts
from factcheck.store.location import StoreError
from tests.store.conftest import decided, finding_of, report_of


def test_what_was_decided_is_there_after_a_restart(report: Report, database: str) -> None:
    entry = decided(report, Action.DISMISS, note="two fires: “A” → ‘B’", seen=("x",))
    with Ledger.open(database) as ledger:
        assert ledger.record([entry]) == (entry,)

    with Ledger.open(database) as ledger:
        assert ledger.entries() == (entry,)
        assert ledger.reviews(report)["toll"].state is State.DISMISSED


def test_sending_twice_writes_once(ledger: Ledger, report: Report) -> None:
    entry = decided(report, Action.CONFIRM)
    other = decided(report, Action.CONFIRM)

    assert ledger.record([entry, entry]) == (entry,)
    assert ledger.record([entry, other]) == (other,)
    assert ledger.entries() == (entry, other)


def test_an_empty_batch_writes_nothing(ledger: Ledger) -> None:
    assert ledger.record([]) == ()


def test_another_process_is_seen_at_once(report: Report, database: str) -> None:
    with Ledger.open(database) as here, Ledger.open(database) as there:
        before = here.head()
        there.record([decided(report, Action.CONFIRM, "Bo")])

        assert here.head() > before
        assert here.reviews(report)["toll"].person == "Bo"


def test_entries_of_some_findings_alone(ledger: Ledger, report: Report) -> None:
    one = decided(report, Action.CONFIRM)
    two = one.model_copy(update={"id": "two", "finding": "other"})
    ledger.record([one, two])

    assert ledger.entries(["other"]) == (two,)


def test_two_stories_with_one_question_share_a_ledger(ledger: Ledger, report: Report) -> None:
    other = report_of(
        finding_of({"2": [("sun", "Two drowned.")], "3": [("moon", "Three drowned.")]})
    )
    ledger.record([decided(report, Action.CONFIRM)])

    assert ledger.reviews(other)["toll"].state is State.UNREVIEWED
    assert ledger.reviews(report)["toll"].state is State.CONFIRMED


def test_a_dismissed_pair_dismisses_whatever_consists_of_it(ledger: Ledger, report: Report) -> None:
    sides = {
        "5": [("post", "Five people died in the fire.")],
        "8": [("echo", "Eight people died in the fire.")],
    }
    again = report_of(finding_of(sides, id="another-id", rule="general.number"))
    more = report_of(finding_of(sides | {"9": [("wire", "Nine died.")]}, id="grown"))
    ledger.record([decided(report, Action.DISMISS)])

    review = ledger.reviews(again)["another-id"]
    assert (review.state, review.same_as, review.person) == (State.DISMISSED, "toll", "Ada")
    assert ledger.reviews(more)["grown"].state is State.UNREVIEWED
    assert len(ledger.dismissed_pairs()) == 1


def test_the_same_words_about_another_fire_are_not_dismissed(ledger: Ledger) -> None:
    """Equal id, fingerprint, file names and sentences; the articles differ."""
    sides = {
        "12": [("post", "Twelve people were killed in the fire.")],
        "15": [("echo", "Fifteen people were killed in the fire.")],
    }
    belm = report_of(finding_of(sides), articles={"post": "Belm, 2018", "echo": "In Belm, 2018"})
    corin = report_of(finding_of(sides), articles={"post": "Corin, 2020", "echo": "Corin"})
    another = report_of(finding_of(sides, id="x"), articles={"post": "Corin, 2020", "echo": "Now"})
    ledger.record([decided(belm, Action.DISMISS)])

    assert ledger.reviews(belm)["toll"].state is State.DISMISSED
    assert ledger.reviews(corin)["toll"].state is State.UNREVIEWED
    assert ledger.reviews(another)["x"].state is State.UNREVIEWED


def test_a_pair_that_somebody_confirmed_is_not_dismissed(ledger: Ledger, report: Report) -> None:
    other = decided(report, Action.CONFIRM).model_copy(update={"finding": "other"})
    ledger.record([decided(report, Action.DISMISS), other])

    assert ledger.dismissed_pairs() == frozenset()


def test_dismissed_findings_of_a_report_have_reviews_too(ledger: Ledger, report: Report) -> None:
    ledger.record([decided(report, Action.DISMISS)])
    left_out = report.model_copy(update={"findings": (), "dismissed": report.findings})

    assert ledger.reviews(left_out)["toll"].state is State.DISMISSED


def test_rules_are_counted_by_what_people_decided(ledger: Ledger, report: Report) -> None:
    others = [
        report_of(
            finding_of({"1": [(f"a{n}", f"One {n}.")], "2": [(f"b{n}", f"Two {n}.")]}, id=f"f{n}")
        )
        for n in range(4)
    ]
    ledger.record(
        [
            decided(others[0], Action.CONFIRM),
            decided(others[1], Action.RESOLVE, answer="1"),
            decided(others[2], Action.DISMISS),
            decided(others[3], Action.CONFIRM, "Ada"),
            decided(others[3], Action.DISMISS, "Bo"),
            decided(report, Action.NOTE, note="hm"),
        ]
    )

    assert ledger.by_rule() == {"casualties.killed": RuleCounts(2, 1, 1, 0)}


def test_export_and_import_move_decisions(report: Report, tmp_path: Path) -> None:
    entries = [decided(report, Action.CONFIRM), decided(report, Action.NOTE, note="line\nbreak")]
    with Ledger.open(str(tmp_path / "a.db")) as a, Ledger.open(str(tmp_path / "b.db")) as b:
        a.record(entries)
        lines = list(a.export())

        assert all("\n" not in line for line in lines)
        assert b.import_lines(lines) == tuple(entries)
        assert b.import_lines(lines) == ()
        assert b.entries() == a.entries()


def test_a_broken_line_imports_nothing(ledger: Ledger, report: Report) -> None:
    good = decided(report, Action.CONFIRM).model_dump_json()

    with pytest.raises(StoreError, match="line 2 is no decision of factcheck"):
        ledger.import_lines([good, '{"id": "x"}'])
    assert ledger.entries() == ()


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00"])
def test_a_time_beyond_the_calendar_is_refused(ledger: Ledger, report: Report, at: str) -> None:
    fields = json.loads(decided(report, Action.CONFIRM).model_dump_json())

    with pytest.raises(StoreError, match=r"line 1 .*beyond the calendar"):
        ledger.import_lines([json.dumps(fields | {"at": at})])


@pytest.mark.parametrize(
    ("field", "value"),
    [("action", "escalate"), ("seen", "["), ("evidence", "5"), ("at", "yesterday")],
)
def test_an_entry_that_cannot_be_read_is_explained(
    tmp_path: Path, report: Report, field: str, value: str
) -> None:
    """As a newer factcheck, or somebody with another program, may have written it."""
    path = tmp_path / "decisions.db"
    with Ledger.open(str(path)) as ledger:
        ledger.record([decided(report, Action.CONFIRM)])
    with closing(sqlite3.connect(path)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(entry)")]
        given = ", ".join({"seq": "2", "id": "'bad'", field: "?"}.get(c, c) for c in columns)
        connection.execute(f"INSERT INTO entry SELECT {given} FROM entry", [value])
        connection.commit()

    with (
        Ledger.open(str(path)) as ledger,
        pytest.raises(StoreError, match="has an entry that this factcheck cannot read"),
    ):
        ledger.reviews(report)


@pytest.mark.parametrize("statement", ["UPDATE entry SET person = 'Eve'", "DELETE FROM entry"])
def test_the_database_refuses_to_change_or_remove_an_entry(
    ledger: Ledger, report: Report, statement: str
) -> None:
    ledger.record([decided(report, Action.CONFIRM)])

    with (
        pytest.raises(DBAPIError, match="only ever added"),
        ledger._engine.begin() as connection,
    ):
        connection.exec_driver_sql(statement)


def test_a_commit_is_on_disk_before_it_is_acknowledged(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "decisions.db")) as ledger, ledger._engine.connect() as opened:
        settings = [
            opened.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous")
        ]

    assert settings == ["wal", 2]


def test_a_folder_that_is_missing_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "new" / "folder" / "decisions.db")):
        assert (tmp_path / "new" / "folder").stat().st_mode & 0o077 == 0


def test_hostile_text_is_kept_as_it_is(database: str) -> None:
    hostile = "<script>alert(1)</script> '; DROP TABLE entry; -- \u202e \x01 \x00 \\ {0} %s"
    report = report_of(finding_of({hostile: [("a", hostile)], "x\0": [("b", "\0 quoted \0")]}))
    entry = decided(report, Action.NOTE, "O'Hara; --", note=hostile)
    with Ledger.open(database) as ledger:
        ledger.record([entry])

    with Ledger.open(database) as again:
        assert again.entries()[0].note == hostile.replace("\0", "\ufffd")
        assert again.entries()[0].person == "O'Hara; --"
        assert again.entries()[0].evidence == entry.evidence
