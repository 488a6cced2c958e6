"""Places around a figure: what an amount is of, and the clause that states it.

Comes in: the main word of an amount ('million' in '$3 million'). Goes out: the nouns that it
measures ('a $3 million deal', 'gems worth $3 million', '$3 million in cash', 'a reward of $3
million', 'rings valued at …', 'sold the mill for …'), and the verbs that it stands under.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
BEFORE_NOUN = frozenset({"nummod", "amod", "compound", "nmod", "quantmod"})
OF_WHAT = frozenset({"of", "in"})
CLEFT = frozenset({"advcl", "ccomp", "relcl"})
FOR_WHAT = frozenset({"of", "at", "for"})  # 'a reward of', 'valued at', 'sold for'


def measured(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The nouns that an amount is of, best first."""
    head = token.head
    if token.dep_ in BEFORE_NOUN and head.pos_ in NOUNS and head.lower_ != "worth":
        yield head
        yield from (c for c in head.children if c.dep_ == "compound" and c.i > token.i)
    yield from _of_what(token)
    if head.lower_ == "worth":
        yield from _of_what(head)
        yield from _bearers(head)
    elif token.dep_ == "pobj" and head.lower_ in FOR_WHAT and head.head.pos_ in VERBS:
        yield from _done_to(head.head)
    elif token.dep_ == "pobj" and head.lower_ in FOR_WHAT:
        yield from (n for n in [head.head] if n.pos_ in NOUNS)
    elif token.dep_ in {"dobj", "attr", "npadvmod"} and head.pos_ in VERBS:
        yield from (n for n in [head.head] if head.dep_ == "acl")
        if lexicon.has("valuing_verbs", head.lemma_):
            yield from (c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"})


def _of_what(token: Token) -> Iterator[Token]:
    """'$3 million of gold', '… in cash', '… worth of rings and watches'."""
    for preposition in token.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in OF_WHAT:
            for found in preposition.children:
                if found.dep_ == "pobj" and found.pos_ in NOUNS and found.ent_type_ != "DATE":
                    yield found
                    yield from found.conjuncts


def _bearers(worth: Token) -> Iterator[Token]:
    """What is worth it: the noun beside 'worth', or the subject of 'is worth'."""
    before = worth.nbor(-1) if worth.i > worth.sent.start else worth
    if worth.head.pos_ in NOUNS:
        yield worth.head
    elif before.pos_ in NOUNS:
        yield before
    else:
        yield from (c for c in worth.head.children if c.dep_ in {"nsubj", "nsubjpass"})


def _done_to(verb: Token) -> Iterator[Token]:
    """'rings valued at', 'the mill was sold for', 'bought the mill for'."""
    if verb.dep_ == "acl" and verb.head.pos_ in NOUNS:
        yield verb.head
    yield from (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})


def clause(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The verb that a word stands under, then those that it describes a part of: 'stole gems
    valued at $3 million' is a stealing; 'seized a tanker loaded with $3 million of oil' is not
    a seizing of that sum."""
    below = token
    for ancestor in token.ancestors:
        if below.pos_ in VERBS and below.dep_ not in {"acl", "relcl", "xcomp", "conj"}:
            return
        if ancestor.pos_ in VERBS:
            yield from cleft_clauses(ancestor)
            yield ancestor
            if not lexicon.has("valuing_verbs", ancestor.lemma_):
                return
        below = ancestor


def cleft_clauses(verb: Token) -> Iterator[Token]:
    """'It was at noon that the train left', 'It was noon when …': what happened then."""
    if verb.lemma_ == "be" and any(c.lower_ == "it" and c.i < verb.i for c in verb.children):
        yield from (c for c in verb.children if c.dep_ in CLEFT and c.i > verb.i and _opens(c))


def _opens(clause: Token) -> bool:
    return any(c.lower_ in {"that", "when"} for c in clause.children)
