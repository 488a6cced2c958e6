"""Rules applied to one parsed article: Document in, claims out.

For every word that triggers a rule, the roles are looked up around it; a claim is made when the
question is identified and answered. What made the reading less sure is noted on the claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from factcheck.extensions import installed
from factcheck.extract.common import Common, Waiting, needs
from factcheck.extract.counted_parts import WITH_ATTACKER
from factcheck.extract.counts import as_measure
from factcheck.extract.deeds import denied_acts
from factcheck.extract.figures import conversions, figures
from factcheck.extract.patterns import Patterns
from factcheck.extract.places import is_in_sentence, lemmas_at, verb_lemma
from factcheck.extract.roles import Filler, applies, fillings, stated
from factcheck.extract.statements import sorts_at
from factcheck.extract.times import time_of
from factcheck.language.document import Document, Speaker, is_definite
from factcheck.language.tokens import Span, Token
from factcheck.model import Claim, Evidence, Value
from factcheck.rules.loader import LoadedRule
from factcheck.rules.schema import SENTENCE, Role, Rule, Trigger
from factcheck.values.actors import Actors
from factcheck.values.acts import Act
from factcheck.values.compared import Coarser, Compared, Tolerance
from factcheck.values.compared import Named as ByName
from factcheck.values.counted import PEOPLE, Counted
from factcheck.values.deeds import Deed
from factcheck.values.events import Event
from factcheck.values.named import Named
from factcheck.values.polarity import Polarity
from factcheck.values.quantities import Quantity
from factcheck.values.quotations import Saying
from factcheck.values.settings import Setting
from factcheck.values.statements import Statement

# Taken off a claim's certainty like the doubts of roles.py.
INHERITED = ("what it is about is taken from another mention in the article", 0.1)

V = TypeVar("V")
Key = tuple[str, str]  # the sort of a trigger, and the lemma or figure
Triggered = tuple[LoadedRule, Trigger]

# Before or after a number: it counts those beyond the ones already counted.
ON_TOP = frozenset({"another", "further", "more", "additional", "extra"})

# Times that one rule may be tried in one sentence. Sixty triggers on every verb of a long sentence
# stay below it; it stops a file that is meant to stop the machine, at the same place each time.
MOST_READINGS = 5_000
ANY = "*"  # as a trigger: any word of the sort
VERB_TAGS = frozenset({"VERB", "AUX"})
# Values that have no words of their own: an answer may stand in theirs.
WITHOUT_WORDS = (Event, Counted, Deed, Named, Setting, Statement)
NOUN_TAGS = frozenset({"NOUN", "PROPN"})


class Extractors:
    """A rule set made ready to run, for each language once an article is in it."""

    def __init__(self, rules: Iterable[LoadedRule]) -> None:
        self._rules = tuple(rules)
        self._ready: dict[str, Extractor] = {}

    def rules(self, language: str) -> tuple[LoadedRule, ...]:
        """The rules for articles in a language."""
        return tuple(loaded for loaded in self._rules if language in loaded.rule.languages)

    def of(self, language: str) -> Extractor:
        """Those rules, ready to run."""
        if language not in self._ready:
            self._ready[language] = Extractor(self.rules(language))
        return self._ready[language]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one article gives, and what some of it waits for: what comes to nothing is left out when
    the other articles are known."""

    denied: frozenset[str]  # acts that it says were not done
    claims: tuple[tuple[Claim, Waiting | None], ...]  # in text order

    def claims_beside(self, common: Common) -> list[Claim]:
        """Those that can come to something beside other articles."""
        return [c for c, waiting in self.claims if waiting is None or common.ends(waiting)]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim under way: the trigger word and the roles found so far."""

    rule_id: str
    rule: Rule
    token: Token
    fillers: dict[str, Filler]


@dataclass(frozen=True, slots=True)
class _Watch:
    """A trigger, and what it asks of the whole sentence: words, one of each set; words that it
    must not have; a figure or date that can be the answer."""

    rule: LoadedRule
    trigger: Trigger
    needed: tuple[frozenset[str], ...]
    forbidden: frozenset[str]
    answer: Role | None

    @classmethod
    def of(cls, loaded: LoadedRule, trigger: Trigger) -> _Watch:
        """The trigger, ready for looking at sentences."""
        needed = [
            words for place, words in trigger.required if ANY not in words and is_in_sentence(place)
        ]
        forbidden, answer = trigger.forbidden_in_sentence, _stated_answer(loaded.rule, trigger)
        return cls(loaded, trigger, tuple(needed), forbidden, answer)

    def is_possible(self, words: frozenset[str], sentence: Span, document: Document) -> bool:
        """Whether a sentence with these lemmas has what is asked."""
        for needed in self.needed:
            if needed.isdisjoint(words):
                return False
        if ANY in self.forbidden or not self.forbidden.isdisjoint(words):
            return False
        return self.answer is None or _is_stated(self.answer, sentence, document)


def _stated_answer(rule: Rule, trigger: Trigger) -> Role | None:
    """The answer where the sentence must state it as a figure or a date; None where words can be
    one, as 'another' and 'a woman and a man' are numbers."""
    role, places = rule.roles[rule.answer], trigger.find.get(rule.answer)
    if places is None or not all(map(is_in_sentence, places)):
        return None
    measured = role.kind == "quantity" and role.measure is not None and rule.sums_up is None
    return role if measured or role.kind in {"date", "clock"} else None


def _is_stated(role: Role, sentence: Span, document: Document) -> bool:
    """Whether a sentence states anything of the kind and measure of a role."""
    if role.kind == "date":
        return bool(document.dates_in(sentence))
    if role.kind == "clock":
        spans = [span for _, span in document.clocks]
        return any(s.start < sentence.end and sentence.start < s.end for s in spans)
    measure = role.measure or ""
    return any(as_measure(v, measure) is not None for v, _ in document.quantities_in(sentence))


class Extractor:
    """A rule set made ready to run: triggers indexed by their lemmas."""

    def __init__(self, rules: Iterable[LoadedRule]) -> None:
        rules = list(rules)
        self.needs = needs(loaded.rule for loaded in rules)
        self._patterns = Patterns(rules)
        self._extractors = [(r, t.extractor) for r in rules for t in r.rule.triggers if t.extractor]
        self._index: dict[Key, list[_Watch]] = {}
        for loaded in rules:
            for trigger in loaded.rule.triggers:
                watch = _Watch.of(loaded, trigger)
                for sort, lemmas in (
                    ("verb", trigger.verb),
                    ("noun", trigger.noun),
                    ("adjective", trigger.adjective),
                    ("word", trigger.word),
                    ("name", trigger.name),
                    ("figure", trigger.figure),
                    ("states", trigger.states),
                ):
                    for lemma in lemmas:
                        self._index.setdefault((sort, lemma), []).append(watch)

    def claims(self, document: Document, common: Common | None = None) -> list[Claim]:
        """All claims of an article, in text order; with `common`, without those that can come to
        nothing beside the other articles."""
        return [claim for claim, _ in self._claims(document, common)]

    def gathered(self, document: Document) -> Gathered:
        """All that an article gives, whatever the others say."""
        made = self._claims(document, None)
        waiting = (Waiting.of(claim, draft.rule, draft.token, document) for claim, draft in made)
        of_denial, _ = self.needs
        return Gathered(
            frozenset(denied_acts(document) if of_denial else ()),
            tuple((claim, what) for (claim, _), what in zip(made, waiting, strict=True)),
        )

    def _claims(self, document: Document, common: Common | None) -> list[tuple[Claim, _Draft]]:
        drafts = _with_main_numbers(list(self._drafts(document, common)))
        complete = [_inherited(draft, drafts) for draft in drafts]
        claims = [(_claim(draft, document), draft) for draft in complete if draft is not None]
        return sorted(
            ((claim, draft) for claim, draft in claims if claim is not None),
            key=lambda made: (
                made[0].evidence.start,
                made[0].rule,
                made[0].evidence.answer_start,
            ),
        )

    def _drafts(self, document: Document, common: Common | None) -> Iterator[_Draft]:
        known, matched = figures(document), self._patterns.matches(document)
        extracted = self._extracted(document)
        readings: Counter[str] = Counter()  # of this sentence, by rule
        possible: dict[Key, list[Triggered]] = {}  # in this sentence
        for token in document.doc:
            if token.i == token.sent.start:
                readings.clear()
                possible.clear()
            seen: set[str] = set()
            keys = _keys(token)
            if token.i in document.named_at:
                keys.append(("name", document.named_at[token.i].actor.kind.value))
            keys += [("figure", figure) for figure in known.get(token.i, ())]
            triggered: list[Triggered] = []
            for key in keys:
                if key in self._index:
                    if key not in possible:
                        possible[key] = _possible(self._index[key], token, document)
                    triggered += possible[key]
            if token.i in matched:
                triggered += _possible((_Watch.of(*m) for m in matched[token.i]), token, document)
            for loaded, trigger in triggered:
                readings[loaded.id] += 1
                if loaded.id in seen or readings[loaded.id] > MOST_READINGS:
                    continue
                if not applies(trigger, token, document):
                    continue
                if common is not None and common.leaves_out(loaded.rule, token, document):
                    continue
                for fillers in fillings(loaded.rule, trigger, token, document):
                    if not _can_be_whole(loaded.rule, fillers):
                        continue  # another trigger of the rule may find more
                    seen.add(loaded.id)
                    draft = _Draft(loaded.id, loaded.rule, token, fillers)
                    yield from (draft, *_converted(draft, document))
            for loaded, fillers in extracted.get(token.i, ()):
                yield _Draft(loaded.id, loaded.rule, token, fillers)
            for sort in sorts_at(token, document):
                for watch in self._index.get(("states", sort), ()):
                    loaded = watch.rule
                    wanted = common.wanted(loaded.rule) if common is not None else None
                    for fillers in stated(loaded.rule, sort, token, document, wanted):
                        yield _Draft(loaded.id, loaded.rule, token, fillers)

    def _extracted(
        self, document: Document
    ) -> dict[int, list[tuple[LoadedRule, dict[str, Filler]]]]:
        """What installed extensions find, by the word that states it."""
        found: dict[int, list[tuple[LoadedRule, dict[str, Filler]]]] = {}
        for loaded, name in self._extractors:
            for at, values in installed().extractors[name](document):
                fillers = {role: Filler(*given) for role, given in values.items()}
                if loaded.rule.answer in fillers:
                    found.setdefault(at, []).append((loaded, fillers))
        return found


def _possible(watches: Iterable[_Watch], token: Token, document: Document) -> list[Triggered]:
    """The triggers that the token's sentence does not rule out."""
    sentence, words = token.sent, lemmas_at(SENTENCE, token, document.lexicon)
    return [(w.rule, w.trigger) for w in watches if w.is_possible(words, sentence, document)]


