"""Phrases to locations: 'the Hill Unit in Å, Texas' → a town in a division; names of sites.

Comes in: the main word after 'in' or 'to'. Goes out: the names that place it, by level, with the
words that say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.extract.counts import name_of
from factcheck.extract.places import tokens_at
from factcheck.language.document import Document
from factcheck.language.tokens import Span, Token
from factcheck.values.locations import DIVISION, PLACE, STATE, TOWN, Location, division
from factcheck.values.names import Name
from factcheck.values.people import fold

MOST_LEVELS = 4  # a site, its town, its division, its state
PLACE_LABELS = frozenset({"GPE", "LOC"})
CENTRE = "centre"  # what a clinic, a centre and a facility are called alike
NOT_A_PLACE = frozenset({"DATE", "TIME", "PERSON", "CARDINAL", "MONEY", "EVENT"})


def location_of(token: Token, document: Document) -> tuple[Location, Span] | None:
    """Where a phrase places something; None where it names no place."""
    levels: list[tuple[str, str]] = []
    first = last = -1
    here: Token | None = token
    for _ in range(MOST_LEVELS):
        if here is None:
            break
        span, level = _read(here, document, bool(levels))
        if level is not None:
            levels.append(level)
            first = span.start if first < 0 else first
            last = span.end
        here = _container(here, span, document)
    if not levels:
        return None
    words = document.doc[first:last]
    return Location(_distinct(levels), " ".join(words.text.split())), words


def _distinct(levels: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """A town inside something that was taken for a town: the inner one is a part of it."""
    seen: dict[str, str] = {}
    for level, name in reversed(levels):
        seen.setdefault(level, name)
    return tuple((level, name) for level, name in levels if seen[level] == name)


def _read(token: Token, document: Document, inside: bool) -> tuple[Span, tuple[str, str] | None]:
    """The words of one name and its level."""
    doc = document.doc
    span = document.entity_at(token)
    words = doc[token.i : token.i + 1] if span is None else span
    if token.pos_ == "NOUN":
        named = _by_noun(token, document)
        return (words, None) if named is None else named
    if token.pos_ != "PROPN" or (span is not None and span.label_ in NOT_A_PLACE):
        return words, None
    surface = " ".join(words.text.split()).removeprefix("the ").removeprefix("The ")
    mention = document.mention_at(token)
    behind = inside and doc[words.start - 1].text in {",", "("} if words.start else False
    part = division(surface, behind)
    if part is not None:
        return words, (DIVISION, part)
    if mention is not None and mention.how != "capital" and len(mention.actor.key) == 2:
        return words, (STATE, mention.actor.key)
    noun = _noun_beside(words, document)
    if noun is not None:
        return words, (noun, _without(fold(surface), noun))
    if span is not None and span.label_ in PLACE_LABELS:
        return words, (_town_or_part(words, document), fold(surface))
    return words, None


def _town_or_part(words: Span, document: Document) -> str:
    """A name that the article follows with its state ('Å, Texas') is a town's."""
    same = document.entities_named(words.text)
    return TOWN if any(_state_behind(e, document) is not None for e in same) else PLACE


def _by_noun(token: Token, document: Document) -> tuple[Span, tuple[str, str]] | None:
    """'the town of Å', 'Å province'."""
    lemma = token.lemma_
    if not document.lexicon.has("place_nouns", lemma):
        return None
    before = [c for c in token.lefts if c.dep_ in {"compound", "nmod"} and c.pos_ == "PROPN"]
    for name in [*tokens_at("of", token, document.lexicon), *before[-1:]]:
        if name.pos_ != "PROPN":
            continue
        ent = document.entity_at(name)
        words = document.doc[name.i : name.i + 1] if ent is None else ent
        surface = fold(words.text.removeprefix("the "))
        return words, (_level(lemma, document), _without(surface, lemma))
    return None


def _noun_beside(words: Span, document: Document) -> str | None:
    """'Å Province', 'the town of Å': the level that the noun within or around a name tells."""
    last = words[-1].lemma_
    if document.lexicon.has("place_nouns", last) and len(words) > 1:
        return _level(last, document)
    head = words.root.head
    if head.lower_ == "of" and document.lexicon.has("place_nouns", head.head.lemma_):
        return _level(head.head.lemma_, document)
    return None


def _level(noun: str, document: Document) -> str:
    """'city' tells nothing: large ones have parts that news names alone."""
    if document.lexicon.has("town_nouns", noun):
        return TOWN
    return PLACE if document.lexicon.has("city_nouns", noun) else noun


def _without(name: str, noun: str) -> str:
    """'talan province' → 'talan'."""
    return name.removesuffix(f" {noun}") or name


def _container(token: Token, span: Span, document: Document) -> Token | None:
    """What the place lies in: 'Å, Texas', 'a prison in Å'."""
    state = _state_behind(span, document)
    return state or next(iter(tokens_at("in", token, document.lexicon)), None)


def _state_behind(span: Span, document: Document) -> Token | None:
    """The division or state that follows a name and a comma."""
    doc, after = document.doc, span.end
    if after + 1 >= len(doc) or doc[after].text != ",":
        return None
    following = document.entity_at(doc[after + 1])
    if following is None or following.start != after + 1 or following.label_ not in PLACE_LABELS:
        return None
    mention = document.mention_at(following.root)
    is_state = mention is not None and len(mention.actor.key) == 2 and mention.how == "name"
    known = is_state or division(following.text, behind_a_town=True)
    return following.root if known else None


def site_of(token: Token, document: Document) -> Name | None:
    """The name of a building or institution: 'the Anna Berg Clinic', as 'anna berg centre'.

    None where all words are of a kind that many bear ('General Hospital', 'District Court').
    """
    if token.pos_ != "PROPN":
        return None
    name = name_of(token, document)
    words = [w for w in _name_words(token) if not document.lexicon.has("site_kinds", w.lower())]
    telling = [w for w in words[:-1] if not document.lexicon.has("common_site_words", w.lower())]
    if name is None or not telling:
        return None
    lemma = token.lemma_
    kind = CENTRE if document.lexicon.has("centre_nouns", lemma) else lemma
    return Name(fold(" ".join([*telling, kind])), " ".join(_name_words(token)))


def _name_words(token: Token) -> list[str]:
    return [t.text for t in _compound(token)]


def _compound(token: Token) -> Iterator[Token]:
    yield from (t for c in token.lefts if c.dep_ == "compound" for t in c.subtree)
    yield token
