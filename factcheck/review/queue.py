"""What a person wants to see (filters, order, words to search) goes in as the parameters of an
address, the findings in question come out, page by page, with what there is to choose from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple
from urllib.parse import urlencode

from factcheck.model import State
from factcheck.review.reports import SORTS, folded
from factcheck.review.standing import NOBODY, Item

PAGE_SIZE = 50  # findings; a page of them is about 100 kB and scrolls without a stutter
SEARCH_LENGTH = 200  # characters of a search; the longest questions have about as many

OPEN, ALL, CHANGED = "open", "all", "changed"
STATES = (OPEN, ALL, *(state.value for state in State), CHANGED)


@dataclass(frozen=True)
class Filters:
    """What a queue shows; an empty field filters nothing. Fields are the parameters of its
    address, so that a link can be sent."""

    state: str = OPEN
    report: str = ""
    verdict: str = ""
    kind: str = ""
    severity: str = ""
    source: str = ""
    rule: str = ""
    assignee: str = ""
    alike: str = ""  # key of a case: those of its rule between the same articles
    q: str = ""
    sort: str = SORTS[0]

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Filters:
        """As an address has them; what is unknown there counts as not given."""
        given = {f.name: parameters.get(f.name, "") for f in fields(cls)}
        given["q"] = " ".join(given["q"].split())[:SEARCH_LENGTH]
        if given["state"] not in STATES:
            given["state"] = OPEN
        if given["sort"] not in SORTS:
            given["sort"] = SORTS[0]
        return cls(**given)

    def but(self, **changes: str) -> Filters:
        """The same with other values."""
        return replace(self, **changes)

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that are not as they are by default."""
        return {
            f.name: value for f in fields(self) if (value := getattr(self, f.name)) != f.default
        }

    @property
    def query(self) -> str:
        """What stands in an address behind the question mark."""
        return urlencode(self.chosen)

    @property
    def narrowed(self) -> bool:
        """Whether anything but state and order is asked for."""
        return not self.chosen.keys() <= {"state", "sort"}


class Tab(NamedTuple):
    """One state to look at, and how many findings are in it."""

    state: str
    label: str
    number: int
    current: bool


@dataclass(frozen=True)
class Queue:
    """One page of the queue."""

    filters: Filters
    found: tuple[Item, ...]  # all that the filters leave, in order
    page: int  # from 1
    tabs: tuple[Tab, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.found) // PAGE_SIZE))

    @property
    def shown(self) -> tuple[Item, ...]:
        """The findings of this page."""
        return self.found[(self.page - 1) * PAGE_SIZE : self.page * PAGE_SIZE]

    @property
    def first(self) -> int:
        """The number of the first finding of this page, from 1."""
        return (self.page - 1) * PAGE_SIZE + 1


def queue(items: Sequence[Item], filters: Filters, page: str = "1") -> Queue:
    """The page with that number, or the nearest there is."""
    anywhere = matching(items, filters.but(state=ALL))
    found = tuple(item for item in anywhere if _in_state(item, filters.state))
    made = Queue(filters, found, 1, _tabs(anywhere, filters))
    wanted = int(page) if page.isascii() and page.isdecimal() and len(page) < 10 else 1
    return replace(made, page=min(max(wanted, 1), made.pages))


def matching(items: Iterable[Item], filters: Filters) -> list[Item]:
    """The items that the filters leave, in the order that they ask for."""
    found = list(items)
    tests = _tests(filters)
    if filters.alike:
        pivot = next((i.case for i in found if i.case.key == filters.alike), None)
        tests.append(lambda i: pivot is not None and i.case.alike == pivot.alike)
    for test in tests:
        found = [item for item in found if test(item)]
    found = [item for item in found if _in_state(item, filters.state)]
    return sorted(found, key=lambda item: item.case.orders[filters.sort])


def _tests(filters: Filters) -> list[Callable[[Item], bool]]:
    """What an item has to pass, apart from its state."""
    asked = filters
    tests: list[Callable[[Item], bool]] = []
    if asked.report:
        tests.append(lambda i: i.case.report.key == asked.report)
    if asked.verdict:
        tests.append(lambda i: i.case.finding.verdict == asked.verdict)
    if asked.kind:
        tests.append(lambda i: i.case.finding.kind == asked.kind)
    if asked.severity:
        tests.append(lambda i: i.case.finding.severity == asked.severity)
    if asked.source:
        tests.append(lambda i: asked.source in i.case.sources)
    if asked.rule:
        tests.append(lambda i: i.case.finding.rule == asked.rule)
    if asked.assignee:
        wanted = None if asked.assignee == NOBODY else asked.assignee
        tests.append(lambda i: i.review.assignee == wanted)
    if asked.q:
        words = folded(asked.q).split()
        tests.append(lambda i: _says(i, words))
    return tests


def _says(item: Item, words: list[str]) -> bool:
    notes = folded("\n".join(entry.note for entry in item.review.notes))
    return all(word in item.case.searched or word in notes for word in words)


def _in_state(item: Item, state: str) -> bool:
    if state == ALL:
        return True
    if state == OPEN:
        return item.review.open
    return item.status == state


_TAB_LABELS = {
    OPEN: "To decide",
    State.UNREVIEWED: "Unreviewed",
    State.CONTESTED: "Contested",
    CHANGED: "Changed since",
    State.DEFERRED: "Needs more checking",
    State.CONFIRMED: "Confirmed",
    State.RESOLVED: "Resolved",
    State.DISMISSED: "Dismissed",
    ALL: "All",
}
_ALWAYS = frozenset({OPEN, ALL})  # the tabs that stay when nothing is in them
_ASKED_FOR = frozenset({State.UNREVIEWED})  # nearly OPEN: shown when an address names it


def _tabs(anywhere: list[Item], filters: Filters) -> tuple[Tab, ...]:
    """The states of what the other filters leave."""
    counted = Counter(item.status for item in anywhere)
    counted[OPEN] = sum(item.review.open for item in anywhere)
    counted[ALL] = len(anywhere)
    return tuple(
        Tab(state, label, counted[state], state == filters.state)
        for state, label in _TAB_LABELS.items()
        if state in _ALWAYS
        or state == filters.state
        or (counted[state] and state not in _ASKED_FOR)
    )
