"""What makes a count one of a part, or of more than the event: those badly hurt, those who died in
hospital, the dead of a whole war, the dead with their killer.

Comes in: a trigger word and the verbs of its clause. Goes out: the words that limit or widen the
count; two counts are held against each other where these are the same.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.language.document import Document
from factcheck.language.tokens import Span, Token

SENTENCES_REMEMBERED = 256
WITH_ATTACKER = "with the attacker"
OVER_TIME = "over a long time"
COMPARED = "what it is compared with"
WITNESS = "what one witness tells"
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
TAKING_PART = frozenset({"nsubj", "dobj", "agent", "pobj"})
DURING = frozenset({"in", "during", "throughout"})
OWNERS = frozenset({"his", "her", "my", "our", "their"})
INSIDE = frozenset({"in", "on", "at", "inside", "aboard"})
ONE_OF_MANY = frozenset({"one", "single", "each", "every"})
STRETCHES = frozenset({"since", "than"})


def parts_of(trigger: Token, clauses: list[Token], document: Document) -> frozenset[str]:
    """What limits or widens the count that a trigger word tells of; empty for one of all."""
    found = set(_of_sentence(trigger.sent, document)) | _degrees(trigger, document)
    if _is_over_time(clauses, document):
        found.add(OVER_TIME)
    if any(_is_comparison(token) for token in (trigger, *trigger.ancestors)):
        found.add(COMPARED)
    if _is_witness(trigger, document):
        found.add(WITNESS)
    if any(_is_ones_own(noun) for clause in clauses for noun in _nouns(clause)):
        found.add("in one place of many")
    if any(_is_another(noun, document) for clause in clauses for noun in _nouns(clause)):
        found.add("another")
    return frozenset(found)


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _of_sentence(sentence: Span, document: Document) -> frozenset[str]:
    """'three dead, including the gunman'; 'in hospital', 'on the ground', 'in Lund alone'."""
    lexicon, lemmas = document.lexicon, [t.lemma_ for t in sentence]
    text = " " + " ".join(t.lower_ for t in sentence if t.text.strip()) + " "
    found = {p for p in lexicon.words["part_phrases"] if f" {p} " in text}
    counted = any(lexicon.has("counting_in", lemma) for lemma in lemmas) and "not" not in lemmas
    if counted and any(lexicon.has("assailants", lemma) for lemma in lemmas):
        found.add(WITH_ATTACKER)
    return frozenset(found)


def _degrees(trigger: Token, document: Document) -> set[str]:
    """'seriously hurt', 'suffered minor injuries': two sorts, grave and slight. 'Nine hurt, two of
    them seriously' counts all nine."""
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ == "VERB"), trigger)
    said_of = {trigger.i: trigger, verb.i: verb}.values()
    beside = {c.lower_ for t in said_of for c in t.children if abs(c.i - t.i) == 1}
    objects = [c for c in trigger.children if c.dep_ in {"dobj", "pobj"}]
    words = beside | {c.lower_ for noun in objects for c in noun.lefts}
    return {
        name
        for name in ("grave_degrees", "slight_degrees")
        if not words.isdisjoint(document.lexicon.words[name])
    }


def _is_witness(trigger: Token, document: Document) -> bool:
    """'I saw two people die', 'we carried out six': what one of many tells."""
    for verb in trigger.ancestors:
        speakers = {c.lower_ for c in verb.children if c.dep_ in SUBJECTS}
        if "i" in speakers or (
            "we" in speakers and document.lexicon.has("witnessing_verbs", verb.lemma_)
        ):
            return True
    return False


def _is_over_time(clauses: list[Token], document: Document) -> bool:
    """'killed since March', 'the war has killed', 'died in the war'."""
    if any(c.lower_ == "since" and c.dep_ == "prep" for v in clauses for c in v.children):
        return True
    if any(c.dep_ == "advcl" and _is_comparison(c) for v in clauses for c in v.children):
        return True
    nouns = [n for v in clauses for n in v.children if n.dep_ == "nsubj"]
    nouns += [
        n
        for v in clauses
        for p in v.children
        if p.dep_ == "agent" or p.lower_ in DURING
        for n in p.children
    ]
    return any(document.lexicon.has("long_events", n.lemma_) for n in nouns)


def _is_comparison(token: Token) -> bool:
    """'the worst since a lorry hit a bus', 'more than died in 1999'."""
    return token.dep_ == "advcl" and any(
        c.lower_ in STRETCHES and c.dep_ == "mark" for c in token.children
    )


def _nouns(clause: Token) -> list[Token]:
    """The nouns that take part in a clause, those after prepositions included."""
    own = [c for c in clause.children if c.dep_ in TAKING_PART]
    own += [n for p in clause.children if p.dep_ in {"prep", "agent"} for n in p.children]
    return [n for n in own if n.pos_ in {"NOUN", "PROPN"}]


def _is_another(noun: Token, document: Document) -> bool:
    """'another ferry', 'a sister ship': what has a count of its own; people are counted."""
    lexicon = document.lexicon
    if lexicon.has("people_nouns", noun.lemma_) or lexicon.canonical(noun.lemma_) == "person":
        return False
    words = {noun.lemma_.partition("-")[0], *(c.lower_ for c in noun.lefts)}
    return any(lexicon.has("of_another", word) for word in words)


def _is_ones_own(noun: Token) -> bool:
    """'in his street', 'in one house', 'on each floor'."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in INSIDE
        and any(
            (c.dep_ == "poss" and c.lower_ in OWNERS) or c.lower_ in ONE_OF_MANY for c in noun.lefts
        )
    )