def _converted(draft: _Draft, document: Document) -> Iterator[_Draft]:
    """The same draft for the amount in other currencies that stands behind it in brackets."""
    answer = draft.fillers[draft.rule.answer]
    if not isinstance(answer.value, Quantity) or as_measure(answer.value, "money") is None:
        return
    for value, span in conversions(document.doc[answer.start : answer.end], document):
        filler = replace(answer, value=value, start=span.start, end=span.end)
        yield replace(draft, fillers={**draft.fillers, draft.rule.answer: filler})


def _with_main_numbers(drafts: list[_Draft]) -> list[_Draft]:
    """Of the numbers that one article counts of one thing, only the first is of its main event
    (and others that say the same): what follows with another number is a part, or another."""
    numbers: dict[tuple[str, str], list[str]] = {}
    heads: dict[tuple[str, str], set[str]] = {}
    in_lead: dict[tuple[str, str], set[str]] = {}
    counting: list[tuple[_Draft, Event, Counted]] = []
    kept: list[_Draft] = []
    for draft in _with_attackers(drafts):
        event, counted = _first(draft, Event), _first(draft, Counted)
        if event is None or counted is None:
            kept.append(draft)
            continue
        counting.append((draft, event, counted))
        number, head = _number(draft), (draft.rule_id, counted.head)
        heads.setdefault(head, set()).add(number)
        if event.lead and counted.head == PEOPLE:
            in_lead.setdefault(head, set()).add(number)
        if not event.past and not event.part and not _adds(draft):
            numbers.setdefault(_counted_as(draft, counted), []).append(number)
    for draft, event, counted in counting:
        number, head = _number(draft), (draft.rule_id, counted.head)
        known = numbers.get(_counted_as(draft, counted), [])
        only = len(set(known)) == 1 and not counted.modifiers  # not a part of the people
        # '37 workers died' in the first lines, where no other number is: all who died
        alone_in_lead = event.lead and in_lead.get(head) == {number}
        sole = (alone_in_lead or len(heads[head]) == 1) and _counts(draft)
        sole = sole and not (counted.head == PEOPLE and _is_in_a_row(draft))
        kept.append(_placed(draft, number in known[:1], only, sole))
    return kept


