"""Which event a passage is of: its own place and date, or its article's main event.

Comes in: a trigger word and its document. Goes out: an Event that can be held against those of
other passages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factcheck.extract.counted_parts import parts_of
from factcheck.extract.places import tokens_at
from factcheck.extract.times import YEAR, belongs
from factcheck.language.document import Document, is_definite
from factcheck.language.tokens import Span, Token
from factcheck.values import dates
from factcheck.values.actors import ActorKind
from factcheck.values.dates import DateExpression, DateValue
from factcheck.values.events import SEVERAL, Event
from factcheck.values.people import fold

# Title and the first sentences name what an article is about: the inverted pyramid of news.
LEAD_SENTENCES = 4
STORY_SENTENCES = 4  # headline, source, byline and the first sentence say where the story is
DATELINE_END = re.compile(r"[,(/]|\s[-–—]")  # 'PORT RIGA, Latvia (Baltic Wire) -'
DATING_SENTENCES = 3  # these say when it was; what follows has days of its own
NEAR_DAYS = 21  # a dated event this close to publication is still the news of the day
LOCATING = frozenset({"in", "near", "off", "outside", "around", "across"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
BESIDE_PLACE = frozenset({"compound", "appos"})  # 'Oslo province', 'the capital Oslo'
ORDINALS = frozenset({"first", "second", "third", "initial", "last", "latest"})
COMPARING = frozenset({"from", "than", "since", "against", "until", "till"})
AFTERWARDS = frozenset({"after", "following", "since"})
AHEAD = frozenset({"will", "’ll", "'ll", "wo", "shall"})
SENTENCES_REMEMBERED = 256  # the events of one sentence are read one after the other
THERE_REACH = 3  # sentences back in which 'there' finds its place
TIMES = frozenset({"DATE", "TIME"})
LONG_UNITS = frozenset({"year", "decade", "month", "century"})


def event_of(trigger: Token, document: Document, heads: tuple[str, ...] = ()) -> Event:
    """The event that the passage around a trigger word speaks of; read once for every word.

    `heads`: nouns that name such an event; 'the quake' is the article's main one wherever it
    stands, where nothing dates it or counts it off.
    """
    key = trigger.i, heads
    known = document.events.get(key)
    if known is None:
        known = document.events[key] = _read_event(trigger, document, heads)
    return known


def _read_event(trigger: Token, document: Document, heads: tuple[str, ...]) -> Event:
    clauses = _clauses_above(trigger, document)
    nouns = _event_nouns(clauses, heads, document) if heads else []
    own = frozenset(
        name
        for root, name in _scenes(trigger.sent, document)
        if not _of_another_count(root, trigger)
    )
    values, past = _dating(trigger, clauses, document)
    days, counted_off = _told_apart(nouns, document)
    values += days
    lead = document.sentence_index(trigger) < LEAD_SENTENCES
    own |= _partial(clauses, document)
    taken_up = bool(nouns) and not past and all(is_definite(n) for n in nouns)
    lead = lead or taken_up
    own = frozenset() if taken_up else own  # what else the sentence names does not tell it apart
    undated = not values and not _is_looked_back_on(clauses)
    if lead and undated and not past and not any(_has_conjunction(c) for c in clauses):
        values = _lead_dates(document)
    marked = any(
        document.lexicon.has("earlier_events", t.lemma_) for c in clauses for t in c.children
    )
    marked = marked or _looks_back(trigger.sent, document)
    before = () if lead or values or past else _dates_before(trigger, document)
    if before and any(_points_back(clause) for clause in clauses):
        values, past = before, True
    return Event(
        lead=lead,
        places=own | _where(trigger, document) | counted_off,
        dates=values,
        past=past or marked or _is_of_a_period(trigger.sent, document),
        aside=bool(before),
        total=_is_total(trigger.sent, document),
        part=parts_of(trigger, clauses, document),
        story=_story(document),
    )


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _is_total(sentence: Span, document: Document) -> bool:
    """'so far', 'since the war began', 'brings the toll to': a count over all that happened."""
    text = f" {sentence.text.lower()} "
    return any(f" {phrase} " in text for phrase in document.lexicon.words["total_phrases"])


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _looks_back(sentence: Span, document: Document) -> bool:
    """'Earlier this year, …': all that the sentence tells was before the news of the day."""
    return sentence.text.lower().startswith(tuple(document.lexicon.words["looking_back_phrases"]))


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _is_of_a_period(sentence: Span, document: Document) -> bool:
    """'in the first half of the year', 'every year': a count over a stretch of time."""
    text = sentence.text.lower()
    return any(phrase in text for phrase in document.lexicon.words["period_phrases"])


def _dates_before(trigger: Token, document: Document) -> tuple[DateValue, ...]:
    """The dates of long ago that the sentence before tells of."""
    here = document.sentence_index(trigger)
    if here < 1:
        return ()
    root = document.sentences[here - 1].root
    values, past = _dating(root, [root], document)
    return values if past else ()


def _partial(clauses: list[Token], document: Document) -> frozenset[str]:
    """What limits a count to a part, or widens it, as places do: 'hurt there', of a place that a
    sentence further down named; 'nearby towns reported'."""
    words = {f"there {name}" for c in clauses if _is_there(c) for name in _last_named(c, document)}
    for clause in [*clauses, clauses[-1].head, clauses[-1].head.head]:
        for noun in clause.children:
            if noun.dep_ == "nsubj" and _is_one_that_counts(noun, document):
                words.add(noun.lemma_)
    for noun in _arguments(clauses):
        if document.lexicon.has("event_nouns", noun.lemma_):  # 'the Kobe quake killed'
            words |= {fold(c.text) for c in noun.lefts if _is_proper(c)}
    return frozenset(words)


def _is_proper(word: Token) -> bool:
    return word.dep_ == "compound" and word.pos_ == "PROPN" and word.ent_type_ not in TIMES


def _is_there(clause: Token) -> bool:
    return any(c.lower_ in {"there", "here"} and c.dep_ == "advmod" for c in clause.children)


def _last_named(clause: Token, document: Document) -> frozenset[str]:
    """The places that the sentences before name, where these are no longer the first lines."""
    here = document.sentence_index(clause)
    for index in range(here - 1, max(here - 1 - THERE_REACH, 0), -1):
        found = frozenset(name for _, name in _scenes(document.sentences[index], document))
        if found:
            return found if index >= STORY_SENTENCES else frozenset()
    return frozenset() if here <= STORY_SENTENCES else frozenset({"somewhere"})


def _is_one_that_counts(noun: Token, document: Document) -> bool:
    """'the hospital', 'nearby towns': without a name of their own, one of many that count."""
    kind = document.lexicon.has("place_nouns", noun.lemma_)
    kind = kind or document.lexicon.has("counting_houses", noun.lemma_)
    return kind and noun.pos_ == "NOUN"


def _points_back(clause: Token) -> bool:
    """'killed in clashes after that vote': the event of the sentence before."""
    return any(
        t.lower_ in {"that", "those"} and t.dep_ == "det" and t.head.dep_ == "pobj"
        for t in clause.subtree
    )


def _event_nouns(clauses: list[Token], heads: tuple[str, ...], document: Document) -> list[Token]:
    """The nouns in these clauses that name an event of the sort."""
    trigger = clauses[0]
    near = [trigger, trigger.head, trigger.head.head]
    for clause in clauses:
        near += clause.children
        near += [n for p in clause.children if p.dep_ in {"agent", "prep"} for n in p.children]
        near += [clause.head] if clause.dep_ in {"relcl", "acl"} else []
    found = [t for t in near if t.pos_ == "NOUN" and _canonical(t, document) in heads]
    return list(dict.fromkeys(found))


def _canonical(token: Token, document: Document) -> str:
    return document.lexicon.canonical(token.lemma_)


def _told_apart(
    nouns: list[Token], document: Document
) -> tuple[tuple[DateValue, ...], frozenset[str]]:
    """'Wednesday's quake', 'the second quake': what tells it from the others of a series."""
    days: list[DateValue] = []
    words: set[str] = set()
    for noun in nouns:
        for word in noun.lefts:
            lemma = word.lemma_
            if lemma in ORDINALS or document.lexicon.has("apart_modifiers", lemma):
                words.add(lemma)
        for span, expression in document.dates_in(noun.sent):
            if span.root.head == noun and span.root.dep_ in {"poss", "compound", "nmod"}:
                value = dates.resolve(expression, document.published)
                days += [value] if value is not None else []
    return tuple(days), frozenset(words)


