"""Places around a trigger word: 'subject', 'object', 'from', 'governor.subject' → tokens.

Comes in: a token and a place as a rule names it. Goes out: the tokens that stand there, best
first, with passives, relative clauses, participles and coordination already seen through, so
that a rule says 'object' and means who or what it was done to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from factcheck.extensions import installed
from factcheck.extract import directions
from factcheck.extract.measures import clause, measured
from factcheck.language.document import is_relative
from factcheck.language.lexicon import Lexicon
from factcheck.language.tokens import ENGLISH, Token
from factcheck.rules.schema import SENTENCE

VERB_TAGS = frozenset({"VERB", "AUX"})
NOUN_TAGS = frozenset({"NOUN", "PROPN", "PRON"})
MAX_CLIMB = 4  # nouns above a relative clause that it can belong to instead
VERBAL_ADVERBS = frozenset({"forward", "place", "away", "back", "apart", "ahead", "about"})
AGED = frozenset({"aged", "age", "ages"})
AGES_IN_A_ROW = 4  # tokens: 'aged 33 and'
PRECEDING_WINDOW = 4  # words between a number and what is said of it: '17 more hikers are dead'
LONGEST_NAME = 5  # words of a titled name before its last one: 'Vice Adm. Ann M. Lee'
VAGUE_NUMBERS = frozenset({"dozen", "score", "hundred", "thousand", "million", "several"})
PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
REMEMBERED = 8192  # places around one word are asked for by many rules, one after the other


@lru_cache(maxsize=REMEMBERED)
def tokens_at(place: str, token: Token, lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens at a place; several where the syntax leaves it open, best first."""
    if "." not in place:
        return tuple(dict.fromkeys(_step(place, token, lexicon)))
    current = [token]
    for step in place.split("."):
        reached: list[Token] = []
        for start in current:
            for found in _step(step, start, lexicon):
                if found not in reached:
                    reached.append(found)
        current = reached
    return tuple(current)


@lru_cache(maxsize=REMEMBERED)
def lemmas_at(place: str, token: Token, lexicon: Lexicon) -> frozenset[str]:
    """The lemmas of the tokens at a place; of verbs also with what makes one word of them."""
    if place == SENTENCE and token is not (first := token.sent[0]):
        return lemmas_at(place, first, lexicon)  # the same for all its words
    tokens = tokens_at(place, token, lexicon)
    if not tokens:
        return frozenset()
    verbs = {verb_lemma(t) for t in tokens if t.pos_ in VERB_TAGS}
    return frozenset({t.lemma_ for t in tokens} | verbs)


def is_in_sentence(place: str) -> bool:
    """Whether all that can stand at a place is of the token's sentence; who knows, of those that
    an extension adds."""
    return installed().places.keys().isdisjoint(place.split("."))


def _step(step: str, token: Token, lexicon: Lexicon) -> Iterable[Token]:
    named = _STEPS.get(step) or installed().places.get(step)
    return named(token, lexicon) if named is not None else _prepositional(token).get(step, ())


