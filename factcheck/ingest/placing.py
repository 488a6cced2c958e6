"""The original text of an article, its cleaned text and what was taken out of it go in; where each
part stood comes out, as an offset in the cleaned text, so that a reader can see the whole page.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from factcheck.model import Removed

# A page has some fifty parts that are not the article; what a hostile one has beyond these is
# told without its place, for each search may go through the whole text.
MOST_PLACED = 1000
MOST_LOST = 100  # paragraphs that are not found as they stand, for their spelling was repaired


def placed(removed: Iterable[Removed], original: str, text: str) -> tuple[Removed, ...]:
    """The removed parts in the order of the original, each `at` the offset of the paragraph of
    `text` that followed it. Parts that are not found there come last, without a place."""
    page = "\n".join(["", *(" ".join(line.split()) for line in original.split("\n")), ""])
    starts, offsets = _paragraphs(page, text)
    found: list[tuple[int, Removed]] = []
    lost: list[Removed] = []
    sought: dict[str, int] = {}  # part → where to look for it the next time
    for part in removed:
        words = " ".join(part.text.split())
        place = -1 if len(found) + len(lost) >= MOST_PLACED else _find(page, words, sought)
        if place < 0:
            lost.append(part)
            continue
        number = bisect_left(starts, place)
        at = offsets[number] if number < len(offsets) else len(text)
        found.append((place, part.model_copy(update={"at": at})))
    found.sort(key=lambda pair: pair[0])
    return (*(part for _, part in found), *lost)


def _paragraphs(page: str, text: str) -> tuple[list[int], list[int]]:
    """Where the paragraphs of a text start, on its page and in itself; some may not be found."""
    starts: list[int] = []
    offsets: list[int] = []
    here = offset = lost = 0
    for paragraph in text.split("\n"):
        start = page.find(paragraph, here) if lost < MOST_LOST else -1
        if start < 0:
            lost += 1
        else:
            starts.append(start)
            offsets.append(offset)
            here = start + len(paragraph)
        offset += len(paragraph) + 1
    return starts, offsets


def _find(page: str, words: str, sought: dict[str, int]) -> int:
    """The next place of a part: a line of its own, else anywhere; -1 where there is none."""
    if not words:
        return -1
    after = sought.get(words, 0)
    place = page.find(f"\n{words}\n", after)
    place = place + 1 if place >= 0 else page.find(words, after)
    if place >= 0:
        sought[words] = place + len(words)
    return place
