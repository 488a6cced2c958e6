"""Dates in EDTF go in, places on a line of time come out, in percent of its width."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import struct_time

from factcheck.values.months import MONTHS

MOST_TICKS = 6  # on a telephone there is no room for more
_MARGIN = 0.04  # of the stretch of time, to either side of the first and the last day
_HUNDRED = 100.0
_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?")
_LONGEST = 40  # characters; an interval of two days with their doubts has 23
_REMEMBERED = 10_000  # dates; a report of 1,000 articles has some hundred
_DAYS_OF_MONTH, _DAYS_OF_YEAR = 30, 365
# Steps between ticks: days, months, years; the first that gives few enough ticks is taken.
_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Tick:
    """A day that the axis names, and where."""

    label: str
    x: float


@dataclass(frozen=True)
class Stretch:
    """A day, a month, a year …: its first and last day."""

    first: date
    last: date


@lru_cache(maxsize=_REMEMBERED)
def stretch(text: str) -> Stretch | None:
    """The days that a date means, None where it does not say its year or is no plain EDTF."""
    plain = text.split(" ")[0].split("T")[0]
    if day := _PLAIN.fullmatch(plain):
        year, *rest = day.groups()
        return _plain_stretch(int(year), *(int(part) if part else None for part in rest))
    # A year of nine digits ("Y1E99999999") would be counted to by edtf.
    if not plain or len(plain) > _LONGEST or plain[0] in "Y/" or "X" in plain or plain[-1] == "/":
        return None
    # Takes a tenth of a second to import, and few dates need it.
    import edtf
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        value = edtf.parse_edtf(plain)
        return Stretch(_day(value.lower_strict()), _day(value.upper_strict()))
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        return None


def _plain_stretch(year: int, month: int | None, day: int | None) -> Stretch | None:
    """Nearly all dates are plain, and edtf takes a hundredth of a second for each."""
    try:
        if month and day:
            return Stretch(date(year, month, day), date(year, month, day))
        last = date(year, month or 12, monthrange(year, month or 12)[1])
        return Stretch(date(year, month or 1, 1), last)
    except ValueError:  # the 31st of June, the year 0
        return None


def _day(moment: struct_time) -> date:
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)


@dataclass(frozen=True)
class Scale:
    """A line of time from its first day to its last."""

    first: int  # proleptic Gregorian ordinals of days
    last: int

    @classmethod
    def over(cls, stretches: Iterable[Stretch]) -> Scale:
        """The line that has room for all of them. Raises ValueError when there are none."""
        days = [day.toordinal() for s in stretches for day in (s.first, s.last)]
        margin = max(1, round((max(days) - min(days)) * _MARGIN))
        least, most = date.min.toordinal(), date.max.toordinal()
        return cls(max(least, min(days) - margin), min(most, max(days) + margin))

    def x(self, day: date) -> float:
        """Where a day is, 0 to 100."""
        return round((day.toordinal() - self.first) / (self.last - self.first) * _HUNDRED, 2)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """At most MOST_TICKS days, months or years."""
        days = self.last - self.first
        for step in _DAY_STEPS:
            if days // step < MOST_TICKS:
                return tuple(self._days(step))
        for step in _MONTH_STEPS:
            if days // (step * _DAYS_OF_MONTH) < MOST_TICKS:
                return tuple(self._months(step))
        step = next(s for s in _YEAR_STEPS if days // (s * _DAYS_OF_YEAR) < MOST_TICKS)
        return tuple(self._years(step))

    def _days(self, step: int) -> Iterator[Tick]:
        for ordinal in range(self.first + 1, self.last, step):
            day = date.fromordinal(ordinal)
            yield Tick(f"{day.day} {_short(day)}", self.x(day))

    def _months(self, step: int) -> Iterator[Tick]:
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        named: set[int] = set()
        for months in range(first.year * 12 + first.month, last.year * 12 + last.month):
            day = date(months // 12, months % 12 + 1, 1)  # the month after the one counted
            if (day.month - 1) % step == 0:
                year = "" if day.year in named else f" {day.year}"  # once a year is enough
                named.add(day.year)
                yield Tick(f"{_short(day)}{year}", self.x(day))

    def _years(self, step: int) -> Iterator[Tick]:
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        for year in range(first + 1, last + 1):
            if year % step == 0:
                yield Tick(str(year), self.x(date(year, 1, 1)))


def _short(day: date) -> str:
    return MONTHS[day.month - 1][:3]
