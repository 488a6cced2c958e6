"""What people read for states, actions and reasons; the same words on every page."""

from __future__ import annotations

from datetime import datetime

from factcheck.model import Reason, State
from factcheck.report.days import date_label
from factcheck.store.entries import Action, Entry

REASONS: dict[Reason, str] = {
    Reason.DIFFERENT_EVENTS: "different events",
    Reason.SAME_MEANING: "same meaning",
    Reason.UPDATE: "update",
    Reason.WRONG_EXTRACTION: "wrong extraction",
    Reason.OTHER: "other",
}
STATUSES: dict[str, str] = {
    State.UNREVIEWED: "unreviewed",
    State.CONFIRMED: "confirmed",
    State.DISMISSED: "dismissed",
    State.RESOLVED: "resolved",
    State.DEFERRED: "needs more checking",
    State.CONTESTED: "contested",
    "changed": "changed since reviewed",
}
KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "On a finding",
        (
            ("j", "next finding"),
            ("k", "previous finding"),
            ("c", "confirm it"),
            ("d", "not a conflict; then 1 to 5 for the reason"),
            ("r", "resolve; then 1 to 9 for the answer that is right"),
            ("m", "needs more checking"),
            ("n", "write a note (Ctrl+Enter saves it alone)"),
            ("a", "assign to a person"),
            ("x", "decide the ones that are alike with it"),
            ("u", "undo"),
        ),
    ),
    (
        "In the queue",
        (
            ("j", "next finding"),
            ("k", "previous finding"),
            ("Enter", "open it"),
            ("x", "choose it for a decision on several"),
            ("u", "undo"),
        ),
    ),
    (
        "Everywhere",
        (
            ("/", "search"),
            ("g q", "go to the queue"),
            ("?", "show these keys"),
            ("Esc", "leave a field, or forget a key that was begun"),
        ),
    ),
)


def done(entry: Entry) -> str:
    """What an entry did: 'dismissed it: same meaning'."""
    match entry.action:
        case Action.CONFIRM:
            return "confirmed it"
        case Action.DISMISS:
            return f"dismissed it: {REASONS[entry.reason]}" if entry.reason else "dismissed it"
        case Action.RESOLVE:
            return f"resolved it: “{answer_label(entry)}” is right"
        case Action.DEFER:
            return "asked for more checking"
        case Action.NOTE:
            return "noted"
        case Action.ASSIGN:
            return f"assigned it to {entry.assignee}" if entry.assignee else "assigned it to nobody"
        case Action.UNDO:
            return "took back a decision"


def answer_label(entry: Entry) -> str:
    """The answer that an entry holds for right, as a person would write it."""
    labels = {passage.answer: passage.label for passage in entry.evidence}
    return labels.get(entry.answer or "", entry.answer or "")


def moment(at: datetime) -> str:
    """When it was: '7 September 2018, 08:05 UTC'."""
    return f"{date_label(at.date().isoformat())}, {at:%H:%M} UTC"
