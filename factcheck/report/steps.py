"""An update goes in, how its value moved from one publication date to the next comes out: the
steps of a rising toll.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from factcheck import model
from factcheck.report.days import date_label
from factcheck.report.names import ArticleName, by_letter
from factcheck.report.scale import Stretch, stretch

_NUMBER = re.compile(r"~?(-?\d+(?:\.\d+)?)")
_FULL = 100.0  # width and height of the picture, in percent
_ROOM, _SIDE = 20.0, 3.0  # left free above and below, left and right


@dataclass(frozen=True)
class StepPoint:
    """A value on a day: who gave it, and where it stands in the picture, in percent."""

    x: float
    y: float
    label: str
    day: str
    articles: tuple[ArticleName, ...]
    highest: bool  # of its day; the others of the day have no room for a label


@dataclass(frozen=True)
class Steps:
    """The values in the order of their days; the line between two goes right, then up or down."""

    points: tuple[StepPoint, ...]


def steps_of(
    finding: model.Finding, articles: dict[str, ArticleName], published: dict[str, str]
) -> Steps | None:
    """The steps, or None where the answers are no numbers or all of one day."""
    givers: defaultdict[tuple[Stretch, float, str], set[ArticleName]] = defaultdict(set)
    days: dict[Stretch, str] = {}
    for answer in finding.answers:
        number = _NUMBER.match(answer.value)
        for evidence in answer.evidence:
            day = stretch(published.get(evidence.article, ""))
            if number is None or day is None or evidence.article not in articles:
                continue
            givers[day, float(number[1]), answer.label].add(articles[evidence.article])
            days[day] = date_label(published[evidence.article])
    if len(days) < 2:
        return None
    first, last = min(map(_middle, days)), max(map(_middle, days))
    wide = (_FULL - 2 * _SIDE) / ((last - first).days or 1)
    numbers = [number for _, number, _ in givers]
    least, most = min(numbers), max(numbers)
    height = (_FULL - 2 * _ROOM) / ((most - least) or 1)
    points = [
        StepPoint(
            round(_SIDE + (_middle(day) - first).days * wide, 1),
            round(_FULL - _ROOM - (number - least) * height, 1),
            label,
            days[day],
            tuple(sorted(names, key=by_letter)),
            number == max(n for d, n, _ in givers if d == day),
        )
        for (day, number, label), names in sorted(givers.items(), key=_by_day)
    ]
    return Steps(tuple(points))


def _middle(day: Stretch) -> date:
    return date.fromordinal((day.first.toordinal() + day.last.toordinal()) // 2)


def _by_day(item: tuple[tuple[Stretch, float, str], set[ArticleName]]) -> tuple[date, date, float]:
    (day, number, _), _ = item
    return day.first, day.last, number
