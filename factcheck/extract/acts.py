"""The act that a counted noun takes part in: its verb, passives and coordination seen through.

Comes in: the main word of a noun phrase. Goes out: an Act, or None where it hangs on no verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.extract.places import is_passive, verb_lemma
from factcheck.language.document import Document
from factcheck.values.acts import Act

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "oprd", "attr"})


def act_of(noun: Token, document: Document) -> Act | None:
    """The verb that the noun is subject or object of."""
    here = noun
    while here.dep_ in {"conj", "appos"} and here.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        here = here.head
    if here.dep_ == "pobj" and here.head.lower_ == "of" and here.head.head.pos_ in {"NUM", "NOUN"}:
        here = here.head.head  # 'a cache of 12 rifles', 'dozens of guests'
    verb = here.head
    if here.dep_ == "pobj" and here.head.dep_ == "agent":  # 'followed by four aftershocks'
        return Act(_lemma(here.head.head, document), done_to=False)
    if here.dep_ == "pobj" and verb.head.pos_ == "VERB" and verb.dep_ == "prep":
        return Act(f"{_lemma(verb.head, document)} {verb.lower_}", done_to=True)
    if verb.pos_ not in {"VERB", "AUX"} or here.dep_ not in SUBJECTS | OBJECTS:
        return None
    done_to = here.dep_ in OBJECTS or here.dep_ == "nsubjpass" or is_passive(verb)
    return Act(_lemma(verb, document), done_to)


def _lemma(verb: Token, document: Document) -> str:
    return document.lexicon.canonical(verb_lemma(verb))
