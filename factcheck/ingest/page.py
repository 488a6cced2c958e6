"""The characters of an HTML page or fragment go in; its tree, its blocks of text, the body of its
article and what is not the article come out. Nothing is ever loaded from the network.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from factcheck.ingest.opened import Unusable
from factcheck.ingest.vocabulary import part_reason
from factcheck.model import Removed

if TYPE_CHECKING:
    from lxml import etree, html

# The library reports what it cannot use; a run's summary does that here.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

# trafilatura looks at a tree many times: 18,000 elements took it 1.4 s, 200,000 44 s, and 500,000
# line breaks 88 s. News pages have some thousands; the text of larger ones is read in one pass.
MOST_ELEMENTS = 20_000
# Where its own rules find little, it falls back on justext, whose time grows with the square of a
# page's blocks: 5,000 forms took it 20 s. News pages have some hundreds.
MOST_TO_FALL_BACK = 1_500
# Beyond this nothing on a page is an article (2 s for one pass over a million).
MOST_ELEMENTS_AT_ALL = 1_000_000

# Parts that are listed as removed; the rest of the page is counted.
MOST_REMOVED = 1_000
# Characters that are gone through to see which parts of the page are in its article. Ordinary pages
# need a million; one of 17 MB, whose 700,000 parts all stand at the end of its text, took minutes.
MOST_SEARCHED = 200_000_000
# Of a part, so much is kept to be shown.
MOST_OF_A_PART = 2_000

# An article of fewer characters than this is a caption or an error page.
FEWEST_CHARACTERS = 40
# A block outside paragraphs and headings is prose if it is as long as this and ends like it.
PROSE_CHARACTERS = 80

# Blocks between a headline and the article: authors, dates, places, time of reading.
MOST_OF_A_HEAD = 12

# A cell of data has a few words; one with more prose than this places a column of the page.
MOST_OF_A_CELL = 300

UNSEEN = frozenset(
    "script style noscript template svg math iframe object embed head title meta link video audio "
    "canvas textarea map datalist input".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hl1 hl2 hr html li main menu "
    "nav ol option p pre section select summary table tbody tfoot thead tr ul".split()
)
PARAGRAPHS = frozenset("p h2 h3 h4 h5 h6 li blockquote pre dd dt tr".split())

_SELF_CLOSED = re.compile(r"<(script|title|iframe|textarea|style|div|span|a|p|em|b|i)\b([^<>]*)/>")
_XHTML = re.compile(r"<html\b[^>]*\bxmlns=", re.IGNORECASE)
# Characters that an XML tree cannot hold (XML 1.0, 2.2), as they are and by their numbers: HTML may
# have them, and libxml2 lets them in, but nothing that was read may be put back.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_XML_NUMBERED = re.compile(
    r"&#(?:0*(?:[0-8]|1[1245-9]|2\d|3[01]|6553[45])(?!\d)"
    r"|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE | re.ASCII,
)
_BETWEEN = re.compile(r"\s+[|·•]\s+")  # By Ada Brandt · 4 min read
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or cell as a browser shows it."""

    text: str
    tag: str
    reason: str | None  # why it is not the article, where an element around it tells


@dataclass(frozen=True, slots=True)
class Body:
    """The article of a page: its paragraphs, and what else the page showed."""

    paragraphs: tuple[str, ...]
    removed: tuple[Removed, ...]
    head: tuple[str, ...] = ()  # short lines around its beginning, as "By Ada Brandt"


def parse_page(text: str) -> html.HtmlElement:
    """Return the tree of a page or fragment.

    Tags in more than 256 others are left out (libxml2's limit). Raises `Unusable`.
    """
    from lxml import etree, html

    if _XHTML.search(text[:4096]):  # there <script/> is whole; in HTML it would swallow the page
        text = _SELF_CLOSED.sub(r"<\1\2></\1>", text)
    data = without_control(text).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise Unusable("an HTML page with nothing in it") from None
    if _elements(tree, MOST_ELEMENTS_AT_ALL) >= MOST_ELEMENTS_AT_ALL:
        raise Unusable(
            f"an HTML page of more than {MOST_ELEMENTS_AT_ALL:,} elements; save the article alone"
        )
    _open_layout_tables(tree)
    return tree


