"""News in JSON of the IPTC (ninjs 1.x to 3.x): one item a file, or a list of items, each with the
richest body it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from factcheck.ingest.charset import decode_page
from factcheck.ingest.json_values import Json, read_json
from factcheck.ingest.linked_data import text_of
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.page import fragment_text
from factcheck.ingest.page_metadata import marked, value_of, without_repeats
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.html import titled
from factcheck.model import MetadataField, Removed, Skipped, Stated

MAX_BYTES = 20_000_000
MOST_ITEMS = 5_000

# An agency states these things in fields made for them.
CONFIDENCE = 0.95
HOLDER = 0.85  # whoever holds the copyright is most often who published

# Version 3 writes versionCreated, those before it versioncreated: names are compared in lower case.
_FIELDS: tuple[tuple[str, MetadataField], ...] = (
    ("byline", "byline"),
    ("by", "byline"),
    ("located", "place"),
    ("firstcreated", "published"),
    ("contentcreated", "published"),
    ("versioncreated", "updated"),
    ("language", "language"),
    ("uri", "url"),
    ("provider", "publisher"),
)
# Of several dates that may be the publication's, the first that is there.
_BODIES = ("body_xhtml", "body_html", "body_richtext", "body_text", "body_plaintext")
# What is printed beside the text and is not the article.
_BESIDE = {
    "usageterms": "usage terms",
    "copyrightnotice": "copyright line",
    "ednote": "editor's note",
}
_NOT_USABLE = frozenset({"canceled", "cancelled", "withheld"})

_URI = re.compile(rb'"uri"\s*:')
_OWN_FIELD = re.compile(
    rb'"(?:body_(?:xhtml|html|text)|bodies|headlines|versioncreated|versionCreated|pubstatus|'
    rb'pubStatus|representationtype|representationType|usageterms|usageTerms)"\s*:'
)

Item = Mapping[str, Json]  # its names in lower case


class NinjsReader:
    """A ninjs item or a list of them."""

    name = "a ninjs file"
    suffixes = frozenset({".ninjs"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """JSON with an address and a field that ninjs alone has."""
        begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        return begins in (b"{", b"[") and bool(_URI.search(head) and _OWN_FIELD.search(head))

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft an item, in order. Raises `Unusable`."""
        try:
            read = read_json(decode_page(file.all(self.largest)))
        except (ValueError, RecursionError) as error:
            words = "nested too deeply" if isinstance(error, RecursionError) else str(error)
            raise Unusable(f"broken JSON ({words[:200]}); ask for the file again") from None
        items = _items(read)
        if not items:
            raise Unusable("a ninjs file without items")
        for number, item in enumerate(items[:MOST_ITEMS], start=1):
            part = str(number) if len(items) > 1 else ""
            name = f"{file.name}#{part}" if part else file.name
            if isinstance(item, dict):
                yield _draft(_lower(item), part, name)
            else:
                yield Skipped(path=name, reason="no news item: ninjs items are JSON objects")
        if len(items) > MOST_ITEMS:
            more = f"{len(items) - MOST_ITEMS:,} items more than the limit of {MOST_ITEMS:,}"
            yield Skipped(path=file.name, reason=more)


def _items(read: Json) -> list[Json]:
    """The items of a list, of an object that holds one (an agency's answer), or the item itself."""
    if isinstance(read, list):
        return read
    held = read.get("items") if isinstance(read, dict) and not _body(_lower(read)) else None
    return held if isinstance(held, list) else [read]


def _lower(item: Mapping[str, Json]) -> Item:
    """An item with its names in lower case."""
    return {key.casefold(): value for key, value in item.items()}


def _draft(item: Item, part: str, name: str) -> Draft | Skipped:
    status = str(item.get("pubstatus") or "").casefold().rpartition(":")[2]
    if status in _NOT_USABLE:
        return Skipped(path=name, reason=f"{status} by its agency: not to be used")
    text = _body(item)
    if not text.strip():
        kind = str(item.get("type") or "text").casefold()
        what = "a text" if kind == "text" else f"a {kind}"
        return Skipped(path=name, reason=f"{what} without a body to read")
    stated = _stated(item)
    title = value_of(stated, "title")
    removed = tuple(
        Removed(text=words, reason=reason)
        for key, reason in _BESIDE.items()
        if (words := text_of(item.get(key)))
    )
    return Draft(titled(title, tuple(text.split("\n"))), part, stated, removed)


def _body(item: Item) -> str:
    """The richest body of an item as paragraphs: XHTML before HTML before plain text."""
    found = [value for name in _BODIES if isinstance(value := item.get(name), str)]
    found += [v for name, v in item.items() if name.startswith("body_") and isinstance(v, str)]
    bodies = item.get("bodies")
    parts = [one for one in bodies if isinstance(one, dict)] if isinstance(bodies, list) else []
    values = [value for one in parts if isinstance(value := one.get("value"), str)]
    found += sorted(values, key=lambda value: "<p" not in value)
    return next((text for markup in found if (text := fragment_text(markup)).strip()), "")


def _headline(item: Item) -> str:
    headlines = item.get("headlines")
    listed = (
        [one for one in headlines if isinstance(one, dict)] if isinstance(headlines, list) else []
    )
    listed.sort(key=lambda one: one.get("role") != "main")
    values = [value for one in listed if isinstance(value := one.get("value"), str)]
    return text_of(item.get("headline")) or (values or [""])[0]


def _stated(item: Item) -> tuple[Stated, ...]:
    found = list(marked("title", fragment_text(_headline(item)), "ninjs headline", CONFIDENCE))
    dated = False
    for name, field in _FIELDS:
        value = text_of(item.get(name))
        if not value or (field == "published" and dated):
            continue
        new = list(marked(field, value, f"ninjs {name}", CONFIDENCE))
        dated = dated or (field == "published" and bool(new))
        found += new
    if not dated and (version := text_of(item.get("versioncreated"))):
        found += marked("published", version, "ninjs versioncreated", HOLDER)
    holder = text_of(item.get("copyrightholder")) or _info_source(item)
    found += marked("publisher", holder or "", "ninjs copyrightholder", HOLDER)
    return without_repeats(found)


def _info_source(item: Item) -> str | None:
    """The first of the organizations that an item's text comes from."""
    return text_of(item.get("infosources") or item.get("infosource"))
