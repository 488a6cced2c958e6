"""A parsed article with everything the other rooms ask of it: mentions, actors, speakers.

Comes in: an Article and its spaCy Doc. Goes out: answers to 'which doer does this word name',
'who says this', 'how is this event presented' — so that extraction never touches raw syntax of
names, pronouns or quotation marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from factcheck.language import attribution, factuality
from factcheck.language.lexicon import Lexicon
from factcheck.language.mentions import Mention, entity_by_token, find_mentions
from factcheck.language.quotations import find_quotations
from factcheck.language.tokens import ENGLISH, Span, Text, Token
from factcheck.model import Article, Factuality
from factcheck.values import clocks, dates, quantities, scores, telephones
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.clocks import Clock
from factcheck.values.dates import DateExpression, DateValue
from factcheck.values.events import Event
from factcheck.values.people import fold
from factcheck.values.places import parse as parse_state
from factcheck.values.quantities import Quantity
from factcheck.values.things import Thing

V = TypeVar("V")

LOOK_BACK = 6  # sentences in which a pronoun finds its antecedent: a page of quotations
LONGEST_NAME = 80  # characters of a name that is cited, with what stands before it
FIRST_PERSON = frozenset({"i", "we", "us", "our", "ours", "my", "me"})
SINGULAR = frozenset({"i", "my", "me"})
THIRD_PERSON = frozenset({"he", "she", "him", "her", "his", "hers"})
INDEFINITE = frozenset({"such", "another", "a", "an"})
NEUTER = frozenset({"it", "its"})
RELATIVE_PRONOUNS = frozenset({"which", "that", "who", "whom"})
RELATIVE = "REL"  # their tag in other languages, see dependencies.yaml
FIGURES = re.compile(
    r"(?<![\w.,:/-])(?:\d{1,3}(?:[-–:]\d{1,3}){1,2}|\d{1,2}\.\d\d(?= ?[ap]\.?m))(?![\d:/]|-\w)"
)
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
PLACES_AND_PEOPLES = frozenset({"GPE", "LOC", "NORP"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says the words of a claim."""

    name: str
    key: str | None  # the party that speaks; None for news agencies, who are sources themselves
    direct: bool  # inside quotation marks


