"""Articles go in; those that say something of their own come out, and what stands for each of the
others: the same article twice, and earlier versions of an article that its publisher updated.

Copies of one agency's story by different publishers stay: compare/copies.py finds what they share,
and they count as one source for it, but each has words of its own.
"""

from __future__ import annotations

import re
import sys
import zlib
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from factcheck.model import Article, Skipped

RUN = 5  # words of a shingle (Broder 1997, "On the resemblance and containment of documents")

# Shingles that two articles share, of all that they have: two takes of one article of a publisher.
# An edited word takes five shingles away, so that one in fifty words may have been changed.
NEARLY_THE_SAME = 0.8
# Under one title or address, of those that the shorter one has: the longer one has grown from it.
GROWN_FROM = 0.6
# Under another headline, of those that the shorter one has, and of those that the longer one has:
# a paragraph more and new figures. A digest has the whole of a story and more of others, and a
# story of its own that repeats the background has less of both.
TAKEN_OVER, LEFT_ALONE = 0.8, 0.6
# Days within which a publisher changes a headline: by the next morning.
MOST_DAYS_OF_A_REWRITE = 1
# What a publisher repeats after this many days is a form that it fills in, unless under one title.
MOST_DAYS = 7

# An agency named in the text is not always who published it, and is no reason to leave one out.
LEAST_PUBLISHER = 0.6

SKETCH = 64  # least shingles of an article that are looked up
LEAST_COMMON = 4  # of these before two are compared: what a publisher adds to each has few
MOST_ALIKE = 20  # articles with one shingle; what more have is the publisher's, not the story's
MOST_COMPARED = 5  # of the likeliest ones

# Of a text with more shingles the least are kept; the longest press articles have twice as many.
MOST_SHINGLES = 4000
MOST_OF_A_SHINGLE = 2**32 - 1  # a CRC-32
MET_SLOTS = 1 << 22  # bytes; 10,000 articles look up 640,000 shingles

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_HOST = re.compile(r"(?:www\.)?(?P<name>[\w-]+)(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Print:
    """What is kept of an article to tell its repeats, so that its text need not be: some 2 kB,
    16 kB at most. `shingles` are in ascending order; empty where the publisher is not known."""

    path: str
    publisher: str | None  # where that is sure enough to compare its articles
    named: str | None  # who seems to have published it, be it as unsure as a page's title
    day: str  # of the last version, empty where it is not known to the day
    updated: bool  # whether that is said to be one
    title: str | None
    url: str | None
    length: int  # characters
    words: bytes  # a digest of all of them
    shingles: array[int]
    highest: int  # shingles above this one are not kept

    @classmethod
    def of(cls, article: Article) -> Print:
        """The print of an article."""
        words, publisher = _words(article), _publisher(article)
        named = _name(_said(article, "publisher"))
        shingles = sorted(_shingles(words)) if publisher else []
        kept = shingles[:MOST_SHINGLES]
        return cls(
            article.path,
            publisher and sys.intern(publisher),
            named and sys.intern(named),
            _day(article),
            _said(article, "updated") is not None,
            _said(article, "title"),
            _said(article, "url"),
            len(article.text),
            blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=16).digest(),
            array("I", kept),
            kept[-1] if len(kept) < len(shingles) else MOST_OF_A_SHINGLE,
        )

    @property
    def sketch(self) -> array[int]:
        """The least shingles: a sample that two articles draw alike where they are alike."""
        return self.shingles[:SKETCH]


def without_repeats(articles: Sequence[Article]) -> tuple[tuple[Article, ...], tuple[Skipped, ...]]:
    """The articles without repeats, in their order, and those left out with the reason. Which one
    stays does not depend on the order: the latest, then the longest, then the first by its path."""
    history = repeats([Print.of(article) for article in articles])
    left_out = {one.path for one in history}
    return tuple(article for article in articles if article.path not in left_out), history


def repeats(prints: Sequence[Print]) -> tuple[Skipped, ...]:
    """Those that another one stands for, in their order, with the reason."""
    kept = _Kept(prints)
    left_out: dict[str, str] = {}
    for one in sorted(prints, key=_precedence):
        if reason := kept.reason(one):
            left_out[one.path] = reason
        else:
            kept.add(one)
    return tuple(
        Skipped(path=one.path, reason=left_out[one.path]) for one in prints if one.path in left_out
    )


