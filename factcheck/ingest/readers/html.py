"""HTML, XHTML and AMP pages: the article without what stands around it, or the several articles
of a digest page, with what the markup states of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.ingest.apart import take_apart
from factcheck.ingest.charset import decode_page
from factcheck.ingest.linked_data import article_objects, is_live_page
from factcheck.ingest.metadata import read_metadata
from factcheck.ingest.notices import notice_reason
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.page import (
    MOST_OF_A_PART,
    PARAGRAPHS,
    Block,
    article_body,
    blocks,
    parse_page,
)
from factcheck.ingest.page_metadata import (
    heading_of,
    page_metadata,
    times_of,
    value_of,
    without_repeats,
)
from factcheck.ingest.reader import Draft
from factcheck.ingest.vocabulary import vocabulary
from factcheck.model import MetadataField, Removed, Stated

if TYPE_CHECKING:
    from lxml import html

# The largest news pages (live pages with pictures written into them) have some megabytes.
MAX_BYTES = 20_000_000

# An element that is one of several articles has a heading and so many characters of prose: a
# teaser has a sentence or two.
FEWEST_CHARACTERS = 250
FEWEST_PARAGRAPHS = 2
# One with a time as well may be as short as this; teasers that are shorter are a line.
FEWEST_OF_A_BRIEF = 100
MOST_ARTICLES = 500

MOST_MARKED = 10_000  # elements that are looked at
# Posts that hold this share of a page's prose are the page.
MOST_OF_A_PAGE = 0.7

_CLASSES = frozenset({"hentry", "h-entry"})  # microformats.org: hAtom, h-entry
_POSTS = "//*[@itemtype or contains(@class, 'entry')]"

# Of the whole page, and so of each article on it.
SHARED: tuple[MetadataField, ...] = ("publisher", "language", "url")

# What is read from the lines around the beginning of an article.
IN_A_HEAD: tuple[MetadataField, ...] = ("byline", "published", "updated")

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


class HtmlReader:
    """Saved web pages: one article a page, or one for each article of a digest."""

    name = "an HTML page"
    suffixes = frozenset({".htm", ".html", ".xhtml"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """A doctype or the first element of a page, behind comments and declarations."""
        narrow = head.replace(b"\x00", b"")  # UTF-16 as well
        return bool(_BEGINS.match(narrow.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")))

    def read(self, file: Opened) -> Iterator[Draft]:
        """The page's article, or its articles. Raises `Unusable`."""
        text = decode_page(file.all(self.largest), file.media_type)
        yield from page_drafts(text, value_of(file.stated, "url"))


def page_drafts(text: str, url: str | None = None) -> Iterator[Draft]:
    """Yield the article of a page, or its articles. Raises `Unusable`.

    `url`: the address that it was saved from, where its surroundings tell.
    """
    tree = parse_page(text)
    stated = page_metadata(tree, url)
    title = value_of(stated, "title")
    several = _articles(tree)
    own = [element for element in several if _is_named(element, title)]
    if len(several) > 1 and not own:
        yield from _digest(several, stated)
        return
    others = tuple(_taken_out(element) for element in several if own and element is not own[0])
    apart = take_apart(tree)
    body = article_body(tree, title)
    titles = [one.value for one in stated if one.field == "title"]
    if reason := notice_reason(titles, body.paragraphs):
        raise Unusable(f"an HTML page without article text: {reason}")
    stated = without_repeats((*stated, *_told_in(body.head)))
    removed = (*apart, *body.removed, *others)
    yield Draft(titled(title, body.paragraphs), stated=stated, removed=removed)


def _told_in(head: tuple[str, ...]) -> list[Stated]:
    """The author and the dates that the lines between a headline and its article tell; nothing
    of a field of which they tell different things."""
    told = [one for line in head for one in read_metadata(line).stated]
    values = {field: {one.value for one in told if one.field == field} for field in IN_A_HEAD}
    return [one for one in told if len(values.get(one.field, ())) == 1]


