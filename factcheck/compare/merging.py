"""The findings of several stories go in; they come out in report order, under ids that differ."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from factcheck.model import Finding, in_report

ID_LENGTH = 16  # hexadecimal digits: 64 bits, no collision in a billion questions


def merged(stories: Iterable[Iterable[Finding]]) -> list[Finding]:
    """The findings of several stories in report order. Where two stories have questions of one
    name, all but one get a number."""
    found = [finding for story in stories for finding in story]
    often = Counter(finding.id for finding in found)
    kept = [f for f in found if often[f.id] == 1]
    same = [f for f in found if often[f.id] > 1]
    for finding, number in zip(same, ids_apart(same, often), strict=True):
        kept.append(finding.model_copy(update={"id": number}))
    return sorted(kept, key=in_report)


def ids_apart(same: Sequence[Finding], taken: Iterable[str]) -> list[str]:
    """An id for each finding, in the order given, where several have one: it stays with one of
    them. `taken` are ids that are given out."""
    known = Taken()
    known.update(taken)
    ids: dict[int, str] = {}
    named: set[str] = set()
    for place in sorted(range(len(same)), key=lambda place: _by_passages(same[place])):
        finding = same[place]
        again = finding.id in named
        ids[place] = known.numbered(finding.rule, finding.id) if again else finding.id
        named.add(finding.id)
    return [ids[place] for place in range(len(same))]


def _by_passages(finding: Finding) -> tuple[str, list[str]]:
    """By what the answers are and who is quoted, not by where or how often."""
    quotes = sorted(f"{a.value}|{e.quote}" for a in finding.answers for e in a.evidence)
    return finding.id, quotes


class Taken(set[str]):
    """Ids that are given out, and the number to try next for a subject of a rule."""

    def __init__(self) -> None:
        super().__init__()
        self._next: defaultdict[tuple[str, str], int] = defaultdict(int)

    def numbered(self, rule: str, subject: str) -> str:
        """A further id for a subject, now taken."""
        while (identifier := digest(rule, subject, str(self._next[rule, subject]))) in self:
            self._next[rule, subject] += 1
        self.add(identifier)
        return identifier


def digest(*parts: str) -> str:
    """Names what these words say together."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]
