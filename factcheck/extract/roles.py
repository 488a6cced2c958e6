"""Roles around a trigger word: a rule's places in, values with the words that say them out.

What made the reading less sure (a pronoun, a clause attached elsewhere) goes along as a doubt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from factcheck.extensions import installed
from factcheck.extract.acts import act_of
from factcheck.extract.categories import category_of
from factcheck.extract.counts import (
    as_measure,
    counted_noun,
    is_age,
    is_part_of_some,
    is_whole_of_part,
    name_of,
    one_of,
    quantity_of,
    total_of,
)
from factcheck.extract.deeds import deed_of, denies_a_part, polarity_of
from factcheck.extract.directions import compass_words, part_of
from factcheck.extract.events import event_of
from factcheck.extract.figures import code_of, designation_of, names_of, rank_of
from factcheck.extract.locations import location_of, site_of
from factcheck.extract.named_places import place_of
from factcheck.extract.organizations import first_word_of, organization_name_of
from factcheck.extract.people import (
    family_name_of,
    first_name_of,
    given_name_of,
    is_age_now,
    person_of,
    protagonist_of,
    surname_of,
)
from factcheck.extract.places import lemmas_at, tokens_at
from factcheck.extract.quotes import quoted_at
from factcheck.extract.statements import setting_of, stated_at
from factcheck.extract.things import counted_of, head_of, thing_of
from factcheck.extract.times import clock_of, time_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.model import Value
from factcheck.rules.schema import Role, Rule, Trigger
from factcheck.values import text
from factcheck.values.actors import ActorKind, Actors, Parties
from factcheck.values.ages import Age
from factcheck.values.counted import Counted
from factcheck.values.events import Event
from factcheck.values.locations import Location
from factcheck.values.people import fold

# What is taken off a claim's certainty, and why. Set by reading the claims of the seed articles
# and the project's stories; benchmarks/quality shows the effect.
PRONOUN = ("the doer is named by a pronoun or description", 0.1)
ADDED_UP = ("the number is the sum of several", 0.05)
REATTACHED = (
    "the grammar leaves open which noun the clause belongs to",
    0.1,
)

ANYTHING = "*"  # in `when` and `unless`: any word
MAIN = "main"  # default of an event: the article's main one, where nothing dates it earlier
STATES = frozenset({"category", "polarity"})  # not figures: the words around tell of no other
LEAD = "lead"  # the same, of passages in the first lines: the place they name is the story's
MOST_IN_A_ROW = 8  # counted things that one verb is read with: bounds the cost of endless lists

# Kinds that are read off names of people and organizations.
SHARED_NAMES: dict[str, Callable[[Token, Document], Value | None]] = {
    "family-name": family_name_of,
    "first-name": first_name_of,
    "organization-stem": first_word_of,
}
WHOLE_NAMES: dict[str, Callable[[Token, Document], Value | None]] = {
    "given-name": given_name_of,
    "surname": surname_of,
    "organization-name": organization_name_of,
}
NAMED = frozenset({"person", *SHARED_NAMES, *WHOLE_NAMES})

Doubts = tuple[tuple[str, float], ...]  # what made a reading less sure, and by how much


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the value, the words that say it, and doubts."""

    value: Value
    start: int  # token offsets of the words
    end: int
    doubts: Doubts = ()


def applies(trigger: Trigger, token: Token, document: Document) -> bool:
    """Whether the words that a trigger asks for, or forbids, stand around the token, in a sentence
    that allows for it."""
    lexicon = document.lexicon
    for place, words in trigger.required_nearby:
        if not _stand(words, lemmas_at(place, token, lexicon)):
            return False
    for place, words in trigger.forbidden_nearby:
        if _stand(words, lemmas_at(place, token, lexicon)):
            return False
    return True


def _stand(words: frozenset[str], lemmas: frozenset[str]) -> bool:
    return bool(lemmas) and (ANYTHING in words or not words.isdisjoint(lemmas))


