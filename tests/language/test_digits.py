"""Figures in other languages: what their readers may see."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.digits import _number_words, readable
from factcheck.language.models import pipelines
from factcheck.values import quantities

NLP = {code: spacy.blank(code) for code in ("fr", "hi", "es")}


def seen(text: str, language: str = "fr") -> list[str]:
    """The normal forms of the numbers that are read from a text."""
    shown = readable(NLP[language](text), language)
    assert len(shown) == len(text)
    return [quantity.normal for _, _, quantity in quantities.find(shown)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12 blessés", ["12"]),
        ("1.500 voix", ["1500"]),
        ("1 500 voix", ["1500"]),
        ("1\u202f500\u202f000 voix", ["1500000"]),
        ("3,5 % des voix", ["3.5 %"]),
        ("25 km de route", ["25 km"]),
        ("40 € par mois", ["40 EUR"]),
    ],
)
def test_digits_are_read_as_the_language_writes_them(text: str, numbers: list[str]) -> None:
    assert seen(text) == numbers


def test_where_the_point_is_the_decimal_sign_it_stays_one() -> None:
    assert seen("3.5 %", "hi") == ["3.5 %"]


@pytest.mark.parametrize("text", ["2 million de voix", "A320", "2.5", "06 12-34/2", "12h30"])
def test_what_could_be_another_number_is_not_read(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("3 douzaines de blessés et 12 morts", "fr", ["12"]),
        ("2 à 3 millions de voix", "fr", []),
        ("2 tiers des 40 voix", "fr", ["40"]),
        ("le 3 mai, 12 ouvriers", "fr", ["12"]),
        ("du 3 au 5 mai", "fr", []),
        ("le 3 janv. 12 ouvriers", "fr", ["12"]),
        ("3 de mayo, 2 docenas, 5 mil y 7 votos", "es", ["7"]),
        ("le 06 12 34 56 78 ou le +33 6 12 34 56 78, 9 fois", "fr", ["9"]),
        ("le 06-12-34-56-78", "fr", []),
        ("+3 500 000 voix", "fr", ["3500000"]),
    ],
)
def test_numbers_that_are_part_of_another_one_are_not_read(
    text: str, language: str, numbers: list[str]
) -> None:
    assert seen(text, language) == numbers


def test_the_lists_of_number_words_are_of_languages_that_are_read() -> None:
    languages = set(pipelines()["pipelines"])
    assert set(_number_words()["number_nouns"]) == set(_number_words()["months"]) == languages


def test_words_of_another_language_are_no_english_numbers() -> None:
    assert seen("once cents a million, dozens hundred", "es") == []


def test_days_in_digits_are_read() -> None:
    assert "2018-05-03" in readable(NLP["fr"]("le 2018-05-03 à 14:30"), "fr")
    assert "14:30" in readable(NLP["fr"]("le 2018-05-03 à 14:30"), "fr")


@given(st.text(alphabet="0123456789., :-/%€kmaé\u00a0\n", max_size=40))
def test_no_text_grows_or_shrinks(text: str) -> None:
    assert len(readable(NLP["fr"](text), "fr")) == len(text)
