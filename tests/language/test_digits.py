"""Figures in other languages: what their readers may see."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.digits import readable
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


def test_words_of_another_language_are_no_english_numbers() -> None:
    assert seen("once cents a million, dozens hundred", "es") == []


def test_days_in_digits_are_read() -> None:
    assert "2018-05-03" in readable(NLP["fr"]("le 2018-05-03 à 14:30"), "fr")
    assert "14:30" in readable(NLP["fr"]("le 2018-05-03 à 14:30"), "fr")


@given(st.text(alphabet="0123456789., :-/%€kmaé\u00a0\n", max_size=40))
def test_no_text_grows_or_shrinks(text: str) -> None:
    assert len(readable(NLP["fr"](text), "fr")) == len(text)
