"""People in a parsed sentence: their first and family names, with what tells who they are.

Comes in: a word of a name. Goes out: the family name, and the first name with the person's age
and titles in the article, so that two spellings of one name can meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from factcheck.extract.places import tokens_at
from factcheck.language.document import THIRD_PERSON, Document, relative_antecedent
from factcheck.language.mentions import Mention
from factcheck.language.tokens import Span, Token
from factcheck.values import people
from factcheck.values.actors import Actor, ActorKind
from factcheck.values.given_names import AGE, TRADE, GivenName
from factcheck.values.names import Name
from factcheck.values.surnames import Surname

MOST_MENTIONS = 12  # of a person that are read for age and titles: bounds the cost
TITLING = frozenset({"compound", "nmod", "amod"})  # 'diver Ida Berg'
BY_AGE_OR_ORIGIN = frozenset({"old", "native"})  # 'the 41-year-old', 'the Bergen native'
NOUNS = frozenset({"NOUN", "PROPN"})
# What makes a person the one that an article is about.
MORE_THAN_OTHERS = 1.5
LEADING_SENTENCES = 4
SENTENCES_BACK = 2  # how far a pronoun's person is looked for; further back it is a guess


def person_of(token: Token, document: Document) -> Actor | None:
    """The named person whom a name, a pronoun or a description means; None when in doubt."""
    mention = document.mention_at(token)
    if mention is not None and mention.how == "demonym" and token.pos_ in NOUNS:
        return _described(token, document)  # 'the Spaniard'
    if mention is not None:
        return mention.actor if mention.actor.kind is ActorKind.PERSON else None
    if token.lower_ == "who":
        antecedent = relative_antecedent(token)
        return person_of(antecedent, document) if antecedent is not None else None
    if token.lower_ in THIRD_PERSON:
        return _one_before(token, document)
    return _named_beside(token, document) or _described(token, document)


@lru_cache(maxsize=1)  # articles are read one after the other
def protagonist_of(document: Document) -> Actor | None:
    """The person whom an article is about: named in its first lines, and far more often than
    anybody else; None where two share the stage."""
    named = [m for m in document.mentions if m.actor.kind is ActorKind.PERSON]
    full = _full_names({m.actor.key for m in named})
    often = Counter(full[m.actor.key] for m in named).most_common(2)
    if not often or (len(often) > 1 and often[0][1] < MORE_THAN_OTHERS * often[1][1]):
        return None
    first = next(m for m in named if full[m.actor.key] == often[0][0])
    if document.sentence_index(document.doc[first.start]) >= LEADING_SENTENCES:
        return None
    return first.actor


def _full_names(keys: set[str]) -> dict[str, str]:
    """Each name by the longest that ends in it: 'brandt' by 'ole brandt'; itself where several
    do, as of brothers."""
    longer = {key: [other for other in keys if other.endswith(f" {key}")] for key in keys}
    return {
        key: max(found, key=len) if found and _are_one_row(found) else key
        for key, found in longer.items()
    }


def _are_one_row(names: list[str]) -> bool:
    """Whether each is the end of the next longer one."""
    row = sorted(names, key=len)
    return all(after.endswith(before) for before, after in pairwise(row))


def _named_beside(token: Token, document: Document) -> Actor | None:
    """'the skipper, Ole Brandt', 'the third victim, identified as Ole Brandt'."""
    beside = [*tokens_at("person", token, document.lexicon)]
    for participle in token.children:
        if participle.dep_ == "acl" and participle.tag_ == "VBN":
            beside += tokens_at("as", participle, document.lexicon)
            beside += [c for c in participle.children if c.dep_ == "oprd"]  # 'named Ole Brandt'
    for word in beside:
        mention = document.mention_at(word)
        if mention is not None and mention.actor.kind is ActorKind.PERSON:
            return mention.actor
    return None


def _described(token: Token, document: Document) -> Actor | None:
    """'the actress', 'the 41-year-old', 'the Bergen native' of an article about one person, whom
    nothing else can be meant to describe."""
    if not _may_describe(token, document):
        return None
    person = _subject_of_the_sentence_before(token, document) or protagonist_of(document)
    if person is None:
        return None
    if token.lower_ in BY_AGE_OR_ORIGIN:
        return person
    if _is_of_age_or_origin(token, document):
        return person if _is_alone_there(person, token, document) else None
    mentions = document.mentions_by_key[person.key][:MOST_MENTIONS]
    described = (word.lemma_ for mention in mentions for word in _beside(mention, document))
    return person if token.lemma_ in described else None


def _subject_of_the_sentence_before(token: Token, document: Document) -> Actor | None:
    """The person of whom the sentence before speaks: 'Lind fell. The 41-year-old …'."""
    here = document.sentence_index(token)
    if here == 0:
        return None
    for word in document.sentences[here - 1]:
        if word.dep_ in {"nsubj", "nsubjpass"} and not _speaks(word, document):
            mention = document.mention_at(word)
            if mention is None:
                return _named_beside(word, document)
            return mention.actor if mention.actor.kind is ActorKind.PERSON else None
    return None


def _beside(mention: Mention, document: Document) -> Iterator[Token]:
    """What a mention says that somebody is: 'actress' in 'the actress Ida Lind'."""
    root = document.doc[mention.start : mention.end].root
    yield from tokens_at("person", root, document.lexicon)
    for word in document.doc[max(root.sent.start, mention.start - 1) : mention.end]:
        if document.lexicon.has("occupations", word.lemma_):
            yield word


def _is_alone_there(person: Actor, token: Token, document: Document) -> bool:
    """Whether the sentence and the one before name nobody else: 'Lind beat Moser. The Austrian'."""
    here = document.sentence_index(token)
    named: set[str] = set()
    for sentence in document.sentences[max(0, here - 1) : here + 1]:
        named |= set(_people_in(sentence, token, document)[0])
    return all(person.key.endswith(key) or key.endswith(person.key) for key in named)


def _is_of_age_or_origin(token: Token, document: Document) -> bool:
    """'the 41-year-old', 'the 41-year-old singer', 'the Bergen native', 'the Spaniard'."""
    aged = any(c.lower_ == "old" for c in token.lefts)
    if token.lower_ in BY_AGE_OR_ORIGIN:
        return True
    if aged and document.lexicon.has("occupations", token.lemma_):
        return True
    mention = document.mention_at(token)
    return mention is not None and mention.how == "demonym"


def _may_describe(token: Token, document: Document) -> bool:
    """A definite noun in the singular that stands for somebody alone."""
    if token.dep_ in {"compound", "appos", "attr", "amod", "oprd"} or token.tag_ in {"NNS", "NNPS"}:
        return False
    occupation = document.lexicon.has("occupations", token.lemma_)
    if not (occupation or _is_of_age_or_origin(token, document)):
        return False
    return token.left_edge.lower_ == "the" and not any(
        c.dep_ in {"relcl", "poss"} or c.lower_ in {"other", "second", "older", "younger"}
        for c in token.children
    )


def _one_before(token: Token, document: Document) -> Actor | None:
    """The only person whom the sentence so far, or else the nearest before it that speaks of
    anybody, is about; those who are only quoted do not count, nameless people do."""
    here = document.sentence_index(token)
    for index in range(here, max(-1, here - SENTENCES_BACK - 1), -1):
        sentence = document.sentences[index]
        people_here, nameless = _people_in(sentence, token, document)
        if nameless or len(people_here) > 1:
            return None
        if people_here:
            return next(iter(people_here.values()))
    return None


def _people_in(sentence: Span, before: Token, document: Document) -> tuple[dict[str, Actor], bool]:
    """The named people of a sentence that are not its speakers; whether nameless ones are too."""
    named: dict[str, Actor] = {}
    nameless = False
    described = document.mention_at(_apposed_to(before))
    for word in sentence:
        if word.i >= before.i or _speaks(word, document):
            continue
        mention = document.mention_at(word)
        if mention is not None and mention == described:
            continue  # 'Ida Lind, his wife': somebody else's
        if mention is not None and mention.actor.kind is ActorKind.PERSON:
            if not _speaks(document.doc[mention.start : mention.end].root, document):
                named[mention.actor.key] = mention.actor
        elif document.lexicon.has("human_nouns", word.lemma_) and word.pos_ == "NOUN":
            singular = word.tag_ == "NN" and word.dep_ not in {"compound", "attr", "pobj"}
            nameless = nameless or (singular and _named_beside(word, document) is None)
    return named, nameless


def _apposed_to(owner: Token) -> Token:
    """The name beside which 'his wife' stands; the word itself where it owns nothing apposed."""
    owns = owner.dep_ == "poss" and owner.head.dep_ == "appos"
    return owner.head.head if owns else owner


def _speaks(word: Token, document: Document) -> bool:
    verb = word.head
    return word.dep_ == "nsubj" and document.lexicon.has("reporting_verbs", verb.lemma_)


def is_age_now(number: Token, words: Span) -> bool:
    """'52' and '52-year-old' as an age of today; not 'one of 52', 'a 20-year veteran', '52 when
    she won', 'then 52' or '52 at the time'."""
    if not words.start <= number.i < words.end:
        return False
    if any(c.dep_ in {"prep", "nmod", "appos", "nummod"} for c in number.children):
        return False
    beside = number.doc[max(0, words.start - 1) : words.end + 3].text.lower()
    clauses = (
        [c for c in number.head.children if c.dep_ == "advcl"] if _is_attribute(number) else []
    )
    back_then = any(c.lower_ in {"when", "while"} for clause in clauses for c in clause.children)
    return not (back_then or beside.startswith("then ") or "at the time" in beside)


