"""When an event took place: the date expression that belongs to a verb or event noun.

A date belongs to an event when it hangs on its word, or on a noun below it, with no other verb
between: in 'said on Tuesday that the deal was signed in May' Tuesday is the saying's.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.extract.measures import cleft_clauses
from factcheck.language.document import Document
from factcheck.language.tokens import Span, Token
from factcheck.values import dates
from factcheck.values.clocks import Clock
from factcheck.values.dates import DateValue

REMEMBERED = 1024  # words: several claims are made of one, and several rules ask for its time
YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
# After these words a date at the end of the clause may be the other event's.
OTHER_EVENT = frozenset({"after", "following", "before"})
BOUNDS = frozenset({"before", "until", "till", "since", "after", "by", "from", "than", "through"})


@lru_cache(maxsize=REMEMBERED)
def time_of(event: Token, document: Document) -> tuple[DateValue, Span] | None:
    """The first date that belongs to the event, resolved as far as it can be known."""
    for span, expression in document.dates_in(event.sent):
        if belongs(span, event):
            value = dates.resolve(expression, document.published)
            if value is not None:
                return value, span
    return None


def clock_of(event: Token, document: Document) -> tuple[Clock, Span] | None:
    """The first time of day that belongs to the event."""
    sentence = event.sent
    for clock, span in document.clocks:
        if sentence.start <= span.start < sentence.end:
            words = span[: sentence.end - span.start]
            if hangs_on(words, event):
                return clock, words
    return None


def belongs(span: Span, event: Token) -> bool:
    """Whether the words of a date say when the event was."""
    here = span.root
    if here.head.lower_ in BOUNDS:
        return False  # 'before 2016' is not when
    if here.dep_ in {"amod", "compound", "nummod", "poss"} and here.head.i not in range(
        span.start, span.end
    ):
        return False  # 'the 2017 contract': the date names the contract, not its signing
    return hangs_on(span, event)


def hangs_on(span: Span, event: Token) -> bool:
    """Whether the words of a time hang on the event's word, with no other verb between."""
    here = span.root
    if _heads_line(span):
        return _is_main(event, span)
    while here.head != here:
        here = here.head
        if here.i == event.i:  # 'charged after a brawl on Friday': the brawl was on Friday
            return all(t.lower_ not in OTHER_EVENT for t in event.doc[event.i + 1 : span.start])
        if here.pos_ == "AUX" and event in cleft_clauses(here):
            return True
        alongside = here.dep_ == "acl" and here.tag_ == "VBG"  # 'struck ships leaving on Friday'
        if here.pos_ in {"VERB", "AUX"} and not alongside:
            return False
    return False


def _heads_line(span: Span) -> bool:
    """'Nov. 9: Police search the flat.', as the lines of a timeline begin."""
    doc, end = span.doc, span.end
    return end < len(doc) and doc[end].text == ":" and span.start == span.root.sent.start


def _is_main(event: Token, span: Span) -> bool:
    """Whether no verb stands above a word of the line that the date heads."""
    if event.i <= span.end:
        return False
    above = [t for t in event.ancestors if t.i > span.end]
    return not any(t.pos_ in {"VERB", "AUX"} for t in above)
