"""A parsed text as tables: the words that hang on each word, and the sentence it stands in.

spaCy makes new objects, and looks for the ends of the sentence, each time it is asked. Rules ask
for the same words very often; so it is asked once for every text.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span, Token

REMEMBERED = 4  # texts: they are read one after the other, or two side by side


def children(token: Token) -> tuple[Token, ...]:
    """The words that hang on this one, in text order."""
    return _children(token.doc)[token.i]


def lefts(token: Token) -> tuple[Token, ...]:
    """The words before this one that hang on it, in text order."""
    return _lefts(token.doc)[token.i]


def sentence_of(token: Token) -> Span:
    """The sentence that a word stands in."""
    return _sentences(token.doc)[token.i]


@lru_cache(maxsize=REMEMBERED)
def _children(doc: Doc) -> list[tuple[Token, ...]]:
    found: list[list[Token]] = [[] for _ in range(len(doc))]
    for token in doc:
        head = token.head.i
        if head != token.i:
            found[head].append(token)
    return [tuple(below) for below in found]


@lru_cache(maxsize=REMEMBERED)
def _lefts(doc: Doc) -> list[tuple[Token, ...]]:
    return [tuple(c for c in below if c.i < i) for i, below in enumerate(_children(doc))]


@lru_cache(maxsize=REMEMBERED)
def _sentences(doc: Doc) -> list[Span]:
    return [sentence for sentence in doc.sents for _ in range(len(sentence))]
