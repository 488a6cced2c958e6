"""Deeds read off the syntax: a verb and the phrases at the places that a rule names.

'The robbery took place', 'the quake struck': where the subject names what happened, the deed is
that it occurred, whatever the verb.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from factcheck.extract.counts import name_of
from factcheck.extract.events import LEAD_SENTENCES, event_of
from factcheck.extract.places import is_passive, tokens_at, verb_lemma
from factcheck.extract.things import counted_of
from factcheck.language.document import THIRD_PERSON, Document, is_definite
from factcheck.language.tokens import Token
from factcheck.model import Factuality
from factcheck.rules.schema import PREPOSITIONS
from factcheck.values.actors import Actor, ActorKind
from factcheck.values.deeds import DOER, Deed, Participant
from factcheck.values.polarity import AFFIRMED, DENIED, Polarity

CLAUSE = "clause"  # where the clause stands that says what was tried, agreed, begun
VERBAL = frozenset({"VERB", "AUX"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
OCCUR = "occur"  # the act of every event noun
PLACE_LABELS = frozenset({"GPE", "LOC", "NORP"})
# Words that pick one of several of a kind.
ONE_OF_SEVERAL = frozenset(
    "first second third fourth fifth last latest final main another other previous next new "
    "earlier later both two three four five".split()
)
ANYONE = frozenset("one ones no none nobody someone anyone everyone some any other others".split())
# Adverbs that make another verb of a verb, whatever the parser takes them for.
TURNING = frozenset({"out", "off", "up", "down", "away", "back", "over", "in"})
# What stands behind these belongs to the deed: 'did not check into the clinic'.
WHERETO = frozenset({"into", "at", "to", "by"})
REMEMBERED = 1024  # phrases: several rules ask for those around one verb
BACK = 4  # sentences in which 'it happened' finds the event that it takes up
EVENT_PRONOUNS = frozenset({"it", "this", "that"})


def deed_of(trigger: Token, places: Iterable[str], document: Document) -> Deed | None:
    """The deed that a verb tells, with its participants at these places; None without any."""
    act, happening = _told(trigger, document)
    phrases = {DOER: happening} if happening else _phrases(trigger, places, document)
    read = {place: _participant(place, token, document) for place, token in phrases.items()}
    doer = read.get(DOER)
    for place, token in phrases.items():  # 'Berg rang her': she is not Berg
        found = read[place]
        if place != DOER and doer and found and token.pos_ == "PRON" and found.name == doer.name:
            read[place] = None
    participants = [participant for participant in read.values() if participant is not None]
    if not participants:
        return None
    described = [phrases[p.place] for p in participants if not p.name]
    of_lead = bool(described) and all(_is_of_the_lead(t, document) for t in described)
    named = any(p.name or p.names for p in participants)
    if not named and not of_lead and document.sentence_index(trigger) >= LEAD_SENTENCES:
        return None  # nothing could tell it from another deed of the sort
    event = replace(event_of(trigger, document), dates=())
    if of_lead and not event.past:
        event = replace(event, lead=True)
    label = _label(trigger, participants)
    unread = [
        Participant(place, "", token.text)
        for place, token in phrases.items()
        if read[place] is None and place != DOER and token.lower_ not in REFLEXIVE
    ]
    return Deed(act, label, (*participants, *unread), event)


def act_told(verb: Token, document: Document) -> str:
    """The act of the deed that a verb tells."""
    return _told(verb, document)[0]


def _told(verb: Token, document: Document) -> tuple[str, Token | None]:
    """The act that a verb tells; for 'the quake struck' also the noun that happened."""
    happening = _happening(verb, document)
    return (OCCUR, happening) if happening is not None else (_act(verb, document), None)


def denied_acts(document: Document) -> set[str]:
    """The acts of the deeds that an article says were not done."""
    return {
        act_told(token, document)
        for token in document.doc
        if token.pos_ in VERBAL and polarity_of(token, document) == DENIED
    }


def _label(verb: Token, participants: Iterable[Participant]) -> str:
    """The deed for people to read: 'Kari Solberg sold ferry'."""
    by_place = {p.place: p.label for p in participants}
    doer = by_place.pop(DOER, "")
    rest = [
        f"{place} {label}" if place in PREPOSITIONS else label for place, label in by_place.items()
    ]
    if not doer and is_passive(verb):
        return " ".join([*rest[:1], "was", verb.text, *rest[1:]])
    return " ".join([*([doer] if doer else []), verb.text, *rest])


def _is_of_the_lead(noun: Token, document: Document) -> bool:
    """A noun of the first lines, or 'the gunman' of whom they speak."""
    lead = document.sentences[:LEAD_SENTENCES]
    end = lead[-1].end if lead else 0
    mates = document.heads.get(document.lexicon.canonical(noun.lemma_), [])
    return noun.i < end or (is_definite(noun) and any(t.i < end for t in mates))


def _act(verb: Token, document: Document) -> str:
    """The class of a verb; 'check into' and 'shoot at' have one of their own where listed."""
    lemma, lexicon = verb_lemma(verb), document.lexicon
    after = verb.doc[min(verb.i + 1, len(verb.doc) - 1)]
    if lemma == verb.lemma_ and after.lower_ in TURNING and after.head == verb:
        lemma = f"{lemma} {after.lower_}"  # 'check out of' is not to check
    state = next((c for c in verb.children if c.dep_ in {"oprd", "acomp"}), None)
    if state is not None and state.pos_ == "ADJ":
        return f"{lexicon.deed_word(lemma)} {state.lower_}"  # 'found dead', 'found guilty'
    for child in verb.children:
        if child.dep_ in {"prep", "dobj"}:  # 'check into', 'take the stand'
            whole = f"{verb.lemma_} {child.lower_}"
            if lexicon.deed_word(whole) != whole:
                return lexicon.deed_word(whole)
    return lexicon.deed_word(lemma)


def _happening(verb: Token, document: Document) -> Token | None:
    """The noun of which the verb says that it happened: 'the quake struck at noon'."""
    if not document.lexicon.has("occurring_verbs", verb_lemma(verb)):
        return None
    for subject in tokens_at("subject", verb, document.lexicon):
        if subject.lower_ in EVENT_PRONOUNS:
            return _event_before(subject, document)
        if document.lexicon.has("event_nouns", subject.lemma_):
            return subject
    return None


def _event_before(pronoun: Token, document: Document) -> Token | None:
    """The nearest event noun that is the subject of a sentence before the pronoun's."""
    here = document.sentence_index(pronoun)
    for sentence in reversed(document.sentences[max(0, here - BACK) : here]):
        for token in sentence:
            subject = token.dep_ in {"nsubj", "nsubjpass"}
            if subject and document.lexicon.has("event_nouns", token.lemma_):
                return token
    return None


