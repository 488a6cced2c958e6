"""When an event took place: the date that belongs to its word, and to no other verb's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.times import time_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]
Read = Callable[..., Document]


def when(marked: Marked, text: str) -> str | None:
    document, (event,) = marked(text)
    found = time_of(event, document)
    return found[0].normal if found else None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Norway [signed] the treaty on 3 March 2016.", "2016-03-03"),
        ("On 3 March 2016, the treaty was [signed] in Lima.", "2016-03-03"),
        ("In March 2016 Norway [signed] the treaty.", "2016-03"),
        ("The treaty, [signed] in March 2016, is long.", "2016-03"),
        ("The [signing] of the treaty in March 2016 was quick.", "2016-03"),
        ("The treaty was [signed] between Norway and Chile in March 2016.", "2016-03"),
        ("The treaty was drafted in 2014 and [signed] in 2016.", "2016"),
        ("The treaty was [drafted] in 2014 and signed in 2016.", "2014"),
        ("Norway said on 4 June 2017 that Chile [signed] it on 3 March 2016.", "2016-03-03"),
        ("It was on 3 March 2016 that Norway [signed] the treaty.", "2016-03-03"),
        ("Norway [said] on 4 June 2017 that Chile signed it on 3 March 2016.", "2017-06-04"),
    ],
)
def test_a_date_belongs_to_the_event_it_hangs_on(marked: Marked, text: str, date: str) -> None:
    assert when(marked, text) == date


@pytest.mark.parametrize(
    "text",
    [
        "Norway said on 4 June 2017 that Chile [signed] the treaty.",
        "Norway [signed] the 2016 treaty.",
        "Norway [signed] the treaty that was drafted in 2014.",
        "Norway [signed] the treaty a year after it joined the union in 2015.",
        "Norway [signed] the treaty, which lapsed in 2017.",
        "Norway [signed] a treaty for 2006.",
        "The treaty, which runs from 2018 to 2028, was [signed] in Lima.",
        "Norway [signed] a loan agreement worth 2000 crowns.",
    ],
)
def test_a_date_of_something_else_is_not_the_events(marked: Marked, text: str) -> None:
    assert when(marked, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The treaty was [signed] before 2016.",
        "Norway [signed] the treaty, valid until 2030.",
        "Norway has [signed] three treaties since 2010.",
    ],
)
def test_a_bound_is_not_the_date_of_the_event(marked: Marked, text: str) -> None:
    assert when(marked, text) not in {"2016", "2030", "2010"}


def test_a_weekday_is_resolved_only_where_the_publication_date_is_known(read: Read) -> None:
    text = "Norway signed the treaty on Monday."
    dates = []
    for published in (None, "2016-03-09"):  # a Wednesday
        document = read(text, published)
        found = time_of(next(t for t in document.doc if t.text == "signed"), document)
        dates.append(found[0].normal if found else None)
    assert dates == ["XXXX-XX-XX monday", "2016-03-07"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("July 15, 2011: [Sentencing].", "2011-07-15"),
        ("Nov. 9, 2009: Kari Solberg is [found] in the cellar.", "2009-11-09"),
        ("Nov. 9, 2009: Police say she [fell] from a boat.", None),
    ],
)
def test_the_date_of_a_timeline_is_of_its_line(marked: Marked, text: str, date: str | None) -> None:
    assert when(marked, text) == date
