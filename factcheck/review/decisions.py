"""A docket and the ledger go in, each case with its review comes out. What the ledger says of a
report is folded again only when the ledger or the report has changed since.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factcheck.model import State
from factcheck.review.reports import Case, Docket, LoadedReport
from factcheck.store.entries import Action, Entry, Review
from factcheck.store.ledger import Ledger

UNREVIEWED = Review()
DECIDED = frozenset({State.CONFIRMED, State.DISMISSED, State.RESOLVED})


@dataclass(frozen=True)
class Item:
    """A case and what people have decided about it."""

    case: Case
    review: Review

    @property
    def status(self) -> str:
        """One word for where it stands: its state, or 'changed' where that came after."""
        changed = self.review.changed and self.review.state is not State.CONTESTED
        return "changed" if changed else self.review.state.value

    @property
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


class Decisions:
    """The reviews of a docket as the ledger now has them. Safe from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._folded: dict[str, tuple[LoadedReport, int, Mapping[str, Review]]] = {}
        self._items: tuple[Docket, int, tuple[Item, ...]] | None = None

    def items(self, docket: Docket) -> tuple[Item, ...]:
        """Every case with its review, in the order of the docket."""
        head = self.ledger.head()
        with self._lock:
            if self._items and self._items[0] is docket and self._items[1] == head:
                return self._items[2]
            reviews = {report.key: self._reviews(report, head) for report in docket.reports}
            items = tuple(
                Item(case, reviews[case.report.key].get(case.finding.id, UNREVIEWED))
                for case in docket.cases
            )
            self._items = (docket, head, items)
            return items

    def _reviews(self, report: LoadedReport, head: int) -> Mapping[str, Review]:
        folded = self._folded.get(report.key)
        if folded and folded[0] is report and folded[1] == head:
            return folded[2]
        reviews = self.ledger.reviews(report.report)
        self._folded[report.key] = (report, head, reviews)
        return reviews


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
