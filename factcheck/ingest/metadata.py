"""Cleaned text goes in; publisher, title, byline, place and dates come out, as far as the text
gives evidence for them, with the text that remains without address, date lines and bylines.

Nothing is guessed: a date that is not written there is None, and no clock is ever asked. The
title stays the first line of the text: it is the publisher's statement as well, and
evidence must be able to point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlsplit

from factcheck.ingest.date_words import in_english
from factcheck.ingest.dateline import (
    MAX_DATE_LINE,
    DateLine,
    StatedDate,
    day_in_edtf,
    read_agency_dateline,
    read_date_line,
)
from factcheck.ingest.furniture import alternatives, furniture
from factcheck.ingest.known import settled
from factcheck.ingest.print_head import read_print
from factcheck.model import MetadataField, Removed, Stated
from factcheck.values.months import MONTHS

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
    rf"(?:by|By|BY) (?P<names>{_NAME}(?: and {_NAME})?)"
    r"(?:,? (?:in [A-Z]\w+|[Ss]taff [Ww]riter|[Cc]orrespondent)"
    r"|, (?P<paper>[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,3}))?$"  # 'By Ada Brandt, The Bay Post'
)
# A paper or agency before its date: names, then a comma, dash, bar or bracket.
_SOURCE = re.compile(
    r"\(?(?P<source>(?:[A-Z][\w.&'’]*|of|the|and|de)(?: (?:[A-Z&][\w.&'’]*|of|the|and|de)){0,5})"
    r"(?: \([A-Z][\w. ]{1,20}\))?\)?(?:,| ?[-–—|:]{1,2}) ?(?=\w)"
)
_BETWEEN = re.compile(r"\s*[|·•]\s*|,\s+|\s+[–—-]\s+")
_PAPER = re.compile(r"[A-Z][\w&'’]*(?: [A-Z&][\w&'’]*){1,4}$")
_AUTHOR_OF_DATE_LINE = re.compile(rf"\b(?:by|By|BY) (?P<names>{_NAME})")
_ENDS_STATEMENT = re.compile(r"[.…:;,][\"'”’)\]]*$")

_URL_MONTHS = [month[:3].lower() for month in MONTHS]
_MONTHS_AND_DAYS = {name[:3] for name in [*MONTHS, *"Mon Tue Wed Thu Fri Sat Sun".split()]}
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = rf"(?P<month>0?[1-9]|1[0-2]|{'|'.join(_URL_MONTHS)})"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_URL_DATES = (
    re.compile(rf"/{_YEAR}[/-]{_MONTH}[/-]{_DAY}(?![\d])", re.IGNORECASE),
    re.compile(r"[/-](?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(rf"/{_YEAR}[/-]{_MONTH}/", re.IGNORECASE),
)


# How sure each kind of evidence is. On the benchmark's 119 articles that show a date none of these
# was wrong (docs/ingest.md); the steps tell a reader which to doubt first.
SURE = 0.95  # "Published: …", an address above the article
LIKELY = 0.85  # a date line without a word of what it dates, a byline, a dateline
FAIR = 0.7  # a day or month in an address, a bare first line for a title, a paper before its date
WEAK = 0.5  # an update for the publication, an agency for the publisher, a part of a date


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a text tells about itself; `published` is EDTF, `text` what is left to read. `stated`
    has these and what else it tells, each with its evidence."""

    publisher: str | None
    title: str | None
    published: str | None
    published_evidence: str | None
    text: str
    removed: tuple[Removed, ...]
    stated: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class _DateEvidence:
    """A date that may be the publication's. Of several, the lowest rank counts."""

    rank: int
    candidates: tuple[str, ...]
    words: str
    is_update: bool = False


@dataclass(slots=True)
class _Found:
    """What the lines of head and tail tell: the lines to take out with the reason for each, the
    dates, and the rest."""

    reasons: dict[int, str] = field(default_factory=dict)
    dates: list[_DateEvidence] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    def says(self, what: MetadataField, value: str | None, evidence: str, sure: float) -> None:
        """Keep a value; the first of equally sure ones counts."""
        if value:
            self.stated.append(_from_text(what, value, evidence, sure))

    def value(self, what: MetadataField) -> str | None:
        return next((s.value for s in settled(self.stated) if s.field == what), None)


