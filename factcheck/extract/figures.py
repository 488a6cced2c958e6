"""Figures of a document: amounts, scores and telephone numbers, by their main word; ranks.

Comes in: a parsed document. Goes out: which words are figures of which sort, what they state,
the same amount in another currency, and the names of the clause that they stand in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from factcheck.extract.counts import as_measure, proper_name
from factcheck.extract.measures import clause
from factcheck.language.document import NEUTER, SUBJECTS, Document
from factcheck.language.tokens import Span, Token
from factcheck.model import Value
from factcheck.values import codes, ranks, scores
from factcheck.values.actors import ActorKind
from factcheck.values.codes import Code
from factcheck.values.named import Named
from factcheck.values.people import fold
from factcheck.values.quantities import UNITS, Quantity

CODE_REACH = 5  # words behind a noun in which its code stands
SETS_APART = 2  # words between two scores of a row: a comma, 'and'
OPENING, BETWEEN = frozenset({"(", "["}), frozenset({";", ",", "/", "or"})
NOT_RANKED = frozenset({"DATE", "TIME", "FAC", "LAW"})  # 'the third of May', 'Fifth Avenue'
VERBS = frozenset({"VERB", "AUX"})
PREDICATES = frozenset({"acomp", "advmod", "attr", "oprd"})
TIMES = frozenset({"DATE", "TIME"})


def figures(document: Document) -> dict[int, list[str]]:
    """The sorts of figure by the index of their main word."""
    found: dict[int, list[str]] = {}
    for value, span in document.quantities:
        sort = _sort_of(value)
        if sort is not None:
            rate = sort == "money" and _is_rate(span)
            found.setdefault(span.root.i, []).append("rate" if rate else sort)
    for before, (_, span), after in _with_neighbours(document.scores):
        if not _is_beside(before, span) and not _is_beside(span, after):
            found.setdefault(span[0].i, []).append("score")
    for _, span in document.telephones:
        found.setdefault(span[0].i, []).append("telephone")
    for _, span in document.clocks:
        found.setdefault(span.root.i, []).append("clock")
    return found


def _sort_of(value: Quantity) -> str | None:
    if value.unit is None:
        return "number"
    if as_measure(value, "money") is not None:
        return "money"
    if value.unit == "%":
        return "percent"
    dimension = UNITS[value.unit][0] if value.unit in UNITS else None
    return "time" if dimension == "calendar" else dimension


def _is_rate(span: Span) -> bool:
    """'$8 million a year', '$25 per share', '$40,000 annually': not the whole sum."""
    after = [t.lower_ for t in span.doc[span.end : span.end + 2]]
    return bool(after) and (
        after[0] in {"per", "annually", "yearly", "apiece", "each", "-", "monthly", "daily"}
        or (after[0] in {"a", "an", "every"} and len(after) > 1)
    )


def _with_neighbours(
    found: list[tuple[scores.Score, Span]],
) -> Iterator[tuple[Span | None, tuple[scores.Score, Span], Span | None]]:
    for i, one in enumerate(found):
        before = found[i - 1][1] if i else None
        after = found[i + 1][1] if i + 1 < len(found) else None
        yield before, one, after


def _is_beside(left: Span | None, right: Span | None) -> bool:
    """'6-4, 3-6, 7-5': the sets of one match, none of which is its score."""
    return left is not None and right is not None and right.start - left.end <= SETS_APART


def designation_of(token: Token, sort: str, document: Document) -> tuple[Value, Span] | None:
    """The score or telephone number that a phrase gives: in it, or right before its head."""
    best: tuple[Value, Span] | None = None
    for value, span in document.scores if sort == "score" else document.telephones:
        if token.left_edge.i <= span.start <= token.i or span.start <= token.i < span.end:
            best = (value, span)
    return best


def code_of(token: Token, document: Document) -> tuple[Code, Span] | None:
    """The code in a phrase or right behind it: 'flight SK 407', 'the flight, SK407, landed'; one
    with letters before one without."""
    start, end = token.left_edge.i, min(token.i + 1 + CODE_REACH, token.sent.end)
    words = document.doc[start:end]
    found = sorted(codes.find(words.text), key=lambda code: (not code[2].letters, code[0]))
    for first, last, code in found[:1]:
        offset = words.start_char
        span = document.doc.char_span(offset + first, offset + last)
        behind = span is not None and span.start <= token.i + 1
        if span is not None and (code.letters or behind):
            return code, span
    return None


def rank_of(token: Token) -> ranks.Rank | None:
    """'the fourth strike', 'finished fourth': the rank that an ordinal gives its noun, or who or
    what the verb speaks of."""
    ranked = token.dep_ == "amod" and token.head.pos_ in {"NOUN", "PROPN"}
    ranked = ranked or (token.dep_ in PREDICATES and token.head.pos_ in VERBS)
    if not ranked or token.ent_type_ in NOT_RANKED or token.head.ent_type_ in NOT_RANKED:
        return None
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return None if after.lower_ == "-" else ranks.parse(token.lower_)


def conversions(span: Span, document: Document) -> Iterator[tuple[Quantity, Span]]:
    """'2 million euros ($2.6 million; £1.7 million)': the amount in other currencies, which are
    as exact as the rate that somebody took."""
    end = span.end
    for value, other in document.quantities:
        gap = [t.lower_ for t in document.doc[end : other.start]] if other.start >= end else None
        if gap is None or (end == span.end and not gap):
            continue
        opened = end == span.end and gap[0] in OPENING and len(gap) == 1
        goes_on = end > span.end and len(gap) == 1 and gap[0] in BETWEEN
        if not (opened or goes_on) or as_measure(value, "money") is None:
            return
        yield replace(value, approximate=True), other
        end = other.end


def names_of(token: Token, document: Document) -> Named | None:
    """The names of the clause around a word, what it hangs on included; None without any."""
    verbs = list(clause(token, document.lexicon))
    words = [t for t in token.sent if not verbs or _clause_of(t) in {*verbs, None}]
    for verb in verbs[-1:]:
        if verb.dep_ in {"relcl", "acl"} and not _has_subject(verb):
            words += [t for t in verb.head.subtree if t.i < verb.left_edge.i]
    found = _named(words, document)
    return found if found.people or found.others else None


def _clause_of(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in VERBS), None)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} and c.pos_ != "PRON" for c in verb.children)


def _named(words: list[Token], document: Document) -> Named:
    people: set[str] = set()
    others: set[str] = set()
    for word in words:
        mention = document.mention_at(word)
        if mention is not None and mention.actor.kind is ActorKind.PERSON:
            last = mention.actor.key.split()[-1]
            people.add(mention.actor.key if last in _shared_names(document) else last)
        elif mention is not None and mention.actor.kind is ActorKind.STATE:
            others.add(mention.actor.key)
        elif word.lower_ in NEUTER and word.dep_ in SUBJECTS:
            meant = document.actor(word)  # 'Norsel said it would buy …'
            others |= {meant.key} if meant is not None else set()
        elif word.pos_ == "PROPN" and word.dep_ != "compound" and word.ent_type_ not in TIMES:
            others.add(fold(proper_name(word)))
    others -= {"", *people, *(name.split()[-1] for name in people)}
    return Named(frozenset(people), frozenset(others))


@lru_cache(maxsize=1)  # articles are read one after the other
def _shared_names(document: Document) -> frozenset[str]:
    """Last names that several people of an article have: of brothers, of a couple."""
    people = {m.actor.key for m in document.mentions if m.actor.kind is ActorKind.PERSON}
    count = Counter(key.split()[-1] for key in people if " " in key)
    return frozenset(name for name, number in count.items() if number > 1)