class Document:
    """One article, parsed."""

    def __init__(self, article: Article, doc: Text, lexicon: Lexicon) -> None:
        self.article = article
        self.doc = doc
        self.lexicon = lexicon

    @cached_property
    def text(self) -> str:
        """The text of all tokens; spaCy joins them each time."""
        return self.doc.text

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, in text order."""
        return list(self.doc.sents)

    @cached_property
    def _entity_at(self) -> dict[int, Span]:
        return entity_by_token(self.doc)

    def entity_at(self, token: Token) -> Span | None:
        """The named entity that a token is part of."""
        return self._entity_at.get(token.i)

    @cached_property
    def _entities_by_text(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for ent in self.doc.ents:
            found.setdefault(ent.text, []).append(ent)
        return found

    def entities_named(self, words: str) -> list[Span]:
        """The named entities with exactly these words."""
        return self._entities_by_text.get(words, [])

    def names_in(self, sentence: Span) -> list[Span]:
        """The named entities of a sentence; spaCy reads the whole text for them each time."""
        return self._names.get(sentence.start, [])

    @cached_property
    def _names(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for ent in self.doc.ents:
            start = self.sentences[self.sentence_index(ent[0])].start
            found.setdefault(start, []).append(ent)
        return found

    def dates_in(self, sentence: Span) -> list[tuple[Span, DateExpression]]:
        """The date expressions of a sentence, read once."""
        known = self._dates.get(sentence.start)
        if known is None:
            known = self._dates[sentence.start] = []
            offset = sentence.start_char
            for start, end, expression in dates.find(self._readable(sentence)):
                span = self.doc.char_span(offset + start, offset + end)
                if span is not None:
                    known.append((span, expression))
        return known

    def _readable(self, sentence: Span) -> str:
        """What of a sentence the readers of figures may see."""
        return self.doc.readable[sentence.start_char : sentence.end_char]

    @cached_property
    def _dates(self) -> dict[int, list[tuple[Span, DateExpression]]]:
        return {}

    @cached_property
    def published(self) -> DateValue | None:
        """When the article was published, as far as that is known."""
        return dates.parse(self.article.published) if self.article.published else None

    @cached_property
    def phrases(self) -> dict[int, Thing]:
        """Noun phrases that have been read, by the index of their main word; filled on demand."""
        return {}

    @cached_property
    def events(self) -> dict[tuple[int, tuple[str, ...]], Event]:
        """The events that words are of, by word and the nouns that name one; filled on demand."""
        return {}

    @cached_property
    def heads(self) -> dict[str, list[Token]]:
        """The nouns that head phrases, by canonical head word, in text order."""
        found: dict[str, list[Token]] = {}
        for token in self.doc:
            if token.pos_ in {"NOUN", "PROPN"} and token.dep_ != "compound":
                found.setdefault(self.lemmas[token.i], []).append(token)
        return found

    @cached_property
    def _sentence_at(self) -> list[int]:
        return [index for index, s in enumerate(self.sentences) for _ in range(len(s))]

    def sentence_index(self, token: Token) -> int:
        """Which sentence a token stands in."""
        return self._sentence_at[token.i]

    @cached_property
    def mentions(self) -> list[Mention]:
        """Names of states, people and organizations, in text order."""
        return find_mentions(self.doc, self.lexicon)

    @cached_property
    def _mention_at(self) -> dict[int, Mention]:
        at: dict[int, Mention] = {}
        for mention in self.mentions:
            for i in range(mention.start, mention.end):
                at.setdefault(i, mention)
        return at

    @cached_property
    def mentions_by_key(self) -> dict[str, list[Mention]]:
        """The mentions of each state, person and organization, in text order."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.actor.key, []).append(mention)
        return found

    @cached_property
    def place_names(self) -> frozenset[str]:
        """Folded names of places and peoples, as the language model finds them."""
        return frozenset(fold(e.text) for e in self.doc.ents if e.label_ in PLACES_AND_PEOPLES)

    @cached_property
    def named_at(self) -> dict[int, Mention]:
        """The names by the index of their main word."""
        roots = ((self.doc[m.start : m.end].root.i, m) for m in self.mentions)
        return {i: mention for i, mention in roots if self._mention_at[i] is mention}

    def mention_at(self, token: Token) -> Mention | None:
        """The name that a token is part of."""
        return self._mention_at.get(token.i)

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """Spans of direct speech, as character offsets."""
        return find_quotations(self.text)

    @cached_property
    def quoted(self) -> dict[int, Span]:
        """Direct speech sentence by sentence, by the index of its first word."""
        found: dict[int, Span] = {}
        for start, end in self.quotations:
            span = self.doc.char_span(start, end)
            if span is None:
                continue
            first, last = (self.sentence_index(t) for t in (span[0], span[-1]))
            for sentence in self.sentences[first : last + 1]:
                words = [t for t in sentence if start <= t.idx < end and t.is_alpha]
                if words:
                    found[words[0].i] = self.doc[words[0].i : words[-1].i + 1]
        return found

    def quotation_at(self, token: Token) -> tuple[int, int] | None:
        """The quotation that a token stands in."""
        return next((q for q in self.quotations if q[0] <= token.idx < q[1]), None)

    @cached_property
    def quantities(self) -> list[tuple[Quantity, Span]]:
        """Every number that the text states, with its words."""
        return list(self._spans(quantities.find(self.doc.readable)))

    @cached_property
    def numerals(self) -> frozenset[int]:
        """The index of every word that is a number, or part of one."""
        return frozenset(i for _, span in self.quantities for i in range(span.start, span.end))

    @cached_property
    def clocks(self) -> list[tuple[Clock, Span]]:
        """Every time of day that the text states, with its words."""
        return list(self._spans(clocks.find(self.doc.readable)))

    @cached_property
    def scores(self) -> list[tuple[scores.Score, Span]]:
        """Every score that the text states ('3-1'), with its words."""
        return list(self._spans(scores.find(self.doc.readable)))

    @cached_property
    def telephones(self) -> list[tuple[telephones.Telephone, Span]]:
        """Every telephone number that the text gives, with its words."""
        return list(self._spans(telephones.find(self.doc.readable)))

    def _spans(self, found: Iterator[tuple[int, int, V]]) -> Iterator[tuple[V, Span]]:
        for start, end, value in found:
            span = self.doc.char_span(start, end)
            if span is not None:
                yield value, span

    @cached_property
    def _quantities(self) -> dict[int, list[tuple[Quantity, Span]]]:
        found: dict[int, list[tuple[Quantity, Span]]] = {}
        for value, span in self.quantities:
            found.setdefault(span[0].sent.start, []).append((value, span))
        return found

    def quantities_in(self, sentence: Span) -> list[tuple[Quantity, Span]]:
        """The numbers that a sentence states, with their words."""
        return self._quantities.get(sentence.start, [])

    @cached_property
    def quantity_at(self) -> dict[int, tuple[Quantity, Span]]:
        """Every number by the index of the main word of its words."""
        return {span.root.i: (value, span) for value, span in self.quantities}

    @cached_property
    def figures_at(self) -> dict[int, Span]:
        """Scores and clock times as printed ('9-14', '5:30'), by each of their tokens."""
        found: dict[int, Span] = {}
        for match in FIGURES.finditer(self.text):
            span = self.doc.char_span(*match.span())
            if span is not None:
                found.update((token.i, span) for token in span)
        return found

    @cached_property
    def date_at(self) -> dict[int, tuple[Span, DateExpression]]:
        """Every date expression by the index of the main word of its words."""
        return {
            span.root.i: (span, expression)
            for sentence in self.sentences
            for span, expression in self.dates_in(sentence)
        }

    @cached_property
    def lemmas(self) -> list[str]:
        """The canonical lemma of every token."""
        return [self.lexicon.canonical(token.lemma_) for token in self.doc]

    @cached_property
    def frequency(self) -> Counter[str]:
        """In how many sentences each word stands, by canonical lemma."""
        return Counter(
            word
            for sentence in self.sentences
            for word in set(self.lemmas[sentence.start : sentence.end])
        )

    @cached_property
    def telling(self) -> dict[int, list[tuple[str, float]]]:
        """The weighted words of sentences that have been read; filled on demand."""
        return {}

    @cached_property
    def tied(self) -> dict[tuple[int, str], Any]:
        """What is stated at words that have been read, by word and sort of thing, as statements.py
        makes it; filled on demand."""
        return {}

    def passage(self, first: int, last: int) -> tuple[int, int, str]:
        """The sentences from one index to another: where they are in the article, and the words,
        without space around."""
        if (first, last) not in self._passages:
            whole = self.article.text
            start = self.sentences[first].start_char
            words = whole[start : self.sentences[last].end_char].strip()
            start = whole.find(words, start)
            self._passages[first, last] = start, start + len(words), words
        return self._passages[first, last]

    @cached_property
    def _passages(self) -> dict[tuple[int, int], tuple[int, int, str]]:
        return {}

    def factuality(self, event: Token) -> Factuality:
        """How the text presents the event that `event` names."""
        known = self._factuality.get(event.i)
        if known is None:
            known = self._factuality[event.i] = factuality.factuality(event, self.lexicon)
        return known

    @cached_property
    def _factuality(self) -> dict[int, Factuality]:
        return {}

    # -- who does it -------------------------------------------------------------------------

    def actors(self, token: Token, alone: bool = False) -> Actors | None:
        """The doers that a noun phrase names, coordinated ones too unless `alone`; None when
        none is known."""
        members: list[Actor] = []
        neither = any(c.lower_ == "neither" for c in token.children)
        for head in [token, *([] if alone else _coordinated(token))]:
            if neither or _is_denied(head):
                continue
            actor = self.actor(head)
            if actor is not None and actor not in members:
                members.append(actor)
        return Actors(tuple(members)) if members else None

    def actor(self, token: Token) -> Actor | None:
        """The one doer that a word names: by name, office, side, pronoun or description."""
        mention = self.mention_at(token)
        if mention is None and (token.pos_ == "PRON" or self._is_first_person(token)):
            return self._pronoun(token)
        if self.lexicon.has("state_bodies", token.lemma_):
            state = self.state_modifier(token)  # 'the Norwegian Foreign Ministry'
            if state is not None:
                return state
        if mention is not None and self._is_head_of(token, mention):
            modifies = token.dep_ in {"amod", "compound", "poss"}
            if mention.how != "demonym" or modifies or token.pos_ in {"PROPN", "NOUN"}:
                return mention.actor
        return self._described(token)

    def _is_head_of(self, token: Token, mention: Mention) -> bool:
        root = self.doc[mention.start : mention.end].root
        return token.i == root.i or root.head.i != token.i

    def _described(self, token: Token) -> Actor | None:
        """'the American side', 'the Turkish president', 'the minister', 'the country'."""
        lemma = token.lemma_
        state = self.state_modifier(token)
        if self.lexicon.has("offices", lemma):
            return self._office_holder(token, state)
        if self.lexicon.has("country_nouns", lemma) and is_definite(token):
            return self._the_one_before(token, ActorKind.STATE)
        if lemma == "latter":
            return self._latest(token, frozenset({ActorKind.STATE, ActorKind.ORGANIZATION}))
        if token.pos_ == "NOUN":
            words = [c.lemma_ for c in token.lefts if c.dep_ in {"compound", "amod"}]
            name = " ".join([*words, lemma])
            return Actor(ActorKind.GROUP, fold(name), name, state.key if state else None)
        return None

    def state_modifier(self, token: Token) -> Actor | None:
        """The state named beside a noun: 'Turkish …', 'Turkey's …', '… of Turkey'."""
        for child in token.children:
            near = [child] if child.dep_ in {"amod", "compound", "poss", "nmod"} else []
            if child.dep_ == "prep" and child.lower_ in {"of", "in"}:
                near = [c for c in child.children if c.dep_ == "pobj"]
            for candidate in near:
                if candidate.lower_ in NEUTER:
                    owner = self._pronoun(candidate)
                    if owner is not None and owner.kind is ActorKind.STATE:
                        return owner
                mention = self.mention_at(candidate)
                if mention is not None and mention.actor.kind is ActorKind.STATE:
                    return mention.actor
        return None

    def _office_holder(self, token: Token, state: Actor | None) -> Actor | None:
        """The person who holds the office: a named one where the text makes that plain."""
        for child in token.children:
            beside = self.mention_at(child) if child.dep_ == "appos" else None
            if beside is not None and beside.actor.kind is ActorKind.PERSON:
                return beside.actor
        for mention in reversed(self._people_before(token)):
            words = (mention.office or "").lower().split()
            fits = state is None or mention.actor.acts_for == state.key
            if token.lemma_ in words and fits:
                return mention.actor
        if state is not None:
            name = f"{state.name}'s {token.lemma_}"
            return Actor(ActorKind.PERSON, f"{state.key} {token.lemma_}", name, state.key)
        return None

    def _people_before(self, token: Token) -> list[Mention]:
        return [m for m in self.mentions if m.start < token.i and m.actor.kind is ActorKind.PERSON]

    def _pronoun(self, token: Token) -> Actor | None:
        lower = token.lower_
        if self.doc.language != ENGLISH:  # whom other pronouns mean is not known
            antecedent = relative_antecedent(token) if is_relative(token) else None
            return self.actor(antecedent) if antecedent is not None else None
        if lower in FIRST_PERSON:
            return self._first_person(token)
        if lower in {"who", "which", "that"}:
            antecedent = relative_antecedent(token)
            return self.actor(antecedent) if antecedent is not None else None
        if lower in THIRD_PERSON:
            return self._third_person(token)
        if lower in NEUTER:
            return self._the_one_before(token, ActorKind.STATE, ActorKind.ORGANIZATION)
        return None

    def _first_person(self, token: Token) -> Actor | None:
        if self.quotation_at(token) is None:
            return None
        named = self._speaker_token(token)
        speaker = self.actor(named) if named is not None else None
        if speaker is not None and speaker.acts_for and token.lower_ not in SINGULAR:
            return self._state(speaker.acts_for)  # 'our proposal' of a minister is the state's
        return speaker

    def _state(self, code: str) -> Actor:
        state = parse_state(code)
        return Actor(ActorKind.STATE, code, state.name if state else code)

    def _third_person(self, token: Token) -> Actor | None:
        """The only person named in the sentences before the pronoun.

        Two are one too many: names do not tell 'he' from 'she'.
        """
        here = self.sentence_index(token)
        recent = {
            m.actor.key: m.actor
            for m in self._people_before(token)
            if here - self.sentence_index(self.doc[m.start]) <= LOOK_BACK
        }
        return next(iter(recent.values())) if len(recent) == 1 else None

    def _the_one_before(self, token: Token, *kinds: ActorKind) -> Actor | None:
        """The only actor of these kinds in this sentence before the word, else in the last one.

        Two candidates are one too many: a wrong guess costs more than a missed claim.
        """
        here = self.sentence_index(token)
        for sentence in self.sentences[max(0, here - 1) : here + 1][::-1]:
            names = {
                m.actor.key: m.actor
                for m in self.mentions
                if sentence.start <= m.start < min(sentence.end, token.i) and m.actor.kind in kinds
            }
            if len(names) == 1:
                return next(iter(names.values()))
            if names:
                return self._clause_subject(token, kinds)
        return None

    def _clause_subject(self, token: Token, kinds: tuple[ActorKind, ...]) -> Actor | None:
        """'Turkey said it …': the subject of the verb that governs the pronoun's clause."""
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in SUBJECTS and child.i < token.i:
                    mention = self.mention_at(child)
                    if mention is not None and mention.actor.kind in kinds:
                        return mention.actor
        return None

    def _latest(self, token: Token, kinds: frozenset[ActorKind]) -> Actor | None:
        before = [m for m in self.mentions if m.end <= token.i and m.actor.kind in kinds]
        return before[-1].actor if before else None

    # -- who says it -------------------------------------------------------------------------

    def speaker(self, token: Token) -> Speaker | None:
        """Who says the clause around a token; None for the article's own voice."""
        if token.i not in self._speakers:
            self._speakers[token.i] = self._read_speaker(token)
        return self._speakers[token.i]

    def cited(self, token: Token) -> tuple[str, ...]:
        """The names, as written, of those to whom the sentence gives the clause around a token,
        the innermost first; descriptions without a name in them are left out."""
        cited = attribution.cited_by(token, self.lexicon)
        phrases = (self._whole(named) for named in cited if not self._short_for_somebody(named))
        names = (p for p in phrases if p != p.lower() and len(p) <= LONGEST_NAME)
        return tuple(dict.fromkeys(names))

    def _short_for_somebody(self, named: Token) -> bool:
        """Whether a name stands for a person who is named in full elsewhere: 'Bloomberg said'."""
        actor = self.actor(named)
        person = actor is not None and actor.kind is ActorKind.PERSON
        return person and actor is not None and actor.name not in self._whole(named)

    def _whole(self, named: Token) -> str:
        """A noun with what stands before it, and a name right behind it: 'the newspaper Ahlan',
        'the Times of Nordland'."""
        end = named.i + 1
        for child in named.children:
            if child.i == end and child.lower_ == "of":
                end = max(end, *(c.i + 1 for c in child.children), child.i + 1)
            elif child.dep_ == "appos" and child.left_edge.i == end:
                end = child.i + 1
        beside = self.doc[end] if end < len(self.doc) else None
        if beside is not None and beside.head == named.head and beside.dep_ in SUBJECTS:
            end += 1  # the parser makes two subjects of it
        return self.doc[named.left_edge.i : end].text

    @cached_property
    def _speakers(self) -> dict[int, Speaker | None]:
        return {}

    def _read_speaker(self, token: Token) -> Speaker | None:
        named = self._speaker_token(token)
        if named is None:
            return None
        actor = None if self._is_first_person(named) else self.actor(named)
        direct = self.quotation_at(token) is not None
        if actor is not None and self.lexicon.has("news_agencies", actor.name.lower()):
            return Speaker(actor.name, None, direct)
        if actor is not None:
            return Speaker(actor.name, actor.acts_for or actor.key, direct)
        impersonal = self.doc.language == ENGLISH and named.lower_ not in {*THIRD_PERSON, "they"}
        if named.pos_ == "PRON" and impersonal:
            return None  # 'it was said that'
        if named.pos_ == "PRON":
            return Speaker("an unnamed speaker", "unnamed", direct)
        name = self.doc[named.left_edge.i : named.i + 1].text
        return Speaker(name, fold(name), direct)

    def speaking(self, token: Token) -> Actor | None:
        """The one whom the sentence itself names or describes as saying the words at a token."""
        named = self._speaker_token(token)
        if named is None or self._is_first_person(named):
            return None
        if self.sentence_index(named) != self.sentence_index(token):
            return None
        return self.actor(named)

    def _is_first_person(self, token: Token) -> bool:
        return token.lower_ in FIRST_PERSON and self.doc.language == ENGLISH

    def _speaker_token(self, token: Token) -> Token | None:
        quotation = self.quotation_at(token)
        reported = attribution.reported_by(token, self.lexicon)
        if reported is not None and (quotation is None or not _inside(reported.speaker, quotation)):
            return reported.speaker
        if quotation is None:
            return None
        return self._speaker_around(token, quotation)

    def _speaker_around(self, token: Token, quotation: tuple[int, int]) -> Token | None:
        """The speaker named in the sentence of the quotation, the one before or the one after."""
        start = self.doc.char_span(*quotation)
        first = self.sentence_index(start[0]) if start is not None else self.sentence_index(token)
        here = self.sentence_index(token)
        for index in dict.fromkeys([here, first, here + 1, first - 1]):
            if 0 <= index < len(self.sentences):
                sentence = self.sentences[index]
                named = attribution.sentence_speaker(sentence, self.lexicon)
                if named is None:
                    reported = attribution.reported_by(
                        self.doc[max(sentence.start, start.start if start is not None else 0)],
                        self.lexicon,
                    )
                    named = reported.speaker if reported else None
                if named is not None and not _inside(named, quotation):
                    return named
        return None


