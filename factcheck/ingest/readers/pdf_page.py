"""Lines of a PDF's page with their places go in, its paragraphs in reading order come out.

Most programs write a page's columns one after the other; where lines of two columns alternate,
they are put in order here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Lines are as far apart as most of their page are, or a new paragraph begins.
MOST_LEADING = 1.35
# A first line is set in by so many of its font's sizes.
LEAST_INDENT = 0.7
MOST_INDENT = 4.0
# A last line is shorter than this part of the others.
SHORT_LINE = 0.75
# Type so much larger than most of the page is a headline; its lines are so many sizes apart.
HEADLINE = 1.25
HEADLINE_LEADING = 1.2
# Sizes of type that are one: a line of the same paragraph may hold a smaller word.
SAME_SIZE = 0.8
# Lines on one height are columns when they begin so far apart, in points (an inch has 72).
LEAST_COLUMN = 120.0
# So many of a page's lines beside another one, written right after it: its columns alternate.
LEAST_ALTERNATING = 0.3

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐\u00ad]$")
_HYPHENATED = re.compile(r"(?<![\w-])[^\W\d_]{2,}-[^\W\d_]{2,}(?![\w-])")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?:…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, where it begins, in points from the lower left, and its size."""

    text: str
    x: float
    y: float
    size: float


def hyphenated(lines: Iterable[Line]) -> frozenset[str]:
    """The words with a hyphen in the midst of lines, in small letters: 'well-known'."""
    return frozenset(w.casefold() for line in lines for w in _HYPHENATED.findall(line.text))


def paragraphs(lines: Iterable[Line], known: frozenset[str] = frozenset()) -> list[str]:
    """The text of a page's lines, a paragraph a string, words cut at a line's end put together;
    those of `known` keep their hyphen."""
    ordered = _by_columns(list(lines))
    found: list[str] = []
    leading = _leading(ordered)
    size = median(line.size for line in ordered) if ordered else 0.0
    lengths = [len(line.text) for line in ordered]
    usual = median(lengths) if lengths else 0.0
    left = 0.0
    before: Line | None = None
    for line in ordered:
        if before is None or _begins(before, line, _own_leading(line, leading, size), usual, left):
            found.append(line.text)
            left = line.x
        else:
            found[-1] = joined(found[-1], line.text, known)
            left = min(left, line.x)
        before = line
    return found


def joined(first: str, second: str, known: frozenset[str] = frozenset()) -> str:
    """Two lines of one paragraph as one; 'govern-' and 'ment' are 'government', and 'well-' and
    'known' 'well-known' where `known` has that."""
    if known and _HYPHEN.search(first) and (word := _FIRST_WORD.match(second)):
        whole = f"{first.rsplit(None, 1)[-1][:-1]}-{word.group()}".casefold()
        if whole.lstrip("\"'“‘(") in known:
            return f"{_HYPHEN.sub('', first)}-{second}"
    if _HYPHEN.search(first) and second[:1].islower():
        return _HYPHEN.sub("", first) + second
    if _HYPHEN.search(first) and second[:1].isalnum():
        return first + second  # 'Anglo-' and 'Saxon'
    return f"{first} {second}"


def goes_on(first: str, second: str) -> bool:
    """Whether a paragraph at the end of a page or column goes on at the top of the next."""
    return not _ENDED.search(first) and second[:1].islower()


def _begins(before: Line, line: Line, leading: float, usual: float, left: float) -> bool:
    """Whether a line begins a paragraph."""
    if min(before.size, line.size) < SAME_SIZE * max(before.size, line.size):
        return True
    step = before.y - line.y
    if step < -leading / 2 or abs(line.x - before.x) >= LEAST_COLUMN:  # the top of a column
        return not goes_on(before.text, line.text)
    if step > MOST_LEADING * leading:
        return True
    ended = bool(_ENDED.search(before.text))
    indent = line.x - min(left, before.x)
    if LEAST_INDENT * line.size <= indent <= MOST_INDENT * line.size and line.x > before.x:
        return ended
    return ended and len(before.text) < SHORT_LINE * usual


def _own_leading(line: Line, leading: float, size: float) -> float:
    """How far a line may stand from the one above it, in points: a headline's are far apart."""
    is_headline = line.size > HEADLINE * size
    return max(leading, HEADLINE_LEADING * line.size) if is_headline else leading


def _leading(lines: list[Line]) -> float:
    """How far apart the lines of a page usually are, in points."""
    steps = [a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 72]
    return median(steps) if steps else 12.0


def _by_columns(lines: list[Line]) -> list[Line]:
    """The lines in reading order: as they were written, unless two columns alternate."""
    beside = sum(1 for a, b in pairwise(lines) if _beside(a, b))
    if not lines or beside < LEAST_ALTERNATING * len(lines) / 2:
        return lines
    edges = sorted(_edges(lines))
    return [line for column in _columns(lines, edges) for line in column]


def _beside(a: Line, b: Line) -> bool:
    return abs(a.y - b.y) < 2 and b.x - a.x >= LEAST_COLUMN


def _edges(lines: list[Line]) -> Iterator[float]:
    """Where columns begin: places far from each other where many lines do."""
    taken: list[float] = []
    starts = sorted(line.x for line in lines)
    counted = [(sum(1 for x in starts if abs(x - start) < 6), start) for start in set(starts)]
    for count, start in sorted(counted, reverse=True):
        if count * 8 < len(lines):
            return
        if all(abs(start - edge) >= LEAST_COLUMN for edge in taken):
            taken.append(start)
            yield start


def _columns(lines: list[Line], edges: list[float]) -> list[list[Line]]:
    """The lines of each column from top to bottom; what is left of all belongs to the first."""
    columns: list[list[Line]] = [[] for _ in edges]
    for line in lines:
        reached = [n for n, edge in enumerate(edges) if edge <= line.x + 6]
        columns[reached[-1] if reached else 0].append(line)
    return [sorted(column, key=lambda line: -line.y) for column in columns]
