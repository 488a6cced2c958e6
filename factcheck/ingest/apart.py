"""The tree of a page goes in; what is surely none of its article is taken out and comes out:
embedded posts, the bar of an archive, boxes on authors, readers' comments below their heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.ingest.page import FEWEST_CHARACTERS, MOST_OF_A_PART, PARAGRAPHS, blocks
from factcheck.ingest.vocabulary import opens_comments, taken_out
from factcheck.model import Removed

if TYPE_CHECKING:
    from lxml import html

MOST_TAKEN = 500  # elements that are taken out of a page
MOST_HEADINGS = 500  # that are looked at
MOST_OF_A_HEADING = 60  # characters
# Of a page's prose, so much stands above the heading of its comments; "2 Comments" below the
# headline is a link to them. Comments are often longer than their article.
LEAST_ABOVE = 250
MOST_PARTS = 5_000  # elements that follow the heading of the comments
MOST_BLOCKS = 2_000  # that are counted above a heading

_NAMED = "//*[@class or @id]"
_HEADINGS = "//h2 | //h3 | //h4 | //h5"


def take_apart(tree: html.HtmlElement) -> tuple[Removed, ...]:
    """Take out of a page what is surely none of its article."""
    return (*_named_parts(tree), *_comments(tree))


def _named_parts(tree: html.HtmlElement) -> Iterator[Removed]:
    known = taken_out()
    found = (
        (element, reason)
        for element in tree.xpath(_NAMED)
        if element.tag not in ("html", "body", "main", "article")
        and (reason := next((known[n] for n in _names(element) if n in known), None))
    )
    taken: set[html.HtmlElement] = set()
    for element, reason in list(islice(found, MOST_TAKEN)):
        if taken.isdisjoint(element.iterancestors()):
            taken.add(element)
            yield Removed(text=_text(element), reason=reason)
            element.drop_tree()  # the text behind it stays


def _names(element: html.HtmlElement) -> list[str]:
    return f"{element.get('class') or ''} {element.get('id') or ''}".casefold().split()


def _comments(tree: html.HtmlElement) -> Iterator[Removed]:
    """Take out the heading of the comments and all that follows it."""
    for heading in tree.xpath(_HEADINGS)[:MOST_HEADINGS]:
        words = "".join(islice(heading.itertext(), 10))
        if len(words) > MOST_OF_A_HEADING or not opens_comments(words):
            continue
        after = [e for around in heading.iterancestors() for e in around.itersiblings()]
        parts = [heading, *heading.itersiblings(), *after]
        if len(parts) <= MOST_PARTS and _is_below_the_article(tree, words):
            text = "\n".join(filter(None, map(_text, parts)))
            for part in parts:
                part.getparent().remove(part)  # with the text behind it
            yield Removed(text=text[:MOST_OF_A_PART], reason="comments")
        return


def _is_below_the_article(tree: html.HtmlElement, heading: str) -> bool:
    """Whether enough prose stands above the heading to be an article."""
    above, words = 0, " ".join(heading.split())
    for block in islice(blocks(tree), MOST_BLOCKS):
        if block.text == words:
            break
        if block.reason is None and block.tag in PARAGRAPHS and len(block.text) > FEWEST_CHARACTERS:
            above += len(block.text)
    return above >= LEAST_ABOVE


def _text(element: html.HtmlElement) -> str:
    text = "\n".join(block.text for block in blocks(element))
    return text[:MOST_OF_A_PART]