def _with_attackers(drafts: list[_Draft]) -> list[_Draft]:
    """'Three dead', where the text says that the attacker is one of the three: in all passages."""
    with_them = {
        (draft.rule_id, _number(draft))
        for draft in drafts
        if (event := _first(draft, Event)) is not None and WITH_ATTACKER in event.part
    }
    return [
        _widened(draft) if (draft.rule_id, _number(draft)) in with_them else draft
        for draft in drafts
    ]


def _widened(draft: _Draft) -> _Draft:
    fillers = {
        name: replace(f, value=replace(f.value, part=f.value.part | {WITH_ATTACKER}))
        if isinstance(f.value, Event)
        else f
        for name, f in draft.fillers.items()
    }
    return replace(draft, fillers=fillers)


def _number(draft: _Draft) -> str:
    return draft.fillers[draft.rule.answer].value.normal


def _first(draft: _Draft, kind: type[V]) -> V | None:
    """The first value of a kind among the roles of a draft."""
    return next((f.value for f in draft.fillers.values() if isinstance(f.value, kind)), None)


def _counted_as(draft: _Draft, counted: Counted) -> tuple[str, str]:
    """By which rule, and what; of people, who do many things in a story, also what they do."""
    act = _first(draft, Act)
    told = f"{counted.normal} {act.normal}" if act and counted.head == PEOPLE else counted.normal
    return draft.rule_id, told


