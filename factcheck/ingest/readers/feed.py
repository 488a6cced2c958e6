"""RSS and Atom files: one article an entry, from its full text where the feed has it, else from
its summary; the feed's title is the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.page import fragment_text
from factcheck.ingest.page_metadata import marked, value_of, without_repeats
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.html import titled
from factcheck.ingest.vocabulary import vocabulary
from factcheck.ingest.xml_tree import mended, root_name
from factcheck.model import MetadataField, Skipped, Stated

# The largest feeds with full text have some megabytes.
MAX_BYTES = 10_000_000
MOST_ENTRIES = 2_000  # feeds have some dozens, archives of one some hundreds
MOST_OF_A_PART = 200

ROOTS = frozenset({"rss", "feed", "RDF"})
# The end of a whole feed; one that lacks it was cut off on its way.
ENDS = (b"</rss>", b"</feed>", b"RDF>")

# How sure a feed makes what it states of an entry.
ENTRY = 0.9
FEED_TITLE = 0.8

_FIELDS: tuple[tuple[str, MetadataField], ...] = (
    ("published", "published"),
    ("updated", "updated"),
    ("author", "byline"),
    ("link", "url"),
    ("language", "language"),
)

_BEHIND = re.compile(
    r"(?<=\S)(?:\s+[-–—|»·]\s+|:\s+|\s*(?P<open>[(\[]))(?P<tail>[\w ]+)(?(open)[)\]])$"
)

Entry = Mapping[str, Any]  # as feedparser gives it


class FeedReader:
    """RSS 0.9x to 2.0, RDF (RSS 1.0) and Atom."""

    name = "a feed"
    suffixes = frozenset({".atom", ".rss"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By its first element."""
        return root_name(head) in ROOTS

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft an entry, in the order of the feed. Raises `Unusable`."""
        data = file.all(self.largest)
        # A stream, never a string: the library would take a string for an address and load it.
        whole, more = mended(data, frozenset({"item", "entry"}), MOST_ENTRIES)
        feed = _parsed(whole)
        if not feed.entries:
            reason = "without entries" if feed.version else "that cannot be understood"
            raise Unusable(f"a feed {reason}; open its address again and save what it shows")
        names: set[str] = set()
        base = value_of(file.stated, "url") or _words(feed.feed.get("link"))
        for number, entry in enumerate(feed.entries, start=1):
            yield _draft(file.name, entry, feed.feed, base, _part(entry, number, names))
        if more:
            yield Skipped(
                path=file.name, reason=f"{more:,} entries more than the limit of {MOST_ENTRIES:,}"
            )
        if not any(end in data[-200:] for end in ENDS):
            reason = "cut off: the feed has no end; the entries before the break were read"
            yield Skipped(path=file.name, reason=reason)


def _parsed(whole: bytes) -> Any:
    """The feed as feedparser gives it. Raises `Unusable`."""
    import feedparser

    try:
        return feedparser.parse(BytesIO(whole), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # 'KeyError: links' and more, for tags that are cut in half
        reason = (
            "a feed that is broken in the middle; open its address again and save what it shows"
        )
        raise Unusable(reason) from error


def _part(entry: Entry, number: int, names: set[str]) -> str:
    """The name of an entry: its id or link, else its number; no two have one name."""
    name = _words(entry.get("id")) or _words(entry.get("link")) or str(number)
    name = "".join(c for c in name if c.isprintable())[:MOST_OF_A_PART]
    if name in names:
        name = f"{name} ({number})"
    names.add(name)
    return name


def _draft(file: str, entry: Entry, feed: Entry, base: str, part: str) -> Draft | Skipped:
    """The draft of an entry. `base`: the address from which its links go."""
    stated = _stated(entry, feed, base)
    text = max((fragment_text(markup) for markup in _texts(entry)), key=len, default="")
    if not text.strip():
        link = value_of(stated, "url")
        where = f"; save its page: {link}" if link else ""
        return Skipped(path=f"{file}#{part}", reason=f"an entry without text{where}")
    title = value_of(stated, "title")
    return Draft(titled(title, tuple(text.split("\n"))), part, stated)


def _texts(entry: Entry) -> Iterator[str]:
    """Yield what may be the text of an entry: its contents, its summary."""
    for content in entry.get("content") or []:
        if isinstance(content, Mapping) and isinstance(value := content.get("value"), str):
            yield value
    if isinstance(summary := entry.get("summary"), str):
        yield summary


def _stated(entry: Entry, feed: Entry, base: str) -> tuple[Stated, ...]:
    found = list(marked("title", fragment_text(_words(entry.get("title"))), "entry title", ENTRY))
    for name, field in _FIELDS:
        # feedparser offers the date of the update where there is none of publication, and warns
        if name in entry and (value := _words(entry.get(name))):
            if field == "url" and not entry.get("guidislink"):  # an id may be any word
                value = _joined(base, value)
            found += marked(field, value, f"entry {name}", ENTRY)
    source = entry.get("source")
    origin = _words(source.get("title")) if isinstance(source, Mapping) else ""
    found += marked("publisher", fragment_text(origin), "entry source", ENTRY)
    name = paper_of(fragment_text(_words(feed.get("title"))))
    found += marked("publisher", name, "feed title", FEED_TITLE)
    found += marked("language", _words(feed.get("language")), "feed language", FEED_TITLE)
    return without_repeats(found)


def paper_of(title: str) -> str:
    """The name in a feed's title: 'Bay Post' of 'Bay Post - Latest news (RSS)'."""
    name = " ".join(title.split())[:MOST_OF_A_PART]
    while (behind := _BEHIND.search(name)) and behind["tail"].casefold() in vocabulary().feed_tails:
        name = name[: behind.start()]
    return name


def _joined(base: str, link: str) -> str:
    """A link as an address."""
    try:
        return urljoin(base, link)
    except ValueError:  # a bracket too many
        return link


def _words(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
