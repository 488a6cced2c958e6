"""When an event took place: the date expression that belongs to a verb or event noun.

A date belongs to an event when it hangs on its word, or on a noun below it, with no other verb
between: in 'said on Tuesday that the deal was signed in May' Tuesday is the saying's.
"""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from factcheck.language.document import Document
from factcheck.values import dates
from factcheck.values.dates import DateValue

YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
BOUNDS = frozenset({"before", "until", "till", "since", "after", "by", "from", "than", "through"})


def time_of(event: Token, document: Document) -> tuple[DateValue, Span] | None:
    """The first date that belongs to the event, resolved as far as it can be known."""
    for span, expression in document.dates_in(event.sent):
        if belongs(span, event):
            value = dates.resolve(expression, document.published)
            if value is not None:
                return value, span
    return None


def belongs(span: Span, event: Token) -> bool:
    """Whether the words of a date hang on the event's word, with no other verb between."""
    here = span.root
    if here.head.lower_ in BOUNDS:
        return False  # 'before 2016' is not when
    if here.dep_ in {"amod", "compound", "nummod", "poss"} and here.head.i not in range(
        span.start, span.end
    ):
        return False  # 'the 2017 contract': the date names the contract, not its signing
    while here.head != here:
        here = here.head
        if here.i == event.i:
            return True
        if here.pos_ in {"VERB", "AUX"}:
            return False
    return False
