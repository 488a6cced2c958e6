"""The lists of markup.yaml go in; what a name, a class or a type in a page means comes out."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from factcheck.model import MetadataField
from factcheck.tables import table

_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_NUMBER = re.compile(r"\d+(?:[.,]\d{3})*", re.ASCII)
# Longer classes are made by machines; words are looked for in the beginning of them.
MOST_OF_A_CLASS = 300


class Part(BaseModel):
    """What tells one sort of part that is not the article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tags: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


class Notice(BaseModel):
    """What tells one sort of page that shows a notice and no article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    advice: str
    titles: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()


class Vocabulary(BaseModel):
    """The lists of markup.yaml; what each is for is said there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    meta: dict[MetadataField, dict[float, list[str]]]
    article_types: list[str] = Field(min_length=1)
    live_types: list[str]
    time_classes: dict[MetadataField, frozenset[str]]
    byline_classes: frozenset[str]
    no_names: frozenset[str]
    parts: dict[str, Part]
    taken_out: dict[str, frozenset[str]]
    comment_headings: frozenset[str]
    notices: dict[str, Notice]
    saved_folders: list[str] = Field(min_length=1)
    saved_parts: frozenset[str]
    feed_tails: frozenset[str]
    sent_on: dict[str, list[str]]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the lists, read once."""
    return Vocabulary.model_validate(table("factcheck.ingest", "markup.yaml"))


@lru_cache(maxsize=1)
def meta_names() -> dict[str, tuple[MetadataField, float]]:
    """Return name of a <meta> element → what it states, and how surely."""
    return {
        name: (field, confidence)
        for field, names in vocabulary().meta.items()
        for confidence, named in names.items()
        for name in named
    }


def part_reason(tag: str, role: str, names: str) -> str | None:
    """Say why an element is not the article; None if nothing tells.

    `names`: its class and id as written.
    """
    reason = _by_tag().get(tag) or (_by_role().get(role.casefold()) if role else None)
    return reason or (_by_words(names[:MOST_OF_A_CLASS]) if names.strip() else None)


@lru_cache(maxsize=1)
def taken_out() -> dict[str, str]:
    """Return class or id of an element that is taken out of its article → why."""
    return {name: reason for reason, names in vocabulary().taken_out.items() for name in names}


def opens_comments(heading: str) -> bool:
    """Say whether a heading is one of the readers' comments: "2 Comments", "Leave a reply"."""
    words = _NUMBER.sub("#", " ".join(heading.casefold().replace("’", "'").split()))
    return words.strip(" :") in vocabulary().comment_headings


@lru_cache(maxsize=1)
def _by_tag() -> dict[str, str]:
    return {tag: reason for reason, part in vocabulary().parts.items() for tag in part.tags}


@lru_cache(maxsize=1)
def _by_role() -> dict[str, str]:
    return {role: reason for reason, part in vocabulary().parts.items() for role in part.roles}


@lru_cache(maxsize=4096)  # a page uses the same classes over and over
def _by_words(names: str) -> str | None:
    words = {word.lower() for word in _WORD.findall(names)}
    words |= {name.lower() for name in re.split(r"[\s_-]+", names)}
    return next((r for r, part in vocabulary().parts.items() if words & part.words), None)