def _counts(draft: _Draft) -> bool:
    """Whether the answer is a number of things, not a share, a rank or a sum of money."""
    answer = draft.fillers[draft.rule.answer].value
    return isinstance(answer, Quantity) and answer.unit is None


def _is_in_a_row(draft: _Draft) -> bool:
    """'a grandmother and three children': the three are a part of those who are counted."""
    answer = draft.fillers[draft.rule.answer]
    number = draft.token.doc[answer.start : answer.end].root
    noun = number.head if number.dep_ == "nummod" else number
    beside = [t for t in noun.conjuncts if t.pos_ in NOUN_TAGS]
    first = noun.left_edge
    if first.lower_ == "and" or (first.i > first.sent.start and first.nbor(-1).lower_ == "and"):
        return True  # the line before has the others
    return any(not answer.start <= t.i < answer.end for t in beside)


def _adds(draft: _Draft) -> bool:
    """'another four people', 'six more': what comes on top of the number given before."""
    answer, doc = draft.fillers[draft.rule.answer], draft.token.doc
    around = doc[max(answer.start - 1, draft.token.sent.start) : answer.end + 1]
    return any(t.lower_ in ON_TOP for t in around)


def _identifies(counted: Value | None) -> bool:
    """Whether what is counted tells the event by itself: 'rifles' do, 'people' do not."""
    return isinstance(counted, Counted) and counted.head != PEOPLE


def _placed(draft: _Draft, is_first: bool, is_only: bool, is_sole: bool) -> _Draft:
    """The draft with its event taken for the article's main one, or not."""
    identifies = is_only or _identifies(_first(draft, Counted))
    fillers = dict(draft.fillers)
    for name, filler in fillers.items():
        if isinstance(filler.value, Event):
            event = filler.value
            own = event.past or event.aside or not event.at_home
            lead = is_first and (event.lead or (identifies and not own))
            fillers[name] = replace(filler, value=replace(event, lead=lead))
        elif isinstance(filler.value, Counted):
            fillers[name] = replace(filler, value=replace(filler.value, sole=is_sole))
    return replace(draft, fillers=fillers)


