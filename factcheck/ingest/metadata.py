"""Cleaned text goes in; publisher, title and publication date come out, as far as the text gives
evidence for them, with the text that remains when address, date lines and bylines are taken away.

Nothing is guessed: a date that is not written there is None, and no clock is ever asked. The
title stays the first line of the text: it is the publisher's statement as well, and
evidence must be able to point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from factcheck.ingest.dateline import (
    DateLine,
    StatedDate,
    day_in_edtf,
    read_agency_dateline,
    read_date_line,
)
from factcheck.model import Removed
from factcheck.values.dates import MONTHS

# Address, title, subtitle and dates stand in the first lines (the last date line of the
# benchmark's 250 articles is the sixth), or a date in the very last one.
HEAD_LINES = 8

# A headline's length in words: with an address or a date line beside it, the longest of the
# benchmark (26) may pass; a bare first line without a full stop must be shorter (17 there).
MAX_TITLE_WORDS = 30
MAX_BARE_TITLE_WORDS = 20

_URL = re.compile(r"(?:URL|Source|Link)?:?\s*<?(?P<url>https?://\S+?)>?$", re.IGNORECASE)
_NAME = r"[A-Z][\w'’-]*\.?(?: (?:de |van |von |al-|bin )?[A-Z][\w'’-]*\.?){1,3}"
_BYLINE = re.compile(
    rf"(?:by|By|BY) {_NAME}(?: and {_NAME})?"
    r"(?:,? (?:in [A-Z]\w+|[Ss]taff [Ww]riter|[Cc]orrespondent)"
    r"|, [A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3})?$"  # 'By Kari Solberg, The Harbour Post'
)
# A paper or agency before its date: names, then a comma, dash, bar or bracket.
_SOURCE = re.compile(
    r"\(?(?:[A-Z][\w.&'’]*|of|the|and|de)(?: (?:[A-Z&][\w.&'’]*|of|the|and|de)){0,5}"
    r"(?: \([A-Z][\w. ]{1,20}\))?\)?(?:,| ?[-–—|:]{1,2}) ?(?=\w)"
)
_ENDS_STATEMENT = re.compile(r"[.…:;,][\"'”’)\]]*$")

_URL_MONTHS = [month[:3].lower() for month in MONTHS]
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = rf"(?P<month>0?[1-9]|1[0-2]|{'|'.join(_URL_MONTHS)})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_URL_DATES = (
    re.compile(rf"/{_YEAR}[/-]{_MONTH}[/-]{_DAY}(?![\d])", re.IGNORECASE),
    re.compile(r"[/-](?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"/{_YEAR}[/-]{_MONTH}/", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text tells about itself; `published` is EDTF, `text` what is left to read."""

    publisher: str | None
    title: str | None
    published: str | None
    published_evidence: str | None
    text: str
    removed: tuple[Removed, ...]


@dataclass(frozen=True, slots=True)
class _DateEvidence:
    """A date that may be the publication's. Of several, the lowest rank counts."""

    rank: int
    candidates: tuple[str, ...]
    words: str


# What counts more as a publication date. A month in an address still beats a day without a year,
# as agencies' datelines have it.
_RANKS: dict[str | None, int] = {"published": 0, None: 1, "updated": 3}
_RANK_OF_URL_DAY = 2
_RANK_OF_URL_MONTH = 4
_RANK_WITHOUT_YEAR = 5


def read_metadata(text: str) -> Metadata:
    """Read what cleaned text tells about its publisher, title and publication date."""
    lines = text.split("\n")
    reasons, host, dates = _read_lines(lines)
    removed = [Removed(text=lines[n], reason=reason) for n, reason in sorted(reasons.items())]
    body = [line for n, line in enumerate(lines) if n not in reasons]
    title = _title(body, has_head=any(n < HEAD_LINES for n in reasons))
    if title and body[1] == title:
        removed.append(Removed(text=body.pop(1), reason="title again"))
    agency = None
    for number in range(min(len(body), HEAD_LINES)):
        if dateline := read_agency_dateline(body[number]):
            agency = dateline.agency
            body[number] = body[number][len(dateline.words) :].lstrip()
            removed.append(Removed(text=dateline.words, reason="dateline"))
            if dateline.date:
                stated = StatedDate("updated", (dateline.date,))  # the day of this version
                dates.append(_DateEvidence(_rank(stated), stated.candidates, dateline.words))
            break
    published, evidence = _publication_date(dates)
    return Metadata(host or agency, title, published, evidence, "\n".join(body), tuple(removed))


