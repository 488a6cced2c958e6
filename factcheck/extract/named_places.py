"""Places by name, also where the text says only 'the island'.

Comes in: the main word of a phrase. Goes out: the name of the place that it means.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.counts import name_of
from factcheck.extract.places import tokens_at
from factcheck.language.document import Document, is_definite
from factcheck.language.tokens import Token
from factcheck.values.actors import ActorKind
from factcheck.values.names import Name
from factcheck.values.people import fold

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NEAR_SENTENCES = 3  # where several towns are named, 'the town' is one of the last few sentences


def place_of(token: Token, document: Document) -> Name | None:
    """The named place that a phrase means; None for other descriptions."""
    if token.pos_ == "PROPN":
        return _proper(token, document)
    if not document.lexicon.has("place_nouns", token.lemma_):
        return None
    named = _named(token, document)
    has_name = any(t.text[0].isupper() for t in tokens_at("of", token, document.lexicon))
    if named is not None or has_name or not is_definite(token):
        return named
    return _antecedent(token, document)


def _proper(token: Token, document: Document) -> Name | None:
    """'Farol island' and 'Farol Island' are Farol, but New York City is not New York; a capital
    is a town, though other readers take it for its state."""
    mention = document.mention_at(token)
    if mention is not None and mention.how == "capital":
        capital = document.doc[mention.start : mention.end].text
        return Name(_joined(capital), capital)
    name = name_of(token, document)
    if name is None or _is_no_place(token, document):
        return None
    if name.normal.isupper():  # a state
        return name
    words = name.label.split()
    last = words.pop()
    level = document.lexicon.has("place_nouns", last.lower()) and not document.lexicon.has(
        "city_nouns", last.lower()
    )
    if words and (last.islower() or last.istitle()) and level:
        return Name(_joined(" ".join(words)), name.label)
    return Name(_joined(name.label), name.label)


def _joined(words: str) -> str:
    """One word, so that no name of a place is a part of another."""
    return fold(words).replace(" ", "-")


def _is_no_place(token: Token, document: Document) -> bool:
    """People by their full names, 'the Geological Survey', 'GMT'. One word can be an unknown
    town, whatever the language model takes it for."""
    mention = document.mention_at(token)
    person = mention is not None and mention.actor.kind is ActorKind.PERSON
    if mention is not None and person and " " in mention.actor.name:
        return True
    ent = document.entity_at(token)
    if ent is None or ent.label_ in PLACE_LABELS:
        return ent is None and token.text.isupper()
    return token.text.isupper() or (ent.label_ == "ORG" and len(ent) > 1)


def _named(noun: Token, document: Document) -> Name | None:
    """The name beside a place noun: 'the town of Å', 'Å island', 'Å, a town', 'the town Å'."""
    for token in _beside(noun, document):
        if token.pos_ == "PROPN":
            return _proper(token, document)
    return None


def _beside(noun: Token, document: Document) -> Iterator[Token]:
    yield from tokens_at("of", noun, document.lexicon)
    if noun.dep_ == "appos":
        yield noun.head
    elif noun.dep_ == "attr":
        yield from (c for c in noun.head.children if c.dep_ == "nsubj")
    yield from (c for c in noun.children if c.dep_ == "appos")
    before = noun.nbor(-1) if noun.i > noun.sent.start else noun
    if before.dep_ in {"compound", "nmod"} and before.head == noun:
        yield before
    after = noun.nbor(1) if noun.i + 1 < noun.sent.end else noun
    if noun.dep_ in {"compound", "nmod"} and after == noun.head:
        yield after


def _antecedent(token: Token, document: Document) -> Name | None:
    """The only place that the article names with this noun; of several the last one before, where
    that is near."""
    named: list[tuple[int, Name]] = []
    for other in document.heads.get(document.lexicon.canonical(token.lemma_), ()):
        name = _named(other, document) if other.i != token.i else None
        if name is not None:
            named.append((document.sentence_index(other), name))
    if len({name.normal for _, name in named}) == 1:
        return named[0][1]
    here = document.sentence_index(token)
    near = [name for sentence, name in named if here - NEAR_SENTENCES <= sentence <= here]
    return near[-1] if near else None