def _is_attribute(number: Token) -> bool:
    return number.dep_ in {"attr", "acomp"}


def family_name_of(token: Token, document: Document) -> Name | None:
    """The family name of the person whose name this word is part of."""
    name = _name(token, document)
    if name is None:
        return None
    return Name(name.family, name.label.split()[-1])


def first_name_of(token: Token, document: Document) -> Name | None:
    """The first name of the person whose full name this word is part of."""
    name = _name(token, document)
    return Name(name.words[0], name.label.split()[0]) if name is not None else None


def surname_of(token: Token, document: Document) -> Surname | None:
    """The name of a person who is given a first and a last name here, to be told apart from
    others by the last."""
    name, given = _name(token, document), given_name_of(token, document)
    if name is None or given is None:
        return None
    rest = "".join(name.words[1:])
    return Surname(given.given, given.family, given.label, given.marks, rest)


def given_name_of(token: Token, document: Document) -> GivenName | None:
    """The name of a person who is given a first and a family name here.

    None for people whom the article mentions once in passing: their names are slips at most.
    """
    name, mention = _name(token, document), document.mention_at(token)
    if name is None or mention is None:
        return None
    given = name.words[0]
    if len(given) == 1 or any(document.lexicon.has("offices", w) for w in name.words):
        return None
    mentions = document.mentions_by_key[mention.actor.key][:MOST_MENTIONS]
    marks = frozenset(mark for m in mentions for mark in _marks(m, document))
    if not marks and len(mentions) == 1:
        return None
    return GivenName(given, name.family, name.label, marks)


def _name(token: Token, document: Document) -> people.PersonName | None:
    mention = document.mention_at(token)
    if mention is None or mention.actor.kind is not ActorKind.PERSON:
        return None
    name = people.parse(document.doc[mention.start : mention.end].text)
    return name if name is not None and len(name.words) > 1 else None


def _marks(mention: Mention, document: Document) -> Iterator[str]:
    """'age 36', 'title mayor', 'identified as': what a mention says of who it is."""
    if mention.office:
        yield f"title {mention.office.lower()}"
    root = document.doc[mention.start : mention.end].root
    if root.dep_ == "pobj" and root.head.lower_ == "as":
        yield "identified as this"
    for before in root.lefts:  # 'Norvik chief executive Ida Berg'
        if before.pos_ == "NOUN" and before.dep_ in TITLING:
            yield f"{TRADE}{before.lemma_}"
    for beside in tokens_at("person", root, document.lexicon):
        yield f"{AGE}{beside.text}" if beside.text.isdigit() else f"{TRADE}{beside.lemma_}"
