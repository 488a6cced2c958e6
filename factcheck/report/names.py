"""Articles and findings go in, how a page calls them comes out: letters, numbers, anchors."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from string import ascii_uppercase
from typing import NamedTuple

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.days import date_label

_ANCHOR_DIGITS = 12  # 48 bits: two of a million anchors meet with a chance of 1 in 500
NAME_LENGTH = 80  # characters; the longest newspaper names stay whole
_NUMBER_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


class ArticleName(NamedTuple):
    """How an article is called everywhere on the page."""

    letter: str
    name: str
    published: str | None
    anchor: str


class FindingName(NamedTuple):
    """How a finding is called everywhere on the page."""

    number: int
    verdict: Verdict
    question: str
    anchor: str


def letters(index: int) -> str:
    """The badge of the article at `index`: A … Z, AA, AB …, as columns of a spreadsheet."""
    rest, last = divmod(index, len(ascii_uppercase))
    return (letters(rest - 1) if rest else "") + ascii_uppercase[last]


def by_letter(name: ArticleName) -> tuple[int, str]:
    """Sorts articles as they are lettered: Z before AA."""
    return len(name.letter), name.letter


def count(number: int, noun: str) -> str:
    """A number with its noun, in words while it is small: 'two conflicts', '14 articles'."""
    words = _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else str(number)
    return f"{words} {noun}" if number == 1 else f"{words} {noun}s"


def finding_names(findings: Iterable[model.Finding]) -> list[FindingName]:
    """Numbers from 1; ids that came before get a number behind their anchor."""
    seen: defaultdict[str, int] = defaultdict(int)
    names = []
    for number, finding in enumerate(findings, start=1):
        place = anchor("f", finding.id)
        seen[place] += 1
        distinct = place if seen[place] == 1 else f"{place}-{seen[place]}"
        names.append(FindingName(number, finding.verdict, finding.question, distinct))
    return names


def article_names(articles: Iterable[model.Article]) -> dict[str, ArticleName]:
    """How the articles of a report are called, by their ids."""
    return {
        article.id: ArticleName(
            letters(index),
            _name(article),
            date_label(article.published) if article.published else None,
            anchor("a", article.id),
        )
        for index, article in enumerate(articles)
    }


def _name(article: model.Article) -> str:
    """Publisher, else title, else file name."""
    file_name = re.split(r"[\\/]", article.path.rstrip("\\/"))[-1]
    candidates = (article.publisher, article.title, file_name, article.id)
    name = next((name for name in candidates if name and name.strip()), "article without a name")
    return shortened(name, NAME_LENGTH)


def shortened(text: str, length: int) -> str:
    """At most `length` characters of a text, the last of them an ellipsis if it goes on."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def anchor(prefix: str, identifier: str) -> str:
    """An id for HTML that carries nothing of the text that it stands for."""
    return f"{prefix}-{hashlib.sha256(identifier.encode('utf-8')).hexdigest()[:_ANCHOR_DIGITS]}"