@lru_cache(maxsize=REMEMBERED)
def verb_lemma(verb: Token) -> str:
    """The verb with what makes one word of it: 'set up', 'put forward', 'take place'."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    for child in verb.rights:
        if child.i == verb.i + 1 and child.lower_ in VERBAL_ADVERBS:
            particle = child.lower_
    return f"{verb.lemma_} {particle}".strip()


@lru_cache(maxsize=REMEMBERED)
def is_passive(verb: Token) -> bool:
    """'was signed', and participles without a subject: 'signed in May'."""
    if any(c.dep_ in {"auxpass", "nsubjpass", "agent"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not _children(verb, "aux", "dobj"):
        return is_passive(verb.head)  # 'two were fined and one jailed'
    bare = not _children(verb, "dobj", "aux", "nsubj")
    return verb.tag_ in {"VBN", "VBD"} and verb.dep_ in {"acl", "advcl"} and bare


def _children(token: Token, *deps: str) -> list[Token]:
    return [c for c in token.children if c.dep_ in deps]


def _subject(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Who does it."""
    if is_passive(token):
        for agent in [*_children(token, "agent"), *_preps(token, "by")]:
            yield from _objects_of(agent)
        return
    subjects = _children(token, "nsubj")
    if subjects:
        yield from (_antecedent(s) for s in subjects)
    elif token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
        yield from _subject(token.head, lexicon)
    elif token.dep_ == "acl" and (token.tag_ == "VBG" or _children(token, "dobj")):
        yield token.head  # 'ships leaving port'; 'a torch set off the blast', as parsers misread it
    elif token.dep_ in {"xcomp", "advcl", "pcomp", "dobj"}:
        governor = token.head if token.dep_ != "pcomp" else token.head.head
        controlled = _children(governor, "dobj") if token.dep_ == "xcomp" else []
        controlled = controlled or _children(governor, "nsubjpass")  # 'X was asked to sign'
        if controlled and token.dep_ == "xcomp":
            yield from controlled
        elif governor.pos_ in {"VERB", "AUX"}:
            yield from _subject(governor, lexicon)
        elif governor.dep_ == "acomp":
            yield from _children(governor.head, "nsubj")  # 'X is due to sign'


