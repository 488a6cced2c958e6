"""A docket and the ledger go in, what stands now comes out. What the ledger says of a finding is
folded again only when something was written that can change it.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.model import Finding
from factcheck.review.reports import Docket, LoadedReport
from factcheck.review.standing import Item, Standing
from factcheck.store.entries import Entry, Review, passages
from factcheck.store.ledger import Ledger
from factcheck.store.reviewing import Pair, pairs


@dataclass
class _Folded:
    """The reviews of one report, and what of them a new entry can change."""

    report: LoadedReport
    reviews: dict[str, Review]
    by_pair: Mapping[Pair, tuple[Finding, ...]] = field(init=False)
    by_id: Mapping[str, Finding] = field(init=False)

    def __post_init__(self) -> None:
        found: defaultdict[Pair, list[Finding]] = defaultdict(list)
        articles = {article.id: article for article in self.report.report.articles}
        for finding in self.report.findings:
            for pair in pairs(passages(finding, articles)):
                found[pair].append(finding)
        self.by_pair = {pair: tuple(findings) for pair, findings in found.items()}
        self.by_id = {finding.id: finding for finding in self.report.findings}

    def touched(self, entries: tuple[Entry, ...]) -> tuple[Finding, ...]:
        """The findings that these entries are or may be about: by their id, and by the pairs of
        passages that a dismissal dismisses wherever they stand."""
        ids = {entry.finding for entry in entries}
        found = {name: self.by_id[name] for name in ids if name in self.by_id}
        for pair in set().union(*(pairs(entry.evidence) for entry in entries)):
            found |= {finding.id: finding for finding in self.by_pair.get(pair, ())}
        return tuple(found.values())


class Decisions:
    """The reviews of a docket as the ledger now has them. Safe from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._lock = threading.Lock()
        self._head = -1
        self._read = 0  # entries that have been looked at
        self._folded: dict[str, _Folded] = {}
        self._standing: Standing | None = None

    def standing(self, docket: Docket) -> Standing:
        """Every case with its review."""
        with self._lock:
            head = self.ledger.head()
            if self._standing and self._standing.docket is docket and self._head == head:
                return self._standing
            known = self.ledger.entries()
            fresh = self._fresh(known)
            reviews = {report.key: self._reviews(report, fresh) for report in docket.reports}
            self._standing = Standing(docket, self._items(docket, reviews))
            self._head, self._read = head, len(known)  # last: until here all can fail
            return self._standing

    def _items(
        self, docket: Docket, reviews: Mapping[str, Mapping[str, Review]]
    ) -> tuple[Item, ...]:
        """One for each case; of those that nothing has happened to, the one there was."""
        before: tuple[Item, ...] = ()
        if self._standing and self._standing.docket is docket:
            before = self._standing.items
        made = []
        for case in docket.cases:
            review = reviews[case.report.key][case.finding.id]
            old = before[case.place] if before else None
            made.append(old if old and old.review is review else Item(case, review))
        return tuple(made)

    def _fresh(self, known: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """All entries about the findings that something was written about since the last time."""
        new = {entry.finding for entry in known[self._read :]}
        return tuple(entry for entry in known if entry.finding in new)

    def _reviews(self, report: LoadedReport, fresh: tuple[Entry, ...]) -> dict[str, Review]:
        folded = self._folded.get(report.key)
        if folded is None or folded.report is not report:
            folded = _Folded(report, self.ledger.reviews(report.report))
            self._folded[report.key] = folded
        elif fresh and (touched := folded.touched(fresh)):
            part = report.report.model_copy(update={"findings": touched, "dismissed": ()})
            folded.reviews |= self.ledger.reviews(part)
        return folded.reviews
