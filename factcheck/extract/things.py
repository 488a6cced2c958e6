"""Phrases to Things: what a noun phrase or a clause is about, with what tells it apart.

Comes in: the main word of a phrase and its document. Goes out: head, modifiers, names, and the
context that the document's other mentions of the same thing give ('the contract' two sentences
after 'the talks on the purchase of …').
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from factcheck.extract.places import REMEMBERED, tokens_at, verb_lemma
from factcheck.extract.times import YEAR
from factcheck.language.document import Document, is_definite
from factcheck.language.tokens import ENGLISH, Token
from factcheck.values import dates, ranks
from factcheck.values.actors import ActorKind
from factcheck.values.counted import PEOPLE, Counted
from factcheck.values.people import fold
from factcheck.values.things import Thing

ARTICLES = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
YEAR_PREPOSITIONS = frozenset({"of", "for", "from", "in"})
MOST_WORDS = 60  # words of a phrase read as its context: bounds the cost of endless sentences
MOST_MATES = 8  # mentions before, and after, that are read for context: bounds the cost
LONGEST_LABEL = 6  # words behind a noun that its label keeps
MAX_UNWRAP = 4  # 'the prospect of the creation of a group' has two wrappings
CONTENT = frozenset({"NOUN", "VERB", "ADJ"})
CORE_DEPENDENCIES = frozenset({"compound", "amod", "nmod", "nummod"})
NEAR_SENTENCES = 1  # sentences before a bare 'the contract' that say which contract


def thing_of(token: Token, document: Document, depth: int = 0) -> Thing | None:
    """The thing that a phrase names; None for pronouns and empty phrases."""
    if depth > MAX_UNWRAP or token.pos_ == "PRON":
        return None
    if token.pos_ in {"VERB", "AUX"}:
        return _clause(token, document, depth)
    inner = _unwrapped(token, document)
    if inner is not None:
        return thing_of(inner, document, depth + 1)
    return _act(token, document, depth) or _with_context(token, document)


@lru_cache(maxsize=REMEMBERED)
def counted_of(noun: Token, document: Document) -> Counted:
    """What a number counts: the noun phrase without its surroundings. A people's name counts
    people: '30 Norwegians' are persons of Norway."""
    core = _core(noun, document)
    mention = document.mention_at(noun)
    if mention is not None and mention.actor.kind is ActorKind.STATE:
        person = document.lexicon.canonical(PEOPLE)
        return Counted(person, noun.text, names=frozenset({mention.actor.key}))
    words = _label(noun, skipped=("nummod", "quantmod")).split(" ")
    label = " ".join(word for word in words if ranks.parse(word) is None)
    of_the_number = {
        word
        for t in _before(noun)
        if t.i in document.numerals
        for word in (t.lemma_, fold(t.text))  # 'Sixty' begins a sentence and is no name
    }
    named = (core.names | core.context_names) - of_the_number
    names = frozenset(n for n in named if ranks.parse(n) is None)
    modifiers = frozenset(m for m in core.modifiers - of_the_number if ranks.parse(m) is None)
    models = sorted(w for w in {*names, fold(noun.text), *_spaced_models(noun)} if _is_model(w))
    if models:  # 'AK-47 assault rifles' and 'AK-47s' are named by their model
        return Counted(models[0].removesuffix("s"), label)
    if document.lexicon.has("people_nouns", core.head):  # 'soldiers' are people of a kind
        person = document.lexicon.canonical(PEOPLE)
        return Counted(person, label, modifiers | {core.head}, names)
    return Counted(core.head, label, modifiers, names)


def _act(token: Token, document: Document, depth: int) -> Thing | None:
    """'a ban on phosphates' is the thing that 'to ban phosphates' names."""
    lemma = token.lemma_
    if not document.lexicon.has("act_nouns", lemma):
        return None
    for place in ("on", "of"):
        for found in tokens_at(place, token, document.lexicon)[:1]:
            inner = thing_of(found, document, depth + 1)
            if inner is not None:
                return replace(inner, act=lemma, label=f"{lemma} {inner.phrase}")
    return None


def head_of(token: Token, document: Document) -> str:
    """The canonical head word of a phrase: synonyms share one."""
    return document.lexicon.canonical(token.lemma_)


def _clause(verb: Token, document: Document, depth: int) -> Thing | None:
    lexicon = document.lexicon
    lemma = verb_lemma(verb)
    objects = tokens_at("object", verb, lexicon)
    if lexicon.has("happening_verbs", lemma) and (not objects or objects[0].lower_ == "place"):
        subjects = tokens_at("subject", verb, lexicon)  # 'the exchange took place'
        return thing_of(subjects[0], document, depth + 1) if subjects else None
    if not objects:
        return None
    inner = thing_of(objects[0], document, depth + 1)
    if inner is None or lexicon.has("creation_verbs", lemma):
        return inner
    act = lexicon.canonical(lemma)
    return replace(inner, act=act, label=f"{lemma} {inner.phrase}")


def _unwrapped(token: Token, document: Document) -> Token | None:
    """'the creation of a group' is about the group."""
    lemma = token.lemma_
    lexicon = document.lexicon
    if not (lexicon.has("creation_nouns", lemma) or lexicon.has("transparent_nouns", lemma)):
        return None
    for place in ("of", "complement"):
        found = tokens_at(place, token, lexicon)
        if found:
            return found[0]
    return None


def _core(token: Token, document: Document) -> Thing:
    """The noun phrase alone; read once for every word of a document."""
    known = document.phrases.get(token.i)
    if known is None:
        known = document.phrases[token.i] = _read_phrase(token, document)
    return known


def _read_phrase(token: Token, document: Document) -> Thing:
    lexicon = document.lexicon
    modifiers: set[str] = set()
    names: set[str] = set()
    apart: set[str] = set()
    context: set[str] = set()
    for word in [*_before(token), *_of_what(token, document)]:
        mention = document.mention_at(word)
        lemma = word.lemma_
        if word.dep_ == "poss" and word.ent_type_ != "DATE":
            owner = document.actor(word)
            if owner is not None:
                context.add(owner.key)
        elif mention is not None and mention.actor.kind is ActorKind.STATE:
            context.add(mention.actor.key)
        elif lexicon.has("apart_modifiers", lemma):
            apart.add(lemma)
        elif word.ent_type_ != "DATE":
            _sort_modifier(word, names, modifiers, document)
    if token.pos_ == "PROPN" and not lexicon.has("offices", token.lemma_):
        names.add(fold(token.text))  # 'the Lindmark': the main word is a name itself
    years, unknown = _years(token, document)
    return Thing(
        head=head_of(token, document),
        label=_label(token),
        modifiers=frozenset(modifiers),
        names=frozenset(names),
        apart=frozenset(apart | unknown),
        years=years,
        context_names=frozenset(context),
        article=_own_article(token),
    )


def _of_what(token: Token, document: Document) -> Iterator[Token]:
    """'the exchange of prisoners' is the prisoner exchange; in other languages by whatever
    preposition: 'un pont sur la Loire'."""
    if document.doc.language != ENGLISH:
        yield from _behind(token)
        return
    for found in tokens_at("of", token, document.lexicon):
        if found.pos_ == "NOUN" and found.ent_type_ != "DATE":
            yield found


def _behind(noun: Token) -> Iterator[Token]:
    """What hangs on a noun by a preposition behind it."""
    for preposition in noun.rights:
        if preposition.dep_ == "prep":
            yield from (c for c in preposition.children if c.pos_ in {"NOUN", "PROPN"})


def _years(token: Token, document: Document) -> tuple[frozenset[str], frozenset[str]]:
    """Years that the phrase itself names, and words for years that cannot be resolved."""
    years: set[str] = set()
    unknown: set[str] = set()
    left = min([token.i, *(t.i for t in _before(token)), *(c.left_edge.i for c in token.lefts)])
    right = max([token.i, *(p.right_edge.i for p in token.rights if p.lower_ in YEAR_PREPOSITIONS)])
    phrase = document.doc[left : right + 1]
    after = document.doc[token.i + 1 : token.i + 3]  # 'the contract for 2006'
    if len(after) == 2 and after[0].lower_ in YEAR_PREPOSITIONS and YEAR.match(after[1].text):
        years.add(after[1].text)
    for span, expression in document.dates_in(token.sent):
        if not left <= span.start <= right:
            continue
        value = dates.resolve(expression, document.published)
        if value is not None and value.lower is not None:
            years.add(str(value.lower.year))
        elif value is None and not expression.surface.lower().startswith("this"):
            unknown.add(expression.surface.lower())
    if " that year" in phrase.text.lower():
        unknown.add("that year")
    return frozenset(years), frozenset(unknown)


def _before(token: Token) -> Iterator[Token]:
    """The words of the noun phrase before its head; of a possessor only its main word. In other
    languages, those behind it, too: 'une école primaire'."""
    for child in token.lefts if token.doc.language == ENGLISH else token.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ in CORE_DEPENDENCIES:
            yield from (w for w in child.lefts if w.dep_ in CORE_DEPENDENCIES)
            yield child


def _sort_modifier(word: Token, names: set[str], modifiers: set[str], document: Document) -> None:
    lemma = word.lemma_
    number = word.pos_ == "NUM" and not is_designator(word)
    if number or document.lexicon.has("plain_modifiers", lemma):
        return
    if is_designator(word) or (word.pos_ == "PROPN" and word.text[0].isupper()):
        names.add(fold(word.text))
    elif word.is_alpha or "-" in word.text:
        inflected = word.pos_ in {"NOUN", "PROPN"} or word.doc.language != ENGLISH
        form = lemma if inflected else word.lower_  # 'working', not 'work'
        modifiers.add(document.lexicon.canonical(form))


def is_designator(token: Token) -> bool:
    """A name with a number in it: 'S-400', 'A320', 'Type-5'."""
    return _is_model(token.text)


def _spaced_models(noun: Token) -> Iterator[str]:
    """'XK 47' in 'six XK 47 rifles'."""
    for word in noun.doc[max(noun.i - 3, noun.sent.start) : max(noun.i - 1, 0)]:
        after = noun.doc[word.i + 1]
        if word.text.isupper() and word.is_alpha and after.text.isdigit():
            yield fold(f"{word.text} {after.text}")


def _is_model(name: str) -> bool:
    """A name with a number in it, spaced or not: 'B-52', 'b 52s'."""
    return any(c.isdigit() for c in name) and any(c.isalpha() for c in name)


def _label(token: Token, skipped: tuple[str, ...] = ()) -> str:
    """The noun phrase up to its head, without determiner and possessor; in other languages, what
    describes it behind its head, too."""
    out: set[int] = set()
    for child in token.lefts:
        if child.dep_ in {"det", "poss", "predet", "punct", "case", *skipped}:
            out |= {t.i for t in child.subtree}
    end = token.i if token.doc.language == ENGLISH else _described_to(token)
    words = [t for t in token.subtree if t.i <= end and t.i not in out]
    label = "".join(t.text_with_ws for t in words).replace("\n", " ").strip()
    return ARTICLES.sub("", label)


def _own_article(noun: Token) -> str | None:
    """In other languages than English, the article that a noun phrase begins with."""
    if noun.doc.language == ENGLISH:
        return None
    return next((t.text_with_ws.lower() for t in noun.lefts[:1] if t.dep_ == "det"), "")


def _described_to(noun: Token) -> int:
    """Where the adjectives and prepositions end that stand right behind a noun."""
    end = noun.i
    for child in noun.rights:
        near = child.left_edge.i == end + 1 and child.right_edge.i - noun.i <= LONGEST_LABEL
        if not near or child.dep_ not in {"amod", "prep", "compound", "nummod"}:
            break
        end = child.right_edge.i
    return end


def _surroundings(tokens: Iterator[Token], document: Document) -> tuple[set[str], set[str]]:
    """Names and content words of a stretch of text."""
    names: set[str] = set()
    words: set[str] = set()
    for token in tokens:
        mention = document.mention_at(token)
        if mention is not None:
            names.add(mention.actor.key)
        elif is_designator(token):
            names.add(fold(token.text))
        elif token.pos_ in CONTENT and token.is_alpha and not token.is_stop:
            words.add(document.lexicon.canonical(token.lemma_))
    return names, words


def _with_context(token: Token, document: Document) -> Thing:
    """A phrase with what it takes over from the document's mentions of the same thing."""
    thing = _core(token, document)
    mates = [
        (other, core)
        for other in _same_head(token, thing.head, document)
        if _compatible(thing, core := _core(other, document))
    ]
    if not thing.modifiers and not thing.names and is_definite(token):
        fuller = _antecedent(token, mates)
        if fuller is not None:
            thing = replace(
                thing, modifiers=fuller.modifiers, names=fuller.names, label=fuller.label
            )
            mates = [(other, core) for other, core in mates if _compatible(thing, core)]
    names, words = _surroundings(_rightward(token), document)
    for other, _ in mates:
        more_names, more_words = _surroundings(islice(other.subtree, MOST_WORDS), document)
        names |= more_names
        words |= more_words
    if not thing.modifiers and not thing.names:
        near_names, near_words = _nearby(token, document)
        names |= near_names
        words |= near_words
    for _, core in mates:
        names |= core.context_names
    own = thing.modifiers | thing.names | {thing.head}
    return replace(
        thing,
        context_names=(thing.context_names | names) - own,
        context_words=frozenset(words - own),
    )


