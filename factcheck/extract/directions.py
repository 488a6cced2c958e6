"""Distances and directions: '55 km (34 miles) south-west of the town of Å' and what lies there.

Comes in: a compass word, or the 'from' after a distance. Goes out: its direction, and the tokens
of the distance, of the place it is counted from, and of what lies there. Read from the order of
the words, because parsers attach such phrases almost anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factcheck.language.document import Document
from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import Token
from factcheck.values import quantities
from factcheck.values.directions import Direction, parse
from factcheck.values.people import fold
from factcheck.values.quantities import UNITS

IN = frozenset({"in", "on"})
AT = frozenset({"in", "at"})
FROM = frozenset({"of", "from", "off"})
MOST_COMPASS_WORDS = 5  # 'south - south - west'
FILLERS = frozenset({"to", "the", "due", "away", "just", "further", "far"})
MOST_REFERENCE_WORDS = 8  # 'the country's second largest port city of Å'
NOUN_TAGS = frozenset({"NOUN", "PROPN"})
JOINERS = frozenset({"-", "\u2010", "\u2011"})


def compass_words(token: Token) -> tuple[Direction, int, int] | None:
    """The direction that starts at a token, with its token offsets; None inside another."""
    doc = token.doc
    if parse(token.text) is None or _continues(token):
        return None
    best: tuple[Direction, int, int] | None = None
    for end in range(token.i + 1, min(token.i + 1 + MOST_COMPASS_WORDS, len(doc) + 1)):
        last = doc[end - 1]
        if last.lower_ not in JOINERS and parse(last.text) is None:
            break
        direction = parse(doc[token.i : end].text)
        if direction is not None:
            best = direction, token.i, end
    return best


def _continues(token: Token) -> bool:
    """'west' in 'south west' and 'south-west'."""
    i = token.i - 1
    if i > 0 and token.doc[i].lower_ in JOINERS:
        i -= 1
    return i >= 0 and parse(token.doc[i].text) is not None


def part_of(token: Token, document: Document) -> tuple[Direction, int, int] | None:
    """'in southern Norway', 'the southern Norwegian town of Å': a part of a territory."""
    found = compass_words(token)
    if found is None or token.text[0].isupper():  # 'West Virginia' is a name
        return None
    direction, start, end = found
    whole = next((name for t in _territory(token) if (name := _key(t, document))), None)
    return replace(direction, part=True, whole=whole), start, end


def _territory(token: Token) -> Iterator[Token]:
    """The words that can name whose part it is: the noun it describes, those beside it."""
    if token.head.pos_ == "PROPN":
        yield token.head
    yield from (c for c in token.head.lefts if c.dep_ in {"amod", "compound", "nmod", "poss"})


def _key(token: Token, document: Document) -> str | None:
    mention = document.mention_at(token)
    if mention is not None and mention.how != "capital":
        return mention.actor.key
    return fold(token.text) if token.pos_ == "PROPN" else None


def part_holder(token: Token) -> Iterator[Token]:
    """What lies in the part: 'the southern town of Å', 'Å, in southern Norway'."""
    if token.head.pos_ == "NOUN" and token.dep_ in {"amod", "compound", "nmod"}:
        yield token.head
    if token.i > token.sent.start and token.nbor(-1).lower_ in IN:
        yield from noun_before(token.nbor(-1))


def noun_before(token: Token) -> Iterator[Token]:
    """The noun right before a phrase, past a comma: 'Å, home to 5,000 people'."""
    i = token.i - 1
    if i > token.sent.start and token.doc[i].text == ",":
        i -= 1
    if i >= token.sent.start and token.doc[i].pos_ in NOUN_TAGS:
        yield token.doc[i]


def distance_before(token: Token) -> Iterator[Token]:
    """The unit of the distance right before: '55 km (34 miles) to the west' → km."""
    i = _before(token, token.i - 1)
    if i >= token.sent.start and token.doc[i].text == ")":
        while i >= token.sent.start and token.doc[i].text != "(":
            i -= 1
        i -= 1
    i = _before(token, i)
    if i >= token.sent.start:
        yield token.doc[i]


def _before(token: Token, i: int) -> int:
    while i >= token.sent.start and token.doc[i].lower_ in FILLERS:
        i -= 1
    return i


def reference_after(token: Token) -> Iterator[Token]:
    """The main word of the place that a direction or distance is counted from."""
    doc, found = token.doc, compass_words(token)
    at = found[2] if found else token.i
    while at < len(doc) and doc[at].lower_ in FILLERS:
        at += 1
    if at >= token.sent.end or doc[at].lower_ not in FROM:
        return
    name: Token | None = None
    for i in range(at + 1, min(at + 1 + MOST_REFERENCE_WORDS, token.sent.end)):
        word = doc[i]
        if word.pos_ == "PROPN":
            name = word
        elif name is not None or word.is_punct or word.pos_ in {"VERB", "AUX", "PRON", "SCONJ"}:
            if word.tag_ == "POS":  # 'Oslo's port': what follows is meant
                name = None
                continue
            break
    if name is not None:
        yield name


def located(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """What lies there: the noun that the phrase describes, or the subject of 'is', 'lies'; of
    'struck', 'sank' where that is no name: people go about."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            locating = lexicon.has("locating_verbs", ancestor.lemma_)
            intransitive = all(c.dep_ != "dobj" for c in ancestor.children)
            for subject in _subjects(ancestor):
                if locating or (intransitive and subject.pos_ == "NOUN"):
                    yield subject
                if locating:
                    yield from _where_it_is(subject)
            return
        if ancestor.pos_ in NOUN_TAGS and not _measures(ancestor):
            if ancestor.dep_ == "appos":
                yield ancestor.head
            yield ancestor
            return


def _where_it_is(noun: Token) -> Iterator[Token]:
    """'the mill in Lerum lies 9 miles from Oslo': so does Lerum."""
    for preposition in noun.children:
        if preposition.lower_ in AT:
            yield from (c for c in preposition.children if c.pos_ == "PROPN")


def _subjects(verb: Token) -> Iterator[Token]:
    if verb.dep_ == "acl":
        yield verb.head
        return
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            relative = child.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl"
            yield verb.head if relative else child
            return
    if verb.dep_ in {"conj", "advcl", "xcomp"} and verb.head.pos_ in {"VERB", "AUX"}:
        yield from _subjects(verb.head)


def _measures(token: Token) -> bool:
    """'km', 'miles', '60km', 'west': words of the phrase itself."""
    number = quantities.parse(token.text if token.text[0].isdigit() else f"1 {token.text}")
    has_unit = number is not None and UNITS.get(number.unit or "", ("",))[0] == "length"
    return has_unit or parse(token.text) is not None
