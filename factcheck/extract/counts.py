"""Numbers and what they count: 'at least 24 people', '55 others', 'dozens of villagers'.

Comes in: the main word of a noun phrase. Goes out: the number it states with its words, and the
counted thing ('person' where the number stands alone: 'five were killed').
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from factcheck.extract.places import tokens_at
from factcheck.language.document import Document
from factcheck.values.quantities import Quantity

BEFORE_HEAD = frozenset({"nummod", "quantmod", "compound", "amod", "det", "advmod", "nmod"})


def quantity_of(token: Token, document: Document) -> tuple[Quantity, Span] | None:
    """The number that a noun phrase states; None when it states none."""
    left = _left_end(token)
    best: tuple[Quantity, Span] | None = None
    for value, span in document.quantities:
        if span.start > token.i:
            break
        if span.end > left and span.end <= token.i + 1:
            best = (value, span)
        elif span.start <= token.i < span.end:
            return value, span
    return best


def _left_end(token: Token) -> int:
    inside = [t.i for c in token.lefts if c.dep_ in BEFORE_HEAD for t in c.subtree]
    return min([token.i, *inside])


def is_number(token: Token, document: Document) -> bool:
    """Whether a word is itself the number, or part of it: 'five' in 'five were killed'."""
    return any(s.start <= token.i < s.end for _, s in document.quantities)


def counted_noun(token: Token, document: Document) -> Token | None:
    """The noun that the number counts; None when the number stands alone."""
    if not is_number(token, document):
        return token
    for place in ("of", "of.of"):
        for found in tokens_at(place, token, document.lexicon):
            if found.pos_ in {"NOUN", "PROPN"}:
                return found
    return None
