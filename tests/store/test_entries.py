"""What an entry must have, and what it refuses."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from factcheck.model import Report
from factcheck.store.entries import MOST_OF_A_NOTE, Action, Entry, digest
from tests.store.conftest import decided


@pytest.mark.parametrize(
    ("action", "field"),
    [
        (Action.RESOLVE, "answer"),
        (Action.NOTE, "note"),
        (Action.UNDO, "undoes"),
    ],
)
def test_an_action_needs_what_belongs_to_it(report: Report, action: Action, field: str) -> None:
    with pytest.raises(ValidationError, match=f"needs its field '{field}'"):
        decided(report, action)


def test_a_dismissal_needs_a_reason(report: Report) -> None:
    with pytest.raises(ValidationError, match="needs its field 'reason'"):
        decided(report, Action.DISMISS, reason=None)


@pytest.mark.parametrize("person", ["", "   ", "x" * 500])
def test_nobody_decides_without_a_name_of_ordinary_length(report: Report, person: str) -> None:
    with pytest.raises(ValidationError):
        decided(report, Action.CONFIRM, person)


def test_a_note_has_an_end(report: Report) -> None:
    with pytest.raises(ValidationError):
        decided(report, Action.NOTE, note="x" * (MOST_OF_A_NOTE + 1))


def test_what_was_seen_may_come_from_a_form(report: Report) -> None:
    assert decided(report, Action.CONFIRM, seen="a b").seen == ("a", "b")
    assert decided(report, Action.CONFIRM, seen="").seen == ()
    assert decided(report, Action.CONFIRM, seen=None).seen == ()


def test_every_entry_has_an_id_of_its_own(report: Report) -> None:
    ids = {decided(report, Action.CONFIRM).id for _ in range(100)}

    assert len(ids) == 100


def test_the_evidence_is_what_the_person_saw(report: Report) -> None:
    entry = decided(report, Action.CONFIRM)

    assert [(p.publisher, p.quote, p.answer) for p in entry.evidence] == [
        ("Post", "Five people died in the fire.", "5"),
        ("Echo", "Eight people died in the fire.", "8"),
    ]
    assert entry.evidence[0].digest == digest(report.articles[0].text)


def test_times_are_kept_in_utc(report: Report) -> None:
    entry = decided(report, Action.CONFIRM, at="2026-03-01T12:00:00+02:00")

    assert entry.at.isoformat() == "2026-03-01T10:00:00+00:00"
    with pytest.raises(ValidationError):
        Entry.model_validate(entry.model_dump() | {"at": "2026-03-01T12:00:00"})