def _read_lines(lines: list[str]) -> tuple[dict[int, str], str | None, list[_DateEvidence]]:
    """Return the lines to take out with the reason for each, the publisher's host, the dates."""
    reasons: dict[int, str] = {}
    host: str | None = None
    dates: list[_DateEvidence] = []
    last = len(lines) - 1
    for number, line in enumerate(lines):
        if HEAD_LINES <= number < last:
            continue
        # A bare address below the body may lead anywhere; "Source: https://…" is the article's.
        url = _URL.match(line)
        if url and (number < HEAD_LINES or url["url"] != line):
            reasons[number] = "address"
            if host is None:
                host = _host(url["url"])
                dates += _url_dates(url["url"])
        elif _BYLINE.match(line):
            reasons[number] = "byline"
        elif found := read_date_line(line) or _after_a_source(line):
            reasons[number] = "date line"
            dates += [
                _DateEvidence(_rank(stated), stated.candidates, line)
                for stated in found.dates
                if stated.label != "accessed"
            ]
    return reasons, host, dates


def _after_a_source(line: str) -> DateLine | None:
    """'The Harbour Post - Sat May 22, 2010', '(AFP) - 22 May 2010': a date with its year behind
    the name of the paper."""
    source = _SOURCE.match(line)
    found = read_date_line(line[source.end() :]) if source else None
    with_year = found is not None and any(c[0] != "X" for d in found.dates for c in d.candidates)
    return found if with_year else None


def _rank(stated: StatedDate) -> int:
    has_year = not stated.candidates[0].startswith("X")
    return _RANKS[stated.label] if has_year else _RANK_WITHOUT_YEAR


def _title(body: list[str], has_head: bool) -> str | None:
    """Return the first line if it is a headline: not ended like a statement, with text below."""
    if len(body) < 2 or _ENDS_STATEMENT.search(body[0]):
        return None
    limit = MAX_TITLE_WORDS if has_head else MAX_BARE_TITLE_WORDS
    return body[0] if len(body[0].split()) <= limit else None


def _host(url: str) -> str | None:
    """Return the publisher's name as its address has it, without www."""
    try:
        host = urlsplit(url).hostname
    except ValueError:  # a bracket or port that no address may have
        return None
    return host.removeprefix("www.") if host else None


def _url_dates(url: str) -> Iterable[_DateEvidence]:
    for form in _URL_DATES:
        if found := form.search(url):
            words = found.groupdict()
            name = words["month"].casefold()
            month = int(name) if name.isdigit() else _URL_MONTHS.index(name) + 1
            if "day" not in words:
                yield _DateEvidence(_RANK_OF_URL_MONTH, (f"{words['year']}-{month:02}",), url)
            elif edtf := day_in_edtf(int(words["year"]), month, int(words["day"])):
                yield _DateEvidence(_RANK_OF_URL_DAY, (edtf,), url)
            return


def _publication_date(dates: list[_DateEvidence]) -> tuple[str | None, str | None]:
    """Return the best evidence's date and words.

    5/3/2013 is the day that other evidence names, else no more than its year is certain.
    """
    if not dates:
        return None, None
    best = min(dates, key=lambda evidence: evidence.rank)  # the first of equals
    if len(best.candidates) == 1:
        return best.candidates[0], best.words
    certain = {e.candidates[0]: e for e in dates if len(e.candidates) == 1}
    for candidate in best.candidates:
        if candidate in certain:
            return candidate, f"{best.words} · {certain[candidate].words}"
    return best.candidates[0][:4], best.words
