"""Rules applied to one parsed article: Document in, claims out.

For every word that triggers a rule, the roles are looked up around it; a claim is made when the
question is identified and answered. What made the reading less sure is noted on the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from factcheck.extract.counts import as_measure, counted_noun, name_of, one_of, quantity_of
from factcheck.extract.events import event_of
from factcheck.extract.places import tokens_at, verb_lemma
from factcheck.extract.things import counted_of, head_of, is_definite, thing_of
from factcheck.extract.times import time_of
from factcheck.language.document import Document
from factcheck.model import Claim, Evidence, Value
from factcheck.rules.loader import LoadedRule
from factcheck.rules.schema import Role, Rule, Trigger
from factcheck.values import text
from factcheck.values.actors import ActorKind, Actors, Parties
from factcheck.values.counted import PEOPLE, Counted
from factcheck.values.events import Event
from factcheck.values.people import fold

# What is taken off a claim's certainty, and why. Set by reading the claims of the seed articles
# and the project's stories; benchmarks/quality shows the effect.
PRONOUN = ("the doer is named by a pronoun or description", 0.1)
REATTACHED = ("the clause was attached to another noun than the parser chose", 0.1)
INHERITED = ("what it is about is taken from another mention in the article", 0.1)

MOST_IN_A_ROW = 8  # counted things that one verb is read with; lists of seizures have up to six
VERB_TAGS = frozenset({"VERB", "AUX"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class _Filler:
    """What fills a role: the value, the words that say it, and doubts."""

    value: Value
    start: int  # token offsets of the words
    end: int
    doubts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim under way: the trigger word and the roles found so far."""

    rule_id: str
    rule: Rule
    token: Token
    fillers: dict[str, _Filler]


class Extractor:
    """A rule set made ready to run: triggers indexed by their lemmas."""

    def __init__(self, rules: Iterable[LoadedRule]) -> None:
        self._index: dict[tuple[str, str], list[tuple[LoadedRule, Trigger]]] = {}
        for loaded in rules:
            for trigger in loaded.rule.triggers:
                for sort, lemmas in (
                    ("verb", trigger.verb),
                    ("noun", trigger.noun),
                    ("adjective", trigger.adjective),
                    ("name", trigger.name),
                ):
                    for lemma in lemmas:
                        self._index.setdefault((sort, lemma), []).append((loaded, trigger))

    def claims(self, document: Document) -> list[Claim]:
        """All claims of an article, in text order."""
        drafts = _with_main_numbers(list(self._drafts(document)))
        complete = [_inherited(draft, drafts) for draft in drafts]
        claims = [_claim(d, document) for d in complete if d is not None]
        return sorted(
            (c for c in claims if c is not None),
            key=lambda c: (c.evidence.start, c.rule, c.evidence.answer_start),
        )

    def _drafts(self, document: Document) -> Iterator[_Draft]:
        for token in document.doc:
            seen: set[str] = set()
            for sort, lemma in (*_keys(token), *_name_key(token, document)):
                for loaded, trigger in self._index.get((sort, lemma), ()):
                    if loaded.id in seen or not _applies(trigger, token, document):
                        continue
                    for fillers in _fillings(loaded.rule, trigger, token, document):
                        seen.add(loaded.id)
                        yield _Draft(loaded.id, loaded.rule, token, fillers)


def _with_main_numbers(drafts: list[_Draft]) -> list[_Draft]:
    """Of the numbers that one article counts of one thing, only the first is of its main event
    (and others that say the same): what follows with another number is a part, or another."""
    main: dict[tuple[str, str], str] = {}
    kept: list[_Draft] = []
    for draft in drafts:
        event = next((f for f in draft.fillers.values() if isinstance(f.value, Event)), None)
        counted = next((f for f in draft.fillers.values() if isinstance(f.value, Counted)), None)
        if event is None or counted is None or not isinstance(event.value, Event):
            kept.append(draft)
            continue
        number = draft.fillers[draft.rule.answer].value.normal
        first = main.setdefault((draft.rule_id, counted.value.normal), number)
        kept.append(_placed(draft, number == first, _identifies(counted.value)))
    return kept


def _identifies(counted: Value) -> bool:
    """Whether what is counted tells the event by itself: 'rifles' do, 'people' do not."""
    return isinstance(counted, Counted) and counted.head != PEOPLE


def _placed(draft: _Draft, is_first: bool, identifies: bool) -> _Draft:
    """The draft with its event taken for the article's main one, or not."""
    fillers = dict(draft.fillers)
    for name, filler in fillers.items():
        if isinstance(filler.value, Event):
            event = filler.value
            lead = is_first and (event.lead or (identifies and not event.past))
            fillers[name] = replace(filler, value=replace(event, lead=lead))
    return replace(draft, fillers=fillers)