def _phrases(verb: Token, places: Iterable[str], document: Document) -> dict[str, Token]:
    """The main word at every place that is filled."""
    found: dict[str, Token] = {}
    for place in places:
        tokens = tokens_at(place, verb, document.lexicon)
        if tokens:
            found[place] = tokens[0]
    clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ in VERBAL]
    if clauses:
        found[CLAUSE] = clauses[0]
    return found


@lru_cache(maxsize=REMEMBERED)
def _participant(place: str, token: Token, document: Document) -> Participant | None:
    """A noun phrase as a participant; a pronoun only where it names somebody."""
    actor = document.actor(token) or _subject_before(token, document)
    if actor is not None and actor.kind is not ActorKind.GROUP:
        known = document.mention_at(token) is not None or token.pos_ == "PRON"
        if known or actor.kind is ActorKind.PERSON:
            return Participant(
                place,
                "",
                actor.name,
                name=actor.key.lower(),
                broad=actor.kind is ActorKind.STATE,
                person=actor.kind is ActorKind.PERSON,
            )
    if token.pos_ == "PROPN":
        name = name_of(token, document)
        if name is not None:
            place_name = token.ent_type_ in PLACE_LABELS
            return Participant(place, "", name.label, name=name.normal.lower(), broad=place_name)
    if token.pos_ != "NOUN":
        return None
    counted = counted_of(token, document)
    # Articles describe what happened each in its own words: only names tell two events apart.
    is_event = document.lexicon.has("event_nouns", token.lemma_)
    return Participant(
        place,
        document.lexicon.deed_word(counted.head),
        counted.label,
        modifiers=frozenset() if is_event else counted.modifiers,
        names=_names_of_event(token, document) if is_event else counted.names,
        apart=_one_of_several(token, is_event),
        loose=_is_loose(token, is_event),
    )