def _keys(token: Token) -> list[Key]:
    """The sorts and lemmas by which a word itself can trigger a rule."""
    tag, word = token.pos_, ("word", token.lower_)
    if tag in VERB_TAGS:
        whole, lemma = verb_lemma(token), token.lemma_
        longer = [("verb", whole)] if whole != lemma else []
        return [*longer, ("verb", lemma), ("verb", ANY), word]
    if tag in NOUN_TAGS:
        any_noun = [("noun", ANY)] if token.dep_ != "compound" else []
        return [*any_noun, ("noun", token.lemma_), word]
    if tag == "ADJ":
        return [("adjective", token.lemma_), word]
    return [word]


def _can_be_whole(rule: Rule, fillers: Mapping[str, Filler]) -> bool:
    """Whether a fuller mention can still give what the question lacks."""
    return all(role in fillers or role in rule.inherit for role in rule.identity)


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
    identity = tuple(
        (name, _as_compared(fillers[name].value, rule.roles[name])) for name in rule.identity
    )
    if any(_is_one(answer, fillers[name]) for name in rule.identity):
        return None
    participants = tuple(
        (name, fillers[name].value) for name in rule.participants if name in fillers
    )
    doubts = dict(d for name in (*rule.identity, rule.answer) for d in fillers[name].doubts)
    time = time_of(draft.token, document)
    quoted = any(isinstance(value, Saying) for _, value in identity)
    speaker = None if quoted else document.speaker(draft.token)  # who said it is the answer
    return Claim(
        rule=draft.rule_id,
        article=document.article.id,
        answer=_as_compared(answer.value, rule.roles[rule.answer]),
        identity=identity,
        participants=participants,
        time=None if time is None or rule.roles[rule.answer].kind == "date" else time[0],
        factuality=factuality,
        speaker=speaker.key if speaker else None,
        evidence=_evidence(draft.token, answer, speaker, document),
        certainty=round(1.0 - sum(doubts.values()), 3),
        notes=tuple(doubts),
        cited=() if quoted else document.cited(draft.token),
    )


def _as_compared(value: Value, role: Role) -> Value:
    """The value, with the way in which the rule wants it compared."""
    if role.compare is not None:
        return Compared(value, ByName(role.compare, installed().comparators[role.compare]))
    if role.tolerance is not None:
        return Compared(value, Tolerance(role.tolerance))
    if role.precision is not None:
        return Compared(value, Coarser(role.precision))
    return value


def _is_one(answer: Filler, subject: Filler) -> bool:
    """Whether the answer is what the question is about: a treaty does not sign itself."""
    if isinstance(subject.value, Saying) or isinstance(answer.value, Polarity):
        return False  # how something was said, or by whom, is asked of what was said
    if isinstance(answer.value, Quantity) and isinstance(subject.value, Actors):
        return False  # 'the 41-year-old' says both who and how old
    same_words = answer.end == subject.end and not isinstance(subject.value, WITHOUT_WORDS)
    return same_words or answer.value.normal == subject.value.normal


def _evidence(
    trigger: Token, answer: Filler, speaker: Speaker | None, document: Document
) -> Evidence:
    """The sentence of the trigger (and of the answer, where it stands in another one)."""
    first, last = document.doc[answer.start], document.doc[answer.end - 1]
    answer_start, answer_end = first.idx, last.idx + len(last)
    here, whole = document.sentence_index(trigger), document.article.text
    start, end, quote = document.passage(
        min(here, document.sentence_index(first)), max(here, document.sentence_index(last))
    )
    return Evidence(
        article=document.article.id,
        start=start,
        end=end,
        quote=quote,
        answer_text=whole[answer_start:answer_end],
        answer_start=answer_start,
        answer_end=answer_end,
        attributed_to=speaker.name if speaker else None,
        direct=speaker.direct if speaker else document.quotation_at(trigger) is not None,
    )
