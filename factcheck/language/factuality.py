"""How the text presents an event: as a fact, negated, planned, possible or conditional.

Comes in: the token that names the event. Goes out: its factuality, read off the syntax above it
(negation, modals, infinitives under verbs of planning, conditionals) and the lexicon's cues.
After FactBank (Saurí and Pustejovsky 2009), without its degrees of certainty.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import ENGLISH, Span, Token
from factcheck.model import Factuality

SENTENCES_REMEMBERED = 256  # the verbs of one sentence are read one after the other
MAX_STEPS = 8  # clauses looked at above an event; deeper nesting does not occur in news
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "provided", "should"})
PLANNING_MODALS = frozenset({"will", "shall", "should", "must", "’ll", "'ll", "wo", "ought"})
POSSIBLE_MODALS = frozenset({"may", "might", "can", "could", "would", "ca"})
NO_ONE = frozenset({"no", "nobody", "none", "neither", "nothing", "never"})
# 'no fewer than 52', 'no one other than', 'not only': these affirm
BOUNDING = frozenset({"fewer", "less", "more", "later", "earlier", "other", "sooner"})
WITHOUT = frozenset({"without", "instead", "rather"})
ORDINALS = frozenset({"first", "second", "third", "last", "latest", "only"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLOSING = frozenset({"", '"', "'", "”", "’"})
VERBS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def factuality(event: Token, lexicon: Lexicon) -> Factuality:
    """How the syntax around `event` presents it."""
    if _is_asked(event.sent):
        return Factuality.POSSIBLE
    if event.doc.language != ENGLISH:
        return _of_forms(event, lexicon)
    if event.pos_ in {"NOUN", "PROPN"}:
        return _of_noun(event, lexicon)
    token = event
    for _ in range(MAX_STEPS):
        own = _own(token, lexicon)
        if own is not Factuality.ASSERTED:
            return own
        above = _under_governor(token, lexicon)
        if above is not None:
            return above
        token = token.head
    return Factuality.ASSERTED


def _of_forms(event: Token, lexicon: Lexicon) -> Factuality:
    """In other languages: by the forms of the verbs above it, and by what they mean."""
    token = event
    for _ in range(MAX_STEPS):
        if any(c.dep_ == "neg" for c in token.children):
            return Factuality.NEGATED
        if token.mood:
            return Factuality(token.mood)
        if any(c.dep_ == "mark" and lexicon.has("conditions", c.lower_) for c in token.children):
            return Factuality.CONDITIONAL
        planned = [c for c in token.children if c.dep_ == "aux"]
        if any(lexicon.has("planning_verbs", c.lemma_) for c in planned):
            return Factuality.PLANNED
        above = _under_form(token, lexicon)
        if above is not None:
            return above
        token = token.head
    return Factuality.ASSERTED


def _under_form(token: Token, lexicon: Lexicon) -> Factuality | None:
    """What the verb or preposition above makes of it; None when that is still to be seen."""
    head, lemma = token.head, token.head.lemma_
    if head is token:
        return Factuality.ASSERTED
    if token.pos_ in {"NOUN", "PROPN", "PRON"}:
        if lexicon.has("denial_verbs", lemma) and token.dep_ == "dobj":
            return Factuality.NEGATED
        if lexicon.has("planning_verbs", lemma) and token.dep_ in SUBJECTS:
            return Factuality.PLANNED  # 'la réunion est prévue'
        taken = token.dep_ in {"dobj", "attr"} and head.pos_ in VERBS
        return None if taken else Factuality.ASSERTED
    if token.dep_ in {"xcomp", "ccomp"}:
        if lexicon.has("implicative_verbs", lemma):
            return None
        if lexicon.has("denial_verbs", lemma) or lexicon.has("failing_verbs", lemma):
            return Factuality.NEGATED
        if lexicon.has("planning_verbs", lemma):
            return Factuality.PLANNED
    if token.tag_ == "VB" and token.dep_ in {"xcomp", "ccomp", "acl", "advcl", "relcl"}:
        return Factuality.PLANNED  # an infinitive: 'veut signer', 'pour signer'
    return Factuality.ASSERTED


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _is_asked(sentence: Span) -> bool:
    last = sentence.end - 1
    while last > sentence.start and sentence.doc[last].text.strip() in CLOSING:
        last -= 1
    return bool(sentence.doc[last].text.rstrip().endswith("?"))


def _of_noun(event: Token, lexicon: Lexicon) -> Factuality:
    """'Turkey's proposal' takes for granted that there was one; 'will make a proposal' does not."""
    own = _own(event, lexicon)
    if own is not Factuality.ASSERTED:
        return own
    if _says_no(event.doc[event.left_edge.i]):
        return Factuality.NEGATED
    head, lemma = event.head, event.head.lemma_
    if event.dep_ == "pobj" and head.lower_ == "without":
        return Factuality.NEGATED
    if head.pos_ not in VERBS:
        return Factuality.ASSERTED
    if event.dep_ in SUBJECTS:  # 'the signing will take place', 'is planned'
        if lexicon.has("planning_verbs", lemma) and event.dep_ == "nsubjpass":
            return Factuality.PLANNED
        happens = lexicon.has("happening_verbs", lemma) or any(
            c.lower_ == "place" for c in head.children
        )
        return factuality(head, lexicon) if happens else Factuality.ASSERTED
    presupposed = any(c.dep_ == "poss" or c.lower_ == "the" for c in event.lefts)
    if event.dep_ in {"dobj", "attr"} and not presupposed:
        denied = lexicon.has("denial_verbs", _with_particle(head))
        return Factuality.NEGATED if denied else factuality(head, lexicon)
    return Factuality.ASSERTED