def _keys(token: Token) -> Iterator[tuple[str, str]]:
    lemma = token.lemma_.lower()
    if token.pos_ in VERB_TAGS:
        whole = verb_lemma(token)
        if whole != lemma:
            yield "verb", whole
        yield "verb", lemma
    elif token.pos_ in NOUN_TAGS:
        yield "noun", lemma
    elif token.pos_ == "ADJ":
        yield "adjective", lemma


def _name_key(token: Token, document: Document) -> Iterator[tuple[str, str]]:
    mention = document.mention_at(token)
    if mention is not None and document.doc[mention.start : mention.end].root == token:
        yield "name", mention.actor.kind.value


def _applies(trigger: Trigger, token: Token, document: Document) -> bool:
    def stands(place: str, lemmas: tuple[str, ...]) -> bool:
        found = tokens_at(place, token, document.lexicon)
        return any("*" in lemmas or t.lemma_.lower() in lemmas for t in found)

    return all(stands(place, lemmas) for place, lemmas in trigger.when.items()) and not any(
        stands(place, lemmas) for place, lemmas in trigger.unless.items()
    )


def _fillings(
    rule: Rule, trigger: Trigger, token: Token, document: Document
) -> Iterator[dict[str, _Filler]]:
    """The roles around a trigger; once for each of several counted things in a row ('six rifles,
    12 magazines and 300 rounds were seized')."""
    counts = any(role.kind == "counted" for role in rule.roles.values())
    for nth in range(MOST_IN_A_ROW if counts else 1):
        fillers = _fill(rule, trigger, token, document, nth)
        if rule.answer in fillers:
            yield fillers
        elif nth == 0:
            return


def _fill(
    rule: Rule, trigger: Trigger, token: Token, document: Document, nth: int
) -> dict[str, _Filler]:
    fillers: dict[str, _Filler] = {}
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
            fillers[name] = _Filler(event_of(token, document), token.i, token.i + 1)
        elif role.kind == "counted" and role.default and name not in trigger.find:
            fillers[name] = _Filler(_default(role, document), token.i, token.i + 1)
    return fillers


def _default(role: Role, document: Document) -> Counted:
    """What a number alone counts: 'five were killed', 'a toll of 26'."""
    word = role.default or ""
    return Counted(document.lexicon.canonical(word), word)


def _filler(
    role: Role, place: str, token: Token, document: Document, alone: bool, nth: int
) -> _Filler | None:
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


def _parties(places: tuple[str, ...], token: Token, document: Document) -> _Filler | None:
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
    return _Filler(Parties(frozenset(members)), token.i, token.i + 1)


def _fits(token: Token, role: Role, document: Document) -> bool:
    return token.lemma_.lower() in role.head or head_of(token, document) in role.head


def _value(
    role: Role,
    token: Token,
    document: Document,
    doubts: tuple[tuple[str, float], ...],
    alone: bool,
) -> _Filler | None:
    if role.kind == "actor":
        return _actor(token, role, document, doubts, alone)
    if role.kind == "quantity":
        return _quantity(token, role, document, doubts)
    if role.kind == "name":
        name = name_of(token, document)
        return _Filler(name, token.left_edge.i, token.i + 1, doubts) if name else None
    if role.kind == "counted":
        return _counted(token, role, document, doubts)
    if role.kind == "text":
        words = text.parse(document.doc[token.left_edge.i : token.i + 1].text)
        return _Filler(words, token.left_edge.i, token.i + 1, doubts) if words else None
    thing = thing_of(token, document)
    return _Filler(thing, token.left_edge.i, token.i + 1, doubts) if thing else None


def _actor(
    token: Token,
    role: Role,
    document: Document,
    doubts: tuple[tuple[str, float], ...],
    alone: bool,
) -> _Filler | None:
    actors = document.actors(token, alone)
    if actors is None or (role.only and any(a.kind not in role.only for a in actors.members)):
        return None
    mention = document.mention_at(token)
    start, end = _words_of_actor(token, document, actors)
    if mention is None:
        doubts = (*doubts, PRONOUN)
    return _Filler(actors, start, end, doubts)


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


def _date(place: str, token: Token, document: Document) -> _Filler | None:
    prefix, _, last = place.rpartition(".")
    if last != "time":
        return None
    holders = tokens_at(prefix, token, document.lexicon) if prefix else [token]
    for holder in holders:
        time = time_of(holder, document)
        if time is not None:
            value, span = time
            return _Filler(value, span.start, span.end)
    return None


