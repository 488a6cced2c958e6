"""All findings under review and what people have decided about them at one moment, and what can be
counted over them. Nothing in it changes: after a decision there is a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from factcheck.model import GRAVEST_FIRST, Severity, State
from factcheck.review.reports import Case, Docket
from factcheck.store.entries import DECIDED as DECISIONS
from factcheck.store.entries import Action, Entry, Review

MOST_CHOICES = 500  # of one filter: the most frequent ones; search finds the others
NOBODY = "-"  # as an assignee: findings that are assigned to nobody

DECIDED = frozenset({State.CONFIRMED, State.DISMISSED, State.RESOLVED})


@dataclass(frozen=True)
class Item:
    """A case and what people have decided about it."""

    case: Case
    review: Review

    @cached_property
    def status(self) -> str:
        """One word for where it stands: its state, or 'changed' where that came after."""
        changed = self.review.changed and self.review.state is not State.CONTESTED
        return "changed" if changed else self.review.state.value

    @cached_property
    def done(self) -> bool:
        """Whether somebody has decided it, and nothing has come up since."""
        return self.review.state in DECIDED and not self.review.changed


@dataclass(frozen=True)
class Progress:
    """How far a review is."""

    done: int
    deferred: int
    total: int

    @classmethod
    def of(cls, items: Iterable[Item]) -> Progress:
        """Counted over these."""
        listed = list(items)
        return cls(
            done=sum(item.done for item in listed),
            deferred=sum(item.status == State.DEFERRED for item in listed),
            total=len(listed),
        )

    @property
    def percent(self) -> int:
        """How much is decided; 100 only when all is."""
        return 100 * self.done // self.total if self.total else 100


class Choice(NamedTuple):
    """One value of a filter, and how many findings have it."""

    value: str
    label: str
    number: int


@dataclass(frozen=True)
class Standing:
    """Every case of a docket with its review, in the order of the docket."""

    docket: Docket
    items: tuple[Item, ...]

    def item(self, key: str) -> Item | None:
        """The item of a case."""
        case = self.docket.by_key.get(key)
        return self.items[case.place] if case else None

    @cached_property
    def progress(self) -> Progress:
        """How far the review is."""
        return Progress.of(self.items)

    @cached_property
    def choices(self) -> dict[str, list[Choice]]:
        """For each filter that is a list, what there is to choose from."""
        return _choices_of(self.items)

    @cached_property
    def people(self) -> frozenset[str]:
        """Everybody who has had to do with these findings."""
        found = {entry.person for item in self.items for entry in item.review.entries}
        return frozenset(found | {i.review.assignee for i in self.items if i.review.assignee})

    def batch(self, entry: Entry) -> list[tuple[Item, Entry]]:
        """An entry and those that its person made at the same moment, with one form."""
        return [
            (item, e)
            for item in self.items
            for e in item.review.entries
            if e.at == entry.at and e.person == entry.person and e.action is entry.action
        ]


def last_of(review: Review, person: str) -> Entry | None:
    """The newest entry of a person that can be taken back."""
    return next(
        (
            entry
            for entry in reversed(review.entries)
            if entry.person == person
            and entry.action is not Action.UNDO
            and entry.id not in review.undone
        ),
        None,
    )


def overtaken(review: Review, identifier: str) -> bool:
    """Whether an entry is in the history but does not count any more: taken back, or replaced by
    a later decision or assignment."""
    entry = next((e for e in review.entries if e.id == identifier), None)
    if entry is None:
        return False
    if identifier in review.undone:
        return True
    if entry.action is Action.ASSIGN:
        counting = [e for e in review.entries if e.id not in review.undone]
        return entry != [e for e in counting if e.action is Action.ASSIGN][-1]
    return entry.action in DECISIONS and entry not in review.decisions


def _choices_of(items: Sequence[Item]) -> dict[str, list[Choice]]:
    found = {
        "verdict": _choices((i.case.finding.verdict.value for i in items), GRAVEST_FIRST),
        "kind": _choices(i.case.finding.kind for i in items),
        "severity": _choices((i.case.finding.severity.value for i in items), list(Severity)),
        "source": _choices(s for i in items for s in i.case.sources),
        "rule": _choices(i.case.finding.rule for i in items),
        "assignee": _choices(i.review.assignee or NOBODY for i in items),
    }
    names = {i.case.report.key: i.case.report.name for i in items}
    found["report"] = [
        choice._replace(label=names[choice.value])
        for choice in _choices((i.case.report.key for i in items), list(names))
    ]
    found["assignee"] = [
        choice._replace(label="nobody") if choice.value == NOBODY else choice
        for choice in found["assignee"]
    ]
    return found


def _choices(values: Iterable[str], order: Sequence[str] = ()) -> list[Choice]:
    counted = Counter(values)
    kept = [value for value, _ in counted.most_common(MOST_CHOICES)]
    known = {value: place for place, value in enumerate(order)}
    kept.sort(key=lambda value: (known.get(value, len(known)), value.casefold(), value))
    return [Choice(value, value, counted[value]) for value in kept]