def _object(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Who or what it is done to."""
    if not is_passive(token):
        own = _children(token, "dobj", "oprd")
        for verb in _children(token, "conj") if not own else ():  # 'drafted and signed it'
            if verb.pos_ == "VERB" and not _children(verb, "nsubj", "nsubjpass"):
                own = _children(verb, "dobj")
        for found in own:
            yield _antecedent(found)
        if token.dep_ == "relcl" and not _children(token, "dobj", "nsubjpass"):
            yield from _with_nouns_above(token.head)
        return
    passive_subjects = _children(token, "nsubjpass") or _children(token, "nsubj")
    for found in passive_subjects:
        if is_relative(found) and token.dep_ == "relcl":
            yield from _with_nouns_above(token.head)
        else:
            yield found
    if passive_subjects:
        return
    if token.dep_ == "acl":
        yield from _with_nouns_above(token.head)
    elif token.dep_ == "advcl":  # 'The treaty, concluded in May, promises …'
        yield from _children(token.head, "nsubj", "nsubjpass")
    elif token.dep_ == "conj":
        yield from _object(token.head, lexicon)
    elif token.dep_ == "xcomp":  # 'X is expected to be signed', 'X is due to be signed'
        governor = token.head.head if token.head.dep_ == "acomp" else token.head
        yield from _children(governor, "nsubj", "nsubjpass")


def _with_nouns_above(noun: Token) -> Iterator[Token]:
    """A noun and those it hangs on: a clause after 'its deal with Russia' may mean the deal.

    Parsers attach 'with Russia' to the deal or to the verb before it, a toss-up; so the object
    of that verb comes last.
    """
    yield noun
    here = noun
    for _ in range(MAX_CLIMB):
        if here.dep_ in {"pobj", "pcomp"}:
            here = here.head.head
        elif here.dep_ in {"poss", "compound", "appos", "conj", "amod", "nmod"}:
            here = here.head
        else:
            return
        if here.pos_ in NOUN_TAGS:
            yield here
        else:
            yield from (c for c in _children(here, "dobj", "nsubjpass") if c.i < noun.i)
            return


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token itself."""
    if is_relative(token) and token.head.dep_ == "relcl":
        return token.head.head
    return token


def _preps(token: Token, word: str) -> list[Token]:
    return [c for c in token.children if c.lower_ == word and c.dep_ in PREPOSITIONAL]


def _objects_of(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield child


@lru_cache(maxsize=REMEMBERED)
def _prepositional(token: Token) -> dict[str, list[Token]]:
    """What stands after each preposition that belongs to the token, or to its object."""
    prepositions: list[Token] = []
    holders = [token, *_children(token, "dobj", "nsubjpass", "nsubj", "advmod", "prt")]
    if token.pos_ in NOUN_TAGS:
        holders = [token]
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        if after.lower_ == "of" and after.head != token:
            prepositions.append(after)  # 'of' belongs to the noun before it, parsed or not
        if token.dep_ in {"nsubj", "nsubjpass", "dobj"} and token.head.pos_ == "AUX":
            holders.append(token.head)
    for holder in holders:
        prepositions += _children(holder, *PREPOSITIONAL)
        for nested in _children(holder, "prep"):  # 'together with', 'out of'
            prepositions += _children(nested, *PREPOSITIONAL)
    named = _names if token.doc.language != ENGLISH else _name
    found: dict[str, list[Token]] = {}
    for preposition in prepositions:
        for name in named(preposition):
            found.setdefault(name, []).extend(_objects_of(preposition))
    return found


def _name(preposition: Token) -> tuple[str]:
    return (preposition.lower_,)


def _names(preposition: Token) -> list[str]:
    """As it stands and by its lemma ('du' is 'de'); several words that are one by all of them."""
    parts = [c for c in preposition.children if c.dep_ == "fixed"]
    words = sorted([preposition, *parts], key=lambda t: t.i)
    forms = (" ".join(t.lower_ for t in words), " ".join(t.lemma_ for t in words))
    return list(dict.fromkeys(forms))


def _indirect_object(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    for dative in _children(token, "dative"):
        if dative.pos_ == "ADP":
            yield from _objects_of(dative)
        else:
            yield dative
    if _children(token, "xcomp"):
        yield from _children(token, "dobj")


def _complement(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The clause that says what: 'to create …', 'that … be created', 'creating …'."""
    for child in token.children:
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)
        with_mark = any(c.dep_ == "mark" for c in child.children)
        of_verb = child.dep_ in {"xcomp", "ccomp"} and child.pos_ in {"VERB", "AUX"}
        of_noun = child.dep_ in {"acl", "relcl"} and (infinitive or with_mark)
        loose = child.dep_ == "advcl" and infinitive and not _children(token, "dobj")
        if of_verb or of_noun or loose:
            yield child


def _directive(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """A complement that says what should be done, not what is: 'to form …', 'forming …', 'that
    it be formed', 'that it should be formed' — but not 'suggested that it was formed'."""
    for below in _complement(token, lexicon):
        words = {c.lower_ for c in below.children if c.dep_ in {"aux", "auxpass"}}
        if {"to", "should", "be"} & words or below.tag_ in {"VB", "VBG"}:
            yield below


def _matrix(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The main clause beside which the phrase stands: '… will be set up, based on a proposal'.

    'a fund that is based on a proposal': what is based on it, not the being based.
    """
    best: Token | None = None
    if token.dep_ != "pobj":
        return
    for ancestor in token.ancestors:
        if ancestor.pos_ not in {"VERB", "AUX"}:
            continue
        if lexicon.has("reporting_verbs", ancestor.lemma_):
            break
        if ancestor.dep_ in {"ROOT", "ccomp", "conj", "advcl", "relcl"}:
            best = ancestor
            if ancestor.dep_ == "relcl":
                break
    if best is not None and best.lower_ == "based":
        yield from _object(best, lexicon)
    elif best is not None:
        yield best


def _preposition(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The preposition that the token stands after: 'at' in 'at the suggestion of'."""
    if token.dep_ == "pobj":
        yield token.head


def _governor(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The verb or noun that the token hangs on, past prepositions."""
    head = token.head
    while head.dep_ in {"prep", "agent"} and head.pos_ in {"ADP", "SCONJ"}:
        head = head.head
        yield head
        return
    if head != token:
        yield head


def _named_person(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Whose title it is: 'Foreign Minister X', 'X, the minister', 'X is minister'."""
    if token.dep_ in {"compound", "nmod", "amod"} and token.head.pos_ == "PROPN":
        yield token.head
    if token.dep_ == "appos":
        yield token.head
    for child in token.children:
        if child.dep_ == "appos":
            yield child
    if token.dep_ == "attr":
        yield from _children(token.head, "nsubj")


def _by_order(find: Callable[[Token], Iterator[Token]]) -> Callable[..., Iterator[Token]]:
    """A place that is read from the order of the words alone."""

    def step(token: Token, lexicon: Lexicon) -> Iterator[Token]:
        yield from find(token)

    return step


def _by_dependency(*deps: str) -> Callable[[Token, Lexicon], Iterator[Token]]:
    def step(token: Token, lexicon: Lexicon) -> Iterator[Token]:
        yield from _children(token, *deps)

    return step


def _possessive(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Whose it is; the parts of 'his ex-wife' are read as three words, the owner beside the first,
    and the owner of 'Dahl's sister Ida' as the name's."""
    first = token
    doc = token.doc
    while first.i >= 2 and doc[first.i - 1].text == "-" and not doc[first.i - 2].is_punct:
        first = doc[first.i - 2]
    yield from dict.fromkeys(c for word in (token, first) for c in _children(word, "poss"))
    if token.dep_ == "compound" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
        yield from _children(token.head, "poss")


def _modifier(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Words before a noun that modify it, or modify a modifier: 'Swedish K-12 patrol boats'."""
    for child in _children(token, "amod", "compound", "nmod", "poss"):
        yield child
        yield from _children(child, "amod", "compound", "nmod")


def _preceding(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The number, or the noun it counts, right before the word: '17 dead', '17 hikers hurt'.

    Headlines and lists leave out the verb that syntax would need.
    """
    doc = token.doc
    if _children(token, "dobj"):
        return  # 'two floods ruined barns': what stands before did it
    for i in range(token.i - 1, max(token.i - PRECEDING_WINDOW, token.sent.start) - 1, -1):
        before = doc[i]
        if before.like_num or before.lemma_ in VAGUE_NUMBERS or before.lower_ == "another":
            if before.dep_ == "pobj" and before.head.lower_ == "of":
                return  # 'a mother of 12 killed …'
            if any(t.lower_ in AGED for t in doc[max(i - AGES_IN_A_ROW, token.sent.start) : i]):
                return  # 'men aged 33 and 47 were killed'
            yield doc[i + 1] if i + 1 < token.i and doc[i + 1].pos_ in NOUN_TAGS else before
            return
        if before.pos_ not in NOUN_TAGS | {"ADJ", "AUX"} or before.is_punct:
            return


def _title(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The capitalised words right before a name, or in it: 'Captain' in 'navy Captain Ann Lee'."""
    start = max(token.sent.start, token.i - LONGEST_NAME)
    for word in reversed(token.doc[start : token.i]):
        if word.text[:1].isupper():
            yield word
        elif word.text != ".":  # 'Col.' is read as two words
            return


def _nominal(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The word itself where an adjective stands for who has it: 'the 41-year-old said'."""
    before = token.head.pos_ in NOUN_TAGS and token.head.i > token.i
    if not before and token.left_edge.lower_ == "the":
        yield token


def _sentence(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    """Every word of the sentence."""
    yield from token.sent


def _self(token: Token, lexicon: Lexicon) -> Iterator[Token]:
    yield token


_STEPS: dict[str, Callable[[Token, Lexicon], Iterator[Token]]] = {
    "subject": _subject,
    "object": _object,
    "indirect-object": _indirect_object,
    "complement": _complement,
    "directive": _directive,
    "matrix": _matrix,
    "governor": _governor,
    "person": _named_person,
    "possessive": _possessive,
    "modifier": _modifier,
    "adverb": _by_dependency("advmod", "prt", "acomp"),
    "determiner": _by_dependency("det"),
    "apposition": _by_dependency("appos"),
    "attribute": _by_dependency("attr", "acomp"),
    "quantity": _by_dependency("nummod", "npadvmod"),
    "preposition": _preposition,
    "distance": _by_order(directions.distance_before),
    "reference": _by_order(directions.reference_after),
    "before": _by_order(directions.noun_before),
    "holder": _by_order(directions.part_holder),
    "located": directions.located,
    "preceding": _preceding,
    "self": _self,
    "nominal": _nominal,
    SENTENCE: _sentence,
    "title": _title,
    "measured": measured,
    "clause": clause,
}