def _names_of_event(noun: Token, document: Document) -> frozenset[str]:
    """'the trial of Paul Reimer', 'Reimer's trial': the names by their last words."""
    names = set(counted_of(noun, document).names)
    for token in tokens_at("of", noun, document.lexicon):
        name = name_of(token, document) if token.pos_ == "PROPN" else None
        names |= {name.normal.lower()} if name is not None else set()
    return frozenset(name.split()[-1] for name in names if name)


def _one_of_several(noun: Token, is_event: bool) -> frozenset[str]:
    """'the first quake', 'quakes'; but 'the first officers who arrived' are the officers."""
    if any(c.dep_ == "relcl" for c in noun.children):
        return frozenset()
    number = {"several"} if noun.tag_ == "NNS" and is_event else set()
    return frozenset(c.lower_ for c in noun.lefts if c.lower_ in ONE_OF_SEVERAL) | number


def _is_loose(noun: Token, is_event: bool) -> bool:
    """'residents', 'no one', 'some of them': no certain ones."""
    if noun.lower_ in ANYONE or any(c.lower_ in ANYONE for c in noun.lefts):
        return True
    bare = not any(c.dep_ in {"det", "poss", "nummod"} for c in noun.lefts)
    return noun.tag_ == "NNS" and bare and not is_event


def _subject_before(pronoun: Token, document: Document) -> Actor | None:
    """The only person, or for 'it' the only named thing, who is a subject earlier in the sentence,
    else in the one before: what an article goes on about, it goes on about with a pronoun."""
    if pronoun.lower_ not in THIRD_PERSON | {"it"}:
        return None
    here = document.sentence_index(pronoun)
    for sentence in reversed(document.sentences[max(0, here - 1) : here + 1]):
        subjects = [t for t in sentence if t.i < pronoun.i and t.dep_ in {"nsubj", "nsubjpass"}]
        found = {actor for t in subjects if (actor := _named(t, document)) is not None}
        fitting = {a for a in found if (a.kind is ActorKind.PERSON) is (pronoun.lower_ != "it")}
        if found:
            return fitting.pop() if len(fitting) == 1 else None
    return None


def _named(token: Token, document: Document) -> Actor | None:
    mention = document.mention_at(token)
    if mention is not None:
        return mention.actor
    name = name_of(token, document) if token.pos_ == "PROPN" else None
    return Actor(ActorKind.ORGANIZATION, name.normal, name.label) if name else None


def polarity_of(trigger: Token, document: Document) -> Polarity | None:
    """Whether the text says that it was so, or that it was not; None where a word limits that
    to a time or a degree: 'not yet', 'did not spread further'."""
    if any(document.lexicon.has("limiting_adverbs", c.lower_) for c in trigger.children):
        return None
    return DENIED if document.factuality(trigger) is Factuality.NEGATED else AFFIRMED


def denies_a_part(trigger: Token) -> bool:
    """'not convicted of arson', 'did not dismiss him lightly': so it was, only not in this way."""
    if not any(c.dep_ == "neg" and c.lower_ != "never" for c in trigger.children):
        return False
    return trigger.pos_ == "VERB" and any(
        (c.dep_ == "prep" and c.lower_ not in WHERETO)
        or (c.dep_ == "advmod" and c.lower_.endswith("ly"))
        for c in trigger.children
    )