def without_control(markup: str) -> str:
    """Return markup without the characters that the tree of a page cannot hold."""
    return _NO_XML_NUMBERED.sub("", _NO_XML.sub("", markup))


def fragment_text(markup: str) -> str:
    """Return the paragraphs of a piece of HTML that is an article already, one a line."""
    if not markup.strip():
        return ""
    if "<" not in markup and "&" not in markup:
        return markup
    return "\n".join(block.text for block in blocks(parse_page(f"<div>{markup}</div>")))


def _open_layout_tables(tree: html.HtmlElement) -> None:
    """Make plain divisions of the tables that place a page's columns and hold no data."""
    tables = {_table_of(cell) for cell in tree.iter("td") if _is_column(cell)}
    placed = [e for e in tree.iter("td", "th", "tr", "tbody") if _table_of(e) in tables]
    for element in (*placed, *tables):
        if element is not None:
            element.tag = "div"


def _table_of(element: html.HtmlElement) -> html.HtmlElement | None:
    """The table that a cell or row is of."""
    return next(element.iterancestors("table"), None)


def _is_column(cell: html.HtmlElement) -> bool:
    """Say whether a cell holds prose, blocks or tables, as a column of a page does."""
    direct = len(cell.text or "") + sum(len(child.tail or "") for child in cell)
    inside = [_tag(child) for child in cell]
    blocks_inside = sum(tag in BLOCKS for tag in inside)
    return direct > MOST_OF_A_CELL or "table" in inside or blocks_inside > 1


def article_body(tree: html.HtmlElement, title: str | None = None) -> Body:
    """Find the article of a page. Raises `Unusable` where there is none."""
    shown = list(blocks(tree))
    paragraphs: tuple[str, ...] = ()
    if _elements(tree, MOST_ELEMENTS) < MOST_ELEMENTS:
        paragraphs = _by_trafilatura(tree, fast=len(shown) > MOST_TO_FALL_BACK)
    if sum(map(len, paragraphs)) < FEWEST_CHARACTERS:
        paragraphs = tuple(block.text for block in shown if _is_prose(block))
    if sum(map(len, paragraphs)) < FEWEST_CHARACTERS:
        raise Unusable(
            "an HTML page without article text (a list of links, a page that scripts build, or "
            "tags nested too deeply); copy the article's text into a .txt file"
        )
    removed = tuple(_removed(shown, paragraphs, title))
    return Body(paragraphs, removed, tuple(_head(shown, paragraphs, title)))


def blocks(root: etree._Element) -> Iterator[Block]:
    """Yield what a browser shows of a tree, block by block, in order."""
    from lxml import etree

    pieces: list[str] = []
    inside: list[tuple[str, str | None]] = []  # (tag, reason) of the open block elements
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = _tag(element)
        if event == "start":
            if tag in UNSEEN:
                walk.skip_subtree()
                continue
            if tag in BLOCKS:
                yield from _flushed(pieces, inside)
                inside.append((tag, _reason(element, tag) or (inside[-1][1] if inside else None)))
            elif tag == "br":
                pieces.append("\n")
            elif tag in ("td", "th") and "".join(pieces).strip():
                pieces.append(" | ")
            pieces.append(element.text or "")
        else:
            if tag in BLOCKS:
                yield from _flushed(pieces, inside)
                inside.pop()
            if element is not root:
                pieces.append(element.tail or "")
    yield from _flushed(pieces, inside)


def _flushed(pieces: list[str], inside: list[tuple[str, str | None]]) -> Iterator[Block]:
    """Yield the paragraphs of the text met so far; two line breaks end a paragraph."""
    tag, reason = inside[-1] if inside else ("", None)
    for paragraph in re.split(r"\n[^\S\n]*\n\s*", _broken(pieces)):
        if text := " ".join(paragraph.split()):
            yield Block(text, tag, reason)
    pieces.clear()


