"""Roles around a trigger word: a rule's places in, values with the words that say them out.

What made the reading less sure (a pronoun, a clause attached elsewhere) goes along as a doubt.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from factcheck.extract.acts import act_of
from factcheck.extract.counts import (
    as_measure,
    counted_noun,
    name_of,
    one_of,
    quantity_of,
    total_of,
)
from factcheck.extract.events import event_of
from factcheck.extract.places import tokens_at
from factcheck.extract.quotes import quoted_at
from factcheck.extract.statements import sorts_at, stated_at
from factcheck.extract.things import counted_of, head_of, thing_of
from factcheck.extract.times import time_of
from factcheck.language.document import Document
from factcheck.model import Value
from factcheck.rules.schema import Role, Rule, Trigger
from factcheck.values import text
from factcheck.values.actors import ActorKind, Actors, Parties
from factcheck.values.counted import Counted
from factcheck.values.people import fold

# What is taken off a claim's certainty, and why. Set by reading the claims of the seed articles
# and the project's stories; benchmarks/quality shows the effect.
PRONOUN = ("the doer is named by a pronoun or description", 0.1)
ADDED_UP = ("the number is the sum of several", 0.05)
REATTACHED = ("the clause was attached to another noun than the parser chose", 0.1)

MOST_IN_A_ROW = 8  # counted things that one verb is read with: bounds the cost of endless lists


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the value, the words that say it, and doubts."""

    value: Value
    start: int  # token offsets of the words
    end: int
    doubts: tuple[tuple[str, float], ...] = ()


def applies(trigger: Trigger, token: Token, document: Document) -> bool:
    """Whether the words that a trigger asks for, or forbids, stand around the token."""

    def stands(place: str, lemmas: tuple[str, ...]) -> bool:
        found = tokens_at(place, token, document.lexicon)
        return any("*" in lemmas or t.lemma_.lower() in lemmas for t in found)

    return all(stands(place, lemmas) for place, lemmas in trigger.when.items()) and not any(
        stands(place, lemmas) for place, lemmas in trigger.unless.items()
    )


def fillings(
    rule: Rule, trigger: Trigger, token: Token, document: Document
) -> Iterator[dict[str, Filler]]:
    """The roles around a trigger; once for each of several counted things in a row ('nine pistols,
    four radios and 80 flares were seized')."""
    if trigger.states:
        yield from _stated(rule, trigger, token, document)
        return
    counts = any(role.kind == "counted" for role in rule.roles.values())
    if counts:
        yield from _totals(rule, trigger, token, document)
    for nth in range(MOST_IN_A_ROW if counts else 1):
        fillers = _fill(rule, trigger, token, document, nth)
        if rule.answer in fillers:
            yield fillers
        elif nth == 0:
            return


def _stated(
    rule: Rule, trigger: Trigger, token: Token, document: Document
) -> Iterator[dict[str, Filler]]:
    """The thing that a sentence states at this word, once for each word that it is tied to."""
    named = {role.kind: name for name, role in rule.roles.items()}
    for sort in sorts_at(token, document):
        if sort not in trigger.states:
            continue
        for parts in _parts(sort, token, document):
            fillers = {named[kind]: filler for kind, filler in parts.items() if kind in named}
            if rule.answer in fillers:
                yield fillers


def _parts(sort: str, token: Token, document: Document) -> Iterator[dict[str, Filler]]:
    """What is stated at a word, by the kinds of the roles that it can fill."""
    if sort != "quotation":
        for found in stated_at(token, sort, document):
            yield {
                "detail": Filler(found.value, found.start, found.end),
                "statement": Filler(found.statement, token.i, token.i + 1),
            }
        return
    quoted = quoted_at(token, document)
    if quoted is not None:
        parts: dict[str, Value | None] = {
            "saying": quoted.saying,
            "quotation": quoted.words,
            "actor": quoted.speaker,
        }
        yield {k: Filler(v, quoted.start, quoted.end) for k, v in parts.items() if v is not None}


def _fill(
    rule: Rule, trigger: Trigger, token: Token, document: Document, nth: int
) -> dict[str, Filler]:
    fillers: dict[str, Filler] = {}
    for name, places in trigger.find.items():
        if rule.roles[name].kind == "parties":
            parties = _parties(places, token, document)
            if parties is not None:
                fillers[name] = parties
            continue
        for place in places:
            alone = name in rule.identity
            filler = _filler(rule.roles[name], place, token, document, alone, nth)
            if filler is not None:
                fillers[name] = filler
                break
    for name, role in rule.roles.items():
        if role.kind == "event":
            fillers[name] = Filler(event_of(token, document), token.i, token.i + 1)
        elif role.kind == "counted" and role.default and name not in trigger.find:
            fillers[name] = Filler(_default(role, document), token.i, token.i + 1)
    return fillers


def _totals(
    rule: Rule, trigger: Trigger, token: Token, document: Document
) -> Iterator[dict[str, Filler]]:
    """The sum of several numbers of people in a row: 'two women and a man were killed'."""
    people = next((n for n, r in rule.roles.items() if r.kind == "counted" and r.default), None)
    if people is None or rule.roles[rule.answer].kind != "quantity":
        return
    for place in trigger.find.get(rule.answer, ()):
        total = total_of(tokens_at(place, token, document.lexicon), document)
        if total is None:
            continue
        value, span = total
        fillers = _fill(rule, trigger, token, document, 0)
        counted = _default(rule.roles[people], document)
        yield {
            **fillers,
            rule.answer: Filler(value, span.start, span.end, (ADDED_UP,)),
            people: Filler(counted, span.start, span.end),
        }
        return


