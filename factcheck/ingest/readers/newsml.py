"""NewsML-G2 of the IPTC (a news item, a message or package of several) and bare NITF: one article
an item, from the XHTML, NITF or plain text that it holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.page import blocks
from factcheck.ingest.page_metadata import marked, value_of, without_repeats
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.html import titled
from factcheck.ingest.xml_tree import (
    all_named,
    first_named,
    local,
    outermost,
    parse_xml,
    root_name,
    words_of,
)
from factcheck.model import MetadataField, Skipped, Stated

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 20_000_000
MOST_ITEMS = 5_000
MOST_PLACES = 100  # elements of one name that are looked at; items have one or two

CONFIDENCE = 0.95  # an agency states these things in elements made for them
VERSION = 0.85  # the day of this version, where the first one's is not stated

ROOTS = frozenset({"newsItem", "newsMessage", "packageItem", "nitf"})
_ITEMS = ("newsitem", "packageitem")
_NOT_USABLE = frozenset({"canceled", "cancelled", "withheld"})

# field → where it stands in an item, best first: an element and one around it ('' for any)
_PLACES: tuple[tuple[MetadataField, str, str], ...] = (
    ("title", "headline", "contentmeta"),
    ("title", "hl1", ""),
    ("title", "title", "head"),
    ("byline", "by", "contentmeta"),
    ("byline", "byline", ""),
    ("place", "dateline", "contentmeta"),
    ("place", "located", "contentmeta"),
    ("place", "location", "dateline"),
    ("published", "firstcreated", "itemmeta"),
    ("updated", "versioncreated", "itemmeta"),
    ("agency", "creditline", "contentmeta"),
)
# In the body, but stated already or not the article.
_NOT_BODY = frozenset({"hedline", "byline", "dateline", "copyrite", "media", "tobject", "docdata"})


class NewsmlReader:
    """NewsML-G2 and NITF."""

    name = "a NewsML-G2 file"
    suffixes = frozenset({".nitf", ".newsml", ".xml"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By its first element."""
        return root_name(head) in ROOTS

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft an item, in order. Raises `Unusable`."""
        root = parse_xml(file.all(self.largest))
        kind = local(root)
        if kind not in {name.lower() for name in ROOTS}:
            raise Unusable(
                f"an XML file of another kind (<{kind[:60]}>): NewsML-G2, NITF, RSS and Atom are "
                "read; save the article's text as a .txt file"
            )
        items = [root] if kind in ("nitf", *_ITEMS) else list(outermost(root, *_ITEMS))
        if not items:
            raise Unusable("a news message without items")
        for number, item in enumerate(items[:MOST_ITEMS], start=1):
            part = (item.get("guid") or str(number))[:200] if len(items) > 1 else ""
            yield _draft(item, part, f"{file.name}#{part}" if part else file.name)
        if len(items) > MOST_ITEMS:
            more = f"{len(items) - MOST_ITEMS:,} items more than the limit of {MOST_ITEMS:,}"
            yield Skipped(path=file.name, reason=more)


def _draft(item: etree._Element, part: str, name: str) -> Draft | Skipped:
    if local(item) == "packageitem":
        return Skipped(path=name, reason="a package: it names items and holds none; give these")
    status = first_named(item, "pubstatus")
    usable = (status.get("qcode") or "").rpartition(":")[2] if status is not None else ""
    if usable in _NOT_USABLE:
        return Skipped(path=name, reason=f"{usable} by its agency: not to be used")
    stated = _stated(item)
    paragraphs = tuple(_body(item))
    if not paragraphs:
        return Skipped(path=name, reason="a news item without text (a picture, or a link to it)")
    title = value_of(stated, "title")
    return Draft(titled(title, paragraphs), part, stated)


def _body(item: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of the first content that has any."""
    for content in list(outermost(item, "body.content", "body", "inlinedata")):
        for unwanted in list(all_named(content, *_NOT_BODY)):
            if unwanted is not content and (around := unwanted.getparent()) is not None:
                around.remove(unwanted)
        found = [block.text for block in blocks(content)]
        if found:
            yield from found
            return


def _stated(item: etree._Element) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for field, name, around in _PLACES:
        for element in islice(all_named(item, name), MOST_PLACES):
            inside = any(local(above) == around for above in element.iterancestors())
            if (not around or inside) and (words := _words(element)):
                found += marked(field, words, f"element {name}", CONFIDENCE)
                break
    found += _nitf_dates(item)
    if not any(one.field == "published" for one in found):
        version = words_of(first_named(item, "versioncreated"))
        found += marked("published", version, "element versioncreated", VERSION)
    found += marked("publisher", _provider(item), "element provider", CONFIDENCE)
    found += marked("language", _language(item), "language", CONFIDENCE)
    return without_repeats(found)


def _words(element: etree._Element) -> str:
    """The words of an element; of a concept, its name."""
    return words_of(first_named(element, "name")) or words_of(element)


def _nitf_dates(item: etree._Element) -> Iterator[Stated]:
    for name in ("date.issue", "date.release"):
        element = first_named(item, name)
        if element is not None:
            yield from marked("published", element.get("norm") or "", f"element {name}", CONFIDENCE)
            return


def _provider(item: etree._Element) -> str:
    for name in ("provider", "infosource", "copyrightholder", "doc.copyright"):
        element = first_named(item, name)
        if element is not None:
            code = element.get("literal") or (element.get("qcode") or "").rpartition(":")[2]
            return _words(element) or element.get("holder") or code
    return ""


def _language(item: etree._Element) -> str:
    element = first_named(item, "language")
    stated = element.get("tag") if element is not None else None
    return stated or item.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
