"""Articles go in; those that say something of their own come out, and what stands for each of the
others: the same article twice, and earlier versions of an article that its publisher updated.

Copies of one agency's story by different publishers stay: compare/copies.py finds what they share,
and they count as one source for it, but each has words of its own.
"""

from __future__ import annotations

import heapq
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from factcheck.model import Article, Skipped

RUN = 5  # words of a shingle (Broder 1997, "On the resemblance and containment of documents")

# Shingles that two articles share, of all that they have: two takes of one article of a publisher.
# An edited word takes five shingles away, so that one in fifty words may have been changed.
NEARLY_THE_SAME = 0.8
# Under one title or address, of those that the shorter one has: the longer one has grown from it.
GROWN_FROM = 0.6
# What a publisher repeats after this many days is a form that it fills in, unless under one title.
MOST_DAYS = 7

# An agency named in the text is not always who published it, and is no reason to leave one out.
LEAST_PUBLISHER = 0.6

SKETCH = 64  # least shingles of an article that are looked up
LEAST_COMMON = 4  # of these before two are compared: what a publisher adds to each has few
MOST_ALIKE = 20  # articles with one shingle; what more have is the publisher's, not the story's
MOST_COMPARED = 5  # of the likeliest ones

_WORD = re.compile(r"\w+(?:['’]\w+)*")


def without_repeats(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """The articles without repeats, in their order, and those left out with the reason. Which one
    stays does not depend on the order: the latest, then the longest, then the first by its path."""
    kept = _Kept()
    left_out: dict[str, str] = {}
    for article in sorted(articles, key=_precedence):
        reason = kept.reason(article)
        if reason:
            left_out[article.path] = reason
        else:
            kept.add(article)
    return (
        tuple(article for article in articles if article.path not in left_out),
        tuple(
            Skipped(path=article.path, reason=left_out[article.path])
            for article in articles
            if article.path in left_out
        ),
    )


class _Kept:
    """The articles that stay, to be asked whether one of them stands for another article."""

    def __init__(self) -> None:
        self._by_words: defaultdict[int, list[Article]] = defaultdict(list)
        self._by_shingle: defaultdict[tuple[str, int], list[Article]] = defaultdict(list)

    def add(self, article: Article) -> None:
        words = _words(article)
        self._by_words[hash(tuple(words))].append(article)
        publisher = _publisher(article)
        if publisher:
            for shingle in _sketch(_shingles(words)):
                alike = self._by_shingle[publisher, shingle]
                if len(alike) <= MOST_ALIKE:
                    alike.append(article)

    def reason(self, article: Article) -> str | None:
        """Why an article is left out, None where it stays."""
        words, publisher = _words(article), _publisher(article)
        for other in self._by_words.get(hash(tuple(words)), ()):
            if words == _words(other) and publisher in (_publisher(other), None):
                return f"the same article as {other.path}"
        if publisher is None:
            return None
        shingles = _shingles(words)
        for other in self._likeliest(publisher, shingles):
            if _are_takes_of_one(article, shingles, other, _shingles(_words(other))):
                day, last = _day(article), _day(other)
                earlier = f"an earlier version of {other.path}, which is of {last}"
                return earlier if day < last else f"nearly the same article as {other.path}"
        return None

    def _likeliest(self, publisher: str, shingles: frozenset[int]) -> Iterable[Article]:
        """The kept articles of the publisher that share most of the sketch."""
        met: Counter[str] = Counter()
        articles: dict[str, Article] = {}
        for shingle in _sketch(shingles):
            alike = self._by_shingle.get((publisher, shingle), [])
            if len(alike) <= MOST_ALIKE:
                met.update(other.path for other in alike)
                articles.update((other.path, other) for other in alike)
        likeliest = sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_COMPARED]
        return [articles[path] for path, common in likeliest if common >= LEAST_COMMON]


def _are_takes_of_one(
    article: Article, shingles: frozenset[int], other: Article, others: frozenset[int]
) -> bool:
    common = len(shingles & others)
    one_story = any(
        _said(article, what) not in (None, "") and _said(article, what) == _said(other, what)
        for what in ("title", "url")
    )
    if common >= NEARLY_THE_SAME * len(shingles | others):
        return one_story or _days_between(article, other) <= MOST_DAYS
    return one_story and common >= GROWN_FROM * min(len(shingles), len(others))


def _days_between(article: Article, other: Article) -> int:
    """Days between the last versions; none where one of them is not known."""
    try:
        days = [date.fromisoformat(_day(one)).toordinal() for one in (article, other)]
    except ValueError:
        return 0
    return abs(days[0] - days[1])


def _precedence(article: Article) -> tuple[object, ...]:
    """The latest first, then whose publisher is known, then the longest, then by path."""
    latest = tuple(-ord(character) for character in _day(article))
    return (
        not _day(article),
        latest,
        _publisher(article) is None,
        -len(article.text),
        article.path,
    )


def _day(article: Article) -> str:
    """The day of an article's last version, empty where it is not known to the day."""
    days = (_said(article, "updated"), article.published)
    return max((day for day in days if day and len(day) == 10 and day[0] != "X"), default="")


def _publisher(article: Article) -> str | None:
    for stated in article.metadata:
        if stated.field == "publisher":
            return stated.value.casefold() if stated.confidence >= LEAST_PUBLISHER else None
    return None


def _said(article: Article, what: str) -> str | None:
    return next((s.value.casefold() for s in article.metadata if s.field == what), None)


def _words(article: Article) -> list[str]:
    return _WORD.findall(article.text.casefold())


def _shingles(words: list[str]) -> frozenset[int]:
    """Checksums of every run of words; of a shorter text, of all of it."""
    runs = range(max(1, len(words) - RUN + 1))
    return frozenset(zlib.crc32(" ".join(words[n : n + RUN]).encode()) for n in runs)


def _sketch(shingles: frozenset[int]) -> list[int]:
    """The least shingles: a sample that two articles draw alike where they are alike."""
    return heapq.nsmallest(SKETCH, shingles)
