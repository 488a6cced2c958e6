"""Articles go in, the stories that they tell come out: which articles are held against each other.

Two articles are taken to tell one story when the words that tell them from others are alike
(cosine of TF-IDF weights, the measure of topic detection and tracking: Allan et al. 1998). A story
is what such links join, the likeliest first. It errs on the side of joining: of few articles every
common word counts, so that what a person puts together stays together.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import log, sqrt
from typing import NamedTuple

import numpy as np

from factcheck.model import Article

# Measured on 250 articles on 20 events, six of which are of a kind with another one (two quakes in
# one country): in one run, no event falls apart, and what comes together is of one kind. Event by
# event, none falls apart either. docs/decisions/0023-stories.md
LEAST_ALIKE = 0.18  # cosine
# An article that is like none goes with the one that it is most like, unless that is less.
LEAST_ALIKE_ALONE = 0.07
# Imagined articles that have none of the words: a few articles cannot tell what is common.
BACKGROUND = 200
# Of weights (TF-IDF's logarithm), so that neither what all tell nor what one alone has decides:
# names are telling even where the whole run is on one subject.
LEAST_OF_NAMES, MOST_OF_ALL = 3.0, 5.0
TELLING_WORDS = 100  # of an article, the heaviest
# Articles of one story. More are compared in parts, the most alike together: matching takes the
# square of what is said of one thing. Words of more articles than that tell no story.
MOST_OF_A_STORY = 1_000
NEAREST = 30  # articles that one is linked to
SHORTEST_WORD = 3
UNSPACED = "\u0e00"  # from Thai on, writing has no spaces between words: pairs of letters, then

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME = re.compile(r"(?<=[^\W\d_] |[,;] )[^\W\d_a-z][^\W_]+")  # a capital inside a sentence


class Link(NamedTuple):
    """Two articles, by their places, and how alike they are."""

    alike: float  # cosine, 0 to 1
    one: int
    other: int


class Words(NamedTuple):
    """The words of an article that can tell of what story it is."""

    often: Counter[str]
    names: frozenset[str]  # those of them that are names

    @classmethod
    def of(cls, article: Article) -> Words:
        """Read from its headline and text."""
        found = Counter(_words(f"{article.title or ''}\n{article.text}"))
        return cls(found, frozenset(word.casefold() for word in _NAME.findall(article.text)))


def stories(articles: Sequence[Article], most: int = MOST_OF_A_STORY) -> list[list[int]]:
    """The places of the articles of each story, in order; stories in the order of their first."""
    words = [Words.of(article) for article in articles]
    return joined(links(weighed(words, most)), len(articles), most)


def joined(found: Iterable[Link], size: int, most: int = MOST_OF_A_STORY) -> list[list[int]]:
    """Places 0 to `size` joined by links, the strongest first, never more than `most` together."""
    story = {place: [place] for place in range(size)}

    def join(link: Link) -> None:
        one, other = story[link.one], story[link.other]
        if one is other or len(one) + len(other) > most:
            return
        if len(one) < len(other):
            one, other = other, one
        one += other
        for place in other:
            story[place] = one

    in_order = sorted(found, key=lambda link: (-round(link.alike, 9), link.one, link.other))
    for link in in_order:
        if link.alike >= LEAST_ALIKE:
            join(link)
    alone = {place for place, members in story.items() if len(members) == 1}
    for link in in_order:  # its nearest comes first
        if link.one in alone:
            alone.remove(link.one)
            join(link)
    return [sorted(members) for place, members in story.items() if place == min(members)]


def weighed(words: Sequence[Words], most: int = MOST_OF_A_STORY) -> list[dict[str, float]]:
    """The telling words of each article with their weights, of which the squares make 1."""
    having = Counter(word for one in words for word in one.often)
    rarity = {
        word: min(log((len(words) + BACKGROUND) / often), MOST_OF_ALL)
        for word, often in having.items()
        if often <= most
    }
    return [_telling(one, rarity) for one in words]


def _telling(words: Words, rarity: Mapping[str, float]) -> dict[str, float]:
    found = {
        word: (1 + log(times)) * (max(rare, LEAST_OF_NAMES) if word in words.names else rare)
        for word, times in words.often.items()
        if (rare := rarity.get(word)) is not None
    }
    heaviest = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:TELLING_WORDS]
    length = sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
    return {word: weight / length for word, weight in heaviest}


def links(weights: Sequence[Mapping[str, float]]) -> Iterator[Link]:
    """Of each article, those to the articles that are most like it; it is `one` in all of them."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(weights):
        for word in words:
            having[word].append(place)
    places = {w: np.array(of, dtype=np.int64) for w, of in having.items() if len(of) > 1}
    of_word = {w: np.array([weights[p][w] for p in having[w]]) for w in places}
    del having
    for one, words in enumerate(weights):
        shared = [word for word in words if word in places]
        if not shared:
            continue
        products = [weights[one][word] * of_word[word] for word in shared]
        others, number = np.unique(
            np.concatenate([places[word] for word in shared]), return_inverse=True
        )
        alike = np.bincount(number, weights=np.concatenate(products))
        alike[others == one] = 0.0
        nearest = np.argsort(-alike, kind="stable")[:NEAREST]
        least = min(LEAST_ALIKE, max(LEAST_ALIKE_ALONE, float(alike[nearest[0]])))
        for n in nearest:
            if alike[n] >= least:
                yield Link(float(alike[n]), one, int(others[n]))


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group().casefold()
        if word[0] >= UNSPACED:
            yield from map("".join, pairwise(word))
        elif len(word) >= SHORTEST_WORD:
            yield word
