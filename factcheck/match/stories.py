"""Articles go in, the stories that they tell come out: which articles are held against each other.

Two articles are taken to tell one story when the words that tell them from others are alike
(cosine of TF-IDF weights, the measure of topic detection and tracking: Allan et al. 1998). A story
is what such links join, the likeliest first. It errs on the side of joining: of few articles every
common word counts, so that what a person puts together stays together.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from factcheck.model import STORIES, Article, NotCompared

# Measured on 250 articles on 20 events, ten of which have a twin (two quakes in one country): event
# by event none falls apart, and in one run one does. docs/decisions/0023-stories.md
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
# Articles of which the words are held, 14 kB each of 1,600 characters; more are read twice.
MOST_HELD = 2_000
# Writing without spaces between words, where pairs of signs stand for them: Thai, Lao, Burmese,
# Khmer, Japanese and Chinese. Korean has spaces.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)

# Letters of which casefold() makes signs that are no letters, or letters of what was none: all but
# a few are Greek. A text without them is the same in small letters first and then in words.
_NOT_AT_ONCE = re.compile("[\u0130\u01f0\u0345\u0370-\u03ff\u1e96-\u1e99\u1f00-\u1fff]")

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A capital inside a sentence, or a letter beyond English, of which the capitals are picked. The
# letter is asked for first, and then what is before it: few are one.
_NAME = re.compile(r"[^\W\d_a-z](?<=[^\W\d_] .|[,;] .)[^\W_]+")


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
        text = f"{article.title or ''}\n{article.text}"
        found: Counter[str] = Counter()
        if not _NOT_AT_ONCE.search(text) and not _UNSPACED.search(text):
            counted = Counter(_WORD.findall(text.casefold())).items()
            found.update({word: n for word, n in counted if len(word) >= SHORTEST_WORD})
        else:
            for word in _WORD.findall(text):
                found.update(_in_plain(word.casefold()))
        names = {word for word in _NAME.findall(article.text) if word[0] != word[0].lower()}
        return cls(found, frozenset(word.casefold() for word in names))


def stories(
    articles: Sequence[Article],
    most: int = MOST_OF_A_STORY,
    too_large: list[NotCompared] | None = None,
) -> list[list[int]]:
    """The places of the articles of each story, in order; stories in the order of their first.
    Stories of more than `most` articles come in parts, and are added to `too_large`."""
    held = [Words.of(article) for article in articles] if len(articles) <= MOST_HELD else None

    def read() -> Iterable[Words]:
        return map(Words.of, articles) if held is None else held

    having: Counter[str] = Counter()
    for words in read():
        having.update(words.often.keys())
    common = rarities(having, len(articles), most)
    del having
    weights = Weights.of(telling(words, common) for words in read())
    return joined(Alike(weights).links(range(len(articles))), len(articles), most, too_large)


def joined(
    found: Iterable[Link],
    size: int,
    most: int = MOST_OF_A_STORY,
    too_large: list[NotCompared] | None = None,
) -> list[list[int]]:
    """Places 0 to `size` joined by links, the strongest first, never more than `most` together.
    What is not joined for that reason alone is added to `too_large`."""
    story = {place: [place] for place in range(size)}
    kept_apart = array("i")  # two places, then two others: linked, and not joined

    def join(link: Link) -> None:
        one, other = story[link.one], story[link.other]
        if one is other:
            return
        if len(one) + len(other) > most:
            kept_apart.extend((link.one, link.other))
            return
        if len(one) < len(other):
            one, other = other, one
        one += other
        for place in other:
            story[place] = one

    in_order = _in_order(found)
    for link in in_order():
        if link.alike >= LEAST_ALIKE:
            join(link)
    alone = {place for place, members in story.items() if len(members) == 1}
    for link in in_order():  # its nearest comes first
        if link.one in alone:
            alone.remove(link.one)
            join(link)
    first: dict[int, int] = {}  # of the story of each place
    for place, members in story.items():
        if place not in first:
            first |= dict.fromkeys(members, place)
    if too_large is not None:
        links = zip(kept_apart[::2], kept_apart[1::2], strict=True)
        ends = {(first[one], first[other]) for one, other in links}
        too_large += _in_parts(ends, {place: len(story[place]) for place in first.values()})
    return [sorted(story[place]) for place in dict.fromkeys(first.values())]


def _in_parts(linked: set[tuple[int, int]], size: Mapping[int, int]) -> Iterator[NotCompared]:
    """What is not compared of stories that come in parts, the earliest first. `size` of parts, by
    their first places, as `linked` names them."""
    whole = {part: {part} for ends in linked for part in ends}
    for ends in linked:
        fewer, more = sorted((whole[part] for part in ends), key=len)
        if fewer is not more:
            more |= fewer
            whole.update(dict.fromkeys(fewer, more))
    for part, parts in sorted(whole.items()):
        if part == min(parts) and len(parts) > 1:
            articles = sum(size[one] for one in parts)
            pairs = (articles**2 - sum(size[one] ** 2 for one in parts)) // 2
            yield NotCompared(rule=STORIES, about="", claims=0, articles=articles, pairs=pairs)


def _in_order(found: Iterable[Link]) -> Callable[[], Iterator[Link]]:
    """Links, the strongest first, as often as they are asked for: 16 bytes each."""
    alike, ones, others = array("d"), array("i"), array("i")
    for link in found:
        alike.append(link.alike)
        ones.append(link.one)
        others.append(link.other)
    rounded = np.round(np.array(alike), 9)
    order = np.lexsort((np.array(others, np.int32), np.array(ones, np.int32), -rounded))
    return lambda: (Link(alike[n], ones[n], others[n]) for n in order)


def least_common(size: int) -> float:
    """Words of so many articles, of `size`, or of fewer are all as rare as a word can be."""
    return (size + BACKGROUND) / exp(MOST_OF_ALL)


def rarities(
    having: Mapping[str, int], size: int, most: int = MOST_OF_A_STORY
) -> dict[str, float | None]:
    """How rare words are among `size` articles, by how many have each; None for those of more than
    `most`, which tell nothing. What is not in it is as rare as a word can be (`least_common`)."""
    return {
        word: min(log((size + BACKGROUND) / often), MOST_OF_ALL) if often <= most else None
        for word, often in having.items()
        if often > most or often > least_common(size)
    }


def telling(words: Words, common: Mapping[str, float | None]) -> dict[str, float]:
    """The telling words of an article, the heaviest first, with their weights. `common` is what
    `rarities` gives."""
    found = [
        (-(1 + log(times)) * (max(rare, LEAST_OF_NAMES) if word in words.names else rare), word)
        for word, times in words.often.items()
        if (rare := common.get(word, MOST_OF_ALL)) is not None
    ]
    found.sort()
    del found[TELLING_WORDS:]
    length = sqrt(sum(weight * weight for weight, _ in found)) or 1.0
    return {word: -weight / length for weight, word in found}


@dataclass(frozen=True, slots=True)
class Weights:
    """The telling words of articles, one article's after the other's, as numbers: 12 bytes each."""

    starts: NDArray[np.int64]  # where the words of each article start, and where the last ones end
    words: NDArray[np.int32]  # a number for each word
    weights: NDArray[np.float64]

    @classmethod
    def of(cls, weights: Iterable[Mapping[str, float]]) -> Weights:
        """Those of articles, in order."""
        numbers: dict[str, int] = {}
        starts, words, values = array("q", [0]), array("i"), array("d")
        for one in weights:
            words.extend(numbers.setdefault(word, len(numbers)) for word in one)
            values.extend(one.values())
            starts.append(len(words))
        return cls(np.array(starts), np.array(words, np.int32), np.array(values))

    def __len__(self) -> int:
        return len(self.starts) - 1


class Alike:
    """Articles, to be asked which others are most like one of them. Takes twice the memory of the
    weights."""

    def __init__(self, given: Weights) -> None:
        self._given = given
        by_word = np.argsort(given.words, kind="stable")  # in the order of the articles
        self._weights = given.weights[by_word]
        self._places = np.repeat(np.arange(len(given)), np.diff(given.starts))[by_word]
        self._first = np.searchsorted(
            given.words[by_word], np.arange(given.words.max(initial=-1) + 2)
        )

    def links(self, rows: Iterable[int]) -> Iterator[Link]:
        """Of each of these articles, those to the articles that are most like it; it is `one` in
        all of them."""
        given = self._given
        sums = np.zeros(len(given))  # of products, by the other article's place; 0 after each row
        for one in rows:
            own = slice(given.starts[one], given.starts[one + 1])
            words = given.words[own]
            first = self._first[words]
            often = self._first[words + 1] - first
            # the articles that have its first word, then those that have its second one, …
            steps = np.arange(often.sum()) - np.repeat(np.cumsum(often) - often, often)
            of = np.repeat(first, often) + steps
            met = self._places[of]
            np.add.at(sums, met, np.repeat(given.weights[own], often) * self._weights[of])
            sums[one] = 0.0
            near = np.unique(met[sums[met] >= LEAST_ALIKE_ALONE])
            alike = sums[near]
            sums[met] = 0.0
            nearest = np.argsort(-alike, kind="stable")[:NEAREST]
            least = min(LEAST_ALIKE, float(alike.max(initial=0.0)))
            for n in nearest:
                if alike[n] >= least:
                    yield Link(float(alike[n]), one, int(near[n]))


def _in_plain(word: str) -> Iterable[str]:
    """A word in small letters as what is counted: itself, unless it is short, or pairs of signs."""
    if _UNSPACED.match(word):
        return map("".join, pairwise(word))
    return (word,) if len(word) >= SHORTEST_WORD else ()