def fillings(
    rule: Rule, trigger: Trigger, token: Token, document: Document
) -> Iterator[dict[str, Filler]]:
    """The roles around a trigger; once for each of several counted things in a row ('nine pistols,
    four radios and 80 flares were seized')."""
    counts = rule.counts and not trigger.figure
    if counts and rule.sums_up is not None:
        yield from _totals(rule, rule.sums_up, trigger, token, document)
    rows = counts and trigger.find.get(rule.answer) != ("self",)
    for nth in range(MOST_IN_A_ROW if rows else 1):
        fillers = _fill(rule, trigger, token, document, nth)
        if rule.answer in fillers:
            yield fillers
        elif nth == 0:
            return


def stated(
    rule: Rule,
    sort: str,
    token: Token,
    document: Document,
    wanted: Collection[str] | None = None,
) -> Iterator[dict[str, Filler]]:
    """The thing of a sort that a sentence states at this word, once for each word that it is tied
    to; or only the statements whose keys are wanted."""
    named = rule.named_by_kind
    for parts in _parts(sort, token, document, wanted):
        fillers = {named[kind]: filler for kind, filler in parts.items() if kind in named}
        if rule.answer in fillers:
            yield fillers


def _parts(
    sort: str, token: Token, document: Document, wanted: Collection[str] | None
) -> Iterator[dict[str, Filler]]:
    """What is stated at a word, by the kinds of the roles that it can fill."""
    if sort != "quotation":
        for found in stated_at(token, sort, document, wanted):
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
    if rule.answer in trigger.find:  # most triggers end here
        answer = _found(rule, rule.answer, trigger.find[rule.answer], token, document, nth)
        if answer is None or (rule.once and is_whole_of_part(answer.start, document)):
            return {}
        fillers[rule.answer] = answer
    for name, places in trigger.find.items():
        filler = _found(rule, name, places, token, document, nth) if name != rule.answer else None
        if filler is not None:
            fillers[name] = filler
        elif name in rule.must_be_found and name != rule.answer:
            return fillers  # too little for a claim
    for name in rule.roles:
        filler = _by_itself(name, rule, trigger, token, document, fillers)
        if filler is not None:
            fillers[name] = filler
    return _without_owners(fillers)


def _by_itself(
    name: str,
    rule: Rule,
    trigger: Trigger,
    token: Token,
    document: Document,
    fillers: dict[str, Filler],
) -> Filler | None:
    """What fills a role that no trigger looks for."""
    role = rule.roles[name]
    if role.kind == "event":
        return Filler(_event(rule, role, token, document, fillers), token.i, token.i + 1)
    if role.kind == "polarity":
        whole = any(other.kind == "deed" for other in rule.roles.values())
        return None if whole and denies_a_part(token) else _polarity(token, document)
    if role.kind == "counted" and role.default and name not in trigger.find:
        return Filler(_default(role, document), token.i, token.i + 1)
    if role.kind == "names":
        names = names_of(token, document)
        return Filler(names, token.i, token.i + 1) if names else None
    if role.kind == "setting":
        return Filler(setting_of(token, document), token.i, token.i)
    if role.kind == "protagonist":
        person = protagonist_of(document)
        return Filler(Actors((person,)), 0, 0) if person else None  # no words of its own
    return None


def _event(
    rule: Rule, role: Role, token: Token, document: Document, fillers: dict[str, Filler]
) -> Event:
    event = _placed_elsewhere(event_of(token, document, role.head), fillers)
    if not rule.counts or rule.roles[rule.answer].measure not in {None, "number"}:
        event = replace(event, part=frozenset())
    answer = rule.roles[rule.answer].kind
    if rule.once and answer not in STATES and _is_another_occasion(token, document):
        return replace(event, past=True)
    if answer == "date":
        event = _dated_elsewhere(event)
    main = role.default == MAIN or (role.default == LEAD and event.lead)
    if not main or event.past:
        return event
    event = replace(event, lead=True, places=frozenset())
    return replace(event, dates=()) if rule.once else event


def _is_another_occasion(token: Token, document: Document) -> bool:
    """'the premiere', 'on average', 'already', 'the others': a figure of another occasion, or of
    a part."""
    return any(document.lexicon.has("other_occasions", t.lemma_) for t in token.sent)


def _polarity(token: Token, document: Document) -> Filler | None:
    truth = polarity_of(token, document)
    if truth is None:
        return None
    before = [c.i for c in token.lefts if c.dep_ in {"neg", "aux", "auxpass"}]
    return Filler(truth, min([token.i, *before]), token.i + 1)


