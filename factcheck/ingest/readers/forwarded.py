"""The plain text of a mail goes in; the text of the mail that was sent on in it comes out, with
what its own headers state, and the note above it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.ingest.furniture import alternatives
from factcheck.ingest.vocabulary import vocabulary

MOST_OF_A_NOTE = 60  # lines above what was sent on; further down it is an article's own
MOST_HEADERS = 12
MOST_SENT_ON = 5  # times
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
LEAST_QUOTED = 0.8  # of the lines that are not blank: then the quotation is the article


def unquoted(text: str) -> str:
    """A text without the '> ' before its lines, where nearly all have it."""
    lines = [line for line in text.splitlines() if line.strip()]
    quoted = sum(line.startswith(">") for line in lines)
    return _QUOTED.sub("", text) if lines and quoted >= LEAST_QUOTED * len(lines) else text


def sent_on(text: str) -> tuple[str, dict[str, str], str]:
    """The innermost text; its headers ('from', 'date', 'subject'); what stood above it. Without a
    line that says that a mail was sent on, all of the text, nothing, nothing."""
    headers: dict[str, str] = {}
    above: list[str] = []
    lines = text.split("\n")
    for _ in range(MOST_SENT_ON):
        found = next((n for n, line in enumerate(lines[:MOST_OF_A_NOTE]) if _mark(line)), None)
        if found is None:
            break
        start = found + 1
        while start < len(lines) and start < found + 3 and not lines[start].strip():
            start += 1
        told, count = _headers(lines[start : start + MOST_HEADERS])
        body = start + count
        if not {"from", "subject"} <= told.keys() or not "".join(lines[body:]).strip():
            break
        headers = told
        above += lines[:body]
        lines = lines[body:]
    return "\n".join(lines), headers, "\n".join(above).strip()


def _headers(lines: list[str]) -> tuple[dict[str, str], int]:
    """The headers that lines begin with, by what they are, and how many lines those are."""
    told: dict[str, str] = {}
    for number, line in enumerate(lines):
        header = _header().match(line)
        if header is None:
            return told, number
        name = header["name"].casefold()
        field = next(f for f, names in vocabulary().sent_on.items() if name in names)
        told.setdefault(field, header["value"].strip(" *"))
    return told, len(lines)


def _mark(line: str) -> bool:
    words = line.strip().strip("-_ >:").casefold()
    return words in vocabulary().sent_on["marks"]


@lru_cache(maxsize=1)
def _header() -> re.Pattern[str]:
    sent_on = vocabulary().sent_on
    names = alternatives(n for field, of in sent_on.items() if field != "marks" for n in of)
    return re.compile(rf"\*?(?P<name>{names})\s?:\*?(?P<value>.{{0,500}})$", re.IGNORECASE)
