"""Articles go in, the passages that stand nearly word for word in two of them come out: agency
copy, press releases, one reporter in two papers.

Shared runs of words are found by winnowed fingerprints (Schleimer, Wilkerson and Aiken 2003,
"Winnowing: local algorithms for document fingerprinting"), so that the work grows with the words
and not with the pairs of articles.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import NamedTuple

from factcheck.model import Article, Copy, Passage

RUN = 8  # words of a fingerprint; shorter runs are phrases that everybody writes
WINDOW = 8  # fingerprints of which one is kept: every shared run of 15 words is found
# Words outside quotation marks that two articles must share on end. Two reporters who heard one
# speech share its words, and both write "said in a statement on Monday". The 250 articles of the
# benchmark share 109 such passages; of 50 that were read, three are no copy of one another (an
# appeal of the police, a list of countries, a speech that lost its quotation marks).
LEAST_OWN_WORDS = 20
MOST_CHANGED = 3  # words that an editor may have changed between two stretches of one passage
LONGEST = 2_000  # words to either side of a fingerprint; what is longer is told in parts
RESUMED = 4  # words after a change that must be the same again

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_MARK = re.compile('[\n"“”]')
# Words left out here and there, the least first.
_GAPS = sorted(product(range(MOST_CHANGED + 1), repeat=2), key=sum)[1:]


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """`length` words from `here` on are, but for changes, the `length_there` words from `there`
    on in article number `other`."""

    here: int
    other: int
    there: int
    length: int
    length_there: int


def copies(articles: Sequence[Article]) -> tuple[Copy, ...]:
    """Passages of each article that stand in an earlier one of the list, too, in the order of the
    text. What stands in three articles is told of the second and the third."""
    words: list[list[_Word]] = []
    first: dict[int, tuple[int, int]] = {}  # fingerprint → the article and word it was first met at
    found: list[Copy] = []
    for number, article in enumerate(articles):
        words.append(_words(article.text))
        marks = list(_fingerprints(words[number]))
        own = _own_before(article.text, words[number])
        for run in _runs(marks, words, first):
            if own[run.here + run.length] - own[run.here] >= LEAST_OWN_WORDS:
                here = _passage(article, words[number], run.here, run.length)
                there = _passage(articles[run.other], words[run.other], run.there, run.length_there)
                found.append(Copy(passage=here, same_as=there))
        for mark, place in marks:
            first.setdefault(mark, (number, place))
    return tuple(found)


def _words(text: str) -> list[_Word]:
    return [_Word(w.group().casefold(), w.start(), w.end()) for w in _WORD.finditer(text)]


def _fingerprints(words: list[_Word]) -> Iterator[tuple[int, int]]:
    """The least checksum of every window of runs, with the word that its run starts at."""
    folded = [word.folded for word in words]
    sums = [  # of equal ones, the last is the least
        (zlib.crc32(" ".join(folded[n : n + RUN]).encode()), -n)
        for n in range(len(words) - RUN + 1)
    ]
    last = 1
    for start in range(max(1, len(sums) - WINDOW + 1) if sums else 0):
        checksum, back = min(sums[start : start + WINDOW])
        if back != last:
            yield checksum, -back
            last = back


def _runs(
    marks: Iterable[tuple[int, int]], words: list[list[_Word]], first: dict[int, tuple[int, int]]
) -> Iterator[_Run]:
    """The longest runs around the fingerprints of the last article that an earlier one has, too."""
    own, reached = words[-1], 0
    for mark, place in marks:
        if place < reached or mark not in first:
            continue
        other, there = first[mark]
        theirs = words[other]
        if own[place].folded != theirs[there].folded:  # two runs can have one checksum
            continue
        earliest = max(reached, place - LONGEST)
        back, back_there = _shared(
            own[earliest:place][::-1], theirs[max(0, there - LONGEST) : there][::-1]
        )
        on, on_there = _shared(own[place : place + LONGEST], theirs[there : there + LONGEST])
        if on >= RUN:
            reached = place + on
            yield _Run(place - back, other, there - back_there, back + on, back_there + on_there)


def _shared(own: list[_Word], theirs: list[_Word]) -> tuple[int, int]:
    """How far two stretches of words are the same from their beginnings on, but for a few words
    that an editor changed between them."""
    here = there = 0
    while True:
        same = 0
        for a, b in zip(islice(own, here, None), islice(theirs, there, None), strict=False):
            if a.folded != b.folded:
                break
            same += 1
        here, there = here + same, there + same
        gap = next((g for g in _GAPS if _goes_on(own, theirs, here + g[0], there + g[1])), None)
        if gap is None:
            return here, there
        here, there = here + gap[0], there + gap[1]


def _goes_on(own: list[_Word], theirs: list[_Word], here: int, there: int) -> bool:
    """Whether the words after a change are the same again."""
    resumed = [word.folded for word in own[here : here + RESUMED]]
    return len(resumed) == RESUMED and resumed == [
        word.folded for word in theirs[there : there + RESUMED]
    ]


def _passage(article: Article, words: list[_Word], first: int, length: int) -> Passage:
    return Passage(article=article.id, start=words[first].start, end=words[first + length - 1].end)


def _own_before(text: str, words: list[_Word]) -> list[int]:
    """How many words outside quotation marks stand before each word, and in all. Marks open and
    close in their paragraph."""
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text)]
    quoted, before, mark = False, [0], 0
    for word in words:
        while mark < len(marks) and marks[mark][0] < word.start:
            sign = marks[mark][1]
            quoted = {"\n": False, "“": True, "”": False}.get(sign, not quoted)
            mark += 1
        before.append(before[-1] + (not quoted))
    return before
