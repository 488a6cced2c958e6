"""The tree of an HTML page goes in; what its markup states of the article comes out: JSON-LD, Open
Graph and other <meta> elements, microdata, <time>, links, headings, the language of <html>.

Each thing names its place and how sure that place makes it. The time at which a page was saved,
served or crawled is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from factcheck.ingest.dateline import place_alone
from factcheck.ingest.known import settled
from factcheck.ingest.linked_data import Thing, article_objects, main_article, text_of
from factcheck.ingest.marked_dates import read_marked_date
from factcheck.ingest.vocabulary import meta_names, part_reason, vocabulary
from factcheck.model import MetadataField, Stated

if TYPE_CHECKING:
    from lxml import etree

# How sure a place makes what it states; those of <meta> are in markup.yaml. Publishers check what
# search engines read (JSON-LD, canonical links) and forget the rest.
LINKED_DATA = 0.97
CANONICAL_LINK = 0.95
MICRODATA = 0.9
MARKED_AUTHOR = 0.7  # the only name in elements whose class says that it is an author's
MARKED_TIME = 0.85  # <time> with a class or an attribute that says what it is the time of
LONE_TIME = 0.65  # the only day among the <time> elements of the article
LANGUAGE_OF_PAGE = 0.75
HEADING = 0.7
PAGE_TITLE = 0.6
SITE = 0.55  # the name of the site behind the headline in <title>
HOST = 0.5  # the publisher's name as its address has it

# Longer values are no names, titles or addresses; they are a fault of the page or an attack.
MOST_OF_A_VALUE = 500
MOST_META = 500  # <meta> elements that are looked at; pages have up to a hundred
MOST_TIMES = 200
MOST_HEADINGS = 200

_LINKED_FIELDS: tuple[tuple[str, MetadataField], ...] = (
    ("datePublished", "published"),
    ("dateModified", "updated"),
    ("headline", "title"),
    ("author", "byline"),
    ("publisher", "publisher"),
    ("inLanguage", "language"),
    ("url", "url"),
    ("dateline", "place"),
    ("locationCreated", "place"),
)
_MICRODATA: tuple[tuple[str, MetadataField], ...] = (
    ("datePublished", "published"),
    ("dateModified", "updated"),
    ("author", "byline"),
)
_BY = re.compile(r"^(?:by|from)[:\s]\s*", re.IGNORECASE)
_NO_NAME = re.compile(r"https?:|//|www\.|[#@]", re.IGNORECASE)  # an address, an id, an account
# Two to four words with capitals, or several such names: "Ada Brandt", "Ada Brandt and Per Moe"
_NAMES = r"[^\W\d_a-z][\w.'’-]*(?: (?:de |van |von |al-|bin )?[^\W\d_a-z][\w.'’-]*){1,3}"
_A_NAME = re.compile(rf"{_NAMES}(?:(?:, | and |, and ){_NAMES}){{0,4}}$")
_OF_AUTHORS = "//*[contains(@class, 'uthor') or contains(@class, 'yline')]"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_SITE_BEHIND = re.compile(r"\s+[|–—·»:-]+\s+(?P<site>[^|–—·»]{2,60})$")
_SITE_BEFORE = re.compile(r"(?P<site>[^|–—·»:]{2,60}?)\s+[|–—·»:-]+\s+(?=\S)")


def page_metadata(tree: etree._Element, known_url: str | None = None) -> tuple[Stated, ...]:
    """Return what a page states, the surest of a field first, equal values once.

    `known_url`: the address that the page was saved from, where its surroundings tell.
    """
    found = [*_meta(tree), *_links(tree)]
    url = value_of(found, "url") or known_url
    title = value_of(found, "title") or _heading(tree)
    article = main_article(article_objects(tree), url, title)
    if article:
        found += _linked(article)
    found += [
        *_microdata(tree),
        *_authors(tree),
        *_times(tree),
        *_titles(tree),
        *_page_language(tree),
    ]
    if host := _host(value_of(found, "url") or known_url):
        found.append(_stated("publisher", host, f"host of {url or known_url}", HOST))
    return without_repeats(_titles_alone(found, _emphasized(tree)))


def heading_of(tree: etree._Element) -> str | None:
    """Return the words of the first heading in an element."""
    return _heading(tree)


def times_of(tree: etree._Element) -> list[Stated]:
    """Return the dates that the <time> elements in an element state."""
    return list(_times(tree))


def value_of(stated: Iterable[Stated], field: MetadataField) -> str | None:
    """Return what counts of one field of several statements."""
    return next((one.value for one in settled(stated) if one.field == field), None)


def without_repeats(found: Iterable[Stated]) -> tuple[Stated, ...]:
    """Return what was found, the surest first, each value of a field once."""
    surest: dict[tuple[MetadataField, str], Stated] = {}
    for stated in sorted(found, key=lambda stated: -stated.confidence):
        surest.setdefault((stated.field, stated.value), stated)
    return tuple(surest.values())


def marked(field: MetadataField, value: str, place: str, confidence: float) -> Iterator[Stated]:
    """Yield what a place in markup states, in the form that the field has; nothing for nonsense."""
    if field in ("title", "publisher", "byline"):
        value = unescape(value)  # some escape twice: &amp;#8211;
    value = " ".join(value.split())
    if not value or len(value) > MOST_OF_A_VALUE:
        return
    if field in ("publisher", "byline") and _NO_NAME.match(value):
        return
    evidence = place
    if field in ("published", "updated"):
        day = read_marked_date(value)
        if day is None:
            return
        value, evidence = day, f"{place}: {value}"
    elif field == "byline":
        value = _BY.sub("", value)
        if value.casefold() in vocabulary().no_names:
            return
    elif field == "place":
        value = place_alone(value)
    elif field == "language":
        if not _LANGUAGE.match(value):
            return
        value = value.replace("_", "-")
    elif field == "url" and not _host(value):
        return
    if value:
        yield _stated(field, value, evidence, confidence)


def _stated(field: MetadataField, value: str, evidence: str, confidence: float) -> Stated:
    return Stated(
        field=field, value=value, evidence=evidence, source="markup", confidence=confidence
    )


def _meta(tree: etree._Element) -> Iterator[Stated]:
    names = meta_names()
    for number, element in enumerate(tree.iter("meta")):
        if number == MOST_META:
            return
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().casefold()
            if name in names and (content := element.get("content")):
                field, confidence = names[name]
                yield from marked(field, content, f"meta {name}", confidence)
                break


def _links(tree: etree._Element) -> Iterator[Stated]:
    for element in tree.iter("link"):
        if (element.get("rel") or "").strip().casefold() == "canonical":
            yield from marked("url", element.get("href") or "", "link canonical", CANONICAL_LINK)
            return


def _linked(article: Thing) -> Iterator[Stated]:
    for name, field in _LINKED_FIELDS:
        if value := text_of(article.get(name)):
            yield from marked(field, value, f"JSON-LD {name}", LINKED_DATA)


def _microdata(tree: etree._Element) -> Iterator[Stated]:
    for name, field in _MICRODATA:
        elements = tree.xpath("//*[@itemprop=$name]", name=name)[:MOST_TIMES]
        found = [
            stated
            for element in elements
            if not _is_beside(element)
            for stated in marked(field, _value(element), f"itemprop {name}", MICRODATA)
        ]
        if len({stated.value for stated in found}) == 1:
            yield found[0]


def _authors(tree: etree._Element) -> Iterator[Stated]:
    """Yield the author whom an element names by its class; nothing where several differ."""
    known = vocabulary().byline_classes
    found: dict[str, Stated] = {}
    for number, element in enumerate(tree.xpath(_OF_AUTHORS)):
        classes = (element.get("class") or "").casefold().split()
        if number >= MOST_TIMES or known.isdisjoint(classes) or _is_beside(element):
            continue
        words = " ".join("".join(element.itertext()).split())[:MOST_OF_A_VALUE]
        if _A_NAME.match(_BY.sub("", words)):
            for stated in marked("byline", words, f"class {' '.join(classes)}", MARKED_AUTHOR):
                found.setdefault(stated.value, stated)
    if len(found) == 1:
        yield from found.values()


def _times(tree: etree._Element) -> Iterator[Stated]:
    """Yield the dates of <time> elements: those that say what they are, else the only day."""
    plain: list[Stated] = []
    for number, element in enumerate(tree.iter("time")):
        if number == MOST_TIMES:
            return
        if _is_beside(element):
            continue
        field = _field_of_time(element)
        place = "time" if field is None else f"time ({field})"
        found = list(marked(field or "published", _value(element), place, MARKED_TIME))
        if field:
            yield from found
        else:
            plain += found
    if len({stated.value for stated in plain}) == 1:
        yield plain[0].model_copy(update={"confidence": LONE_TIME})


def _field_of_time(element: etree._Element) -> MetadataField | None:
    """What a <time> element says that it is the time of."""
    if element.get("pubdate") is not None:
        return "published"
    words = set((element.get("class") or "").casefold().split())
    words |= {part for word in words for part in word.replace("_", "-").split("-")}
    classes = vocabulary().time_classes
    # "entry-date published updated": the first publication, unchanged since
    return next((field for field, known in classes.items() if words & known), None)


def _value(element: etree._Element) -> str:
    value = element.get("content") or element.get("datetime")
    return value or " ".join("".join(element.itertext()).split())[: MOST_OF_A_VALUE + 1]


def _is_beside(element: etree._Element) -> bool:
    """Say whether an element stands in a part that is not the article: comments, teasers."""
    nested = 0
    for around in element.iterancestors():
        tag = around.tag if isinstance(around.tag, str) else ""
        nested += tag == "article"
        names = f"{around.get('class') or ''} {around.get('id') or ''}"
        if tag not in ("header", "body", "html", "main", "article", "form") and part_reason(
            tag, around.get("role") or "", names
        ):
            return True
    return nested > 1  # an article in an article is a comment or a teaser


def _heading(tree: etree._Element) -> str | None:
    for name in ("h1", "h2", "h3"):
        headings = [" ".join("".join(h.itertext()).split()) for h in list(tree.iter(name))[:20]]
        if found := [heading for heading in headings if heading]:
            return found[0][:MOST_OF_A_VALUE] if name != "h1" or len(found) == 1 else None
    return None


def _titles(tree: etree._Element) -> Iterator[Stated]:
    headings = [h for h in list(tree.iter("h1"))[:20] if not _is_beside(h)]
    if len(headings) == 1:
        yield from marked("title", "".join(headings[0].itertext()), "h1", HEADING)
    title = next(iter(tree.iter("title")), None)
    if title is not None:
        yield from marked("title", "".join(title.itertext()), "title", PAGE_TITLE)


def _titles_alone(found: list[Stated], headings: frozenset[str]) -> Iterator[Stated]:
    """Yield what was found, titles without the name of the site behind them."""
    sites = {s.value.casefold() for s in found if s.field == "publisher"}
    for stated in found:
        behind = _SITE_BEHIND.search(stated.value) if stated.field == "title" else None
        if behind:
            alone = stated.value[: behind.start()]
            if behind["site"].casefold() in sites or alone in headings:
                stated = stated.model_copy(update={"value": alone})
            if alone in headings:
                yield _stated("publisher", behind["site"], "title behind the headline", SITE)
        yield _without_site_before(stated, sites)


def _without_site_before(stated: Stated, sites: set[str]) -> Stated:
    """A title without the name of the site before it ("Bay Post - Ferry sinks"), if it is known."""
    before = _SITE_BEFORE.match(stated.value) if stated.field == "title" else None
    if not before or before["site"].casefold() not in sites:
        return stated
    return stated.model_copy(update={"value": stated.value[before.end() :]})


def _emphasized(tree: etree._Element) -> frozenset[str]:
    """The words that a page sets apart: where a headline stands."""
    elements = islice(tree.iter("h1", "h2", "b", "strong", "font"), MOST_HEADINGS)
    return frozenset(" ".join("".join(e.itertext()).split()) for e in elements)


def _page_language(tree: etree._Element) -> Iterator[Stated]:
    root = next(iter(tree.iter("html")), None)
    if root is not None:
        xml = root.get("xml:lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        yield from marked("language", root.get("lang") or xml or "", "html lang", LANGUAGE_OF_PAGE)


def _host(url: str | None) -> str | None:
    """The host of an http address without www; None for what is no such address."""
    try:
        parts = urlsplit(url or "")
        return (
            (parts.hostname or "").removeprefix("www.")
            if parts.scheme in ("http", "https")
            else None
        )
    except ValueError:  # a bracket or port that no address may have
        return None
