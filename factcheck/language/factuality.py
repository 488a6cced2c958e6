"""How the text presents an event: as a fact, negated, planned, possible or conditional.

Comes in: the token that names the event. Goes out: its factuality, read off the syntax above it
(negation, modals, infinitives under verbs of planning, conditionals) and the lexicon's cues.
After FactBank (Saurí and Pustejovsky 2009), without its degrees of certainty.
"""

from __future__ import annotations

from spacy.tokens import Token

from factcheck.language.lexicon import Lexicon
from factcheck.model import Factuality

MAX_STEPS = 8  # clauses looked at above an event; deeper nesting does not occur in news
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
PLANNING_MODALS = frozenset({"will", "shall", "should", "must", "’ll", "'ll", "wo", "ought"})
POSSIBLE_MODALS = frozenset({"may", "might", "can", "could", "would", "ca"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "csubj", "csubjpass"})
NO_ONE = frozenset({"no", "nobody", "none", "neither", "nothing", "never"})


def factuality(event: Token, lexicon: Lexicon) -> Factuality:
    """The weakest reading that the syntax around `event` gives it."""
    if event.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(event, lexicon)
    verdict = Factuality.ASSERTED
    token = event
    for _ in range(MAX_STEPS):
        own = _own(token, lexicon)
        if own is not Factuality.ASSERTED:
            verdict = own
            break
        if token.head is token:
            break
        above = _step_up(token, lexicon)
        if above is not Factuality.ASSERTED:
            verdict = above
            break
        if token.dep_ in {"relcl", "advcl"}:  # a fact beside another clause stands on its own
            break
        token = token.head
    return verdict


def _of_noun(event: Token, lexicon: Lexicon) -> Factuality:
    """'Turkey's proposal' takes for granted that there was one; 'will make a proposal' does not."""
    own = _own(event, lexicon)
    if own is not Factuality.ASSERTED:
        return own
    if event.dep_ in {"dobj", "nsubjpass", "attr"} and event.head.pos_ in {"VERB", "AUX"}:
        if lexicon.has("denial_verbs", event.head.lemma_.lower()):
            return Factuality.NEGATED
        presupposed = any(c.dep_ == "poss" or c.lower_ == "the" for c in event.lefts)
        return Factuality.ASSERTED if presupposed else factuality(event.head, lexicon)
    above = _step_up(event, lexicon)
    return above if above is Factuality.NEGATED else Factuality.ASSERTED


def _own(token: Token, lexicon: Lexicon) -> Factuality:
    """What the words attached to one verb or noun say of it."""
    for child in token.children:
        lower = child.lower_
        if child.dep_ == "neg" or (child.dep_ in {"det", "advmod", "preconj"} and lower in NO_ONE):
            return Factuality.NEGATED
        if child.dep_ in {"nsubj", "nsubjpass"} and _is_no_one(child):
            return Factuality.NEGATED
        if child.dep_ == "mark" and lower in CONDITIONS:
            return Factuality.CONDITIONAL
        if child.dep_ == "aux" and lower in PLANNING_MODALS:
            return Factuality.PLANNED
        if child.dep_ == "aux" and lower in POSSIBLE_MODALS:
            return Factuality.POSSIBLE
        if child.dep_ in {"amod", "advmod", "compound"} and lexicon.has(
            "unreal_modifiers", child.lemma_.lower()
        ):
            return Factuality.POSSIBLE
    if token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"} and not _has_subject(token):
        return _shared_auxiliary(token, lexicon)
    return Factuality.ASSERTED


def _is_no_one(subject: Token) -> bool:
    return subject.lower_ in NO_ONE or any(
        c.lower_ in NO_ONE and c.dep_ in {"det", "neg"} for c in subject.children
    )


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)


def _shared_auxiliary(token: Token, lexicon: Lexicon) -> Factuality:
    """'will sign and publish': the second verb shares the first one's modal."""
    own_aux = any(c.dep_ in {"aux", "auxpass"} for c in token.children)
    return Factuality.ASSERTED if own_aux else _own(token.head, lexicon)


def _step_up(token: Token, lexicon: Lexicon) -> Factuality:
    """What the governor of a clause or event noun says of it."""
    head, lemma = token.head, token.head.lemma_.lower()
    if lexicon.has("denial_verbs", lemma) and token.dep_ in CLAUSES | {"dobj"}:
        return Factuality.NEGATED
    if token.dep_ == "pobj" and head.lower_ == "without":
        return Factuality.NEGATED
    if token.dep_ == "pcomp":
        return _under_preposition(head, lexicon)
    if token.dep_ not in CLAUSES:
        return Factuality.ASSERTED
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    if token.dep_ in {"ccomp", "xcomp"}:
        planned = lexicon.has("planning_verbs", lemma) and (infinitive or token.tag_ != "VBD")
        return Factuality.PLANNED if planned or infinitive else Factuality.ASSERTED
    if infinitive:  # 'a plan to sign', 'met to sign'
        return Factuality.PLANNED
    return Factuality.ASSERTED


def _under_preposition(preposition: Token, lexicon: Lexicon) -> Factuality:
    """'the prospect of signing', 'without signing', 'accused of signing'."""
    if preposition.lower_ == "without":
        return Factuality.NEGATED
    if preposition.lower_ == "before":
        return Factuality.POSSIBLE
    governor = preposition.head
    lemma = governor.lemma_.lower()
    if lexicon.has("planning_nouns", lemma) or lexicon.has("planning_verbs", lemma):
        return Factuality.PLANNED
    return Factuality.ASSERTED