def _found(
    rule: Rule, name: str, places: tuple[str, ...], token: Token, document: Document, nth: int
) -> Filler | None:
    """What fills a role at the first of its places where something does."""
    role = rule.roles[name]
    if role.kind in AT_ALL_PLACES:
        return AT_ALL_PLACES[role.kind](places, token, document)
    alone = name in rule.identity
    for place in places:
        filler = _filler(role, place, token, document, alone, nth)
        if filler is not None:
            return filler
    return None


def _without_owners(fillers: dict[str, Filler]) -> dict[str, Filler]:
    """'his sixth win' where he has a role of his own: what is counted are wins, not his wins."""
    actors = [f.value for f in fillers.values() if isinstance(f.value, Actors)]
    owners = frozenset(member.key for actor in actors for member in actor.members)
    return {
        name: replace(filler, value=replace(filler.value, names=filler.value.names - owners))
        if isinstance(filler.value, Counted)
        else filler
        for name, filler in fillers.items()
    }


def _totals(
    rule: Rule, people: str, trigger: Trigger, token: Token, document: Document
) -> Iterator[dict[str, Filler]]:
    """The sum of several numbers of people in a row: 'two women and a man were killed'."""
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


def _placed_elsewhere(event: Event, fillers: dict[str, Filler]) -> Event:
    """The event without the places that another role is about: where it struck does not tell
    which event it was when that is the question."""
    asked = {
        word
        for filler in fillers.values()
        if isinstance(filler.value, Location)
        for _, name in filler.value.levels
        for word in name.split()
    }
    return replace(event, places=frozenset(p for p in event.places if not asked & set(p.split())))


def _dated_elsewhere(event: Event) -> Event:
    """The event without its dates: when it was does not tell which event it was when that is the
    question. 'Earlier' without a date still does."""
    return replace(event, dates=(), past=event.past and not event.dates)


def _default(role: Role, document: Document) -> Counted:
    """What a number alone counts: 'five were killed', 'a toll of 17'."""
    word = role.default or ""
    return Counted(document.lexicon.canonical(word), word)


def _filler(
    role: Role, place: str, token: Token, document: Document, alone: bool, nth: int
) -> Filler | None:
    """The first fitting phrase at a place; `alone`: one doer, not those coordinated with it;
    `nth`: of counted things in a row, the one with this index."""
    if role.kind in {"date", "clock"}:
        return _time(role, place, token, document)
    found = tokens_at(place, token, document.lexicon)
    if not found:
        return None
    if role.kind == "category":
        named = category_of(found, role.classes)
        return Filler(named.value, named.start, named.end) if named else None
    if nth and role.kind in {"quantity", "counted"}:
        found = found[0].conjuncts[nth - 1 : nth] if found else ()
    if role.head and role.kind not in {"counted", "location"}:
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


def _deed(places: tuple[str, ...], token: Token, document: Document) -> Filler | None:
    deed = deed_of(token, places, document)
    return Filler(deed, token.i, token.i + 1) if deed else None


# Kinds that one role gathers from all its places.
AT_ALL_PLACES: dict[str, Callable[[tuple[str, ...], Token, Document], Filler | None]] = {
    "parties": _parties,
    "deed": _deed,
}


def _fits(token: Token, role: Role, document: Document) -> bool:
    if token.lemma_ in role.head or head_of(token, document) in role.head:
        return True
    before = token.nbor(-1) if token.pos_ == "PROPN" and token.i > token.sent.start else token
    return before.pos_ == "NOUN" and before.lemma_ in role.head  # 'the ferry Lindmark'


def _value(
    role: Role, token: Token, document: Document, doubts: Doubts, alone: bool
) -> Filler | None:
    if role.kind == "actor":
        return _actor(token, role, document, doubts, alone)
    reader = OF_PHRASES.get(role.kind) or installed().kinds.get(role.kind)
    if reader is not None:
        value = reader(token, document)
        return Filler(value, token.left_edge.i, token.i + 1, doubts) if value else None
    read = OF_WORDS.get(role.kind)  # kinds that are filled by themselves stand at no place
    return read(token, role, document, doubts) if read else None


def _text_of(token: Token, document: Document) -> Value | None:
    return text.parse(document.doc[token.left_edge.i : token.i + 1].text)