def _with_particle(verb: Token) -> str:
    """'rule out' is another verb than 'rule'."""
    particle = next((f" {c.lower_}" for c in verb.children if c.dep_ == "prt"), "")
    return verb.lemma_ + particle


def _own(token: Token, lexicon: Lexicon) -> Factuality:
    """What the words attached to one verb or noun say of it."""
    for child in token.children:
        lower = child.lower_
        denies = child.dep_ == "neg" or (
            child.dep_ in {"det", "advmod", "preconj"} and lower in NO_ONE
        )
        if denies and not _is_affirming(child):
            return Factuality.NEGATED
        if child.dep_ in {*SUBJECTS, "dobj", "attr"} and _is_no_one(child):
            return Factuality.NEGATED  # 'nobody signed', 'signed no treaty'
        if child.dep_ == "mark" and lower in CONDITIONS:
            return Factuality.CONDITIONAL
        if child.dep_ == "aux" and lower == "had" and _is_inverted(child, token):
            return Factuality.CONDITIONAL
        if child.dep_ == "aux" and lower in PLANNING_MODALS:
            return Factuality.PLANNED
        if child.dep_ == "aux" and lower in POSSIBLE_MODALS:
            return Factuality.POSSIBLE
        if child.dep_ in {"amod", "advmod", "compound"} and lexicon.has(
            "unreal_modifiers", child.lemma_
        ):
            return Factuality.POSSIBLE
    if token.dep_ == "conj" and token.head.pos_ in VERBS and not _has(token, *SUBJECTS):
        finite = token.tag_ in FINITE and token.tag_ != token.head.tag_  # 'did not ask but came'
        shares = not finite and not _has(token, "aux", "auxpass")  # 'will sign and publish'
        return _own(token.head, lexicon) if shares else Factuality.ASSERTED
    return Factuality.ASSERTED


def _is_no_one(subject: Token) -> bool:
    first = subject.doc[subject.left_edge.i]  # 'no tsunami warning', however it hangs
    words = [c for c in subject.children if c.dep_ in {"det", "neg"}]
    before = subject.doc[max(first.i - 2, 0) : first.i].text.lower()  # 'No-one', in three parts
    return (
        subject.lower_ in NO_ONE
        or (subject.lower_ == "one" and before == "no-")
        or _says_no(first)
        or any(c.lower_ in NO_ONE and not _is_affirming(c) for c in words)
    )


def _says_no(word: Token) -> bool:
    return word.lower_ == "no" and not _is_affirming(word)


