"""The JSON-LD of a page goes in; the object that describes its article comes out.

Sites write several objects into a page (the site, a list of teasers, the article): the one that
names the page's address or headline is taken, or the only one there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from factcheck.ingest.json_values import Json, read_json
from factcheck.ingest.vocabulary import vocabulary

if TYPE_CHECKING:
    from lxml import etree

Thing = Mapping[str, Json]

# Objects that are looked at, of all the scripts of a page together; pages have some dozens.
MOST_OBJECTS = 5_000
# Characters of a script that is read; the longest that holds an article's body has a tenth.
MOST_OF_A_SCRIPT = 2_000_000
MOST_OF_A_LIST = 20  # authors that are named

_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_SCRIPTS = "//script[contains(@type, 'ld+json')]"


def article_objects(tree: etree._Element) -> list[Thing]:
    """Return the objects of a page that describe articles, in order; what they name by an id
    alone, as `{"@id": "#org"}`, is the object with that id, wherever on the page it stands."""
    objects = list(_objects(tree))
    named = {key: thing for thing in reversed(objects) if (key := _id_of(thing)) and len(thing) > 1}
    return [_resolved(thing, named) for thing in objects if is_article(thing)]


def is_article(thing: Thing) -> bool:
    """Say whether an object is an article's."""
    return _has_type(thing, vocabulary().article_types)


def is_live_page(thing: Thing) -> bool:
    """Say whether an object is of a page whose many posts are one article."""
    return _has_type(thing, vocabulary().live_types)


def main_article(articles: list[Thing], url: str | None, title: str | None) -> Thing | None:
    """Return the object of the page's own article: by its address, its headline, or as the only."""
    for thing in articles:
        if url and url in (_address(thing.get("url")), _address(thing.get("mainEntityOfPage"))):
            return thing
    for thing in articles:
        headline = text_of(thing.get("headline")) or text_of(thing.get("name"))
        if title and headline and (headline in title or title in headline):
            return thing
    return articles[0] if len(articles) == 1 else None


def text_of(value: Json) -> str | None:
    """Return the words of a value: a string, or the name of an object or the names of several."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, dict):
        return text_of(name) if isinstance(name := value.get("name"), str) else None
    if isinstance(value, list):
        names = [name for name in map(text_of, value[:MOST_OF_A_LIST]) if name]
        return ", ".join(dict.fromkeys(names)) or None
    return None


def _address(value: Json) -> str | None:
    """The address that a value is, or that an object has."""
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value.strip() if isinstance(value, str) else None


def _id_of(thing: Thing) -> str:
    name = thing.get("@id")
    return name if isinstance(name, str) else ""


def _resolved(thing: Thing, named: Mapping[str, Thing]) -> Thing:
    """An article whose fields have objects where it named these by their ids."""
    return {
        field: [_looked_up(one, named) for one in value[:MOST_OF_A_LIST]]
        if isinstance(value, list)
        else _looked_up(value, named)
        for field, value in thing.items()
    }


def _looked_up(value: Json, named: Mapping[str, Thing]) -> Json:
    if not isinstance(value, dict) or "name" in value or _id_of(value) not in named:
        return value
    return {**value, "name": named[_id_of(value)].get("name")}


def _has_type(thing: Thing, ends: list[str]) -> bool:
    types = thing.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(n, str) and n.casefold().endswith(tuple(ends)) for n in names)


def _objects(tree: etree._Element) -> Iterator[Thing]:
    """Yield the objects of all scripts, outermost first; broken scripts are passed over."""
    waiting: list[Json] = []
    for script in tree.xpath(_SCRIPTS)[:50]:
        waiting.append(_read(script.text or ""))
    for _ in range(MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:MOST_OBJECTS]
        elif isinstance(value, dict):
            yield value
            nested = (value.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
            waiting[:0] = [thing for thing in nested if isinstance(thing, dict | list)]


def _read(script: str) -> Json:
    if len(script) > MOST_OF_A_SCRIPT:
        return None
    try:
        return read_json(_WRAPPING.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None
