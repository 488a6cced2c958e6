"""Words to categories: which of a rule's classes the words at a place name.

Comes in: the tokens at a place and the rule's classes. Goes out: the classes that they can
mean, with the words that say so; a longer wording ('lieutenant colonel') goes before a shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factcheck.language.tokens import Token
from factcheck.values.categories import Category

NONE = "none"  # its words are of no class: 'general manager' keeps 'general' from being a rank

Classes = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Categorized:
    """A category and the tokens (end excluded) that name it."""

    value: Category
    start: int
    end: int


def category_of(
    tokens: Sequence[Token], classes: Mapping[str, tuple[str, ...]]
) -> Categorized | None:
    """The classes named by these tokens and the words beside them; None when none is."""
    wordings, words = _wordings(tuple(classes.items()))
    sentences = {token.sent.start for token in tokens}
    if all(words.isdisjoint(_plain_words(tokens[0].doc[start])) for start in sentences):
        return None  # most sentences have none of them
    tokens = [t for token in tokens for t in (token, *_as_well(token))]
    listed = [t for t in tokens if _plain(t.text) in words or _plain(t.lemma_) in words]
    if not listed:
        return None
    longest = max(len(wording) for wording in wordings)
    found = {match for token in listed for match in _matches(token, wordings, longest)}
    whole = [m for m in found if not any(_inside(m, other) for other in found)]
    whole = [m for m in whole if wordings[m[2]] != {NONE}]
    if not whole:
        return None
    start, end = min(m[0] for m in whole), max(m[1] for m in whole)
    doc = tokens[0].doc
    named = frozenset(name for _, _, wording in whole for name in wordings[wording])
    label = " ".join(doc[start:end].text.split())
    return Categorized(Category(named, label), start, end)


@lru_cache(maxsize=1024)  # sentences: many rules ask, one after the other
def _plain_words(first: Token) -> frozenset[str]:
    """The words of the sentence that begins with this one, as they stand and by their lemmas."""
    return frozenset(_plain(word) for t in first.sent for word in (t.text, t.lemma_))


def _as_well(noun: Token) -> list[Token]:
    """'in the head and chest': both; but not 'a torch, and not a valve'."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return []
    alike = [t for t in noun.conjuncts if t.i > noun.i and t.pos_ == noun.pos_]
    return [t for t in alike if t.doc[t.left_edge.i].lower_ != "not"]


Wording = tuple[str, ...]


@lru_cache(maxsize=256)
def _wordings(classes: Classes) -> tuple[dict[Wording, frozenset[str]], frozenset[str]]:
    """Every wording, with the classes that list it; and all their words: most tokens are none."""
    found: dict[Wording, set[str]] = {}
    for name, words in classes:
        for word in words:
            found.setdefault(tuple(word.lower().split()), set()).add(name)
    single = frozenset(word.rstrip(".") for wording in found for word in wording)
    return {wording: frozenset(names) for wording, names in found.items()}, single


def _matches(
    token: Token, wordings: Mapping[Wording, frozenset[str]], longest: int
) -> Iterable[tuple[int, int, Wording]]:
    """The wordings that the token is part of; the full stop of 'Col.' is no word."""
    around = token.doc[max(0, token.i - 2 * longest) : token.i + 2 * longest]
    words = [t for t in around if t.text != "."]
    here = next((n for n, t in enumerate(words) if t.i == token.i), None)
    for length in range(1, longest + 1 if here is not None else 0):
        for first in range(max(0, (here or 0) - length + 1), (here or 0) + 1):
            span = words[first : first + length]
            for wording in (_wording(t.text for t in span), _wording(t.lemma_ for t in span)):
                if wording in wordings:
                    yield span[0].i, span[-1].i + 1, wording
                    break


def _wording(words: Iterable[str]) -> Wording:
    return tuple(map(_plain, words))


def _plain(word: str) -> str:
    return word.lower().rstrip(".")


def _inside(a: tuple[int, int, Wording], b: tuple[int, int, Wording]) -> bool:
    return a != b and b[0] <= a[0] and a[1] <= b[1]
