"""Who says it: the speaker of a clause, from reporting verbs, 'according to' and quotation marks.

Goes out: the token that names the speaker, and whether the words are inside quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import Span, Token

MAX_STEPS = 12  # syntax nodes climbed from a claim to its reporting verb
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
RELAYING = frozenset({"quote", "cite"})  # verbs of whoever hands on what another one said


@dataclass(frozen=True, slots=True)
class Reported:
    """The token that names the speaker, and how the words are given."""

    speaker: Token
    verb: Token | None  # None for 'according to'


def reported_by(token: Token, lexicon: Lexicon) -> Reported | None:
    """The innermost speaker that the sentence itself names for the clause around `token`."""
    below, here = token, token.head
    for _ in range(MAX_STEPS):
        accordingly = _according_to(below, lexicon)
        if accordingly is not None:
            return Reported(accordingly, None)
        if here == below:
            break
        if _reports(here, below, lexicon):
            speaker = speaker_of(here)
            if speaker is not None:
                return Reported(speaker, here)
        below, here = here, here.head
    return _trailing_report(below, token, lexicon)


def cited_by(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Everybody to whom the sentence gives the clause around `token`, the innermost first: in
    'police said …, the Bay Post reported' the police and the paper. Whom somebody told it is not
    among them, nor who denies it."""
    below, here = token, token.head
    for _ in range(MAX_STEPS):
        accordingly = _according_to(below, lexicon)
        if accordingly is not None:
            yield accordingly
        yield from _in_citing(below)
        if here == below:
            break
        relayed = here.lemma_ in RELAYING and below.lower_ == "as"  # 'quoted X as saying'
        if relayed or _reports(here, below, lexicon):
            named = speaker_of(here)
            if named is not None and _states(named, here, lexicon):
                yield named
        below, here = here, here.head
    trailing = _trailing_report(below, token, lexicon)
    if trailing is not None and (
        trailing.verb is None or _states(trailing.speaker, trailing.verb, lexicon)
    ):
        yield trailing.speaker


def _in_citing(verb: Token) -> Iterator[Token]:
    """'…, state television said, citing the Bay Post'."""
    for child in verb.children:
        if child.lower_ == "citing":
            yield from (c for c in child.children if c.dep_ == "dobj")


def _states(named: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether it is said there by the one who is named, and not to him or against it."""
    return named.dep_ != "nsubjpass" and not lexicon.has("denial_verbs", verb.lemma_)


def speaker_of(verb: Token) -> Token | None:
    """Who speaks: the verb's subject, the agent of a passive, the object of 'quoting X as'."""
    if verb.lower_ == "quoting":
        return next((c for c in verb.children if c.dep_ == "dobj"), None)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "as":  # 'quoting X as saying'
        return next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        return speaker_of(verb.head)
    if subject is None and verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VBG":
        return speaker_of(verb.head)
    return subject


def _reports(verb: Token, below: Token, lexicon: Lexicon) -> bool:
    if not lexicon.has("reporting_verbs", verb.lemma_):
        return False
    if below.dep_ == "xcomp" and below.lower_ == "quoting":
        return False
    if below.dep_ == "dobj" and below.tag_ == "VBG":
        return True  # 'denied signing it'
    return below.dep_ in {"ccomp", "xcomp", "parataxis", "dep", "advcl", "conj"} and (
        below.dep_ not in {"advcl", "conj"} or below.i < verb.i
    )


def _according_to(token: Token, lexicon: Lexicon) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in lexicon.attributing:  # 'selon la police'
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "prep" and child.lower_ == "according":
            for to in child.children:
                named = next((c for c in to.children if c.dep_ == "pobj"), None)
                if named is not None:
                    return named
    return None


def _trailing_report(root: Token, token: Token, lexicon: Lexicon) -> Reported | None:
    """'…, he said' where the parser makes the report a side clause of the sentence's root."""
    for child in root.children:
        if child.dep_ in {"parataxis", "dep", "advcl", "xcomp"} and (
            lexicon.has("reporting_verbs", child.lemma_) or child.lower_ == "quoting"
        ):
            inside = any(t == token for t in child.subtree)
            speaker = None if inside else speaker_of(child)
            if speaker is not None and speaker.i != root.i:
                return Reported(speaker, child)
    return None


def sentence_speaker(sentence: Span, lexicon: Lexicon) -> Token | None:
    """The speaker of the sentence's main reporting verb, for speech that goes on around it."""
    root = sentence.root
    if lexicon.has("reporting_verbs", root.lemma_):
        return speaker_of(root)
    reported = _trailing_report(root, root, lexicon)
    return reported.speaker if reported else None