def titled(headline: str | None, paragraphs: tuple[str, ...]) -> str:
    """Return the text of an article: its headline, where there is one, and its paragraphs."""
    if headline and paragraphs[:1] != (headline,):
        paragraphs = (headline, *(p for p in paragraphs if p != headline))
    return "\n".join(paragraphs)


def _articles(tree: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the elements of a page that are whole articles; none of a live page's posts."""
    if any(is_live_page(thing) for thing in article_objects(tree)):
        return []
    elements = _outermost(tree.iter("article"))
    found = [element for element in elements if _is_whole(element)]
    if len(found) > 1:
        return found
    brief = [element for element in elements if _is_brief(element)]
    if not found and len(brief) > 1 and _are_the_page(brief, tree):
        return brief
    # older pages mark posts by class (hAtom) or type (microdata) on elements that say nothing
    posts = _outermost(tree.xpath(_POSTS))
    marked = [element for element in posts if _is_post(element) and _is_whole(element)]
    return marked if len(marked) > 1 and _are_the_page(marked, tree) else found


def _outermost(elements: Iterable[html.HtmlElement]) -> list[html.HtmlElement]:
    """Those of the elements that stand in no other of them; none if they are one or very many."""
    among = list(islice(elements, MOST_MARKED))
    inside = set(among)
    outer = [e for e in among if inside.isdisjoint(e.iterancestors())]
    return outer if 1 < len(outer) <= MOST_ARTICLES else []


def _is_post(element: html.HtmlElement) -> bool:
    classes = set((element.get("class") or "").casefold().split())
    kind = (element.get("itemtype") or "").casefold().rstrip("/")
    return bool(classes & _CLASSES) or kind.endswith(tuple(vocabulary().article_types))


def _are_the_page(several: list[html.HtmlElement], tree: html.HtmlElement) -> bool:
    """Whether they hold most of the prose of a page; else they stand beside its article."""
    theirs = sum(len(block.text) for element in several for block in _prose(element))
    return theirs > MOST_OF_A_PAGE * sum(len(block.text) for block in _prose(tree))


def _is_named(element: html.HtmlElement, title: str | None) -> bool:
    """Say whether a page is named after one of its articles: those below it are to scroll on to."""
    heading = (heading_of(element) or "").casefold()
    return bool(heading) and (title or "").casefold().rstrip(".") == heading.rstrip(".")


def _taken_out(element: html.HtmlElement) -> Removed:
    """Take another article out of the page."""
    text = "\n".join(block.text for block in blocks(element))
    element.drop_tree()
    return Removed(text=text[:MOST_OF_A_PART], reason="another article")


def _is_whole(element: html.HtmlElement) -> bool:
    prose = _prose(element)
    long = sum(len(block.text) for block in prose) >= FEWEST_CHARACTERS
    return long and len(prose) >= FEWEST_PARAGRAPHS and heading_of(element) is not None


def _is_brief(element: html.HtmlElement) -> bool:
    """Say whether an element is a short article of its own: a heading, a time, and a sentence."""
    timed = next(element.iter("time"), None) is not None
    told = (block.text for block in _prose(element) if block.tag in PARAGRAPHS)
    sentences = any(len(text) >= FEWEST_OF_A_BRIEF and text.endswith(".") for text in told)
    return timed and sentences and heading_of(element) is not None


def _prose(element: html.HtmlElement) -> list[Block]:
    headings = ("h1", "h2", "h3", "header")
    return [b for b in blocks(element) if b.reason is None and b.tag not in headings]


def _digest(several: list[html.HtmlElement], stated: tuple[Stated, ...]) -> Iterator[Draft]:
    """Yield a draft for each article; dates and authors of the page are not theirs."""
    shared = tuple(one for one in stated if one.field in SHARED)
    for number, element in enumerate(several, start=1):
        heading = heading_of(element) or ""
        title = Stated(field="title", value=heading, evidence="heading", source="markup")
        removed = tuple(
            Removed(text=block.text, reason=block.reason)
            for block in blocks(element)
            if block.reason and block.text != heading
        )
        text = titled(heading, tuple(block.text for block in _prose(element)))
        yield Draft(text, str(number), (title, *times_of(element), *shared), removed)
