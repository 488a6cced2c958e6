"""One line goes in; if it is nothing but a date line ("Posted May 3, 2013 2:00pm EDT") or opens
with an agency's dateline ("PARIS, May 3 (AFP) –"), the dates it states come out, as EDTF.

The grammar is closed: a line with any word left over is a sentence and none of our business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from factcheck.ingest.furniture import alternatives, furniture, sentence_words
from factcheck.values.months import MONTHS

Label = Literal["published", "updated", "accessed"]

# The longest date line of the benchmark (two labels, dates and times) has 69 characters.
MAX_DATE_LINE = 120
LINES_REMEMBERED = 1024  # a text is cleaned more than once, and then read for its dates

# Two-digit years: 69 to 99 are 19xx, the rest 20xx (POSIX, strptime %y).
CENTURY_PIVOT = 69

# Months that no other word is one slip of the pen away from (March, Marsh; May, Bay).
LONG_MONTHS = tuple(month for month in MONTHS if len(month) >= len("August"))

_NUMERIC = re.compile(
    r"(?<![\d:/])(?P<first>\d{1,2})\s?(?P<sign>[/.])\s?(?P<second>\d{1,2})"
    r"\s?(?P=sign)\s?(?P<year>\d{4}|\d\d)(?!\d)"
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?<!\d)(?<!(?:GMT|UTC)[+-])(?:\d{1,2}[:.]\s?\d\d(?::\d\d)?(?:\.\d+)?|\d{1,2}(?=\s?[ap]\.?m)|\d{4}(?=\s?(?:GMT|UTC|hrs)))"
    r"\s?(?:[ap]\.?m\b\.?|[ap]\.m\.)?",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"(?:\b|(?<=\d))(?:GMT|UTC|MSK|[A-Z]{1,4}T|Z)(?:[+-]\d{1,2}(?::?\d{1,2})?)?(?![a-z])"
)
_GLUED_ZONE = re.compile(r"(?<=\d)(\s?(?:GMT|UTC|MSK|[A-Z]{2,3}T))(?=\d{1,2}\s)")
_ISO_T = re.compile(r"(?<=\d)T(?=\d)")
_HYPHEN_BEFORE_YEAR = re.compile(r"(?<=\d)\s?[–-]\s?(?=(?:19|20)\d\d\b)")  # November 27-2005

# Zones used nowhere but in North America, where 5/3 is the third of May. EST and CST are not
# among them: eastern Australia and China use these letters too.
_AMERICAN_ZONE = re.compile(r"\b(?:[ECMP]DT|[ECMP]T|[MP]ST)\b")

_CONNECTOR = re.compile(r"\b(?:at|on|hrs|hours|local time)\b|[|@,;:()•·–—-]", re.IGNORECASE)

# What may stand beside the date: AFP, UK, INDONESIA; "Rome," before it; the author.
_CAPITALS = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,}){0,2}$")
_AUTHOR = re.compile(r"(?:by|By|BY)(?: [A-Z][\w.'’]*){1,4}$")
_PLACE = re.compile(r"^(?P<place>[A-Z][\w.'’]+(?: [A-Z][\w.'’]+){0,2}),\s")


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date of a date line. `candidates` has two entries where 5/3 can be read both ways."""

    label: Label | None
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a line that is nothing but dates and times states; `dates` is empty for a bare time."""

    dates: tuple[StatedDate, ...]
    has_clock: bool
    is_access_time: bool


@dataclass(frozen=True, slots=True)
class AgencyDateline:
    """The opening of an agency story: its words, the agency, the place and the date, if any."""

    words: str
    agency: str | None
    date: str | None
    place: str | None = None


@lru_cache(maxsize=LINES_REMEMBERED)
def read_date_line(line: str) -> DateLine | None:
    """Return the dates of a line that states nothing else, None for any other line."""
    if len(line) > MAX_DATE_LINE or not any(c.isdigit() for c in line):
        return None
    place = _PLACE.match(line)
    if place and not _opens_a_sentence_or_date(place["place"]):
        line = line[place.end() :]
    american = bool(_AMERICAN_ZONE.search(line))
    dates: list[StatedDate] = []
    labels: list[Label | None] = []
    for label, part in _labelled_parts(line):
        candidates, rest = _take_date(part, american)
        if not _is_only_time(rest):
            return None
        if candidates:
            dates.append(StatedDate(label, candidates))
        labels.append(label)
    if not dates and not any(labels):
        return None
    is_access_time = "accessed" in labels or bool(_GLUED_ZONE.search(line))
    return DateLine(tuple(dates), bool(_CLOCK.search(line)), is_access_time)


def read_agency_dateline(line: str) -> AgencyDateline | None:
    """Return the dateline that a line opens with: a known agency in brackets or slashes, or any
    name in brackets after a place in capitals and before a dash ("RIGA (Baltic Wire) -"), or a
    place in capitals with a date ("RIGA, 9 May 2019 -") or alone ("PORT RIGA, Latvia -")."""
    patterns = (_agency_dateline(), _ANY_AGENCY, _DATED, _PLACE_ALONE)
    found = next((match for p in patterns if (match := p.match(line))), None)
    if not found:
        return None
    opening = found["place"] or ""
    words = {name.strip(" ,").casefold() for name in found.groupdict().values() if name}
    if not words.isdisjoint(furniture().no_datelines):
        return None
    candidates, _ = _take_date(opening, american=False)
    place = (_DAY_OF_DATELINE.sub("", opening).strip(" .,") if candidates else opening).strip(" ,")
    named = found.groupdict().get("agency")
    agency = furniture().agencies.get(named, named) if named else None
    stated = candidates[0] if candidates else None
    return AgencyDateline(found.group().strip(), agency, stated, place or None)


def place_alone(dateline: str) -> str:
    """The place of a dateline as a field of its own has it: 'Oslo, May 3, 2013 (AFP)' is Oslo."""
    words = _CREDIT_BEHIND.sub("", dateline)
    day = _DAY_OF_DATELINE.search(words)
    if day and day.start() and _take_date(day.group(), american=False)[0]:
        words = words[: day.start()]
    return words.strip(" ,–—-") or dateline


def _opens_a_sentence_or_date(words: str) -> bool:
    first = words.split()[0].casefold().rstrip(".")
    is_month = any(month.casefold().startswith(first) for month in MONTHS)
    return is_month or first in sentence_words() or bool(_WEEKDAY.match(words))


def _labelled_parts(line: str) -> list[tuple[Label | None, str]]:
    """Cut a line before each label ("Posted … Updated …"); the first part may have none."""
    parts: list[tuple[Label | None, str]] = []
    label: Label | None = None
    start = 0
    for found in _label_pattern().finditer(line):
        if line[start : found.start()].strip():
            parts.append((label, line[start : found.start()]))
        label = _label_of(found["label"].casefold())
        start = found.end()
    parts.append((label, line[start:]))
    return parts


def _label_of(words: str) -> Label:
    labels = furniture().date_labels
    if words in labels["accessed"]:
        return "accessed"
    return "updated" if words in labels["updated"] else "published"


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    phrases = alternatives(p for lists in furniture().date_labels.values() for p in lists)
    return re.compile(rf"\b(?P<label>{phrases})\b(?:\s+(?:on|at)\b)?\s*:?", re.IGNORECASE)


_A_DAY = r",?\s(?:\d{1,2}\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s\d{4})?"
_DAY_OF_DATELINE = re.compile(rf"{_A_DAY}.*")
_CREDIT_BEHIND = re.compile(r"\s*\([^()]*\)[\s–—-]*$")
_DAY = rf"(?:{_A_DAY})?"
_DATED = re.compile(
    r"(?P<place>[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{2,}){0,3},?\s"
    r"(?:\d{1,2}\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2})(?:,?\s\d{4})?)"
    r"\s?(?:-{1,2}|–|—)\s+(?=\S)"
)
_PLACE_ALONE = re.compile(
    r"(?P<place>[^\W\d_a-z]{3,}(?:[ -][^\W\d_a-z]{2,}){0,2}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
    r"\s(?:-{1,2}|–|—)\s+(?=[\"“‘']?[A-Z][\w’']*\s)"
)
_ANY_AGENCY = re.compile(
    rf"(?P<place>[^\W\d_a-z]{{3,}}(?:[ -][^\W\d_a-z]{{2,}}){{0,3}}{_DAY},?\s)"
    r"\((?P<agency>[A-Z][\w.&'’ -]{1,40})\)\s?(?:-{1,2}|–|—)\s+(?=\S)"
)


@lru_cache(maxsize=1)
def _agency_dateline() -> re.Pattern[str]:
    agencies = alternatives(furniture().agencies)
    name = r"[A-Z][\w.'’]*(?:[ /-][A-Z][\w.'’]*){0,4}"
    return re.compile(
        rf"(?P<place>{name}(?:,\s{name})?{_DAY},?\.?\s)?"
        rf"(?:(?P<slash>/)|\()(?P<agency>{agencies})"
        r"(?(slash)/\.?(?:\s?[–—-])?|\)\s?(?:-{1,2}|–|—|:))\s+(?=\S)"
    )


def _take_date(part: str, american: bool) -> tuple[tuple[str, ...], str]:
    """Return the readings (EDTF) of the first date in `part`, and what is left without it.

    Dates in words are read like any date of the text; those in figures are of the page alone.
    """
    if numeric := _NUMERIC.search(part):
        return _readings(numeric, american), f"{part[: numeric.start()]} {part[numeric.end() :]}"
    part = _ISO_T.sub(" ", _GLUED_ZONE.sub(r"\1 ", part))
    part = _CLOCK.sub(" ", part)  # in "May 2, 2013,1:32 PM" it hides the year
    part = _WEEKDAY.sub(" ", part).replace(".", " ")  # Fri., May. 3
    part = " ".join(map(_spelled, _HYPHEN_BEFORE_YEAR.sub(", ", part).split()))
    from factcheck.values import dates as written_dates

    for start, end, expression in written_dates.find(part):
        value = written_dates.resolve(expression, None)
        if value and value.precision in ("day", "month") and expression.month:
            return (value.edtf,), f"{part[:start]} {part[end:]}"
    return (), part


def _spelled(word: str) -> str:
    """Return the month that a word is meant to be where one slip made it ("Novemer")."""
    if not word.istitle() or not word.isalpha() or len(word) < len("August") - 1:
        return word
    slips = ((DamerauLevenshtein.distance(word, month), month) for month in LONG_MONTHS)
    distance, month = min(slips)
    return month if distance == 1 else word


def _readings(numeric: re.Match[str], american: bool) -> tuple[str, ...]:
    """Return the days that a date in figures can mean: none, one, or two for 5/3/2013."""
    year, first, second = (int(numeric[name]) for name in ("year", "first", "second"))
    if year < 100:
        year += 1900 if year >= CENTURY_PIVOT else 2000
    readings = [day_in_edtf(year, first, second)]
    if not (american and readings[0]):
        readings.append(day_in_edtf(year, second, first))
    return tuple(dict.fromkeys(day for day in readings if day))


def day_in_edtf(year: int, month: int, day: int) -> str | None:
    """Return a day in EDTF; None if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _is_only_time(rest: str) -> bool:
    """Say whether nothing but weekdays, times, zones and a credit is left of a date line."""
    for pattern in (_CLOCK, _ZONE, _WEEKDAY, _CONNECTOR):
        rest = pattern.sub(" ", rest)
    rest = " ".join(rest.split()).strip(". ")
    return not rest or bool(_CAPITALS.match(rest) or _AUTHOR.match(rest))
