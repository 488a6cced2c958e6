"""Scores and votes: '3-1', '12-4-1', '34 votes to 31' go in, the numbers as written come out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.values.relation import Related, Relation

_DASH = "[-\u2010-\u2013]"
# Not: years ('2008-09'), ages and spans with a unit ('10-20 years'), dates, telephone numbers.
_END = (
    rf"(?![\w/%:]|{_DASH}\w|[.,]\d|\s?(?:per ?cent|years?|months?|weeks?|days?|hours?|minutes?"
    r"|seconds?|miles?|feet|met(?:er|re)s?|kilomet(?:er|re)s?|kg|km|pounds?|inch(?:es)?|people"
    r"|million|billion|thousand|percentage|degrees?|euros?|dollars?)\b)"
)
_SCORE = re.compile(rf"(?<![\w.,/$€£:-])(\d{{1,3}}){_DASH}(\d{{1,3}})(?:{_DASH}(\d{{1,3}}))?{_END}")


# Votes in words: '34 votes to 31', 'by 34 to 31', '34 in favour and 31 against'.
_VOTES = re.compile(
    rf"(?<![\w.,/$€£-])(\d{{1,4}}) "
    rf"(?:votes? (?:to|against) |(?:in favou?r|for),? (?:and|to|with|but) )(\d{{1,4}}){_END}"
    rf"|\b(?:by|of|voted|vote was) (\d{{1,4}})(?: |-)to(?: |-)(\d{{1,4}}){_END}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """Two or three numbers that count for and against (and drawn)."""

    points: tuple[int, ...]

    @property
    def normal(self) -> str:
        """'88-72'."""
        return "-".join(map(str, self.points))

    @property
    def label(self) -> str:
        """The same."""
        return self.normal


def find(text: str) -> Iterator[tuple[int, int, Score]]:
    """Yield the scores of `text` as (start, end, score), in order."""
    matches = [*_SCORE.finditer(text), *_VOTES.finditer(text)]
    for match in sorted(matches, key=lambda match: match.start()):
        given = [group for group in range(1, len(match.groups()) + 1) if match[group]]
        points = [match[group] for group in given]
        if not any(p.startswith("0") and len(p) > 1 for p in points):
            start, end = match.start(given[0]), match.end(given[-1])
            yield start, end, Score(tuple(map(int, points)))


def parse(surface: str) -> Score | None:
    """The one score that `surface` states."""
    found = [score for _, _, score in find(surface.strip())]
    return found[0] if len(found) == 1 else None


def relate(a: Score, b: Score) -> Related:
    """SAME whichever side is named first: '88-72' for one team is '72-88' for the other."""
    if a.points == b.points or a.points == b.points[1::-1] + b.points[2:]:
        return Related(Relation.SAME, f"both say {a.label}")
    if len(a.points) != len(b.points):
        return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} do not count the same")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