def _is_affirming(word: Token) -> bool:
    """'no fewer than 52 died', 'not only died': what follows is so."""
    after = [t.lower_ for t in word.doc[word.i + 1 : min(word.i + 3, word.sent.end)]]
    bound = word.lower_ in {"no", "not"} and len(after) > 1 and after[1] == "than"
    return (bound and after[0] in BOUNDING) or (word.lower_ == "not" and after[:1] == ["only"])


def _is_inverted(auxiliary: Token, verb: Token) -> bool:
    """'Had Norway signed, …'"""
    return any(c.dep_ in SUBJECTS and c.i > auxiliary.i for c in verb.children)


def _has(token: Token, *deps: str) -> bool:
    return any(c.dep_ in deps for c in token.children)


def _under_governor(token: Token, lexicon: Lexicon) -> Factuality | None:
    """What the governor makes of a clause; None when the governor decides (climb to it)."""
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)
    match token.dep_:
        case "xcomp" | "dobj":  # 'denied signing it'
            return _under_verb(token, infinitive, lexicon)
        case "ccomp":
            return _in_that_clause(token, infinitive, lexicon)
        case "pcomp":
            return _under_preposition(token.head, lexicon)
        case "acl" | "relcl" | "advcl" if infinitive:  # 'a plan to sign', 'met to sign'
            ranked = {token.head.lower_, *(c.lower_ for c in token.head.lefts)}
            return Factuality.ASSERTED if ranked & ORDINALS else Factuality.PLANNED
        case _:  # what stands beside another clause, or in a noun phrase, is a fact of its own
            return Factuality.ASSERTED


def _under_verb(token: Token, infinitive: bool, lexicon: Lexicon) -> Factuality | None:
    """'managed to sign' is for 'managed' to decide; 'refused to sign', 'wants to sign'."""
    head, lemma = token.head, token.head.lemma_
    if head.lower_ == "going" and infinitive:
        return Factuality.PLANNED
    if lexicon.has("implicative_verbs", lemma):
        return None
    if lexicon.has("failing_verbs", lemma) or lexicon.has("denial_verbs", lemma):
        return Factuality.NEGATED
    if any(c.lower_ == "yet" for c in head.children):  # 'has yet to sign'
        return Factuality.NEGATED
    ranked = [c for c in head.children if c.dep_ in {"attr", "acomp", "amod"}]
    if head.lower_ in ORDINALS or any(c.lower_ in ORDINALS for c in ranked):
        return Factuality.ASSERTED  # 'was the first to sign'
    if infinitive or lexicon.has("planning_verbs", lemma):
        return Factuality.PLANNED
    return None


def _in_that_clause(token: Token, infinitive: bool, lexicon: Lexicon) -> Factuality | None:
    head, lemma = token.head, token.head.lemma_
    if lexicon.has("denial_verbs", lemma):
        return Factuality.NEGATED
    if _has(head, "neg") and (head.pos_ == "AUX" or lexicon.has("belief_verbs", lemma)):
        return Factuality.NEGATED  # 'does not believe that', 'it is not true that'
    if lexicon.has("implicative_verbs", lemma):  # 'helped Chile to sign'
        return None
    finite_past = token.tag_ == "VBD" or _has(token, "aux")
    if infinitive or (lexicon.has("planning_verbs", lemma) and not finite_past):
        return Factuality.PLANNED
    return Factuality.ASSERTED


def _under_preposition(preposition: Token, lexicon: Lexicon) -> Factuality | None:
    """'without signing', 'the prospect of signing', 'accused of signing', 'after signing'."""
    governor = preposition.head
    lemma = governor.lemma_
    before = preposition.nbor(-1).lower_ if preposition.i > 0 else ""
    if {preposition.lower_, governor.lower_, before} & WITHOUT or governor.lower_ == "short":
        return Factuality.NEGATED
    if preposition.lower_ == "before":
        return Factuality.POSSIBLE
    if preposition.lower_ == "from" and lexicon.has("preventing_verbs", lemma):
        return Factuality.NEGATED
    if lexicon.has("accusing_verbs", lemma):
        return Factuality.POSSIBLE
    if lexicon.has("planning_nouns", lemma):
        return Factuality.PLANNED
    if lexicon.has("planning_verbs", lemma) and preposition.lower_ in {"of", "for", "on", "about"}:
        return Factuality.PLANNED
    return Factuality.ASSERTED
