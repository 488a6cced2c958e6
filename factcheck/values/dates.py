"""Dates: English news text goes in, dates with exact bounds (EDTF, ISO 8601-2) come out.

A date is the set of days it allows. `find` points at date expressions, `resolve` turns one
into a DateValue without ever guessing a year, `relate` compares the sets of days.
"""

from __future__ import annotations

import calendar
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from factcheck.values.months import MONTHS
from factcheck.values.relation import Related, Relation

UNKNOWN_DAY = "XXXX-XX-XX"  # EDTF for a day of which nothing is known (a bare weekday)
UNKNOWN_YEAR = "XXXX"
LEAP_YEAR = 2000  # stands in for the unknown year: it has a 29 February

# An approximate date ("around 12 March", "early December") is not contradicted by a date
# closer to it than half its own length, and at least five days (a working week).
APPROXIMATE_MARGIN_DAYS = 5
APPROXIMATE_MARGIN_SHARE = 0.5

# "12 September" means the September nearest to publication only while the other candidate
# is farther away: half a year. Beyond that the year stays unknown.
BARE_DAY_REACH_DAYS = 183
THIS_WEEK_DAYS = 2  # so soon after a weekday, 'last' may mean that of the week before
SLIP_REACH_DAYS = 10  # from publication: a date with a wrong weekday is still of the week's news

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_LABELS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
# Hours of the day that news language covers by each word; they overlap where usage does.
PART_HOURS = {"morning": (0, 12), "afternoon": (12, 18), "evening": (17, 24), "night": (18, 30)}
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6} | {
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

_YEAR_SHAPE = r"(?:\d{4}|\d{3}X|\d\dXX|XXXX)"
_EDTF_SHAPE = rf"{_YEAR_SHAPE}(?:-(?:XX|\d\d)(?:-(?:XX|\d\d))?)?"
_EDTF = re.compile(rf"{_EDTF_SHAPE}(?:/{_EDTF_SHAPE})?", re.ASCII)
_NORMAL = re.compile(
    rf"(?P<low>{_EDTF_SHAPE})(?P<about>~)?(?:/(?P<high>{_EDTF_SHAPE})~?)?"
    rf"(?: (?P<weekday>{'|'.join(WEEKDAYS).lower()}))?(?: (?P<part>{'|'.join(PART_HOURS)}))?",
    re.ASCII,
)
_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?")
_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as far as it is known: EDTF for the days, and what EDTF has no sign for.

    Raises ValueError when `edtf` is not a date of the kinds that `resolve` makes.
    """

    edtf: str
    weekday: int | None = None  # 0 is Monday; kept only where the day itself is not known
    part_of_day: str | None = None  # a key of PART_HOURS
    approximate: bool = False

    def __post_init__(self) -> None:
        if not _is_date(self.edtf):
            raise ValueError(f"not a date in EDTF: {self.edtf!r}; use parse() for free text")
        if self.weekday is not None and (not 0 <= self.weekday <= 6 or self.lower is not None):
            raise ValueError("a weekday (0 to 6) goes with a date of unknown year only")
        if self.part_of_day is not None and self.part_of_day not in PART_HOURS:
            raise ValueError(f"part_of_day is one of {', '.join(PART_HOURS)}")

    @property
    def lower(self) -> date | None:
        """The first day it can be; None when the year is unknown."""
        bounds = _bounds(self.edtf)
        return bounds and bounds[0]

    @property
    def upper(self) -> date | None:
        """The last day it can be; None when the year is unknown."""
        bounds = _bounds(self.edtf)
        return bounds and bounds[1]

    @property
    def precision(self) -> str:
        """'day', 'week', 'month', 'season', 'year', 'decade', 'century', 'interval', 'weekday',
        or 'unknown'."""
        if "/" in self.edtf:
            low, high = _days_of(self.edtf)
            return "week" if (high - low).days == 6 else "interval"
        if self.edtf == UNKNOWN_DAY:
            return "unknown" if self.weekday is None else "weekday"
        year, _, rest = self.edtf.partition("-")
        if not rest:
            return {4: "unknown", 2: "century", 1: "decade"}.get(year.count("X"), "year")
        if len(rest) > 2:
            return "day"
        return "season" if int(rest) > 12 else "month"

    @property
    def normal(self) -> str:
        """EDTF with '~' where approximate, then the weekday and the part of the day."""
        about = "~" if self.approximate else ""
        words = ["/".join(end + about for end in self.edtf.split("/"))]
        if self.weekday is not None:
            words.append(WEEKDAYS[self.weekday].lower())
        if self.part_of_day:
            words.append(self.part_of_day)
        return " ".join(words)

    @property
    def label(self) -> str:
        """For people: '12 September 2017', '3 April (year unknown)', 'Tuesday morning'."""
        words = _label(self.edtf, self.approximate)
        if self.weekday is not None:
            words = f"{WEEKDAYS[self.weekday]} {words}".strip()
        if self.part_of_day:
            words = f"{words} {self.part_of_day}".strip()
        return words or "a day not known"


@dataclass(frozen=True, slots=True)
class DateExpression:
    """What a passage says about a date, before it is known when the passage was written."""

    surface: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None  # of a range of days: "12-14 September"
    last_year: int | None = None  # of a range of years: "2015-2019"
    weekday: int | None = None
    part_of_day: str | None = None
    span: str | None = None  # a key of _MONTH_SPANS or _YEAR_SPANS: "early", "second week"
    season: int | None = None
    period: str | None = None  # a decade or century in EDTF: "199X"
    unit: str | None = None  # what a relative expression counts in: "day", "week", "year", …
    offset: int | None = None  # how many units from publication: -1 for "yesterday"
    approximate: bool = False
    year_offset: int | None = None  # "16 May last year": how many years from publication


# ---------------------------------------------------------------- bounds of EDTF


@lru_cache(maxsize=8192)
def _is_date(edtf: str) -> bool:
    if not _EDTF.fullmatch(edtf):
        return False
    if edtf in (UNKNOWN_DAY, UNKNOWN_YEAR):
        return True
    try:
        low, high = _days_of(edtf)
    except ValueError:
        return False
    ends = edtf.split("/")
    return low <= high and len({end.startswith(UNKNOWN_YEAR) for end in ends}) == 1


@lru_cache(maxsize=8192)
def _days_of(edtf: str) -> tuple[date, date]:
    """First and last day; an unknown year is read as LEAP_YEAR. Raises ValueError."""
    if edtf in (UNKNOWN_DAY, UNKNOWN_YEAR):
        return date(LEAP_YEAR, 1, 1), date(LEAP_YEAR, 12, 31)
    if edtf.startswith(UNKNOWN_YEAR) and not all(map(_YEARLESS.fullmatch, edtf.split("/"))):
        raise ValueError(edtf)
    edtf = edtf.replace(UNKNOWN_YEAR, str(LEAP_YEAR))
    if _PLAIN.fullmatch(edtf):  # by far the most, and EDTF's grammar is slow
        return _plain_days(edtf)
    first, slash, last = edtf.partition("/")
    if slash and _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last):
        return _plain_days(first)[0], _plain_days(last)[1]
    # Takes a tenth of a second to import, and few dates need it.
    from edtf import parse_edtf  # type: ignore[attr-defined, unused-ignore]
    from edtf.parser.edtf_exceptions import EDTFParseException

    try:
        parsed = parse_edtf(edtf)
    except EDTFParseException as error:
        raise ValueError(f"not in EDTF: {edtf!r}") from error
    low, high = parsed.lower_strict(), parsed.upper_strict()
    return date(*low[:3]), date(*high[:3])


def _plain_days(edtf: str) -> tuple[date, date]:
    """'2017', '2017-09' and '2017-09-12'."""
    year, *rest = (int(part) for part in edtf.split("-"))
    if len(rest) == 2:
        return date(year, *rest), date(year, *rest)
    months = (rest[0], rest[0]) if rest else (1, 12)
    last = monthrange(year, months[1])[1]
    return date(year, months[0], 1), date(year, months[1], last)


def _bounds(edtf: str) -> tuple[date, date] | None:
    return None if edtf.startswith(UNKNOWN_YEAR) else _days_of(edtf)


# ---------------------------------------------------------------- labels


def _label(edtf: str, approximate: bool) -> str:
    if "/" in edtf:
        return _interval_label(edtf, approximate)
    return ("around " if approximate else "") + _single_label(edtf)


def _single_label(edtf: str) -> str:
    if edtf == UNKNOWN_DAY:
        return ""
    parts = edtf.split("-")
    year, rest = parts[0], parts[1:]
    year_words = {4: "(year unknown)", 2: f"the {year[:2]}00s", 1: f"the {year[:3]}0s"}.get(
        year.count("X"), year
    )
    if not rest:
        return year_words
    if "XX" in rest:
        return edtf
    if int(rest[0]) > 12:
        return f"{SEASON_LABELS.get(int(rest[0]), 'season ' + rest[0])} {year_words}"
    month = f"{MONTHS[int(rest[0]) - 1]} {year_words}"
    return f"{int(rest[1])} {month}" if len(rest) > 1 else month


def _interval_label(edtf: str, approximate: bool) -> str:
    low, high = _days_of(edtf)
    low_edtf, high_edtf = edtf.split("/")
    if approximate:
        for name, (first, last) in _MONTH_SPANS.items():
            if (low.year, low.month) == (high.year, high.month) and (
                (low.day, high.day) == (first, _last_day(high.year, high.month, last))
            ):
                name = f"the {name} of" if name.endswith("week") else name
                return f"{name} {_single_label(low_edtf[:7])}"
        for name, (first, last) in _YEAR_SPANS.items():
            if edtf == _months(low_edtf[:4], first, last):
                return f"{name} {_single_label(low_edtf[:4])}"
    about = "around " if approximate else ""
    if low_edtf[:7] == high_edtf[:7] and len(low_edtf) == 10:
        return f"{about}{low.day} to {_single_label(high_edtf)}"
    return f"{about}{_single_label(low_edtf)} to {_single_label(high_edtf)}"


# ---------------------------------------------------------------- finding

# Thirds of a month or a year, as newsrooms use the words; 31 stands for the last day.
_MONTH_SPANS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)} | {
    "first week": (1, 7), "second week": (8, 14), "third week": (15, 21),
    "fourth week": (22, 28), "last week": (25, 31),
}  # fmt: skip
_YEAR_SPANS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)} | {
    "first half": (1, 6), "second half": (7, 12),
    "first quarter": (1, 3), "second quarter": (4, 6),
    "third quarter": (7, 9), "fourth quarter": (10, 12),
}  # fmt: skip
_SPAN_WORDS = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"} | {
    "final week": "last week", "last quarter": "fourth quarter", "final quarter": "fourth quarter",
}  # fmt: skip

_S = r"(?:[^\S\n]{1,3}\n?|\n)"  # between words: spaces of any kind, at most one end of a line
_DASH = r"[-\u2010-\u2015]"
_NUMBER_BEFORE = r"(?<![\w.,:/$€£\-])"
_YEAR = r"(?:1[5-9]\d\d|20\d\d|2100)(?!\d|[.,]\d|%)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d|,\d{3}|\.\d|:\d|%)"


def _abbreviations(names: tuple[str, ...], lengths: tuple[int, ...]) -> str:
    """A pattern for the names and their abbreviations, written Like This or LIKE THIS."""
    cut = {name[:size] for name in names for size in lengths} - set(names)
    forms = cut | {form + "." for form in cut}
    words = sorted(forms | set(names), key=lambda form: (-len(form), form))
    alternatives = [re.escape(form) for word in words for form in (word, word.upper())]
    initials = "".join(sorted({name[0] for name in names}))
    return rf"(?=[{initials}])(?:{'|'.join(dict.fromkeys(alternatives))})(?![A-Za-z])"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of these phrases, in any case; most text fails on the first letter."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    initials = "".join(sorted({word[0].lower() + word[0].upper() for word in longest_first}))
    phrases = "|".join(re.escape(word).replace(r"\ ", _S) for word in longest_first)
    return rf"(?=[{initials}])(?i:{phrases})"


_MONTH = _abbreviations(MONTHS, (3, 4))
_WEEKDAY = rf"(?=[MTWFS])(?:{'|'.join(WEEKDAYS)})(?![A-Za-z])"
_WEEKDAY_SHORT = _abbreviations(WEEKDAYS, (3, 4, 5))
# A number before one of these words counts things, even if it looks like a year.
_COUNTED = (
    rf"(?!{_S}(?:more|people|persons|men|women|children|soldiers|troops|workers|victims|"
    r"civilians|homes|houses|euros?|dollars|pounds|percent|per cent|million|billion|tons|tonnes|"
    r"km|kilomet\w+|met(?:er|re)s|miles|feet|hectares|acres|jobs|cases|deaths|others)\b)"
)
# A round number is a year only where no noun follows that it could count.
_ROUND_COUNT = rf"(?!\d\d00{_S}(?!and|to|the|in|on|at|by|for|with|when|after|but|was|is)[a-z])"
# What may stand before a day or a month and belongs to it: "the morning of", "around",
# "Tuesday, ". Read backwards from the date, which is much faster than trying it everywhere.
_LEAD = re.compile(
    rf"(?:\b(?i:the{_S})?(?P<part>morning|afternoon|evening|night){_S}of{_S}(?:the{_S})?)?"
    rf"(?:\b(?P<about>(?i:about|around|circa|approximately|roughly)){_S}(?:the{_S})?)?"
    rf"(?:\b(?P<weekday>{_WEEKDAY_SHORT}),?{_S}(?:the{_S})?)?$"
)
LEAD_REACH = 48  # characters; the longest lead there is
_RELATIVE_YEAR = rf"(?P<of_year>last|this|next){_S}year"  # '16 May last year'
_OF_YEAR = rf"(?:(?:,?{_S}|,)(?:of{_S})?(?:(?P<year>{_YEAR}){_COUNTED}|{_RELATIVE_YEAR}))"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TO_DAY = rf"(?:(?:{_DASH}|{_S}to{_S})(?P<last_day>{_DAY}){_ORDINAL})?"
_PERIODS = ("week", "half", "quarter")
_SPAN_PHRASES = (
    *("early", "mid", "late", "early in", "late in", "beginning of", "start of", "middle of"),
    "end of",
    *(
        f"{which} {period} {link}"
        for which in ("first", "second", "third", "fourth", "last", "final")
        for period in _PERIODS
        for link in ("of", "in")
    ),
)
# What may stand before a month or a year and cuts a part out of it: "the end of", "mid-".
_SPAN = re.compile(
    rf"\b(?:(?i:the){_S})?(?P<span>{_any_of(_SPAN_PHRASES)})(?:{_S}|{_DASH})(?:the{_S})?$"
)
_REL = rf"(?P<rel>{_any_of(('last', 'this', 'next'))})"
_OFFSETS = {"last": -1, "this": 0, "next": 1}
_CUES = _any_of(
    "in since by of until till during from through before after around circa year and to between "
    "than".split()
)
_DETERMINERS = _any_of(("the", "a", "this", "its", "their", "his", "her", "our"))
_UNITS = "(?P<unit>day|week|month|year|decade)"
# What must stand before "years ago", read backwards like _LEAD.
_COUNT = re.compile(
    r"\b(?:(?P<over>(?i:about|around|over|nearly|almost|roughly|more than))\s)?"
    rf"(?P<count>\d{{1,3}}|{_any_of((*COUNTS, 'a couple of', 'a few', 'several'))}){_S}$"
)
# Names of days that are not a day of this week: "Black Friday".
_NAMED_DAYS = "".join(
    rf"(?<!{name} {day})"
    for name, day in (
        *(("Black", "Friday"), ("Good", "Friday"), ("Ash", "Wednesday"), ("Super", "Tuesday")),
        *(("Bloody", "Sunday"), ("Easter", "Sunday"), ("Easter", "Monday"), ("Palm", "Sunday")),
        *(("Cyber", "Monday"), ("Holy", "Thursday")),
    )
)
# Words that parse() may leave over beside a date: they say how it is used, not which it is.
_AROUND_A_DATE = frozenset(
    ("", "on", "in", "since", "by", "of", "the", "until", "on the", "between", "from")
)
_DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "last night": -1} | {
    "this morning": 0, "this afternoon": 0, "this evening": 0,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip

# One of these words stands in every text that a pattern with such a group can match; the other
# patterns need a digit. Most sentences hold neither, and searching for words is much faster.
_NEEDED = {
    "ago": ("ago",),
    "month": tuple(name[:3].lower() for name in MONTHS),
    "weekday": tuple(name.lower() for name in WEEKDAYS),
    "season": tuple(SEASONS),
    "word": tuple({phrase.split()[-1] for phrase in _DAY_WORDS}),
    "unit": ("week", "month", "year", "decade"),
}
_DIGIT = re.compile(r"\d")

_COMPILED = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\w\-])(?P<year>\d{4})-(?P<month_number>\d\d)-(?P<day>\d\d)(?!\d|-)",
        rf"(?<![\w./])(?P<first>\d\d?)(?P<sep>[/.])(?P<second>\d\d?)(?P=sep)(?P<year>{_YEAR})",
        rf"\b(?P<month>{_MONTH}){_S}(?P<day>{_DAY}){_ORDINAL}(?![A-Za-z]){_TO_DAY}{_OF_YEAR}?"
        r"(?P<lead>)",
        rf"{_NUMBER_BEFORE}(?P<day>{_DAY}){_ORDINAL}{_TO_DAY}{_S}(?:of{_S})?(?P<month>{_MONTH})"
        rf"{_OF_YEAR}?(?P<lead>)",
        rf"\b(?P<month>{_MONTH}){_OF_YEAR}(?P<lead>)",
        rf"\b(?P<month>{_MONTH}){_OF_YEAR}?(?P<spanned>)",
        rf"\b(?:(?P<year>{_YEAR})(?!s){_COUNTED}|(?P<decade>\d{{3}}0)s\b)(?P<spanned>)",
        rf"\b{_CUES}{_S}(?P<date>(?P<month>{_MONTH}))(?!{_S}\d)",
        rf"\b{_REL}{_S}(?P<month>{_MONTH})(?!{_S}\d)",
        rf"\b(?P<season>{_any_of(SEASONS)}){_S}(?:of{_S})?(?P<year>{_YEAR}){_COUNTED}",
        rf"(?<!the )\b{_REL}{_S}(?P<season>{_any_of(SEASONS)})\b",
        r"\b(?P<date>(?:(?i:the) )?(?P<decade>(?:1[5-9]|20)\d0)s)\b",
        rf"\b{_CUES}{_S}(?:the{_S}year{_S})?(?P<date>{_ROUND_COUNT}(?P<year>{_YEAR}))(?!s\b|{_DASH})"
        rf"{_COUNTED}",
        rf"\b{_DETERMINERS}{_S}(?P<date>(?!\d\d00)(?P<year>{_YEAR}))(?={_S}[a-z]){_COUNTED}",
        rf"\((?P<date>(?P<year>{_YEAR}))\)",
        rf"{_NUMBER_BEFORE}(?P<year>{_YEAR}){_DASH}(?P<last_year>{_YEAR}|\d\d)(?![\w\-])",
        rf"\b{_any_of(('from', 'between'))}{_S}(?P<date>(?P<year>{_YEAR}){_S}(?:to|and){_S}"
        rf"(?P<last_year>{_YEAR}))",
        rf"\b{_REL}{_S}(?P<weekday>{_WEEKDAY})",
        rf"\b(?P<weekday>{_WEEKDAY}){_NAMED_DAYS}(?:{_S}(?P<part>morning|afternoon|evening|night)\b)?",
        rf"\b(?P<weekday>{_WEEKDAY}){_S}(?:of{_S})?{_REL}{_S}(?P<unit>week)\b",
        rf"\b(?P<word>{_any_of(_DAY_WORDS)})\b"
        rf"(?:{_S}(?P<part>morning|afternoon|evening|night)\b)?",
        rf"(?<!the )(?<!The )\b{_REL}{_S}(?P<unit>week|month|year|decade)\b",
        rf"\b{_UNITS}s?{_S}ago\b(?P<ago>)",
    )
)


# Every pattern with what it needs: a key of _NEEDED, or None for a digit.
_PATTERNS = tuple(
    (next((need for need in _NEEDED if need in pattern.groupindex), None), pattern)
    for pattern in _COMPILED
)
# Which pattern to read backwards, by the empty group that marks an expression as having one.
_LEADS = {"lead": _LEAD, "spanned": _SPAN, "ago": _COUNT}


def find(text: str) -> Iterator[tuple[int, int, DateExpression]]:
    """Yield the date expressions of `text` as (start, end, expression), in order."""
    found: list[tuple[int, int, DateExpression]] = []
    for pattern in _patterns_for(text):
        name = "date" if "date" in pattern.groupindex else 0
        for match in pattern.finditer(text):
            groups, start, end = match.groupdict(), match.start(name), match.end(name)
            before = next((_LEADS[mark] for mark in _LEADS if mark in groups), None)
            if before is not None:
                lead = before.search(text, max(0, start - LEAD_REACH), start)
                if lead is None:
                    continue
                start, groups = lead.start(), groups | lead.groupdict()
            expression = _expression(text[start:end], groups)
            if expression is not None:
                found.append((start, end, expression))
    yield from _longest_first(found)


def _patterns_for(text: str) -> Iterator[re.Pattern[str]]:
    """The patterns that can match somewhere in the text."""
    lowered = text.casefold()
    held = {need for need, words in _NEEDED.items() if any(word in lowered for word in words)}
    digits = _DIGIT.search(text) is not None
    if held or digits:
        for need, pattern in _PATTERNS:
            if digits if need is None else need in held:
                yield pattern


def _longest_first(
    found: list[tuple[int, int, DateExpression]],
) -> list[tuple[int, int, DateExpression]]:
    """Without those that a longer one overlaps, in the order of the text."""
    taken = bytearray(max((end for _, end, _ in found), default=0))
    kept: list[tuple[int, int, DateExpression]] = []
    for start, end, expression in sorted(found, key=lambda item: (item[0] - item[1], item[0])):
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end, expression))
    return sorted(kept, key=lambda item: item[0])


def _expression(surface: str, groups: dict[str, str | None]) -> DateExpression | None:
    if groups.get("sep"):
        return _numeric(surface, groups)
    if groups.get("word") or groups.get("count") or groups.get("rel"):
        return _relative(surface, groups)
    month, day, year = _month(groups), _int(groups, "day"), _int(groups, "year")
    last_day, last_year = _int(groups, "last_day"), _int(groups, "last_year")
    if last_year is not None and year is not None:
        last_year = last_year if last_year > 99 else year // 100 * 100 + last_year
        if last_year <= year:
            return None
    if day and not _exists(year, month, last_day or day):
        return None
    span, decade = _span(groups), groups.get("decade")
    spans = _MONTH_SPANS if month else _YEAR_SPANS
    if span and not decade and span not in spans:
        return None
    return DateExpression(
        surface,
        year=year,
        month=month,
        day=day,
        last_day=last_day if last_day and day and last_day > day else None,
        last_year=last_year,
        weekday=_weekday(groups),
        part_of_day=groups.get("part"),
        span=span,
        season=SEASONS[season.lower()] if (season := groups.get("season")) else None,
        period=_period(decade) if decade else None,
        approximate=bool(groups.get("about")),
        year_offset=_OFFSETS.get(groups.get("of_year") or ""),
    )


def _numeric(surface: str, groups: dict[str, str | None]) -> DateExpression | None:
    """'25/12/2017'; where day and month cannot be told apart only the year is sure.

    With points the day comes first everywhere ('12.09.2017'), with slashes it depends on
    the country.
    """
    year, first, second = (_int(groups, name) or 0 for name in ("year", "first", "second"))
    readings = {(first, second)} if groups["sep"] == "." else {(first, second), (second, first)}
    valid = sorted(pair for pair in readings if _exists(year, pair[1], pair[0]))
    if not valid:
        return None
    if len(valid) > 1:
        return DateExpression(surface, year=year)
    return DateExpression(surface, year=year, month=valid[0][1], day=valid[0][0])


def _relative(surface: str, groups: dict[str, str | None]) -> DateExpression:
    part, weekday = groups.get("part"), _weekday(groups)
    if word := groups.get("word"):
        word = " ".join(word.lower().split())
        named = "night" if word.endswith("night") else word.rpartition(" ")[2]
        part = part or (named if named in PART_HOURS else None)
        return DateExpression(surface, unit="day", offset=_DAY_WORDS[word], part_of_day=part)
    if count := groups.get("count"):
        words = count.lower().split()
        number = 2 if "couple" in words else COUNTS.get(words[0]) if len(words) == 1 else None
        number = int(count) if count.isdecimal() else number
        unit = groups["unit"]
        return DateExpression(
            surface,
            unit=unit,
            offset=None if number is None else -number,
            approximate=unit != "day" or bool(groups.get("over")) or "couple" in words,
        )
    offset = _OFFSETS[str(groups["rel"]).lower()]
    season, month = groups.get("season"), _month(groups)
    kind = "weekday" if weekday is not None else "season" if season else "month name"
    return DateExpression(
        surface,
        month=month,
        weekday=weekday,
        part_of_day=part,
        season=SEASONS[season.lower()] if season else None,
        unit=groups.get("unit") or kind,
        offset=offset,
    )


def _int(groups: dict[str, str | None], name: str) -> int | None:
    value = groups.get(name)
    return int(value) if value else None


def _month(groups: dict[str, str | None]) -> int | None:
    name = groups.get("month")
    if name:
        return [month[:3] for month in MONTHS].index(name[:3].capitalize()) + 1
    return _int(groups, "month_number")


def _weekday(groups: dict[str, str | None]) -> int | None:
    name = groups.get("weekday")
    return [day[:3] for day in WEEKDAYS].index(name[:3].capitalize()) if name else None


def _span(groups: dict[str, str | None]) -> str | None:
    if not (words := (groups.get("span") or "").lower().split()):
        return None
    name = " ".join(word for word in words if word not in ("the", "of", "in"))
    return _SPAN_WORDS.get(name, name)


def _period(decade: str) -> str:
    """'1990' → '199X'; '1900' may be the decade or the century: the century holds both."""
    return decade[:2] + "XX" if decade.endswith("00") else decade[:3] + "X"


def _exists(year: int | None, month: int | None, day: int) -> bool:
    return (
        month is not None
        and 1 <= month <= 12
        and year != 0
        and 1 <= day <= calendar.monthrange(year or LEAP_YEAR, month)[1]
    )


# ---------------------------------------------------------------- resolving


@lru_cache(maxsize=8192)
def resolve(
    expression: DateExpression, published: DateValue | None, *, ahead: bool = False
) -> DateValue | None:
    """What the expression can be known to mean, given when the article was published.

    `ahead` says that the passage speaks of the future ("will meet on Tuesday"): weekdays and
    days without a year then lie after the publication. Without a publication date "3 April"
    keeps its unknown year, "Tuesday" is a weekday only and "last year" is None.
    """
    if published is not None and not published.approximate:
        bounds = _bounds(published.edtf)
        if bounds is not None:
            # What holds for the first and the last day of publication holds for all between.
            first, last = (_resolve_on(expression, day, ahead) for day in bounds)
            if first is not None and first == last:
                return first
    return _resolve_alone(expression)


def _resolve_alone(e: DateExpression) -> DateValue | None:
    if e.unit == "weekday" or (e.weekday is not None and e.month is None and e.unit is None):
        return DateValue(UNKNOWN_DAY, e.weekday, e.part_of_day)
    if e.unit == "month name":
        return DateValue(f"{UNKNOWN_YEAR}-{e.month:02}")
    if e.unit == "week" and e.weekday is not None:
        return DateValue(UNKNOWN_DAY, e.weekday, e.part_of_day)
    if e.unit is not None:
        return None
    return _absolute(e, e.year)


def _absolute(e: DateExpression, year: int | None) -> DateValue | None:
    """The date that the expression names in this year, or in an unknown one."""
    known = UNKNOWN_YEAR if year is None else f"{year:04}"
    if e.period and e.span:
        edtf = _part_of_decade(e.period, e.span)
    elif e.period:
        edtf = e.period
    elif e.season:
        edtf = f"{known}-{e.season}"
    elif e.last_year:
        edtf = f"{known}/{e.last_year:04}"
    elif e.month and e.day:
        edtf = f"{known}-{e.month:02}-{e.day:02}"
        edtf += f"/{known}-{e.month:02}-{e.last_day:02}" if e.last_day else ""
    elif e.month and e.span:
        first, last = _MONTH_SPANS[e.span]
        last = _last_day(year or LEAP_YEAR, e.month, last)
        edtf = f"{known}-{e.month:02}-{first:02}/{known}-{e.month:02}-{last:02}"
    elif e.month:
        edtf = f"{known}-{e.month:02}"
    elif e.span:
        edtf = _months(known, *_YEAR_SPANS[e.span])
    else:
        edtf = known
    if not _is_date(edtf) or edtf == UNKNOWN_YEAR:
        return None
    vague = e.approximate or (e.span is not None and not e.span.endswith(("half", "quarter")))
    weekday = e.weekday if year is None else None
    return DateValue(edtf, weekday, e.part_of_day, vague)


def _part_of_decade(period: str, span: str) -> str:
    """'early 1990s' → 1990 to 1993, 'mid' → 1994 to 1996, 'late' → 1997 to 1999."""
    start = int(period.rstrip("X").ljust(4, "0"))
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(span, (0, 9))
    return f"{start + first:04}/{start + last:04}"


def _months(year: str, first: int, last: int) -> str:
    return f"{year}-{first:02}/{year}-{last:02}"


def _last_day(year: int, month: int, day: int) -> int:
    return min(day, calendar.monthrange(year, month)[1])


def _resolve_on(e: DateExpression, day: date, ahead: bool) -> DateValue | None:
    """Read on one day; None where even that leaves it open."""
    try:
        if e.unit is not None:
            return _relative_to(e, day)
        if e.year_offset is not None:
            return _absolute(e, day.year + e.year_offset)
        if e.weekday is not None and e.month is None:
            return _day_value(_weekday_near(e.weekday, day, 1 if ahead else 0), e)
        if e.year is None and e.month is not None:
            return _absolute(e, _year_near(e, day, ahead))
    except (OverflowError, ValueError):  # before year 1 or after year 9999
        return None
    return None


def _day_value(day: date, e: DateExpression) -> DateValue:
    return DateValue(day.isoformat(), None, e.part_of_day, e.approximate)


def _weekday_near(weekday: int, day: date, offset: int) -> date:
    """The weekday nearest in the past (offset 0: today counts; -1: not today) or after (1)."""
    if offset > 0:
        return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    back = (day.weekday() - weekday) % 7
    return day - timedelta(days=back or (7 if offset < 0 else 0))


def _year_near(e: DateExpression, day: date, ahead: bool) -> int | None:
    """The year of a month, or day of a month, near `day`; None where two years are possible."""
    month, number = e.month or 1, e.day or 1
    years = [y for y in (day.year - 1, day.year, day.year + 1) if _exists(y, month, number)]
    if e.weekday is not None and e.day:
        fresh = [y for y in years if abs((date(y, month, number) - day).days) <= SLIP_REACH_DAYS]
        years = [y for y in years if date(y, month, number).weekday() == e.weekday]
        # 'Thursday, September 7' of a Friday the 7th: a slip of the week, not news a year old
        return next(iter(fresh), None) or (years[0] if len(years) == 1 else None)
    for year in years if ahead else reversed(years):
        first = date(year, month, number)
        last = first if e.day else date(year, month, _last_day(year, month, 31))
        distance = (first - day).days if ahead else (day - last).days
        current = not e.day and first <= day <= last
        if current or 0 <= distance <= BARE_DAY_REACH_DAYS:
            return year
    return None


def _relative_to(e: DateExpression, day: date) -> DateValue | None:
    if e.offset is None:
        return None
    resolvers: dict[str, Callable[[DateExpression, int, date], DateValue | None]] = {
        "day": lambda e, n, d: _day_value(d + timedelta(days=n), e),
        "week": _week,
        "month": _month_from,
        "year": lambda e, n, d: DateValue(f"{d.year + n:04}", None, None, e.approximate),
        "decade": _decade,
        "weekday": _weekday_from,
        "month name": _named_month,
        "season": _named_season,
    }
    return resolvers[e.unit or "day"](e, e.offset, day)


def _week(e: DateExpression, offset: int, day: date) -> DateValue:
    """'two weeks ago' is about that day; 'last week' about Monday to Sunday (some start Sunday)."""
    if e.approximate:
        return _day_value(day + timedelta(weeks=offset), e)
    monday = day + timedelta(days=-day.weekday(), weeks=offset)
    if e.weekday is not None:
        return _day_value(monday + timedelta(days=e.weekday), e)
    return DateValue(f"{monday}/{monday + timedelta(days=6)}", None, None, approximate=True)


def _month_from(e: DateExpression, offset: int, day: date) -> DateValue:
    year, month = divmod(day.year * 12 + day.month - 1 + offset, 12)
    return DateValue(f"{year:04}-{month + 1:02}", None, None, e.approximate)


def _decade(e: DateExpression, offset: int, day: date) -> DateValue:
    year = day.year + 10 * offset
    return DateValue(f"{year:04}", None, None, True) if e.approximate else DateValue(
        f"{year // 10:03}X"
    )  # fmt: skip


def _weekday_from(e: DateExpression, offset: int, day: date) -> DateValue | None:
    if offset == 0 or e.weekday is None:  # "this Tuesday" may lie on either side
        return None
    found = _weekday_near(e.weekday, day, offset)
    if offset < 0 and (day - found).days <= THIS_WEEK_DAYS:  # on a Tuesday 'last Monday' is either
        return DateValue(UNKNOWN_DAY, e.weekday, e.part_of_day)
    return _day_value(found, e)


def _named_month(e: DateExpression, offset: int, day: date) -> DateValue:
    month = e.month or 1
    step = {-1: -(month >= day.month), 0: 0, 1: int(month <= day.month)}[offset]
    return DateValue(f"{day.year + step:04}-{month:02}")


def _named_season(e: DateExpression, offset: int, day: date) -> DateValue | None:
    """'last summer' in the year before is sure; within the current year hemispheres decide."""
    if offset == 0:
        return DateValue(f"{day.year:04}-{e.season}")
    return None


def parse(
    surface: str, published: DateValue | None = None, *, ahead: bool = False
) -> DateValue | None:
    """The date that the whole of `surface` says, or a normal form read back; None if neither."""
    surface = surface.strip()
    if match := _NORMAL.fullmatch(surface):
        return _from_normal(match)
    for start, end, expression in find(surface):
        rest = (surface[:start] + surface[end:]).strip(" ,.").lower()
        if rest in _AROUND_A_DATE:
            return resolve(expression, published, ahead=ahead)
    return None


def _from_normal(match: re.Match[str]) -> DateValue | None:
    edtf = match["low"] + (f"/{match['high']}" if match["high"] else "")
    weekday = _weekday({"weekday": match["weekday"]})
    try:
        return DateValue(edtf, weekday, match["part"], bool(match["about"]))
    except ValueError:
        return None


# ---------------------------------------------------------------- relating


def relate(a: DateValue, b: DateValue) -> Related:
    """Compare the sets of days; total, and symmetric in the relation.

    A weekday never proves a difference from a calendar date: the weekday of an article without
    a publication date may belong to another week or time zone, or be a slip. It does differ
    from another bare weekday, since both articles then speak in the same terms.
    """
    if a == b:
        return Related(Relation.SAME, f"both say {a.label}")
    if UNKNOWN_DAY in (a.edtf, b.edtf):
        days = _relate_weekdays(a, b)
    elif a.lower is None or b.lower is None:
        days = _relate_yearless(a, b)
    else:
        days = _relate_days(a, b)
    return _relate_parts(a, b, days)


def _relate_parts(a: DateValue, b: DateValue, days: Related) -> Related:
    """Let the part of the day refine or contradict what the days allow."""
    if days.relation not in (Relation.SAME, Relation.REFINES) or a.part_of_day == b.part_of_day:
        return days
    if a.part_of_day is None or b.part_of_day is None:
        coarse, fine = (a, b) if a.part_of_day is None else (b, a)
        if days.relation is Relation.SAME:
            return Related(Relation.REFINES, f"{fine.label} is within {coarse.label}")
        return days
    (a_from, a_to), (b_from, b_to) = PART_HOURS[a.part_of_day], PART_HOURS[b.part_of_day]
    # A night reaches into the next morning (hours above 24) and, by the calendar day, the same.
    night_morning = {a.part_of_day, b.part_of_day} == {"night", "morning"}
    if night_morning or (a_from < b_to and b_from < a_to):
        return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} can overlap")
    return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")


def _relate_weekdays(a: DateValue, b: DateValue) -> Related:
    """At least one of the two is a day of which only the weekday is known."""
    bare, other = (a, b) if a.edtf == UNKNOWN_DAY else (b, a)
    weekday = _weekday_of(other)
    if bare.weekday is None or weekday is None:
        detail = f"{a.label} and {b.label} have nothing in common to compare"
        return Related(Relation.INCOMPARABLE, detail)
    name = WEEKDAYS[bare.weekday]
    if other.edtf == UNKNOWN_DAY:
        if weekday == bare.weekday:
            return Related(Relation.SAME, f"both say {name}")
        return Related(Relation.DIFFERS, f"{a.label} is not {b.label}")
    if weekday == bare.weekday:
        return Related(Relation.REFINES, f"{other.label} is a {name}")
    detail = f"{other.label} is a {WEEKDAYS[weekday]}, but {name} may be of another week"
    return Related(Relation.INCOMPARABLE, detail)


def _weekday_of(value: DateValue) -> int | None:
    if value.weekday is not None:
        return value.weekday
    low, high = value.lower, value.upper
    return low.weekday() if low is not None and low == high else None


def _relate_yearless(a: DateValue, b: DateValue) -> Related:
    """At least one has no year: try it in every year that the other touches."""
    days = _relate_in_years(a, b)
    weekdays = _weekday_of(a), _weekday_of(b)
    if days.relation not in (Relation.SAME, Relation.REFINES) or None in weekdays:
        return days
    if weekdays[0] == weekdays[1]:
        return days
    detail = f"{a.label} and {b.label} are the same day of the year, the weekdays do not fit"
    return Related(Relation.INCOMPARABLE, detail)


def _relate_in_years(a: DateValue, b: DateValue) -> Related:
    yearless, other = (a, b) if a.lower is None else (b, a)
    if other.lower is None:
        years = range(LEAP_YEAR - 1, LEAP_YEAR + 2)
        other_days = _days_of(other.edtf)
    else:
        other_days = _days_of(other.edtf)
        if (other_days[1] - other_days[0]).days >= 365:
            detail = f"{other.label} leaves room for {yearless.label}"
            return Related(Relation.INCOMPARABLE, detail)
        years = range(max(1, other_days[0].year - 1), min(9999, other_days[1].year + 1) + 1)
    placed = [_in_year(_days_of(yearless.edtf), year) for year in years]
    found = [_compare(days, yearless, other_days, other) for days in placed if days]
    for relation in (Relation.SAME, Relation.REFINES, Relation.INCOMPARABLE):
        if relation in found:
            break
    else:
        return _different(a, b)
    if other.lower is None:
        if relation is Relation.SAME and a.weekday != b.weekday:
            relation = Relation.REFINES
        return _described(relation, a, b)
    contained = any(
        days[0] <= other_days[0] and other_days[1] <= days[1] for days in placed if days
    )
    if contained or (relation is Relation.REFINES and yearless.approximate):
        detail = f"{other.label} says the year that {yearless.label} leaves open"
        return Related(Relation.REFINES, detail)
    detail = f"{yearless.label} and {other.label} can be the same day"
    return Related(Relation.INCOMPARABLE, detail)


def _in_year(days: tuple[date, date], year: int) -> tuple[date, date] | None:
    low, high = days
    if not _exists(year, low.month, low.day):
        return None
    return low.replace(year=year), date(year, high.month, _last_day(year, high.month, high.day))


def _relate_days(a: DateValue, b: DateValue) -> Related:
    if a.precision == b.precision == "season" and a.edtf[-2:] != b.edtf[-2:]:
        return _different(a, b)
    relation = _compare(_days_of(a.edtf), a, _days_of(b.edtf), b)
    return _different(a, b) if relation is Relation.DIFFERS else _described(relation, a, b)


def _compare(
    a_days: tuple[date, date], a: DateValue, b_days: tuple[date, date], b: DateValue
) -> Relation:
    """Relation of two intervals, with the room that approximate dates and seasons leave."""
    if a_days == b_days:
        return Relation.SAME if a.approximate == b.approximate else Relation.REFINES
    a_wide, b_wide = _widened(a_days, a), _widened(b_days, b)
    if _within(a_days, b_days) or _within(b_days, a_days):
        return Relation.REFINES
    # "around 12 March" promises no more than its margin, "early December" means its days.
    if a.approximate != b.approximate and (
        (a.approximate and "/" not in a.edtf and _within(b_days, a_wide))
        or (b.approximate and "/" not in b.edtf and _within(a_days, b_wide))
    ):
        return Relation.REFINES
    if a_wide[0] <= b_wide[1] and b_wide[0] <= a_wide[1]:
        return Relation.INCOMPARABLE
    return Relation.DIFFERS


def _within(inner: tuple[date, date], outer: tuple[date, date]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _widened(days: tuple[date, date], value: DateValue) -> tuple[date, date]:
    low, high = days
    if value.precision == "season":
        return _season_room(low.year, value.edtf[-2:])
    if value.approximate:
        length = (high - low).days + 1
        margin = max(APPROXIMATE_MARGIN_DAYS, int(length * APPROXIMATE_MARGIN_SHARE))
        return _shifted(low, -margin), _shifted(high, margin)
    return days


def _season_room(year: int, season: str) -> tuple[date, date]:
    """Every day that someone somewhere calls this season: hemispheres swap them, and
    a winter (a summer in the south) belongs to both years it lies in."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (_shifted(first, -31), _shifted(last, 90)) if season in ("22", "24") else (first, last)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.min if days < 0 else date.max


def _length(value: DateValue) -> int:
    low, high = _days_of(value.edtf)
    return (high - low).days


def _coarse_first(a: DateValue, b: DateValue) -> tuple[DateValue, DateValue]:
    keys = [(_length(v), v.approximate, v.normal) for v in (a, b)]
    return (a, b) if keys[0] >= keys[1] else (b, a)


def _different(a: DateValue, b: DateValue) -> Related:
    coarse, fine = _coarse_first(a, b)
    if _length(coarse) == _length(fine):
        return Related(Relation.DIFFERS, f"{coarse.label} is not {fine.label}")
    return Related(Relation.DIFFERS, f"{fine.label} does not lie in {coarse.label}")


def _described(relation: Relation, a: DateValue, b: DateValue) -> Related:
    coarse, fine = _coarse_first(a, b)
    if relation is Relation.SAME:
        return Related(relation, f"{coarse.label} and {fine.label} are the same days")
    if relation is Relation.REFINES:
        return Related(relation, f"{coarse.label} allows {fine.label}")
    return Related(relation, f"{coarse.label} and {fine.label} leave room for each other")
