"""The entries about a finding go in, its Review comes out: which entries are about it, which
decisions stand, whether two of them differ, and what has changed since.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from factcheck.model import State
from factcheck.store.entries import DECIDED, Action, Entry, Passage, Review

Pair = frozenset[tuple[str, str]]
"""Two passages that state different answers, each by its quote and its answer."""

_Seen = Mapping[str, frozenset[str]]


def fold(
    entries: Sequence[Entry], fingerprint: str | None = None, now: Sequence[Passage] = ()
) -> Review:
    """What these entries come to, in the order of writing; all are about one finding.

    `fingerprint` and `now` are the finding's as it is; without them nothing counts as changed.
    """
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
    changed = fingerprint is not None and last.fingerprint != fingerprint
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


def about(entries: Iterable[Entry], now: Sequence[Passage]) -> list[Entry]:
    """Those of a finding id's entries that are about the finding with these passages.

    Two stories can ask one question ("How many were killed?"): an entry is about the finding with
    which it shares a quote or an article, and whatever shares one with such an entry is, too, for
    the articles of a growing story change one by one.
    """
    everything = list(entries)
    shared = _marks(now)
    waiting, found = everything, []
    while True:
        joined = [e for e in waiting if not shared.isdisjoint(_marks(e.evidence))]
        if not joined:
            break
        found += joined
        shared |= {mark for e in joined for mark in _marks(e.evidence)}
        taken = {e.id for e in joined}
        waiting = [e for e in waiting if e.id not in taken]
    taken = {e.id for e in found}
    return [e for e in everything if e.id in taken]


def stories(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries of one finding id, those about one story together."""
    waiting = list(entries)
    found = []
    while waiting:
        story = about(waiting, waiting[0].evidence) or waiting[:1]
        taken = {e.id for e in story}
        waiting = [e for e in waiting if e.id not in taken]
        found.append(story)
    return found


def pairs(now: Sequence[Passage]) -> set[Pair]:
    """The pairs of passages that make a finding: one states one answer, the other another."""
    said = list(dict.fromkeys((p.quote, p.answer) for p in now))
    return {frozenset((a, b)) for n, a in enumerate(said) for b in said[:n] if a[1] != b[1]}


def _marks(evidence: Iterable[Passage]) -> set[tuple[str, str]]:
    marks = {("quote", p.quote) for p in evidence}
    return marks | {("article", p.digest) for p in evidence if p.digest}


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
        named = {*entry.seen, *([entry.undoes] if entry.undoes else [])}
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