class _Kept:
    """The articles that stay, to be asked whether one of them stands for another article."""

    def __init__(self, prints: Iterable[Print]) -> None:
        self._first: dict[bytes, Print] = {}
        self._by_words: dict[tuple[bytes, str | None], Print] = {}
        self._by_shingle: defaultdict[tuple[str, int], list[Print]] = defaultdict(list)
        self._met = _Met()
        for one in prints:
            self._met.update(_looked_up(one))

    def add(self, one: Print) -> None:
        self._first.setdefault(one.words, one)
        self._by_words.setdefault((one.words, one.named), one)
        for shingle in self._met.again(_looked_up(one)):
            alike = self._by_shingle[shingle]
            if len(alike) <= MOST_ALIKE:
                alike.append(one)

    def reason(self, one: Print) -> str | None:
        """Why an article is left out, None where it stays."""
        same = self._by_words.get((one.words, one.named))
        if one.named is None:
            same = self._first.get(one.words)
        if same:
            return f"the same words as {same.path}"
        for other in self._likeliest(one):
            if near := _how_near(one, other):
                if _is_earlier(one, other):
                    of = f"an earlier version of {other.path}, which is of {other.day}"
                    return f"{of} ({near})"
                return f"{near} as {other.path}"
        return None

    def _likeliest(self, one: Print) -> Iterable[Print]:
        """The kept articles of the publisher that share most of the sketch."""
        met: Counter[str] = Counter()
        prints: dict[str, Print] = {}
        for shingle in _looked_up(one):
            alike = self._by_shingle.get(shingle, [])
            if len(alike) <= MOST_ALIKE:
                met.update(other.path for other in alike)
                prints.update((other.path, other) for other in alike)
        likeliest = sorted(met.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_COMPARED]
        return [prints[path] for path, common in likeliest if common >= LEAST_COMMON]


class _Met:
    """Shingles that have been met, and which of them more than once, in four megabytes: one may
    pass for another now and then, and is then looked up for nothing."""

    def __init__(self) -> None:
        self._counts = bytearray(MET_SLOTS)

    def update(self, shingles: Iterable[tuple[str, int]]) -> None:
        for shingle in shingles:
            slot = hash(shingle) % MET_SLOTS
            self._counts[slot] = min(2, self._counts[slot] + 1)

    def again(self, shingles: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
        """Those that were met more than once."""
        return (shingle for shingle in shingles if self._counts[hash(shingle) % MET_SLOTS] > 1)


def _looked_up(one: Print) -> Iterator[tuple[str, int]]:
    """The publisher's shingles by which its other articles find this one."""
    return ((one.publisher or "", shingle) for shingle in one.sketch)


def _how_near(one: Print, other: Print) -> str | None:
    """How much two takes of one article have in common, None where they are no such takes."""
    # Of two long texts, those shingles are compared that are kept of both: a sample of all.
    highest = min(one.highest, other.highest)
    mine, others = (set(p.shingles[: bisect_right(p.shingles, highest)]) for p in (one, other))
    common, days = len(mine & others), _days_between(one, other)
    shorter, longer = sorted((len(mine), len(others)))
    one_title, one_url = one.title == other.title, one.url == other.url
    one_story = bool((one_title and one.title) or (one_url and one.url))
    if common >= NEARLY_THE_SAME * len(mine | others):
        return "nearly the same words" if one_story or (days or 0) <= MOST_DAYS else None
    if not one_story and (days is None or days > MOST_DAYS_OF_A_REWRITE):
        return None
    grown = one_story and common >= GROWN_FROM * shorter
    rewritten = common >= TAKEN_OVER * shorter and common >= LEFT_ALONE * longer
    return "most of the same words" if grown or rewritten else None


def _is_earlier(one: Print, other: Print) -> bool:
    """Whether it is known that the other one came later."""
    if not (one.day and other.day):
        return False
    return one.day < other.day or (one.day == other.day and other.updated and not one.updated)


def _days_between(one: Print, other: Print) -> int | None:
    """Days between the last versions, None where one of them is not known."""
    try:
        return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)
    except ValueError:
        return None


def _precedence(one: Print) -> tuple[object, ...]:
    """The latest first, then whose publisher is known, then what was updated on that day, then the
    longest, then by path."""
    latest = tuple(-ord(character) for character in one.day)
    return (not one.day, latest, one.named is None, not one.updated, -one.length, one.path)


def _day(article: Article) -> str:
    """The day of an article's last version, empty where it is not known to the day."""
    days = (_said(article, "updated"), article.published)
    return max((day for day in days if day and len(day) == 10 and day[0] != "X"), default="")


def _publisher(article: Article) -> str | None:
    for stated in article.metadata:
        if stated.field == "publisher":
            return stated.value.casefold() if stated.confidence >= LEAST_PUBLISHER else None
    return None


def _name(publisher: str | None) -> str | None:
    """The letters of a publisher's name, the same for 'Bay Post' and 'www.baypost.example'."""
    if publisher is None:
        return None
    host = _HOST.fullmatch(publisher)
    return "".join(_WORD.findall(host["name"] if host else publisher.removeprefix("the ")))


def _said(article: Article, what: str) -> str | None:
    return next((s.value.casefold() for s in article.metadata if s.field == what), None)


def _words(article: Article) -> list[str]:
    return _WORD.findall(article.text.casefold())


def _shingles(words: list[str]) -> frozenset[int]:
    """Checksums of every run of words; of a shorter text, of all of it."""
    runs = range(max(1, len(words) - RUN + 1))
    return frozenset(zlib.crc32(" ".join(words[n : n + RUN]).encode()) for n in runs)
