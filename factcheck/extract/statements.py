"""What a sentence states, thing by thing: each number, date, name and act, and what it is tied to.

Comes in: the sentences of a document. Goes out: for each thing stated, one statement for every
word it is tied to by syntax ('two pistols were stolen': two and pistol, two and steal), so that
another article's sentence can be found that states the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from factcheck.extract.counts import NAME_LABELS, name_of
from factcheck.extract.places import verb_lemma
from factcheck.language.document import Document
from factcheck.language.tokens import Span, Token
from factcheck.model import Factuality, Value
from factcheck.values import dates, text
from factcheck.values.actors import ActorKind
from factcheck.values.quantities import UNITS
from factcheck.values.settings import Setting
from factcheck.values.statements import Statement

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
NOUN_TAGS = frozenset({"NOUN", "PROPN"})
VERB_TAGS = frozenset({"VERB", "AUX"})
BESIDE_NOUN = frozenset({"compound", "poss", "nmod", "amod"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd"})
SENSES = {
    Factuality.ASSERTED: "asserted",
    Factuality.PLANNED: "asserted",
    Factuality.NEGATED: "negated",
    Factuality.POSSIBLE: "open",
    Factuality.CONDITIONAL: "open",
}
LEAST_WORDS = 3  # content words beside the thing: 'No news today.' states nothing to compare
LONGEST_LABEL = 8  # words of an act with its argument that are shown whole
# Weight of the words that two sentences must share beside a thing, for it to be one matter: the
# more telling the thing, the less. Set by reading agreements on the development stories.
NEEDED_BY_DIGITS = (1.4, 1.1, 0.85)  # of numbers with one, two, three and more digits that count
NEEDED_BY_DATE = 1.2
NEEDED_BY_NAME = 1.4
LESS_BY_OFTEN = 0.25  # power of the sentences that hold a name: the leading one tells least
NEEDED_BY_ACT = 1.8


@dataclass(frozen=True, slots=True)
class Stated:
    """One thing that a sentence states, and the statement it stands in."""

    value: Value
    start: int  # token offsets of the words
    end: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class _Thing:
    sort: str
    value: Value | None  # None: the words of the tie are the value
    span: Span
    key: str
    needed: float
    tells: bool = False  # so rare that it needs no tie


def sorts_at(token: Token, document: Document) -> Iterator[str]:
    """What a word can be the main word of, of all that a sentence states."""
    if token.i in document.quantity_at or token.i in document.figures_at:
        yield "number"
    if token.i in document.date_at:
        yield "date"
    if token.pos_ in {"VERB", "ADJ"}:
        yield "act"
    elif token.pos_ == "PROPN" and token.dep_ not in BESIDE_NOUN:
        yield "name"
    if token.i in document.quoted:
        yield "quotation"


def keys_of(document: Document) -> set[str]:
    """The keys of all statements of an article."""
    return {
        key
        for token in document.doc
        for sort in sorts_at(token, document)
        if sort in _READERS
        for key in _tied_at(token, sort, document)[1]
    }


def stated_at(
    token: Token, sort: str, document: Document, wanted: Collection[str] | None = None
) -> Iterator[Stated]:
    """What the sentence states with this word as its main word; once for each tie, or for those
    whose keys are wanted."""
    thing, ties = _tied_at(token, sort, document)
    if wanted is not None:
        ties = {key: word for key, word in ties.items() if key in wanted}
    if thing is None or not ties:
        return
    own = set(document.lemmas[thing.span.start : thing.span.end])
    sentence = token.sent
    words = tuple(word for word in _words(sentence, document) if word[0] not in own)
    if len(words) < LEAST_WORDS:
        return
    sense = SENSES[document.factuality(token)]
    for key, word in ties.items():
        value = thing.value or text.parse(_between(token, word))
        if value is not None:
            statement = Statement(key, f"“{word.text}”", words, sense, thing.needed)
            yield Stated(value, thing.span.start, thing.span.end, statement)


def _tied_at(token: Token, sort: str, document: Document) -> tuple[_Thing | None, dict[str, Token]]:
    """What is stated at a word, and the words it is tied to by the key of the statement."""
    known: tuple[_Thing | None, dict[str, Token]] | None = document.tied.get((token.i, sort))
    if known is None:
        thing = _READERS[sort](token, document)
        ties = _tied(thing, token, document) if thing is not None else {}
        known = document.tied[token.i, sort] = thing, ties
    return known


def _tied(thing: _Thing, token: Token, document: Document) -> dict[str, Token]:
    own = document.lemmas[thing.span.start : thing.span.end]
    ties: dict[str, Token] = {}
    for tie, word in _ties(thing, token, document):
        if tie not in own:
            ties.setdefault(f"{thing.sort} {thing.key} | {tie}", word)
    return ties


def _between(act: Token, argument: Token) -> str:
    """The act and what it is tied to, with the words between where those are few."""
    first, last = sorted((act, argument), key=lambda t: t.i)
    if last.i - first.i < LONGEST_LABEL:
        return act.doc[first.i : last.i + 1].text
    return f"{first.text} … {last.text}"


def _number(token: Token, document: Document) -> _Thing | None:
    figures = document.figures_at.get(token.i)
    if figures is not None:
        return _figures(figures, document) if figures.start == token.i else None
    value, span = document.quantity_at[token.i]
    vague = value.approximate and value.low != value.high  # 'several', 'dozens'
    if vague or _in_a_date(span, document):
        return None
    low = value.low if not math.isinf(value.low) else value.high
    if value.unit is not None:
        key = UNITS[value.unit][0] if value.unit in UNITS else value.unit
    elif value.high in {value.low, math.inf} or math.isinf(value.low):
        key = f"{low:g}"
    else:
        key = f"{value.low:g}-{value.high:g}"
    digits = len(f"{low:g}".rstrip("0").replace(".", ""))
    needed = NEEDED_BY_DIGITS[min(max(digits, 1), len(NEEDED_BY_DIGITS)) - 1]
    return _Thing("number", value, span, key, needed)


def _figures(span: Span, document: Document) -> _Thing | None:
    """A score or a clock time, told by its figures alone."""
    if _in_a_date(span, document):
        return None
    key = re.sub(r"\D", "-", span.text)
    return _Thing("number", text.parse(span.text), span, key, NEEDED_BY_DIGITS[-1], tells=True)


def _in_a_date(span: Span, document: Document) -> bool:
    found = document.dates_in(span.root.sent)
    return any(date.start < span.end and span.start < date.end for date, _ in found)


def _date(token: Token, document: Document) -> _Thing | None:
    found = document.date_at.get(token.i)
    value = dates.resolve(found[1], document.published) if found else None
    if found is None or value is None:
        return None
    return _Thing("date", value, found[0], value.edtf + str(value.weekday), NEEDED_BY_DATE)


def _name(token: Token, document: Document) -> _Thing | None:
    mention = document.mention_at(token)
    if mention is None and token.ent_type_ not in NAME_LABELS:
        return None
    if mention is not None and mention.actor.kind is ActorKind.STATE:
        return None  # whole countries are the scene of all that an article tells
    name = name_of(token, document)
    if name is None or not name.normal:
        return None
    start, end = (mention.start, mention.end) if mention else (token.i, token.i + 1)
    words = name.normal.split()
    person = mention is not None and mention.actor.kind is ActorKind.PERSON
    often = document.frequency[_word(token, document)]
    needed = NEEDED_BY_NAME * often**LESS_BY_OFTEN
    return _Thing("name", name, token.doc[start:end], words[-1 if person else 0], needed)


def _act(token: Token, document: Document) -> _Thing | None:
    lemma = token.lemma_
    if document.lexicon.has("empty_verbs", lemma):
        return None
    if token.pos_ == "ADJ" and token.dep_ not in {"acomp", "oprd"}:
        return None
    if document.lexicon.has("reporting_verbs", lemma):
        return None
    word = _verb(token, document)
    return _Thing("act", None, token.doc[token.i : token.i + 1], word, NEEDED_BY_ACT)


_READERS = {"number": _number, "date": _date, "name": _name, "act": _act}


def _ties(thing: _Thing, token: Token, document: Document) -> Iterator[tuple[str, Token]]:
    """The words that a thing is tied to, each with its part in the tie: key and token."""
    if thing.sort == "act":
        for node in [token, token.head] if token.pos_ == "ADJ" else [token]:
            yield from _arguments(node, document)
        return
    if thing.sort == "name":
        for child in token.children:
            if child.dep_ in {"compound", "appos", "amod"} and child.pos_ == "NOUN":
                yield _word(child, document), child
    yield from _above(token, document)
    if thing.tells:
        yield "", token


def _above(token: Token, document: Document) -> Iterator[tuple[str, Token]]:
    """The nouns that a word hangs on, up to the verb; of a light verb, its arguments."""
    below = token
    for above in token.ancestors:
        lemma = above.lemma_
        if above.pos_ in VERB_TAGS:
            if document.lexicon.has("empty_verbs", lemma):
                yield from (tie for tie in _arguments(above, document) if tie[1].i != below.i)
            elif not document.lexicon.has("reporting_verbs", lemma):
                yield f"{_part(below, above)} {_verb(above, document)}", above
            return
        if above.pos_ in NOUN_TAGS and below.dep_ not in {"conj", "appos"}:
            yield _word(above, document), above
        below = above


def _arguments(verb: Token, document: Document) -> Iterator[tuple[str, Token]]:
    for child in verb.children:
        if child.dep_ in ARGUMENTS and child.pos_ in {*NOUN_TAGS, "ADJ"}:
            yield f"{_part(child, verb)} {_word(child, document)}", child
        elif child.dep_ in {"prep", "agent"}:
            for found in child.children:
                if found.dep_ == "pobj" and found.pos_ in NOUN_TAGS:
                    yield f"{_part(child, verb)} {_word(found, document)}", found


def _part(child: Token, verb: Token) -> str:
    """Which part a phrase plays beside its verb: who does it, what it is done to, or another."""
    if child.dep_ == "agent" or child.dep_ == "nsubj":
        return "by"
    if child.dep_ in {"dobj", "nsubjpass", "oprd"}:
        return "to"
    return "with"


def _word(token: Token, document: Document) -> str:
    return document.lemmas[token.i]


def _verb(token: Token, document: Document) -> str:
    return document.lexicon.canonical(verb_lemma(token))


def _words(sentence: Span, document: Document) -> list[tuple[str, float]]:
    """The content words of a sentence, sorted, and how telling each is in its article."""
    known = document.telling.get(sentence.start)
    if known is None:
        known = document.telling[sentence.start] = [
            (word, 1 / math.sqrt(document.frequency.get(word, 1)))
            for word in sorted(content_words(sentence, document))
        ]
    return known


def setting_of(token: Token, document: Document) -> Setting:
    """The telling words around a counted noun, itself and all numbers left out."""
    own = {document.lemmas[token.i], token.lemma_}
    own |= {document.lemmas[t.i] for t in token.sent if t.i in document.numerals}
    words = (w for w in _words(token.sent, document) if w[0] not in own and w[0].isalpha())
    return Setting(tuple(words))


def content_words(sentence: Span, document: Document) -> set[str]:
    """The words of a sentence that say what it is about, by canonical lemma."""
    return {
        _word(t, document)
        for t in sentence
        if t.pos_ in CONTENT
        and (t.is_alpha or t.like_num)
        and not t.stop_lemma
        and not document.lexicon.has("reporting_verbs", t.lemma_)
    }
