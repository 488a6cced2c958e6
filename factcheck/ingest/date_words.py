"""A line and its language go in; the line with its words for months, days, updates and authors in
English comes out, so that one grammar reads the date lines and bylines of all languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.ingest.dateline import MAX_DATE_LINE
from factcheck.ingest.furniture import alternatives
from factcheck.tables import table

_CLOCK = re.compile(r"(?<!\w)(\d{1,2})\s?h\s?(\d\d)(?!\w)")  # 08h15


def in_english(line: str, language: str | None) -> str:
    """The line itself where it is too long for a date line, or its language has no words here."""
    words = _words().get(language or "")
    if words is None or len(line) > MAX_DATE_LINE:
        return line
    line = _CLOCK.sub(r"\1:\2", line)
    known = _pattern(language or "")
    return " ".join(known.sub(lambda found: words[found[0].casefold()], line).split())


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = table("factcheck.ingest", "date_words.yaml")
    return words


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(_words()[language])})(?![\w-])", re.IGNORECASE)
