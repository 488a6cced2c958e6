"""The act that a counted noun takes part in: its verb, passives and coordination seen through.

Comes in: the main word of a noun phrase. Goes out: an Act, or None where it hangs on no verb.
"""

from __future__ import annotations

from factcheck.extract.places import is_passive, verb_lemma
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values.acts import Act

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "oprd", "attr"})
LOOSE = frozenset({"npadvmod", "dep", "appos", "conj"})  # how parsers attach 'as well as six barns'
NOUNS = frozenset({"NOUN", "PROPN", "NUM"})


def act_of(noun: Token, document: Document) -> Act | None:
    """The verb that the noun is subject or object of."""
    here = _first_of_row(noun)
    verb = here.head
    if here.dep_ == "pobj" and verb.dep_ == "agent":  # 'followed by four aftershocks'
        return Act(_lemma(verb.head, document), done_to=_is_added(noun))
    if here.dep_ in LOOSE and _is_added(noun):
        return Act(_lemma(verb, document), done_to=is_passive(verb))
    if here.dep_ == "pobj" and verb.lower_ == "as" and verb.head.pos_ == "VERB":
        return Act(_lemma(verb.head, document), done_to=is_passive(verb.head))  # 'as well as'
    if here.dep_ == "pobj" and verb.dep_ == "prep" and verb.head.pos_ == "VERB":
        return Act(f"{_lemma(verb.head, document)} {verb.lower_}", done_to=True)
    if verb.pos_ not in {"VERB", "AUX"} or here.dep_ not in SUBJECTS | OBJECTS:
        return None
    done_to = here.dep_ in OBJECTS or here.dep_ == "nsubjpass" or is_passive(verb)
    return Act(_lemma(verb, document), done_to)


def _first_of_row(noun: Token) -> Token:
    """The word that stands for a whole row: 'two roads, 40 shops including …, and six bridges'."""
    here = noun
    while True:
        if here.dep_ in {"conj", "appos"} and here.head.pos_ in NOUNS:
            here = here.head
        elif here.dep_ == "pobj" and here.head.lower_ == "including":
            here = here.head.head
        elif here.dep_ == "pobj" and here.head.lower_ == "of" and here.head.head.pos_ in NOUNS:
            here = here.head.head  # 'a cache of 12 rifles', 'dozens of guests'
        else:
            return here


def _is_added(noun: Token) -> bool:
    """'…, as well as six barns': one more thing that the same was done to."""
    before = [c for c in noun.head.children if c.i < noun.i and c.dep_ in {"cc", "prep"}]
    return any(c.lower_ == "as" for c in before)


def _lemma(verb: Token, document: Document) -> str:
    """The verb; of 'take shelter', the noun that says what is done."""
    lemma = verb_lemma(verb)
    if document.lexicon.has("light_verbs", lemma):
        for child in verb.children:
            bare = child.dep_ == "dobj" and not any(
                c.dep_ in {"det", "nummod"} for c in child.lefts
            )
            if bare and child.pos_ == "NOUN":
                lemma = child.lemma_
    return document.lexicon.canonical(lemma)