def _lead_dates(document: Document) -> tuple[DateValue, ...]:
    """When an article's main event took place: the date on the main verb of its first lines."""
    for sentence in document.sentences[:DATING_SENTENCES]:
        root = sentence.root
        if document.lexicon.has("reporting_verbs", root.lemma_):
            root = next((c for c in root.children if c.dep_ == "ccomp"), root)
        values, past = _dating(root, [root], document)
        if values and not past:
            return values
    return ()


def _clauses_above(trigger: Token, document: Document) -> list[Token]:
    """The trigger, its clause's verb, and the verbs whose clauses that one describes: a date on
    any of them dates the event. What somebody says on a day does not happen on it."""
    found, below = [trigger], trigger
    for ancestor in trigger.ancestors:
        if below.dep_ == "ccomp" or _has_conjunction(below) or _is_aside(below):
            break
        if ancestor.pos_ in {"VERB", "AUX"}:
            if document.lexicon.has("reporting_verbs", ancestor.lemma_):
                break
            found.append(ancestor)
        below = ancestor
    return found


def _has_conjunction(clause: Token) -> bool:
    """'… a week after the avalanche buried six': a clause with a time of its own."""
    return clause.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} for c in clause.children)


def _is_aside(clause: Token) -> bool:
    """'met relatives of hikers whom the avalanche buried': the main clause has its own
    time; 'set off an avalanche that buried six' has the same."""
    if clause.dep_ not in {"relcl", "acl"}:
        return False
    noun = clause.head
    by_agent = noun.dep_ == "pobj" and noun.head.dep_ == "agent"  # 'hit by a quake that killed'
    return not by_agent and noun.dep_ not in {"dobj", "nsubj", "nsubjpass", "attr", "ROOT"}


