"""Numbers and what they count: 'at least 17 hikers', 'nine others', 'dozens of guests'.

Comes in: the main word of a noun phrase. Goes out: the number it states with its words, and the
counted thing ('person' where the number stands alone: 'five were killed').
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from factcheck.extract.places import tokens_at
from factcheck.language.document import Document
from factcheck.language.tokens import Span, Token
from factcheck.values import ages, ranks
from factcheck.values.actors import ActorKind
from factcheck.values.names import Name
from factcheck.values.people import fold
from factcheck.values.quantities import UNITS, Quantity, is_money

NAME_LABELS = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON", "PRODUCT", "EVENT", "WORK_OF_ART"})
ONE = Quantity(1.0, 1.0)
AGE_WORDS = ("-", "year", "-", "old")
THOSE = frozenset({"them", "whom", "these", "those", "us"})
BEFORE_HEAD = frozenset(
    {"nummod", "quantmod", "compound", "amod", "det", "advmod", "nmod", "npadvmod"}
)


def quantity_of(token: Token, document: Document) -> tuple[Quantity, Span] | None:
    """The number that a noun phrase states; None when it states none."""
    stated = document.quantities_in(token.sent)
    if not stated:
        return None  # most words stand in no sentence with a number
    left = _left_end(token)
    best: tuple[Quantity, Span] | None = None
    for value, span in stated:
        if span.start > token.i:
            break
        if span.end > left and span.end <= token.i + 1:
            if span.start <= token.i < span.end or not is_age(span):
                best = (value, span)
        elif span.start <= token.i < span.end:
            return value, span
    return best


def one_of(token: Token) -> tuple[Quantity, Span] | None:
    """'another', 'a third', 'a third child': one, said without a number."""
    alone = token.dep_ != "amod" and _is_one_more(token.lower_)
    definite = any(c.dep_ == "det" and c.lower_ == "the" for c in token.lefts)  # of those counted
    one = token.tag_ == "NN" and not definite
    if alone or (one and any(_is_one_more(c.lower_) for c in token.lefts)):
        return ONE, token.doc[token.left_edge.i : token.i + 1]
    return None


@lru_cache(maxsize=8192)
def _is_one_more(word: str) -> bool:
    rank = ranks.parse(word)
    return word == "another" or (rank is not None and rank.number > 1)


def total_of(tokens: Sequence[Token], document: Document) -> tuple[Quantity, Span] | None:
    """'two women and a man' are three people: the sum of what is counted in a row, where every
    member of it is a number of people."""
    row = [tokens[0], *tokens[0].conjuncts] if tokens else []
    if len(row) < 2:
        return None
    parts: list[Quantity] = []
    for token in row:
        if not document.lexicon.has("people_nouns", token.lemma_):
            return None
        stated = quantity_of(token, document)
        if stated is not None and (stated[0].approximate or stated[0].unit is not None):
            return None
        if stated is None and not _is_single(token):
            return None
        parts.append(stated[0] if stated else ONE)
    words = document.doc[min(t.left_edge.i for t in row) : max(t.i for t in row) + 1]
    return Quantity(sum(p.low for p in parts), sum(p.high for p in parts)), words


def _is_single(token: Token) -> bool:
    """'a man', 'one woman'."""
    articles = {"a", "an", "another"}
    return token.tag_ == "NN" and any(c.lower_ in articles for c in token.lefts)


def is_age(span: Span) -> bool:
    """'10-year-old' counts years, not girls."""
    after = span.doc[span.end : span.end + len(AGE_WORDS)].text.lower()
    return after.replace(" ", "").startswith("-year-old") or "year-old" in span.text.lower()


def _left_end(token: Token) -> int:
    inside = [t.i for c in token.lefts if c.dep_ in BEFORE_HEAD for t in c.subtree]
    return min([token.i, *inside])


def is_part_of_some(number: Token) -> bool:
    """'eleven of them': some of those counted before."""
    return any(
        below.pos_ == "PRON" and below.lower_ in THOSE
        for preposition in number.children
        if preposition.lower_ == "of"
        for below in preposition.children
    )


def is_whole_of_part(start: int, document: Document) -> bool:
    """Whether a number that starts here is the 48 of 'eight of the 48 members': how many there
    are, and not how many did it."""
    number = document.doc[start]
    noun = number.head if number.dep_ == "nummod" else number
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ == "of" and of.head.i in document.numerals


def is_number(token: Token, document: Document) -> bool:
    """Whether a word is itself the number, or part of it: 'five' in 'five were killed'."""
    return token.i in document.numerals


def counted_noun(token: Token, document: Document) -> Token | None:
    """The noun that the number counts; None when the number stands alone."""
    if not is_number(token, document):
        return token
    for place in ("of", "of.of"):
        for found in tokens_at(place, token, document.lexicon):
            if found.pos_ in {"NOUN", "PROPN"}:
                return found
    return None


def as_measure(value: Quantity, measure: str) -> Quantity | None:
    """The quantity when it measures this; an age in years loses its unit."""
    read = _MEASURES.get(measure)
    if read is not None:
        return read(value)
    return value if value.unit in UNITS and UNITS[value.unit][0] == measure else None


def _count(value: Quantity) -> Quantity | None:
    """As somebody counted: no bound, no estimate."""
    exact = value.unit is None and not value.approximate and value.low == value.high
    return value if exact else None


def _altitude(value: Quantity) -> Quantity | None:
    """Always said with 'about', and meant as it stands."""
    return replace(value, approximate=False) if as_measure(value, "length") else None


def _most(value: Quantity) -> Quantity | None:
    """'up to ten years' and 'ten years' threaten the same."""
    highest = value.high if math.isinf(value.low) else value.low
    return Quantity(highest, highest, value.unit) if as_measure(value, "calendar") else None


_MEASURES: dict[str, Callable[[Quantity], Quantity | None]] = {
    "number": lambda v: v if v.unit is None else None,
    # 'aged 52', '52-year-old', but not 'a 20-year veteran'
    "age": lambda v: ages.of(v) if v.unit in {None, "year"} else None,
    # of alcohol in the blood, which papers give with '%' or without
    "level": lambda v: replace(v, unit=None) if v.unit in {None, "%"} else None,
    "percent": lambda v: v if v.unit == "%" else None,
    "money": lambda v: v if is_money(v.unit) else None,
    "count": _count,
    "altitude": _altitude,
    "most": _most,
}


def name_of(token: Token, document: Document) -> Name | None:
    """The proper name that a phrase is, without prefixes as ships carry them ('HMS'); None for
    descriptions and pronouns."""
    mention = document.mention_at(token)
    if mention is not None and mention.actor.kind is ActorKind.STATE:
        return Name(mention.actor.key, mention.actor.name)
    if mention is not None:
        return _without_prefix(mention.actor.name, document)
    ent = document.entity_at(token)
    if ent is None or ent.label_ not in NAME_LABELS or _is_clause(ent) or not ent[0].is_alpha:
        return _without_prefix(proper_name(token), document) if token.pos_ == "PROPN" else None
    return _without_prefix(ent.text, document)


def _is_clause(ent: Span) -> bool:
    """'Ida never came' is no work of art."""
    return any(t.text.islower() and t.pos_ in {"VERB", "AUX"} for t in ent)


def _without_prefix(name: str, document: Document) -> Name:
    name = name.removeprefix("the ").removeprefix("The ")
    prefix, _, rest = name.partition(" ")
    kept = rest if rest and document.lexicon.has("name_prefixes", prefix.lower()) else name
    return Name(fold(kept), kept)


def proper_name(token: Token) -> str:
    """The words of a name that the language model may not know as one."""
    words = [t for t in token.lefts if t.dep_ == "compound" and t.pos_ == "PROPN"]
    return " ".join(t.text for t in [*words, token])