# What counts more as a publication date. A month in an address still beats a day without a year,
# as agencies' datelines have it.
_RANKS: dict[str | None, int] = {"published": 0, None: 1, "updated": 3}
_RANK_OF_URL_DAY = 2
_RANK_OF_URL_MONTH = 4
_RANK_WITHOUT_YEAR = 5
_SURE_BY_RANK = (SURE, LIKELY, FAIR, WEAK, FAIR, WEAK)


def read_metadata(text: str, language: str | None = None) -> Metadata:
    """Read what cleaned text in a language (ISO 639; None for English) tells about itself:
    publisher, title, byline, place, dates, address and agency."""
    lines = text.split("\n")
    found = _read_lines(lines, language)
    reasons = found.reasons
    removed = [Removed(text=lines[n], reason=reason) for n, reason in sorted(reasons.items())]
    body = [line for n, line in enumerate(lines) if n not in reasons]
    has_head = any(n < HEAD_LINES for n in reasons)
    title = _title(body, has_head)
    if title:
        found.says("title", title, title, LIKELY if has_head else FAIR)
        if body[1] == title:
            removed.append(Removed(text=body.pop(1), reason="title again"))
    removed += _take_dateline(body, found)
    found.says("publisher", found.value("agency"), _evidence(found, "agency"), WEAK)
    published = _published(found.dates)
    if published:
        found.stated.append(published)
    found.stated += _updated(found.dates)
    return Metadata(
        found.value("publisher"),
        title,
        published.value if published else None,
        published.evidence if published else None,
        "\n".join(body),
        tuple(removed),
        settled(found.stated),
    )


def _from_text(what: MetadataField, value: str, evidence: str, sure: float) -> Stated:
    return Stated(field=what, value=value, evidence=evidence, source="text", confidence=sure)


def _evidence(found: _Found, what: MetadataField) -> str:
    return next((s.evidence for s in settled(found.stated) if s.field == what), "")


def _take_dateline(body: list[str], found: _Found) -> list[Removed]:
    """Take the first dateline of an agency out of the body, keep what it tells."""
    for number in range(min(len(body), HEAD_LINES)):
        if dateline := read_agency_dateline(body[number]):
            body[number] = body[number][len(dateline.words) :].lstrip()
            found.says("agency", dateline.agency, dateline.words, SURE)
            found.says("place", dateline.place, dateline.words, LIKELY)
            if dateline.date:
                stated = StatedDate("updated", (dateline.date,))  # the day of this version
                found.dates.append(_DateEvidence(_rank(stated), stated.candidates, dateline.words))
            return [Removed(text=dateline.words, reason="dateline")]
    return []


def _read_lines(lines: list[str], language: str | None) -> _Found:
    """Read the lines of head and tail that are not the article's."""
    found = _Found()
    found.reasons, stated = read_print(lines)
    found.stated += stated
    written: dict[str, str] = {}  # as read → as it stands there
    last = len(lines) - 1
    for number, line in enumerate(lines):
        if number in found.reasons:
            continue
        if HEAD_LINES <= number < last:
            continue
        line = in_english(line, language)
        written[line] = lines[number]
        # A bare address below the body may lead anywhere; "Source: https://…" is the article's.
        url = _URL.match(line)
        if url and (number < HEAD_LINES or url["url"] != line):
            found.reasons[number] = "address"
            if found.value("url") is None:
                found.says("url", url["url"], line, SURE)
                found.says("publisher", _host(url["url"]), line, LIKELY)
                found.dates += _url_dates(url["url"])
        elif byline := _BYLINE.match(line):
            found.reasons[number] = "byline"
            found.says("byline", byline["names"], line, LIKELY)
            _keep_source(byline["paper"], line, found)
        elif dates := read_date_line(line):
            found.reasons[number] = "date line"
            _keep_dates(dates, line, found)
            _keep_source(_paper_in(line), line, found)
            if agency := _agency_of_date_line().match(line):
                found.says("agency", furniture().agencies[agency["agency"]], line, FAIR)
        elif with_source := _after_a_source(line) or _before_a_source(line):
            found.reasons[number] = "date line"
            _keep_dates(with_source[1], line, found)
            _keep_source(with_source[0], line, found)
    found.stated = [
        s.model_copy(update={"evidence": written.get(s.evidence, s.evidence)}) for s in found.stated
    ]
    found.dates = [replace(d, words=written.get(d.words, d.words)) for d in found.dates]
    return found