def _antecedent(token: Token, mates: list[tuple[Token, Thing]]) -> Thing | None:
    """What a bare 'the group' takes up: the nearest mention before it that introduces a group
    or describes one; only where there is none, the first described one after it."""
    for other, core in mates:
        described = bool(core.modifiers or core.names)
        if other.i < token.i and (described or not is_definite(other)):
            return core
    return next((core for _, core in mates if core.modifiers or core.names), None)


def _rightward(token: Token) -> Iterator[Token]:
    return islice((t for t in token.subtree if t.i > token.i), MOST_WORDS)


def _same_head(token: Token, head: str, document: Document) -> list[Token]:
    """Other phrases with this head: the nearest before first, then those after."""
    found = [t for t in document.heads.get(head, ()) if t.i != token.i]
    before = [t for t in reversed(found) if t.i < token.i]
    return before[:MOST_MATES] + [t for t in found if t.i > token.i][:MOST_MATES]


def _compatible(a: Thing, b: Thing) -> bool:
    """Two phrases of one document that may name one thing."""
    if a.apart != b.apart:
        return False
    if a.names and b.names and not a.names & b.names:
        return False
    return not (a.modifiers and b.modifiers) or bool(a.modifiers & b.modifiers)


def _nearby(token: Token, document: Document) -> tuple[set[str], set[str]]:
    here = document.sentence_index(token)
    start = document.sentences[max(0, here - NEAR_SENTENCES)].start
    return _surroundings(iter(document.doc[start : document.sentences[here].end]), document)
