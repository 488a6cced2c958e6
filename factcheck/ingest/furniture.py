"""The word lists of furniture.yaml go in; what they say about a single line comes out.

Furniture is what stands on the page of a news site but is not the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from factcheck.model import MetadataField, Removed
from factcheck.tables import table

# A line that starts like a plea or a link goes only if it is short enough to be nothing else.
MAX_NOTICE_WORDS = 40
MAX_LINK_WORDS = 25

# Longer lines are no share bar and no menu (the longest in the seeds has 28 characters).
MAX_BAR_CHARACTERS = 200

# What stands between the items of a share bar or a menu.
_SEPARATORS = " \t|/•·:;,–—-»>›*+()[]0123456789"


class Furniture(BaseModel):
    """The lists of furniture.yaml; what each is for is said there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: dict[str, list[str]]
    starts: dict[str, list[str]]
    leads: dict[str, list[str]]
    link_headers: list[str]
    marks: list[str]
    sentence_words: list[str]
    date_labels: dict[str, list[str]]
    paper_words: frozenset[str]
    no_datelines: frozenset[str]
    archive_labels: dict[MetadataField | Literal["none"], list[str]]
    agency_credits: list[str]
    agency_follows: list[str]
    agency_others: list[str]
    agency_shares: list[str]
    agencies: dict[str, str]


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """Return the lists, read once."""
    return Furniture.model_validate(table("factcheck.ingest", "furniture.yaml"))


@lru_cache(maxsize=1)
def sentence_words() -> frozenset[str]:
    """Return the words that a line of topics never holds."""
    return frozenset(furniture().sentence_words)


def alternatives(phrases: Iterable[str]) -> str:
    """Return a regular expression for any of `phrases`, longest first, taken literally."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda p: (-len(p), p)))


def take_marks(text: str) -> tuple[str, list[Removed]]:
    """Take marks of publishing systems, as [ad_1], out of a text."""
    removed = [Removed(text=mark.group(), reason="page mark") for mark in _marks().finditer(text)]
    return _marks().sub(" ", text), removed


def line_reason(line: str) -> str | None:
    """Return why a line is furniture, judged by itself alone; None if it may be the article's."""
    reason = _phrases_reason(line.casefold())
    if reason is None and len(line.split()) <= MAX_NOTICE_WORDS:
        start = _starts().match(line)
        reason = start.lastgroup if start else None
    if reason is None and len(line.split()) <= MAX_LINK_WORDS:
        lead = _leads().match(line)
        reason = lead.lastgroup if lead else None
    return reason.replace("_", " ") if reason else None


def is_link_header(line: str) -> bool:
    """Say whether a line announces a list of links."""
    return line.casefold().replace("’", "'").strip(" :|»>…") in furniture().link_headers


@lru_cache(maxsize=1)
def _marks() -> re.Pattern[str]:
    names = alternatives(furniture().marks)
    return re.compile(rf"\[/?(?:{names})(?:_\d+|(?:\s+\w+=[^\[\]\n]*)?)\]", re.IGNORECASE)


def _groups(lists: dict[str, list[str]]) -> str:
    """Return an expression with one named group a reason; … and # are spelled out."""
    groups = "|".join(
        f"(?P<{reason.replace(' ', '_')}>{alternatives(phrases)})"
        for reason, phrases in lists.items()
    )
    return groups.replace("…", r"[\w’'-]+(?:\s[\w’'-]+){0,2}").replace(r"\#", r"\d+")


@lru_cache(maxsize=1)
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:{_groups(furniture().starts)})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _leads() -> re.Pattern[str]:
    return re.compile(rf"(?:{_groups(furniture().leads)})\s*[:|»>→]", re.IGNORECASE)


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, str], ...]:
    """Return (phrase, reason), the longest phrase first."""
    pairs = [(p, reason) for reason, phrases in furniture().lines.items() for p in phrases]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


@lru_cache(maxsize=1)
def _openings() -> tuple[str, ...]:
    return tuple(phrase for phrase, _ in _phrases())


def _phrases_reason(line: str) -> str | None:
    """Return the reason of a line's first phrase, if it is made of such phrases alone."""
    rest, first = line.strip(_SEPARATORS), None
    if len(rest) > MAX_BAR_CHARACTERS:
        return None
    while rest:
        if not rest.startswith(_openings()):
            return None
        phrase, reason = next(pair for pair in _phrases() if rest.startswith(pair[0]))
        first = first or reason
        rest = rest[len(phrase) :].lstrip(_SEPARATORS)
    return first