def _quantity(
    token: Token, role: Role, document: Document, doubts: tuple[tuple[str, float], ...]
) -> _Filler | None:
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
    if role.between is not None and not role.between[0] <= value.low <= role.between[1]:
        return None
    return _Filler(value, span.start, span.end, doubts)


def _counted(
    token: Token, role: Role, document: Document, doubts: tuple[tuple[str, float], ...]
) -> _Filler | None:
    noun = counted_noun(token, document)
    if noun is not None:
        counted = counted_of(noun, document)
        if role.head and counted.head not in role.head:
            return None
        if role.default and not counted.names | counted.modifiers:
            default = _default(role, document)
            counted = default if counted.head == default.head else counted
    elif role.default is not None:
        counted = _default(role, document)
    else:
        return None
    return _Filler(counted, token.i, token.i + 1, doubts)


def _inherited(draft: _Draft, drafts: list[_Draft]) -> _Draft | None:
    """The draft with the roles that a definite mention takes from a fuller one."""
    rule, missing = draft.rule, [r for r in draft.rule.identity if r not in draft.fillers]
    if not missing:
        return draft
    if not set(missing) <= set(rule.inherit) or not _refers_back(draft.token):
        return None
    fuller = [
        d
        for d in drafts
        if d.rule_id == draft.rule_id and all(r in d.fillers for r in rule.identity)
    ]
    before = [d for d in fuller if d.token.i < draft.token.i]
    chosen = before[-1] if before else next(iter(fuller), None)
    if chosen is None:
        return None
    taken = {
        r: replace(chosen.fillers[r], doubts=(*chosen.fillers[r].doubts, INHERITED))
        for r in missing
    }
    return _Draft(draft.rule_id, rule, draft.token, {**draft.fillers, **taken})


def _refers_back(trigger: Token) -> bool:
    """The trigger, or the noun that is its subject, is a definite mention."""
    nouns = (
        [trigger]
        if trigger.pos_ in NOUN_TAGS
        else [c for c in trigger.children if c.dep_ in {"nsubj", "nsubjpass"}]
    )
    return any(is_definite(noun) for noun in nouns)


def _claim(draft: _Draft, document: Document) -> Claim | None:
    rule, fillers = draft.rule, draft.fillers
    factuality = document.factuality(draft.token)
    if factuality not in rule.factuality:
        return None
    answer = fillers[rule.answer]
    identity = tuple((name, fillers[name].value) for name in rule.identity)
    if any(_is_one(answer, fillers[name]) for name in rule.identity):
        return None
    participants = tuple(
        (name, fillers[name].value) for name in rule.participants if name in fillers
    )
    doubts = dict(d for name in (*rule.identity, rule.answer) for d in fillers[name].doubts)
    time = time_of(draft.token, document)
    speaker = document.speaker(draft.token)
    evidence = _evidence(draft.token, answer, document)
    if evidence is None:
        return None
    return Claim(
        rule=draft.rule_id,
        article=document.article.id,
        answer=answer.value,
        identity=identity,
        participants=participants,
        time=None if time is None or rule.roles[rule.answer].kind == "date" else time[0],
        factuality=factuality,
        speaker=speaker.key if speaker else None,
        evidence=evidence,
        certainty=round(1.0 - sum(doubts.values()), 3),
        notes=tuple(doubts),
    )


def _is_one(answer: _Filler, subject: _Filler) -> bool:
    """Whether the answer is what the question is about: a treaty does not sign itself."""
    same_words = answer.end == subject.end and not isinstance(subject.value, Event | Counted)
    return same_words or answer.value.normal == subject.value.normal


def _evidence(trigger: Token, answer: _Filler, document: Document) -> Evidence | None:
    """The sentence of the trigger (and of the answer, where it stands in another one)."""
    doc = document.doc
    words: Span = doc[answer.start : answer.end]
    sentence = doc[
        min(trigger.sent.start, words[0].sent.start) : max(trigger.sent.end, words[-1].sent.end)
    ]
    whole = document.article.text
    start, end = sentence.start_char, sentence.end_char
    while start < end and whole[start].isspace():
        start += 1
    while end > start and whole[end - 1].isspace():
        end -= 1
    speaker = document.speaker(trigger)
    return Evidence(
        article=document.article.id,
        start=start,
        end=end,
        quote=whole[start:end],
        answer_text=whole[words.start_char : words.end_char],
        answer_start=words.start_char,
        answer_end=words.end_char,
        attributed_to=speaker.name if speaker else None,
        direct=speaker.direct if speaker else document.quotation_at(trigger) is not None,
    )
