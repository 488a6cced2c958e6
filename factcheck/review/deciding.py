"""The fields of a form go in, entries for the ledger come out. A form says what its person saw
(fingerprint, newest entries), so that nobody decides about something else than was on the page.
"""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from factcheck.model import Answer, Finding, Reason
from factcheck.review.detail import answer_code
from factcheck.review.standing import Item
from factcheck.store.entries import (
    DECIDED,
    MOST_OF_A_NAME,
    MOST_OF_A_NOTE,
    Action,
    Entry,
)

_LINE_ENDS = re.compile(r"\r\n?")


class FormError(ValueError):
    """A form that cannot be carried out; its text says what to do."""


@dataclass(frozen=True)
class Deed:
    """What a person wants done, whichever finding it is done to."""

    action: Action
    reason: Reason | None = None
    answer: str | None = None  # code of the answer that is right
    sources: frozenset[str] = frozenset()  # instead of a code: the articles that give it
    note: str = ""
    assignee: str | None = None

    @property
    def decides(self) -> bool:
        """Whether it is a decision, so that the next finding can come."""
        return self.action in DECIDED


@dataclass(frozen=True)
class Seen:
    """A finding as it was on the page that the form came from."""

    key: str
    fingerprint: str
    newest: tuple[str, ...]

    @classmethod
    def of(cls, field: str) -> Seen:
        """As a form has it: key, fingerprint and the newest entries, with blanks between them."""
        key, _, rest = field.partition(" ")
        fingerprint, *newest = rest.split() or [""]
        return cls(key, fingerprint, tuple(newest))

    @staticmethod
    def field(item: Item) -> str:
        """What a form is to carry for an item."""
        return " ".join((item.case.key, item.case.finding.fingerprint, *item.review.newest))


def deed(form: Mapping[str, str]) -> Deed:
    """What a form asks for. Raises FormError."""
    kind, _, choice = form.get("decision", "").partition(":")
    note = cleaned_note(form.get("note", ""))
    try:
        action = Action(kind)
        reason = Reason(choice) if action is Action.DISMISS else None
    except ValueError as error:
        raise FormError("Choose what to do, and for a dismissal also a reason.") from error
    if action is Action.NOTE and not note:
        raise FormError("The note is empty; write something and save it again.")
    if action is Action.UNDO:
        raise FormError("Choose what to do.")
    return Deed(
        action=action,
        reason=reason,
        answer=choice if action is Action.RESOLVE else None,
        note=note,
        assignee=(cleaned_name(form.get("assignee", "")) or None)
        if action is Action.ASSIGN
        else None,
    )


def entries(
    wanted: Deed,
    items: Iterable[tuple[Item, Seen]],
    person: str,
    form: str,
    at: datetime | None = None,
) -> tuple[Entry, ...]:
    """The deed done to each of these findings, by one person at one moment.

    `form` names the page that the form was on: the same deed from the same page has the same id
    and is written once, however often the button was pressed. A finding that has no answer like
    the one that is right is left out.
    """
    now = at or datetime.now(UTC)
    made = []
    for item, seen in items:
        answer = _answer(wanted, item.case.finding)
        if wanted.action is Action.RESOLVE and answer is None:
            continue
        made.append(
            Entry.about(
                item.case.finding,
                item.case.report.articles,
                wanted.action,
                person,
                id=_identifier(form, seen.key, *seen.newest, _said(wanted), person),
                reason=wanted.reason,
                answer=answer,
                note=wanted.note,
                assignee=wanted.assignee,
                seen=seen.newest,
                at=now,
            )
        )
    return tuple(made)


def taken_back(items: Iterable[tuple[Item, Entry]], person: str) -> tuple[Entry, ...]:
    """Entries that take back these."""
    at = datetime.now(UTC)
    return tuple(
        Entry.about(
            item.case.finding,
            item.case.report.articles,
            Action.UNDO,
            person,
            id=_identifier(entry.id, "undo", *item.review.newest),
            undoes=entry.id,
            seen=item.review.newest,
            at=at,
        )
        for item, entry in items
    )


def cleaned_name(given: str) -> str:
    """A person's name on one line, without what cannot be seen."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in given)
    return " ".join(visible.split())[:MOST_OF_A_NAME].strip()


def cleaned_note(given: str) -> str:
    """A note with line ends as everywhere. NUL, which no database keeps, is left out."""
    return _LINE_ENDS.sub("\n", given).replace("\0", "").strip()[:MOST_OF_A_NOTE]


def for_others(wanted: Deed, finding: Finding) -> Deed:
    """The deed for findings that are alike: where it says which answer is right, there it is the
    one that the same articles give."""
    given = (a for a in finding.answers if answer_code(a.value) == wanted.answer)
    right = next(given, None)
    return replace(wanted, answer=None, sources=_articles(right)) if right else wanted


def _answer(wanted: Deed, finding: Finding) -> str | None:
    """The normal form of the answer that is right, if the finding has it."""
    if wanted.sources:
        found = (a.value for a in finding.answers if _articles(a) == wanted.sources)
    else:
        found = (a.value for a in finding.answers if answer_code(a.value) == wanted.answer)
    return next(found, None)


def _articles(answer: Answer) -> frozenset[str]:
    return frozenset(evidence.article for evidence in answer.evidence)


def _said(wanted: Deed) -> str:
    """All of a deed in one text, the same in every process."""
    told = (wanted.action, wanted.reason, wanted.answer, *sorted(wanted.sources))
    return "\x1f".join([*map(str, told), wanted.note, wanted.assignee or ""])


def _identifier(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "\x1f".join(parts)))