def _broken(pieces: list[str]) -> str:
    """The text with line breaks for <br> alone: those of the source are spaces."""
    return "".join(piece if piece == "\n" else piece.replace("\n", " ") for piece in pieces)


def _tag(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    name = element.tag
    return name.rpartition("}")[2].lower() if isinstance(name, str) else ""


def _reason(element: etree._Element, tag: str) -> str | None:
    if tag in ("html", "body", "main", "article"):  # classes there speak of the whole page
        return None
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return part_reason(tag, element.get("role") or "", names)


def _elements(tree: etree._Element, most: int) -> int:
    """The number of elements of a tree, counted no further than `most`."""
    return sum(1 for _, _ in zip(range(most), tree.iter(), strict=False))


def _by_trafilatura(tree: html.HtmlElement, *, fast: bool) -> tuple[str, ...]:
    """The article's paragraphs as trafilatura finds them, `fast` by its own rules alone; none
    where it finds no article."""
    for element in tree.iter():  # it takes line breaks of the source for ends of paragraphs
        element.text = element.text and element.text.replace("\n", " ")
        element.tail = element.tail and element.tail.replace("\n", " ")
    import trafilatura  # a fifth of a second, for pages alone

    document = trafilatura.bare_extraction(
        tree, fast=fast, include_comments=False, with_metadata=False
    )
    text = getattr(document, "text", None) or ""
    lines = (" ".join(line.split()).removeprefix("- ") for line in text.split("\n"))
    return tuple(line for line in lines if line.strip("| -"))


def _is_prose(block: Block) -> bool:
    if block.reason:
        return False
    if block.tag in PARAGRAPHS:
        return True
    return len(block.text) >= PROSE_CHARACTERS and bool(_ENDS_SENTENCE.search(block.text))


def _head(shown: list[Block], paragraphs: tuple[str, ...], title: str | None) -> Iterator[str]:
    """Yield what the page shows beside the article between its headline and its second paragraph:
    authors and dates stand there, above or below a standfirst."""
    kept = {*paragraphs}
    begins = [n for n, b in enumerate(shown) if b.text in kept and _is_lead(b, title)][:2]
    if not begins:
        return
    headlines = (n for n in range(begins[0] - 1, -1, -1) if _is_headline(shown[n], title))
    headline = next(headlines, None)
    if headline is None:  # what stands above may be today's date
        return
    for block in shown[headline + 1 : begins[-1]][:MOST_OF_A_HEAD]:
        if block.reason in (None, "page header") and block.text not in kept:
            yield from filter(None, (part.strip() for part in _BETWEEN.split(block.text)))


def _is_headline(block: Block, title: str | None) -> bool:
    return block.tag == "h1" or block.text == title


def _is_lead(block: Block, title: str | None) -> bool:
    return len(block.text) >= FEWEST_CHARACTERS and not _is_headline(block, title)


def _removed(
    shown: Iterable[Block], paragraphs: tuple[str, ...], title: str | None
) -> Iterator[Removed]:
    """Yield what the page shows beside the article, neighbours of one reason together."""
    # with spaces: a block of lines that <br> ends is one, and its lines are paragraphs
    kept, everything = {*paragraphs, title or ""}, " ".join(paragraphs)
    left: list[Block] = []
    more = 0
    searches = MOST_SEARCHED // (len(everything) + 1)
    for block in shown:
        if block.text in kept:
            continue
        if len(left) == MOST_REMOVED or searches == 0:
            more += 1
            continue
        searches -= 1
        if block.text not in everything:
            left.append(block)
    for reason, group in groupby(left, key=lambda block: block.reason or "beside the article"):
        text = "\n".join(block.text for block in group)
        yield Removed(text=text[:MOST_OF_A_PART], reason=reason)
    if more:
        yield Removed(text=f"… {more:,} further parts", reason="beside the article")
