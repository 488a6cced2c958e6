"""Quantities: what counts as a number, what it means, and which numbers exclude each other."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import quantities
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Relation


def value(surface: str) -> Quantity:
    parsed = quantities.parse(surface)
    assert parsed is not None, surface
    return parsed


def surfaces(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in quantities.find(text)]


def related(a: str, b: str) -> Relation:
    return quantities.relate(value(a), value(b)).relation


@pytest.mark.parametrize(
    ("surface", "normal"),
    [
        ("about 50", "~50"),
        ("some 50 goats", "~50"),
        ("nearly 60", "~60"),
        ("at least 53", "53.."),
        ("more than 1,200", "1200.."),
        ("50 or more", "50.."),
        ("50-plus", "50.."),
        ("up to 30", "..30"),
        ("as many as 15 sailors", "..15"),
        ("fewer than 10", "..10"),
        ("1,234.5", "1234.5"),
        ("2.5 million", "2500000"),
        ("2.5\u202fmillion\u2009people", "2500000"),
        ("$1.25 billion", "1250000000 USD"),
        ("US$300 million", "300000000 USD"),
        ("€3m", "3000000 EUR"),
        ("£2.5bn", "2500000000 GBP"),
        ("110 billion euros", "110000000000 EUR"),
        ("5 million USD", "5000000 USD"),
        ("$5-6 billion", "5000000000..6000000000 USD"),
        ("$5 billion to $6 billion", "5000000000..6000000000 USD"),
        ("6-7 percent", "6..7 %"),
        ("5%", "5 %"),
        ("between 40 and 50", "40..50"),
        ("40 to 50 people", "40..50"),
        ("6 to 7 million", "6000000..7000000"),
        ("five or six lorries", "~5..6"),
        ("twenty-three", "23"),
        ("one hundred and four", "104"),
        ("eighty-five thousand two hundred", "85200"),
        ("a dozen", "12"),
        ("half a million", "500000"),
        ("one and a half million", "1500000"),
        ("4 hundred thousand", "400000"),
        ("one-and-a-half-year", "1.5 year"),
        ("three and a half hours", "3.5 hour"),
        ("5ft 6in", "5.5 foot"),
        ("6 feet, 3 inches", "6.25 foot"),
        ("6-foot-9", "6.75 foot"),
        ("a couple", "~2..3"),
        ("several hundred", "~300..900"),
        ("several", "~3..99"),  # said of dozens, too
        ("15 cm/s", "15 cm/s"),  # no length
        ("30 metres per second", "30 m/s"),
        ("no one", "0"),
        ("none", "0"),
        ("no casualties", "0"),
        ("-5°C", "-5 °C"),
        ("a 42-year-old man", "42"),
        ("5-mile", "5 mile"),
        ("100m", "100 m"),
        ("over two days", "2 day"),
        ("a .17", "0.17"),
    ],
)
def test_a_number_says_only_what_its_words_say(surface: str, normal: str) -> None:
    assert value(surface).normal == normal


@pytest.mark.parametrize(
    "text",
    [
        "An S-400 battery, two-thirds built, stood by an F-35 and an A320.",
        "She opened it in 2017 and closed it on 12 May.",
        "The ferry leaves at 10:30, the last one at 9 p.m.",
        "Call 555-0199 or +90 212 555 1234.",
        "They came 12th in the 1990s.",
        "United won 3-2.",
        "A Boeing 737-800 flew over Highway 61 under Article 5.",
        "It no longer has a doctor, no doubt.",
        "The serial was 1234567890123456789.",
        "Version 3.11.4 fixed it.",
        "Copyright 2021 Reserved",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text: str) -> None:
    assert surfaces(text) == []


def test_numbers_are_found_where_they_stand() -> None:
    text = (
        "At least 14 miners, among them two brothers, died on 3 May 2016; between 40 and 50 "
        "were rescued. The owner paid $1.2 million, or 7% of its profit, in 2018."
    )
    assert surfaces(text) == [
        "At least 14", "two", "between 40 and 50", "$1.2 million", "7%",
    ]  # fmt: skip


def test_a_rise_from_one_number_to_another_is_no_range() -> None:
    assert surfaces("The toll rose from 40 to 50.") == ["40", "50"]


def test_a_count_that_looks_like_a_year_is_a_count() -> None:
    assert surfaces("Some 2000 people marched.") == ["Some 2000"]


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("50", "fifty", Relation.SAME),
        ("50", "about 50", Relation.REFINES),
        ("53", "at least 50", Relation.REFINES),
        ("45", "at least 50", Relation.DIFFERS),
        ("53", "about 50", Relation.REFINES),
        ("60", "about 50", Relation.DIFFERS),
        ("5", "8", Relation.DIFFERS),
        ("50", "53", Relation.DIFFERS),
        ("53", "dozens", Relation.REFINES),
        ("500", "dozens", Relation.DIFFERS),
        ("15,000", "thousands", Relation.REFINES),
        ("no one", "5", Relation.DIFFERS),
        ("6-7 percent", "6 percent", Relation.REFINES),
        ("6-7 percent", "8 percent", Relation.DIFFERS),
        ("5 to 8", "7 to 9", Relation.INCOMPARABLE),
        ("up to 30", "at least 20", Relation.INCOMPARABLE),
        ("at least 40", "at least 43", Relation.REFINES),
        ("at least 40", "at least 50", Relation.EXCEEDS),
        ("at least 40", "48", Relation.REFINES),
        ("at least 4", "40", Relation.EXCEEDS),
        ("up to 80", "50", Relation.EXCEEDS),
    ],
)
def test_numbers_are_compared_by_the_range_they_allow(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("$1.25 billion", "$1.3 billion", Relation.REFINES),
        ("$1.25 billion", "$1.4 billion", Relation.DIFFERS),
        ("$1 billion", "$1.4 billion", Relation.DIFFERS),
        ("2,000", "2,034", Relation.REFINES),
        ("6.7 percent", "7 percent", Relation.REFINES),
        ("6.4 percent", "6.5 percent", Relation.DIFFERS),
        ("1,100", "1,200", Relation.DIFFERS),
        ("120", "123", Relation.DIFFERS),
    ],
)
def test_a_number_rounded_to_its_own_digits_refines(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("5 miles", "8 km", Relation.SAME),
        ("5 miles", "12 km", Relation.DIFFERS),
        ("at least 5 miles", "9 km", Relation.REFINES),
        ("86 degrees Fahrenheit", "30 degrees Celsius", Relation.SAME),
        ("86 degrees Fahrenheit", "33 degrees Celsius", Relation.DIFFERS),
        ("24 months", "two years", Relation.SAME),
        ("100 acres", "40 hectares", Relation.SAME),
        ("$5", "€5", Relation.INCOMPARABLE),
        ("50", "50 percent", Relation.INCOMPARABLE),
        ("5 tons", "5 tonnes", Relation.INCOMPARABLE),
        ("three months", "90 days", Relation.INCOMPARABLE),
    ],
)
def test_units_are_converted_where_they_can_be(a: str, b: str, relation: Relation) -> None:
    assert related(a, b) is relation


def test_the_detail_says_that_a_unit_was_converted() -> None:
    related_values = quantities.relate(value("5 miles"), value("12 km"))
    assert related_values.detail == "12 km is not 5 miles (converted from km to mile)"


@pytest.mark.parametrize(
    ("surface", "label"),
    [
        ("about 50", "about 50"),
        ("at least 1,200", "at least 1,200"),
        ("up to 30", "up to 30"),
        ("6-7 percent", "6 to 7%"),
        ("$1.25 billion", "1.25 billion USD"),
        ("5-mile", "5 miles"),
        ("one mile", "1 mile"),
    ],
)
def test_labels_are_for_people(surface: str, label: str) -> None:
    assert value(surface).label == label


def test_a_long_article_is_read_in_milliseconds() -> None:
    text = (
        "At least 12 of the 340 workers, or 3.5 percent, left for $1.2 million in May 2018. " * 60
    )
    start = time.perf_counter()
    assert len(list(quantities.find(text))) == 240
    assert time.perf_counter() - start < 0.5  # ten times what a slow machine needs


# ---------------------------------------------------------------- properties

_finite = st.one_of(
    st.integers(-(10**6), 10**13).map(float), st.floats(-1e6, 1e15, allow_nan=False)
)
_units = st.sampled_from([None, "%", "USD", "EUR", "barrel", *quantities.UNITS])


@st.composite
def _values(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(_finite), draw(_finite)))
    low, high = draw(st.sampled_from([(low, low), (low, high), (low, math.inf), (-math.inf, high)]))
    return Quantity(low, high, draw(_units), draw(st.booleans()))


@given(_values(), _values())
def test_relate_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert quantities.relate(a, b) == quantities.relate(b, a)


@given(_values())
def test_a_value_is_the_same_as_itself(a: Quantity) -> None:
    assert quantities.relate(a, a).relation is Relation.SAME


@given(_values())
def test_a_normal_form_is_read_back(a: Quantity) -> None:
    assert quantities.parse(a.normal) == a


@given(st.integers(0, 10**15 - 1))
def test_a_whole_number_is_read_with_or_without_separators(number: int) -> None:
    assert value(f"{number:,}") == value(str(number)) == Quantity(number, number)


@given(st.text(max_size=60))
def test_no_text_breaks_parse(text: str) -> None:
    parsed = quantities.parse(text)
    assert parsed is None or quantities.parse(parsed.normal) == parsed


_pieces = st.sampled_from(
    "5 6.5 1,000 million m % - to and between from at least up about no one hundred half a "
    "couple of dozens $ €3 km USD -2 12th 10:30 years old or so + three .. ~".split()
)


@given(st.lists(_pieces, max_size=9), st.sampled_from([" ", ""]))
def test_numbers_in_any_order_of_words_are_read_or_not(pieces: list[str], gap: str) -> None:
    text = gap.join(pieces)
    last_end = 0
    for start, end, quantity in quantities.find(text):
        assert last_end <= start < end
        assert quantities.parse(quantity.normal) == quantity
        last_end = end
