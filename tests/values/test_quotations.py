"""Quotations: the same words kept, cut, put otherwise, or altered in what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values.quotations import parse, relate, relate_sayings
from factcheck.values.relation import Related, Relation


def related(a: str, b: str) -> Related:
    read_a, read_b = parse(a), parse(b)
    assert read_a
    assert read_b
    assert relate(read_a[1], read_b[1]).relation is relate(read_b[1], read_a[1]).relation
    return relate(read_a[1], read_b[1])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("We saw the bridge fall at noon.", "“We saw the bridge fall at noon”", Relation.SAME),
        ("The neighbours saw the bridge fall.", "The neighbors saw the bridge fall", Relation.SAME),
        ("I think we saw the bridge fall.", "We saw the bridge fall.", Relation.SAME),
        ("It was a sad day for the town.", "It was a sad time for the town.", Relation.REFINES),
        ("We saw 50 boats leave.", "We saw 15 boats leave.", Relation.DIFFERS),
        ("We saw five boats leave.", "We saw six boats leave.", Relation.DIFFERS),
        ("We saw five boats leave.", "We saw 5 boats leave.", Relation.SAME),
        ("The bridge was safe all winter.", "The bridge was not safe all winter.",
         Relation.DIFFERS),
        ("The bridge was safe all winter.", "The bridge wasn't safe all winter.",
         Relation.DIFFERS),
        ("I feel we weren't ready to sail.", "I didn't feel we were ready to sail.",
         Relation.REFINES),
        ("Then Brandt opened the gate.", "Then Lindmark opened the gate.", Relation.DIFFERS),
    ],
)  # fmt: skip
def test_how_two_wordings_relate(a: str, b: str, expected: Relation) -> None:
    assert related(a, b).relation is expected


def test_the_altered_words_are_shown() -> None:
    detail = related("It was a sad day for the town.", "It was a sad time for the town.").detail

    assert "day" in detail
    assert "time" in detail


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("We will open the bakery before the summer", "before the summer we will rest", False),
        ("I think we will open the bakery before summer", "We will open the bakery", True),
        ("We will open the bakery soon", "The bridge fell into the river", False),
    ],
)
def test_which_sentences_are_one_saying(a: str, b: str, same: bool) -> None:
    read_a, read_b = parse(a), parse(b)
    assert read_a
    assert read_b
    assert (relate_sayings(read_a[0], read_b[0]).relation is Relation.SAME) is same


def test_nothing_between_the_marks_is_no_quotation() -> None:
    assert parse("“ … ”") is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_crashes_the_comparison(a: str, b: str) -> None:
    read_a, read_b = parse(a), parse(b)
    if read_a and read_b:
        assert relate(read_a[1], read_b[1]).relation is relate(read_b[1], read_a[1]).relation
