"""Which articles are one source of an answer, and why: copies of one text, copy of one agency, and
chains in which one cites the other.

Two articles are copies when the passage of one stands nearly word for word in the other, or when
both passages lie in text that the articles share: agencies' copy does that, two reporters do not.
chains.py tells the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz, process

from factcheck.compare.chains import Standing, agency_copy, chains
from factcheck.model import Article, Claim, Copy, Dependence, Evidence

NEARLY_THE_SAME = 92.0  # rapidfuzz ratio, 0-100, of two passages; edited agency copy is above it
LONG_ENOUGH = 60  # characters; shorter sentences coincide by chance
AT_A_TIME = 500  # passages compared with all others: 4 MB for each 2,000

Origins = tuple[tuple[str, ...], ...]  # ids of articles, those of one source together


class Sources(NamedTuple):
    """The articles that make some claims, those of one source together, and why they are one."""

    origins: Origins
    dependences: tuple[Dependence, ...]


class _Place(NamedTuple):
    """A stretch of a text, and where it stands in the first article that has it."""

    start: int
    end: int
    first: tuple[str, int, int]


class SharedText:
    """The passages that articles share, to be asked of which of them a claim is."""

    def __init__(self, copies: Iterable[Copy] = ()) -> None:
        self._places: defaultdict[str, set[_Place]] = defaultdict(set)
        for copy in copies:
            here, there = copy.passage, copy.same_as
            first = (there.article, there.start, there.end)
            self._places[here.article].add(_Place(here.start, here.end, first))
            self._places[there.article].add(_Place(there.start, there.end, first))

    def firsts(self, evidence: Evidence) -> list[tuple[str, int, int]]:
        """Where the shared text that an evidence stands in was first met."""
        return [
            place.first
            for place in self._places.get(evidence.article, ())
            if place.start <= evidence.answer_start and evidence.answer_end <= place.end
        ]


class Known:
    """What is known of the articles of a run: the text that they share, whose they are."""

    def __init__(self, articles: Iterable[Article] = (), copies: Iterable[Copy] = ()) -> None:
        self.shared = SharedText(copies)
        self.standing = Standing(articles)


NOTHING_KNOWN = Known()


def sources(claims: Iterable[Claim], known: Known = NOTHING_KNOWN) -> Sources:
    """The articles that make the claims of one answer, alphabetically, those of one source
    together; and what makes them one: copies first, then agencies, then chains."""
    claims = list(claims)
    said: defaultdict[str, list[Evidence]] = defaultdict(list)
    for claim in claims:
        said[claim.evidence.article].append(claim.evidence)
    articles = sorted(said)
    if len(articles) == 1:  # as of most answers: it can have nothing from another
        return Sources((tuple(articles),), ())
    dependences = (
        *_copies(articles, said, known.shared),
        *agency_copy(articles, known.standing),
        *chains(claims, known.standing),
    )
    together = _Groups(articles)
    for dependence in dependences:
        for a, b in pairwise(dependence.articles):
            together.join(a, b)
    return Sources(together.all(), dependences)


def _copies(
    articles: Iterable[str], said: Mapping[str, list[Evidence]], shared: SharedText
) -> Iterator[Dependence]:
    """Articles whose passages are copies of one text."""
    together = _Groups(articles)
    for a, b in (*_alike(said), *_in_shared_text(said, shared)):
        together.join(a, b)
    for group in together.all():
        if len(group) > 1:
            yield Dependence(reason="words", articles=group)


class _Groups:
    """Articles that are one source, found by joining two at a time (union-find)."""

    def __init__(self, articles: Iterable[str]) -> None:
        self._parent = {article: article for article in articles}

    def _root(self, article: str) -> str:
        while (parent := self._parent[article]) != article:
            self._parent[article] = article = self._parent[parent]
        return article

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self._root(a), self._root(b)))
        self._parent[second] = first

    def all(self) -> Origins:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for article in self._parent:
            groups[self._root(article)].append(article)
        return tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))


def _alike(said: Mapping[str, list[Evidence]]) -> Iterator[tuple[str, str]]:
    """Articles of which each has a long passage nearly word for word like one of the other's."""
    first: dict[str, str] = {}  # passage → the first article that has it
    for article, evidence in said.items():
        for one in evidence:
            if len(one.quote) >= LONG_ENOUGH:
                yield first.setdefault(one.quote, article), article
    quotes = sorted(first, key=lambda quote: (len(quote), quote))
    lengths = [len(quote) for quote in quotes]
    for start in range(0, len(quotes), AT_A_TIME):
        rows = quotes[start : start + AT_A_TIME]
        # the ratio of two texts is at most that of the shorter one to their mean length
        longest = len(rows[-1]) * (2 * 100 / NEARLY_THE_SAME - 1)
        others = quotes[start : bisect_right(lengths, longest)]
        ratios = process.cdist(rows, others, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME)
        for row, column in zip(*ratios.nonzero(), strict=True):
            yield first[rows[row]], first[others[column]]


def _in_shared_text(
    said: Mapping[str, list[Evidence]], shared: SharedText
) -> Iterator[tuple[str, str]]:
    """Articles whose passages lie in text that they share: on one stretch of a first article."""
    places = sorted(
        (*first, article)
        for article, evidence in said.items()
        for one in evidence
        for first in shared.firsts(one)
    )
    reached: tuple[str, int, str] | None = None  # the article, how far, and who reaches that far
    for first, start, end, article in places:
        if reached and reached[0] == first and start < reached[1]:
            yield reached[2], article
            reached = max(reached, (first, end, article), key=lambda r: r[1])
        else:
            reached = first, end, article
