"""The entries about a finding go in, its Review comes out: which entries are about it, which
decisions stand, whether two of them differ, and what has changed since.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.model import State
from factcheck.store.entries import BEFORE_VERDICT, DECIDED, Action, Entry, Passage, Review

Pair = frozenset[tuple[str, str, str]]
"""Two passages that state different answers, each by its article's digest, quote and answer."""

_Seen = Mapping[str, frozenset[str]]


def fold(
    entries: Sequence[Entry], fingerprint: str | None = None, now: Sequence[Passage] = ()
) -> Review:
    """What these entries come to, in whatever order they were written; all are about one finding.

    `fingerprint` (as `decided_on` has it) and `now` are the finding's as it is; without them
    nothing counts as changed.
    """
    entries = ordered(entries)
    undone = _undone(entries)
    said = [e for e in entries if e.id not in undone and e.action is not Action.UNDO]
    seen = _seen(entries)
    standing = _standing([e for e in said if e.action in DECIDED], seen)
    assigned = next((e for e in reversed(said) if e.action is Action.ASSIGN), None)
    review = Review(
        notes=tuple(e for e in said if e.note.strip()),
        assignee=(assigned.assignee or None) if assigned else None,
        entries=tuple(entries),
        undone=frozenset(undone),
        newest=_newest(seen),
        decisions=standing,
    )
    if not standing:
        return review
    last = standing[-1]
    contested = len({(e.action, e.answer) for e in standing}) > 1
    changed = fingerprint is not None and not _is_as_decided(last, fingerprint)
    return review.model_copy(
        update={
            "state": State.CONTESTED if contested else DECIDED[last.action],
            "person": last.person,
            "at": last.at,
            "reason": None if contested else last.reason,
            "answer": None if contested else last.answer,
            "note": last.note,
            "changed": changed,
            "added": _without(now, last.evidence) if changed else (),
            "removed": _without(last.evidence, now) if changed else (),
        }
    )


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Entries in the order in which people made them, the same in every ledger that has them: what
    an entry names comes before it, else the earlier first."""
    waiting = {e.id: e for e in entries}
    named = {
        e.id: {name for name in _named(e) if name in waiting} - {e.id} for e in waiting.values()
    }
    naming: dict[str, list[str]] = defaultdict(list)
    for name, before in named.items():
        for one in before:
            naming[one].append(name)
    ready = [(e.at, e.id) for e in waiting.values() if not named[e.id]]
    heapq.heapify(ready)
    found: list[Entry] = []
    while waiting:
        if not ready:  # entries that name each other in a circle, which nobody can have made
            ready.append(min((e.at, e.id) for e in waiting.values()))
        _, name = heapq.heappop(ready)
        if name not in waiting:
            continue
        found.append(waiting.pop(name))
        for later in naming[name]:
            named[later].discard(name)
            if not named[later] and later in waiting:
                heapq.heappush(ready, (waiting[later].at, later))
    return found


def about(entries: Iterable[Entry], now: Sequence[Passage]) -> list[Entry]:
    """Those of a finding id's entries that are about the finding with these passages.

    Two stories can ask one question ("How many were killed?"): an entry is about the finding with
    which it shares an article, and whatever shares one with a decision among these is, too, for the
    articles of a growing story change one by one. Only decisions that stand join in this way: a
    note on what links two stories leaves them apart. An undo goes where what it takes back goes.
    """
    everything = list(entries)
    undone = _undone(ordered(everything))
    shared = _marks(now)
    taken: set[str] = set()
    while True:
        joined = [
            e
            for e in everything
            if e.id not in taken
            and (e.undoes in taken or not shared.isdisjoint(_marks(e.evidence)))
        ]
        if not joined:
            return [e for e in everything if e.id in taken]
        taken |= {e.id for e in joined}
        for entry in joined:
            if _joins(entry, undone):
                shared |= _marks(entry.evidence)


def stories(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries of one finding id, those about one story together."""
    waiting = list(entries)
    undone = _undone(ordered(waiting))
    found = []
    while waiting:
        first = next((e for e in waiting if _joins(e, undone)), waiting[0])
        story = about(waiting, first.evidence) or [first]
        taken = {e.id for e in story}
        waiting = [e for e in waiting if e.id not in taken]
        found.append(story)
    return found


def pairs(now: Sequence[Passage]) -> set[Pair]:
    """The pairs of passages that make a finding: one states one answer, the other another. None
    where the text of an article is not known: the same words are said of many events."""
    said = list(dict.fromkeys((p.digest, p.quote, p.answer) for p in now))
    if not all(digest for digest, _, _ in said):
        return set()
    return {frozenset((a, b)) for n, a in enumerate(said) for b in said[:n] if a[2] != b[2]}


def _marks(evidence: Iterable[Passage]) -> set[tuple[str, ...]]:
    """What tells that two findings are of one story: an article's text, or, where that was edited,
    a sentence with its source and day. A sentence alone does not: papers write the same of two
    fires, and files of two folders have one name."""
    marks: set[tuple[str, ...]] = {(p.digest,) for p in evidence if p.digest}
    return marks | {
        (p.publisher or p.article, p.published, p.quote) for p in evidence if p.published
    }


def _is_as_decided(decision: Entry, fingerprint: str) -> bool:
    """Whether the finding is what it was; a decision that tells no verdict was about any."""
    if decision.verdict is None:
        fingerprint = fingerprint.partition(BEFORE_VERDICT)[0]
    return decision.fingerprint == fingerprint


def _joins(entry: Entry, undone: set[str]) -> bool:
    """Whether what shares an article with this entry is about the same story."""
    return entry.action in DECIDED and entry.id not in undone


def _named(entry: Entry) -> set[str]:
    """Ids of the entries that this one's person had before them."""
    return {*entry.seen, *([entry.undoes] if entry.undoes else [])}


def _undone(entries: Sequence[Entry]) -> set[str]:
    """Ids of the entries that were taken back. The newest has the last word: an undo that was
    itself undone takes nothing back."""
    undone: set[str] = set()
    for entry in reversed(entries):
        if entry.action is Action.UNDO and entry.id not in undone and entry.undoes:
            undone.add(entry.undoes)
    return undone


def _standing(decisions: Sequence[Entry], seen: _Seen) -> tuple[Entry, ...]:
    """The decisions that no later one replaces: one replaces those that its person had seen, and
    that person's own."""
    replaced = {
        earlier.id
        for n, later in enumerate(decisions)
        for earlier in decisions[:n]
        if earlier.id in seen[later.id] or earlier.person == later.person
    }
    return tuple(e for e in decisions if e.id not in replaced)


def _seen(entries: Sequence[Entry]) -> _Seen:
    """For each entry, the ids of all that its person had seen: those named, and what the people
    behind those had seen."""
    seen: dict[str, frozenset[str]] = {}
    for entry in entries:
        named = _named(entry)
        seen[entry.id] = frozenset(named.union(*(seen.get(name, ()) for name in named)))
    return seen


def _newest(seen: _Seen) -> tuple[str, ...]:
    """Ids of the entries that nobody had seen when writing another."""
    known = frozenset().union(*seen.values())
    return tuple(name for name in seen if name not in known)


def _without(these: Sequence[Passage], those: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages of `these` that `those` lack, by what is quoted and how it is read; a sentence
    that stands twice counts twice."""
    left = Counter((p.quote, p.answer) for p in those)
    found = []
    for passage in these:
        key = (passage.quote, passage.answer)
        if left[key]:
            left[key] -= 1
        else:
            found.append(passage)
    return tuple(found)