def _inside(token: Token, span: tuple[int, int]) -> bool:
    return span[0] <= token.idx < span[1]


def is_definite(token: Token) -> bool:
    """'the offer', 'this offer', 'our offer' — but not 'such an offer'."""
    if any(c.lower_ in INDEFINITE for c in token.lefts):
        return False
    return any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that"} for c in token.lefts)


def _coordinated(token: Token) -> list[Token]:
    """The nouns joined to this one by commas, 'and', 'or', in text order."""
    found: list[Token] = []
    open_ends = [token]
    while open_ends:
        joined = [c for c in open_ends.pop().children if c.dep_ == "conj"]
        found += joined
        open_ends += joined
    return sorted(found, key=lambda t: t.i)


def _is_denied(token: Token) -> bool:
    """'neither Peru nor Chile', 'not Peru but Chile'."""
    return any(c.lower_ in {"neither", "nor", "not"} and c.i < token.i for c in token.children)


def is_relative(token: Token) -> bool:
    """Whether a pronoun stands for the noun before its clause."""
    return token.tag_ == RELATIVE or token.lower_ in RELATIVE_PRONOUNS


def relative_antecedent(pronoun: Token) -> Token | None:
    """The noun that 'which', 'that' or 'who' stands for, as the parser attaches the clause."""
    for ancestor in pronoun.ancestors:
        if ancestor.dep_ == "relcl":
            return ancestor.head
        before = pronoun.nbor(-1) if pronoun.i > pronoun.sent.start else None
        if before is not None and before.dep_ == "attr" and before.head == ancestor.head:
            return before  # 'it was Lind who called'
    return None