def _default(role: Role, document: Document) -> Counted:
    """What a number alone counts: 'five were killed', 'a toll of 17'."""
    word = role.default or ""
    return Counted(document.lexicon.canonical(word), word)


def _filler(
    role: Role, place: str, token: Token, document: Document, alone: bool, nth: int
) -> Filler | None:
    """The first fitting phrase at a place; `alone`: one doer, not those coordinated with it;
    `nth`: of counted things in a row, the one with this index."""
    if role.kind == "date":
        return _date(place, token, document)
    found = tokens_at(place, token, document.lexicon)
    if nth and role.kind in {"quantity", "counted"}:
        found = list(found[0].conjuncts)[nth - 1 : nth] if found else []
    if role.head and role.kind != "counted":
        fitting = [t for t in found if _fits(t, role, document)]
        if not fitting:
            return None
        doubts = (REATTACHED,) if fitting[0] != found[0] else ()
        return _value(role, fitting[0], document, doubts, alone)
    for candidate in found[:1] if role.kind == "thing" else found:
        filler = _value(role, candidate, document, (), alone)
        if filler is not None:
            return filler
    return None


def _parties(places: tuple[str, ...], token: Token, document: Document) -> Filler | None:
    """All doers at all the places: states (also through those who act for them), organizations,
    people, and names that the language model knows nothing of."""
    members: set[str] = set()
    for place in places:
        for found in tokens_at(place, token, document.lexicon):
            actors = document.actors(found)
            for actor in actors.members if actors else ():
                if actor.kind is not ActorKind.GROUP:
                    members.add(actor.acts_for or actor.key)
            if actors is None and found.pos_ == "PROPN":
                members.add(fold(found.text))
    if not members:
        return None
    return Filler(Parties(frozenset(members)), token.i, token.i + 1)


def _fits(token: Token, role: Role, document: Document) -> bool:
    return token.lemma_.lower() in role.head or head_of(token, document) in role.head


def _value(
    role: Role,
    token: Token,
    document: Document,
    doubts: tuple[tuple[str, float], ...],
    alone: bool,
) -> Filler | None:
    if role.kind == "actor":
        return _actor(token, role, document, doubts, alone)
    if role.kind == "quantity":
        return _quantity(token, role, document, doubts)
    if role.kind == "name":
        name = name_of(token, document)
        return Filler(name, token.left_edge.i, token.i + 1, doubts) if name else None
    if role.kind == "counted":
        return _counted(token, role, document, doubts)
    if role.kind == "act":
        act = act_of(token, document)
        return Filler(act, token.i, token.i + 1) if act else None
    if role.kind == "text":
        words = text.parse(document.doc[token.left_edge.i : token.i + 1].text)
        return Filler(words, token.left_edge.i, token.i + 1, doubts) if words else None
    thing = thing_of(token, document)
    return Filler(thing, token.left_edge.i, token.i + 1, doubts) if thing else None


def _actor(
    token: Token,
    role: Role,
    document: Document,
    doubts: tuple[tuple[str, float], ...],
    alone: bool,
) -> Filler | None:
    actors = document.actors(token, alone)
    if actors is None or (role.only and any(a.kind not in role.only for a in actors.members)):
        return None
    mention = document.mention_at(token)
    start, end = _words_of_actor(token, document, actors)
    if mention is None:
        doubts = (*doubts, PRONOUN)
    return Filler(actors, start, end, doubts)


def _words_of_actor(token: Token, document: Document, actors: Actors) -> tuple[int, int]:
    mention = document.mention_at(token)
    if mention is not None and len(actors.members) == 1:
        return mention.start, mention.end
    start = min([token.i, *(c.left_edge.i for c in token.lefts if c.dep_ != "predet")])
    last = token
    if len(actors.members) > 1:
        conjuncts = list(token.conjuncts)
        last = max([token, *conjuncts], key=lambda t: t.i)
    end_mention = document.mention_at(last)
    return start, max(last.i + 1, end_mention.end if end_mention else 0)


def _date(place: str, token: Token, document: Document) -> Filler | None:
    prefix, _, last = place.rpartition(".")
    if last != "time":
        return None
    holders = tokens_at(prefix, token, document.lexicon) if prefix else [token]
    for holder in holders:
        time = time_of(holder, document)
        if time is not None:
            value, span = time
            return Filler(value, span.start, span.end)
    return None


def _quantity(
    token: Token, role: Role, document: Document, doubts: tuple[tuple[str, float], ...]
) -> Filler | None:
    found = quantity_of(token, document)
    if found is None and role.measure is None:
        found = one_of(token)
    if found is None:
        return None
    value, span = found
    if role.measure == "age" and not span.start <= token.i < span.end:
        return None
    if role.measure is not None:
        measured = as_measure(value, role.measure)
        if measured is None:
            return None
        value = measured
    counts = role.measure in {None, "number"} and role.between is None
    if counts and not (value.low.is_integer() or math.isinf(value.low)):
        return None  # nobody counts 6.1 earthquakes
    if role.between is not None and not role.between[0] <= value.low <= role.between[1]:
        return None
    return Filler(value, span.start, span.end, doubts)


def _counted(
    token: Token, role: Role, document: Document, doubts: tuple[tuple[str, float], ...]
) -> Filler | None:
    noun = counted_noun(token, document)
    if noun is not None:
        counted = counted_of(noun, document)
        if (role.head and counted.head not in role.head) or counted.head in role.unlike:
            return None
        if role.default and not counted.names | counted.modifiers:
            default = _default(role, document)
            counted = default if counted.head == default.head else counted
    elif role.default is not None:
        counted = _default(role, document)
    else:
        return None
    return Filler(counted, token.i, token.i + 1, doubts)