def _act(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    act = act_of(token, document)
    return Filler(act, token.i, token.i + 1) if act and act.verb not in role.unlike else None


def _compass(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    found = part_of(token, document) if role.kind == "part" else compass_words(token)
    return Filler(*found, doubts) if found else None


def _location(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    where = location_of(token, document)
    if where is None or (role.head and not {n for n, _ in where[0].levels} & {*role.head}):
        return None
    return Filler(where[0], where[1].start, where[1].end, doubts)


def _designation(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    figure = designation_of(token, role.kind, document)
    return Filler(figure[0], figure[1].start, figure[1].end, doubts) if figure else None


def _code(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    found = code_of(token, document)
    return Filler(found[0], found[1].start, found[1].end, doubts) if found else None


def _rank(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    rank = rank_of(token)
    return Filler(rank, token.i, token.i + 1, doubts) if rank else None


def _named(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    """A person, or a part of a person's or an organization's name. What identifies the question
    by its name takes no words of its own: the same words are the answer."""
    mention = document.mention_at(token)
    if role.kind == "person":
        person = person_of(token, document)
        if person is None:
            return None
        start, end = _words_of_actor(token, document, Actors((person,)))
        pronoun = token.pos_ == "PRON"
        return Filler(Actors((person,)), start, end, (*doubts, PRONOUN) if pronoun else doubts)
    if role.kind in SHARED_NAMES:
        shared = SHARED_NAMES[role.kind](token, document)
        return Filler(shared, token.i, token.i, doubts) if shared else None
    name = WHOLE_NAMES[role.kind](token, document)
    return Filler(name, mention.start, mention.end, doubts) if name and mention else None


def _actor(
    token: Token,
    role: Role,
    document: Document,
    doubts: Doubts,
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


def _time(role: Role, place: str, token: Token, document: Document) -> Filler | None:
    prefix, _, last = place.rpartition(".")
    if place == "self" and role.kind == "clock":
        own = [(c, s) for c, s in document.clocks if s.start <= token.i < s.end]
        return Filler(own[0][0], own[0][1].start, own[0][1].end) if own else None
    if last != "time":
        return None
    holders = tokens_at(prefix, token, document.lexicon) if prefix else [token]
    for holder in holders:
        time = clock_of(holder, document) if role.kind == "clock" else time_of(holder, document)
        if time is not None:
            value, span = time
            return Filler(value, span.start, span.end)
    return None


def _quantity(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
    found = quantity_of(token, document)
    if found is None and role.measure is None:
        found = one_of(token)
    if found is None:
        return None
    value, span = found
    if role.measure != "age" and is_age(span):
        return None  # 'the 18-year-old died' is one
    if role.measure == "age" and not is_age_now(token, span):
        return None
    if role.measure is not None:
        measured = as_measure(value, role.measure)
        if measured is None:
            return None
        value = measured
    if isinstance(value, Age):
        value = replace(value, told=document.published.lower if document.published else None)
    counts = role.measure in {None, "number"} and role.between is None
    if counts and not (value.low.is_integer() or math.isinf(value.low)):
        return None  # nobody counts 6.1 earthquakes
    if counts and is_part_of_some(token):
        return None
    if role.between is not None and not role.between[0] <= value.low <= role.between[1]:
        return None
    if role.rough:
        value = replace(value, approximate=True)
    return Filler(value, span.start, span.end, doubts)


def _counted(token: Token, role: Role, document: Document, doubts: Doubts) -> Filler | None:
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


# Kinds whose value is read from a whole phrase, which is then the words that say it.
OF_PHRASES: dict[str, Callable[[Token, Document], Value | None]] = {
    "name": name_of,
    "place": place_of,
    "site": site_of,
    "text": _text_of,
    "thing": thing_of,
}
# Kinds that say themselves which words say them.
OF_WORDS: dict[str, Callable[[Token, Role, Document, Doubts], Filler | None]] = {
    "act": _act,
    "code": _code,
    "counted": _counted,
    "direction": _compass,
    "part": _compass,
    "location": _location,
    "quantity": _quantity,
    "rank": _rank,
    "score": _designation,
    "telephone": _designation,
    **dict.fromkeys(NAMED, _named),
}
