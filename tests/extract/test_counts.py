"""Numbers and what they count, read from sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.counts import (
    as_measure,
    is_part_of_some,
    is_whole_of_part,
    one_of,
    quantity_of,
    total_of,
)
from factcheck.extract.things import counted_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values import quantities

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("At least 17 [hikers] were found.", "17.."),
        ("Dozens of [guests] left.", None),
        ("A 10-year-old [girl] was found.", None),  # ten years, not ten girls
        ("Police seized six XK 47 [rifles].", "6"),
    ],
)
def test_a_number_counts_the_noun_that_it_stands_before(
    marked: Marked, text: str, number: str | None
) -> None:
    document, (noun,) = marked(text)
    found = quantity_of(noun, document)
    assert (found[0].normal if found else None) == number


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Two [women] and a man died.", "3"),
        ("The army lost seven [soldiers] and four nurses.", "11"),
        ("Two [women] died.", None),
        ("Two [women] and dogs died.", None),
    ],
)
def test_numbers_of_people_in_a_row_add_up(marked: Marked, text: str, total: str | None) -> None:
    document, (noun,) = marked(text)
    found = total_of([noun], document)
    assert (found[0].normal if found else None) == total


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Six [soldiers] left.", "soldier person"),
        ("Six XK-47 assault [rifles] were found.", "xk 47"),
        ("Six [XK-47s] were found.", "xk 47"),
    ],
)
def test_people_are_counted_as_people_and_models_by_their_name(
    marked: Marked, text: str, normal: str
) -> None:
    document, (noun,) = marked(text)
    assert counted_of(noun, document).normal == normal


@pytest.mark.parametrize(
    ("surface", "measure", "normal"),
    [
        ("17", "count", "17"),
        ("about 17", "count", None),
        ("at least 17", "count", None),
        ("0.14 percent", "level", "0.14"),
        ("0.14", "level", "0.14"),
        ("about 7,200 metres", "altitude", "7200 m"),
        ("12 hours", "altitude", None),
        ("up to 10 years", "most", "10 year"),
        ("10 years", "most", "10 year"),
        ("10 miles", "length", "10 mile"),
    ],
)
def test_a_measure_takes_what_it_measures(surface: str, measure: str, normal: str | None) -> None:
    value = quantities.parse(surface)
    assert value is not None

    measured = as_measure(value, measure)

    assert (measured.normal if measured else None) == normal


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("A third [victim] died.", True),
        ("The third [victim] died.", False),  # of three
        ("Another [victim] died.", True),
    ],
)
def test_one_more_is_one(marked: Marked, text: str, is_one: bool) -> None:
    _, (noun,) = marked(text)

    assert (one_of(noun) is not None) is is_one


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("[Eleven] of them were hurt.", True),
        ("The town has 36 dead, [twelve] of whom are known.", True),
        ("[Eleven] of the guests were hurt.", False),
        ("[Eleven] were hurt.", False),
    ],
)
def test_some_of_those_counted_before_are_a_part(marked: Marked, text: str, part: bool) -> None:
    _, (number,) = marked(text)
    assert is_part_of_some(number) is part


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Sixty-five [people] have died.", "person"),
        ("Eleven [bodies] were found.", "body"),
        ("The Lindmark [pistols] were found.", "lindmark pistol"),
    ],
)
def test_a_number_that_begins_a_sentence_is_no_name(marked: Marked, text: str, normal: str) -> None:
    document, (noun,) = marked(text)
    assert counted_of(noun, document).normal == normal


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Eight of the [48] members voted for it.", True),
        ("The [48] members voted for it.", False),
        ("A crowd of [48] voted for it.", False),
    ],
)
def test_the_whole_of_which_some_are_counted(marked: Marked, text: str, whole: bool) -> None:
    document, (number,) = marked(text)
    assert is_whole_of_part(number.i, document) is whole
