"""Polarity: yes and no exclude each other, other words say neither."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import polarity
from factcheck.values.polarity import AFFIRMED, DENIED, Polarity
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("word", "polarity_of_it"),
    [("confirmed", AFFIRMED), ("Yes", AFFIRMED), ("denied", DENIED), (" rejected ", DENIED)],
)
def test_plain_words_of_assent_and_denial_are_read(word: str, polarity_of_it: Polarity) -> None:
    assert polarity.parse(word) == polarity_of_it


def test_a_denial_conflicts_with_a_confirmation() -> None:
    assert polarity.relate(AFFIRMED, DENIED).relation is Relation.DIFFERS
    assert polarity.relate(AFFIRMED, DENIED) == polarity.relate(DENIED, AFFIRMED)


def test_two_denials_agree() -> None:
    assert polarity.relate(DENIED, DENIED).relation is Relation.SAME


@given(st.text(max_size=20) | st.sampled_from(["affirmed", "denied"]))
def test_no_text_breaks_parse_and_a_normal_form_is_read_back(text: str) -> None:
    parsed = polarity.parse(text)
    assert parsed is None or polarity.parse(parsed.normal) == parsed