def _is_looked_back_on(clauses: list[Token]) -> bool:
    """'Rescuers dug on Friday after a quake that killed six': Friday is the digging's."""
    nouns = [clause.head for clause in clauses if clause.dep_ in {"relcl", "acl"}]
    return any(n.dep_ == "pobj" and n.head.lower_ in AFTERWARDS for n in nouns)


def _where(trigger: Token, document: Document) -> frozenset[str]:
    """'in the province', 'in 13 countries': places without a name that limit a number."""
    nouns = _place_nouns(trigger.sent, document)
    if not nouns:
        return frozenset()
    return frozenset(
        nouns[token.i]
        for place in ("in", "object.in", "around", "across")
        for token in tokens_at(place, trigger, document.lexicon)
        if token.i in nouns
    )


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _place_nouns(sentence: Span, document: Document) -> dict[int, str]:
    """A sentence's nouns for kinds of places, by index: lemmas, plurals marked as several."""
    return {
        token.i: f"{SEVERAL} {token.lower_}" if token.tag_ == "NNS" else token.lemma_
        for token in sentence
        if document.lexicon.has("place_nouns", token.lemma_)
        and token.pos_ == "NOUN"
        and not any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.rights)
        and token.ent_type_ not in {"DATE", "TIME", "EVENT"}
    }


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _scenes(sentence: Span, document: Document) -> tuple[tuple[Token, str], ...]:
    """The places named in a sentence where something can have happened, by their main words."""
    named = _places(sentence, document)
    roots = frozenset(span.root.i for span, _ in named)
    return tuple(
        (span.root, name)
        for span, name in named
        if not _tells_who_says_it(span.root, document) and not _contains_another(span.root, roots)
    )


@lru_cache(maxsize=1)  # articles are read one after the other
def _story(document: Document) -> frozenset[str]:
    """Names in the title and the first lines."""
    names: set[str] = set()
    for sentence in document.sentences[:STORY_SENTENCES]:
        names |= {name for _, name in _places(sentence, document)}
        names |= {fold(run) for run in _capitalized(sentence)}
    names |= {
        fold(DATELINE_END.split(removed.text)[0])
        for removed in document.article.removed
        if removed.reason == "dateline"
    }
    end = document.sentences[:STORY_SENTENCES][-1].end if document.sentences else 0
    names |= {m.actor.key for m in document.mentions if m.end <= end}
    return frozenset(names)


def _capitalized(sentence: Span) -> Iterator[str]:
    """Names as they stand, also those that the language model takes for something else."""
    run: list[str] = []
    for token in sentence:
        if token.text[:1].isupper() and not token.is_stop:
            run.append(token.text)
        elif run:
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _places(sentence: Span, document: Document) -> list[tuple[Span, str]]:
    found: list[tuple[Span, str]] = []
    for ent in document.names_in(sentence):
        if ent.label_ in PLACE_LABELS and _is_name(ent.root, document):
            name = _bare(ent.text, document)
            mention = document.mention_at(ent.root)
            state = mention is not None and mention.actor.kind is ActorKind.STATE
            if mention is not None and state and mention.how == "demonym":
                continue  # 'Yemeni fishermen' are not in Yemen
            if mention is not None and state and mention.how != "capital":
                name = mention.actor.key
            found.append((ent, name))
    known = {i for span, _ in found for i in range(span.start, span.end)}
    found += [
        (s, _bare(s.text, document)) for s in _unlisted(sentence, document) if s.root.i not in known
    ]
    return found


def _is_name(root: Token, document: Document) -> bool:
    """Not 'mosques', nor 'Naval' before a noun, which the language model takes for places."""
    return root.text[:1].isupper() and (root.pos_ != "ADJ" or document.mention_at(root) is not None)


def _bare(name: str, document: Document) -> str:
    """'the Aran islands' and 'Aran': the name without the kind of place it is."""
    words = fold(name.removeprefix("the ")).split()
    bare = [w for w in words if not document.lexicon.has("place_nouns", w)]
    return " ".join(bare or words)


