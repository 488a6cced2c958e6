"""A date as markup has it (ISO 8601, a mail's, English words) goes in, its day as EDTF comes out.

The day is the one that is written: a publisher's clock is not turned into another zone. A
relative date ("3 hours ago") is none, for no clock is ever asked.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate

from factcheck.ingest.dateline import read_date_line

# Longer values are no dates; the longest that a page states has some 60 characters.
MAX_DATE = 100

# Years that news can be of: before, it is a default of a program (0001-01-01).
YEARS = range(1600, 2200)
# The day that an unset clock shows.
UNSET = date(1970, 1, 1)

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:[T ]\s*\d\d?:.*|T\d\d.*|Z|[+-]\d\d:?\d\d)?$")
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}.*)?$")
_SLASHES = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)(?:[T ].*)?$")
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-]+[A-Za-z]{3,9}\.?[\s-]+\d{2,4}(?:\s+\d|$)")


def read_marked_date(value: str) -> str | None:
    """Return the day that a value states: '2019-05-03', or '2019-05' and '2019' if it says no more.

    None for what is no date, or cannot be a date of news.
    """
    value = " ".join(value.split()) if len(value) <= MAX_DATE else ""
    for form in (_ISO, _SLASHES, _BASIC):
        if found := form.match(value):
            year, month, day = (int(part) if part else None for part in found.groups())
            return _edtf(year or 0, month, day)
    if _MAIL.match(value) and (parsed := parsedate(value)):
        return _edtf(*parsed[:3])
    line = read_date_line(value) if value else None
    candidates = line.dates[0].candidates if line and len(line.dates) == 1 else ()
    if len(candidates) == 1 and candidates[0][:4].isdigit():
        return candidates[0]
    return None


def _edtf(year: int, month: int | None, day: int | None) -> str | None:
    try:
        written = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if written == UNSET or year not in YEARS:
        return None
    precision = 10 if day else 7 if month else 4
    return written.isoformat()[:precision]