def _keep_dates(dates: DateLine, line: str, found: _Found) -> None:
    found.dates += [
        _DateEvidence(_rank(stated), stated.candidates, line, stated.label == "updated")
        for stated in dates.dates
        if stated.label != "accessed"
    ]
    if author := _AUTHOR_OF_DATE_LINE.search(line):
        names = author["names"].split()
        while names and names[-1].strip(".")[:3] in _MONTHS_AND_DAYS:
            names.pop()
        found.says("byline", " ".join(names), line, LIKELY)


def _keep_source(name: str | None, line: str, found: _Found) -> None:
    """Keep the name of the paper or the agency that stands beside an author or a date."""
    agency = furniture().agencies.get(name or "")
    found.says("agency", agency, line, FAIR)
    words = re.findall(r"\w+", (name or "").casefold())
    if not agency and not furniture().paper_words.isdisjoint(words):
        found.says("publisher", name, line, FAIR)


def _after_a_source(line: str) -> tuple[str, DateLine] | None:
    """'The Harbour Post - Sat May 22, 2010', '(AFP) - 22 May 2010': the name of the paper, and a
    date with its year behind it."""
    source = _SOURCE.match(line)
    found = read_date_line(line[source.end() :]) if source else None
    if not source or found is None:
        return None
    with_year = any(c[0] != "X" for d in found.dates for c in d.candidates)
    return (source["source"], found) if with_year else None


def _before_a_source(line: str) -> tuple[str, DateLine] | None:
    """'Wednesday May 3 2013, 12.01am BST, The Harbour Times': a date with its year, and a paper."""
    *before, last = _BETWEEN.split(line)
    paper = _paper_in(last) if before and len(line) <= MAX_DATE_LINE else None
    found = read_date_line(line[: -len(last)].rstrip(" ,|·•–—-")) if paper else None
    if not paper or found is None:
        return None
    with_year = any(c[0] != "X" for d in found.dates for c in d.candidates)
    return (paper, found) if with_year else None


def _paper_in(line: str) -> str | None:
    """The name of a paper between commas or bars: two words at least, for Sun is a day as well."""
    for piece in _BETWEEN.split(line):
        words = piece.casefold().split()
        if _PAPER.match(piece) and not furniture().paper_words.isdisjoint(words):
            return piece
    return None


@lru_cache(maxsize=1)
def _agency_of_date_line() -> re.Pattern[str]:
    """'AFP, Tuesday 2 Jul 2013', '(Reuters) 22 May 2010'."""
    return re.compile(rf"\(?(?P<agency>{alternatives(furniture().agencies)})\b\)?[\s,:–—-]")


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


def _published(dates: list[_DateEvidence]) -> Stated | None:
    """Return the publication date that the best evidence has.

    5/3/2013 is the day that other evidence names, or the one in the month that it names; else no
    more than its year is certain.
    """
    if not dates:
        return None
    best = min(dates, key=lambda evidence: evidence.rank)  # the first of equals
    sure = _SURE_BY_RANK[best.rank]
    if len(best.candidates) == 1:
        return _from_text("published", best.candidates[0], best.words, sure)
    for other in dates:
        fitting = [c for c in best.candidates if c.startswith(other.candidates[0])]
        if len(other.candidates) == len(fitting) == 1:
            evidence = f"{best.words} · {other.words}"
            return _from_text("published", fitting[0], evidence, min(sure, LIKELY))
    return _from_text("published", best.candidates[0][:4], best.words, WEAK)


def _updated(dates: list[_DateEvidence]) -> list[Stated]:
    """Return the day of the last update, where a date line has one that is certain."""
    certain = (d for d in dates if d.is_update and len(d.candidates) == 1)
    days = [(d.candidates[0], d.words) for d in certain if not d.candidates[0].startswith("X")]
    return [_from_text("updated", *max(days), SURE)] if days else []