def _tells_who_says_it(place: Token, document: Document) -> bool:
    """'…, said a doctor in Lund': where the speaker is, not where it happened."""
    below = place
    for ancestor in place.ancestors:
        if document.lexicon.has("reporting_verbs", ancestor.lemma_):
            return below.dep_ in {"nsubj", "nsubjpass", "dobj", "dative"}
        if ancestor.pos_ in {"VERB", "AUX"}:
            return False
        below = ancestor
    return False


def _of_another_count(place: Token, trigger: Token) -> bool:
    """'Nine died in Talan and three in Oresk': Oresk is not where the nine died."""
    for ancestor in place.ancestors:
        if ancestor.i == trigger.i:
            return False
        coordinated = ancestor.dep_ == "conj" and ancestor.head.i == trigger.i
        if coordinated and ancestor.pos_ in {"NUM", "VERB"}:
            return any(t.dep_ == "prep" and t.lower_ in LOCATING for t in trigger.children)
    return False


def _contains_another(place: Token, places: frozenset[int]) -> bool:
    """'in Tofte, the capital of Northmark': the second tells where the first lies."""
    for ancestor in place.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return False
        if ancestor.i in places:
            return True
    return False


def _unlisted(sentence: Span, document: Document) -> Iterator[Span]:
    """Places that the language model takes for something else, told by how they are spoken of:
    'in Varnes', 'the Upper Marne district'."""
    for token in sentence:
        if token.pos_ != "PROPN" or token.ent_type_ in {"DATE", "TIME"}:
            continue
        after_of = token.head.lower_ == "of" and document.lexicon.has(
            "place_nouns", token.head.head.lemma_
        )
        located = token.dep_ == "pobj" and (token.head.lower_ in LOCATING or after_of)
        of_a_place = token.dep_ in BESIDE_PLACE and document.lexicon.has(
            "place_nouns", token.head.lemma_
        )
        if located or of_a_place:
            yield document.doc[token.left_edge.i if located else token.i : token.i + 1]


def _dating(
    trigger: Token, clauses: list[Token], document: Document
) -> tuple[tuple[DateValue, ...], bool]:
    """The dates that an event is given, and whether they lie before the news of the day."""
    values: list[DateValue] = []
    past = False
    arguments = {noun.i for noun in _arguments(clauses)}  # 'last year's show drew …'
    for span, expression in document.dates_in(trigger.sent):
        possesses = span.root.dep_ == "poss" and span.root.head.i in arguments
        if not possesses and not any(belongs(span, verb) for verb in clauses):
            continue
        value = dates.resolve(expression, document.published)
        if value is None:
            past = past or expression.unit in LONG_UNITS
            continue
        values.append(value)
        past = past or _is_past(value, expression, document.published)
    for year in _years_of_arguments(clauses):
        value = dates.parse(year)
        if value is not None:
            values.append(value)
            past = True
    if not values and not past and not _is_ahead(clauses):
        values = [*_background_dates(trigger.sent, document)]
        past = bool(values)
    return tuple(values), past


def _is_ahead(clauses: list[Token]) -> bool:
    """'will go to the plant that it opened in 2004': what is to come is of no earlier year."""
    return any(c.dep_ == "aux" and c.lower_ in AHEAD for c in clauses[0].children)


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def _background_dates(sentence: Span, document: Document) -> tuple[DateValue, ...]:
    """A date of long ago anywhere in the sentence: 'the fire of 1998, in which six died'."""
    found: list[DateValue] = []
    for span, expression in document.dates_in(sentence):
        if span.root.head.lower_ in COMPARING:
            continue  # 'up 4 percent from last year', 'the strongest since 1990'
        value = dates.resolve(expression, document.published)
        if value is not None and _is_past(value, expression, document.published):
            found.append(value)
    return tuple(found)


def _years_of_arguments(clauses: list[Token]) -> list[str]:
    """'The 1998 flood drowned …': a year in the name of what did it or what it was done to."""
    return [t.text for noun in _arguments(clauses) for t in noun.lefts if YEAR.match(t.text)]


def _arguments(clauses: list[Token]) -> list[Token]:
    """The nouns that the clauses tell something of."""
    found: list[Token] = []
    for clause in clauses:
        found += [*clause.children, *([clause.head] if clause.dep_ in {"relcl", "acl"} else [])]
        found += [n for p in clause.children if p.dep_ in {"agent", "prep"} for n in p.children]
    return [noun for noun in found if noun.pos_ in {"NOUN", "PROPN"}]


def _is_past(value: DateValue, expression: DateExpression, published: DateValue | None) -> bool:
    if published is not None and published.lower and value.upper:
        return (published.lower - value.upper).days > NEAR_DAYS
    return value.precision in {"year", "decade"} or expression.year is not None
