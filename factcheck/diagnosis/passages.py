"""A passage as a person points at it ('paper.txt:12', 'paper.txt:words in it') goes in; the place
of that passage in the article's cleaned text comes out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from rapidfuzz import fuzz

from factcheck.ingest import Ingested, IngestError, is_address, read_articles, read_lines
from factcheck.model import Article

SAME_LINE = 85.0  # rapidfuzz partial ratio, 0-100: a line before and after cleaning is above it
ALIKE = 60.0  # the same, for a line that is offered to somebody whose words are not found
MOST_OF_A_LINE = 100  # characters of a line that an error message shows
MOST_OF_A_NAME = 80

HOW = 'give FILE:LINE or FILE:"words in it", such as paper.txt:12'

_WORD = re.compile(r"\w+")


class PassageError(ValueError):
    """No passage can be found there; the message says what to do."""


class Passage(BaseModel):
    """A stretch of an article's cleaned text that a question is asked about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    article: str = Field(description="id of the article")
    path: str = Field(description="where the article was read from")
    published: str | None = Field(description="when, EDTF; null where the text does not say")
    start: int
    end: int
    text: str = Field(description="the words, verbatim from the cleaned text")


@dataclass(frozen=True, slots=True)
class Reference:
    """A file and what is pointed at in it: a line by its number, or words."""

    file: str
    line: int | None
    words: str


def parse_reference(given: str) -> Reference:
    """Read 'FILE:LINE' or 'FILE:words'. The file is what exists before a colon: names and words
    may hold colons, too. Raises PassageError."""
    shown = given[:MOST_OF_A_NAME]
    if is_address(given):
        raise PassageError(f"'{shown}' is an address; save the page as a file and {HOW}")
    for colon in re.finditer(":", given):
        file, rest = given[: colon.start()], given[colon.end() :].strip()
        if not file or not Path(file).is_file():
            continue
        if rest.isdecimal():
            return Reference(file, int(rest), "")
        words = rest.strip("\"'“”‘’ ")
        if not _WORD.search(words):
            raise PassageError(f"'{shown}' does not say which passage; {HOW}")
        return Reference(file, None, words)
    if Path(given).is_dir():
        raise PassageError(f"'{shown}' is a folder; {HOW}")
    if Path(given).is_file():
        raise PassageError(f"'{shown}' does not say which passage; {HOW}")
    if ":" not in given:
        raise PassageError(f"'{shown}' is no passage; {HOW}")
    file = given.partition(":")[0]
    # The end of a long path tells it from others.
    named = file if len(file) <= MOST_OF_A_NAME else f"…{file[-MOST_OF_A_NAME:]}"
    raise PassageError(f"there is no file '{named}'; {HOW}")


def find_passages(given: tuple[str, str]) -> tuple[tuple[Article, ...], tuple[Passage, Passage]]:
    """The articles that two references lead to, and the two passages in them.

    Raises PassageError and IngestError.
    """
    first, second = (parse_reference(reference) for reference in given)
    ingested = read_articles([first.file, second.file])
    passages = _locate(ingested, first), _locate(ingested, second)
    return ingested.articles, passages


def _locate(ingested: Ingested, reference: Reference) -> Passage:
    path = Path(reference.file)
    article = next((a for a in ingested.articles if _is_file(a.path, path)), None)
    if article is None:
        skipped = next((s for s in ingested.skipped if _is_file(s.path, path)), None)
        raise IngestError(f"{reference.file}: {skipped.reason if skipped else 'cannot be read'}")
    if reference.line is not None:
        start, end = _line(article, path, reference.line)
    else:
        start, end = _words(article, reference.words)
    return Passage(
        article=article.id,
        path=article.path,
        published=article.published,
        start=start,
        end=end,
        text=article.text[start:end],
    )


def _is_file(name: str, path: Path) -> bool:
    """Whether an article's path leads to a file. Names of bytes that are no UTF-8 differ."""
    named = Path(name)
    return named == path or (named.exists() and named.samefile(path))


def _line(article: Article, path: str | PathLike[str], number: int) -> tuple[int, int]:
    """Where a line of the file stands in the cleaned text."""
    lines = read_lines(path)
    where = f"{article.path}:{number}"
    if not 1 <= number <= len(lines):
        raise PassageError(f"{where}: the file has {len(lines)} lines")
    line = lines[number - 1]
    if not _WORD.search(line):
        raise PassageError(f"{where}: the line is blank; name a line with words on it")
    places = word_places(article.text, line)
    if places:
        return places[0]
    near = fuzz.partial_ratio_alignment(line, article.text, score_cutoff=SAME_LINE)
    if near is not None and len(line) <= len(article.text):
        return near.dest_start, near.dest_end
    raise PassageError(f"{where}: {_taken_out(article, line) or 'not in the text as it was read'}")


def _words(article: Article, words: str) -> tuple[int, int]:
    """Where words stand in the cleaned text, whatever their punctuation and capitals."""
    places = word_places(article.text, words)
    shown = words[:MOST_OF_A_LINE]
    if len(places) == 1:
        return places[0]
    if places:
        raise PassageError(
            f"“{shown}” stands {len(places)} times in {article.path}; give more of the sentence"
        )
    removed = _taken_out(article, words)
    if removed:
        raise PassageError(f"“{shown}” in {article.path}: {removed}")
    raise PassageError(f"“{shown}” does not stand in {article.path}; {_offer(article, words)}")


def word_places(text: str, wanted: str) -> list[tuple[int, int]]:
    """Every place where the words of `wanted` stand one after the other, whatever stands between
    them of punctuation and white space, in capitals or not."""
    words = list(_WORD.finditer(text))
    folded = [word.group().casefold() for word in words]
    sought = [word.casefold() for word in _WORD.findall(wanted)]
    return [
        (words[i].start(), words[i + len(sought) - 1].end())
        for i in range(len(words) - len(sought) + 1)
        if sought and folded[i] == sought[0] and folded[i : i + len(sought)] == sought
    ]


def _taken_out(article: Article, words: str) -> str | None:
    """Why words of the file are no part of the article's text."""
    for removed in article.removed:
        if word_places(removed.text, words):
            return f"taken out before reading ({removed.reason}), so nothing was extracted from it"
    return None


def _offer(article: Article, words: str) -> str:
    """What to give instead: the line of the article that is most like the words."""
    scored = [
        (fuzz.partial_ratio(words.casefold(), line.casefold()), line)
        for line in article.text.splitlines()
    ]
    score, line = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    if score < ALIKE:
        return "copy them from the article"
    shown = line if len(line) <= MOST_OF_A_LINE else f"{line[:MOST_OF_A_LINE]}…"
    return f"did you mean this line? {shown}"
