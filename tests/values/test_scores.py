"""Scores: which pairs of numbers are one, and when two of them differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values.relation import Relation
from factcheck.values.scores import find, parse, relate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Rovers won 3-1 at home.", ["3-1"]),
        ("They stand at 12-4-1, their best since a 40-42 season.", ["12-4-1", "40-42"]),
        ("Those aged 10-20 years, 5-10 percent of all, ran 3-5 miles.", []),
        ("In the 2008-09 season the line 555-010-0199 rang.", []),
        ("It cost $3-4 and flew as an A-10-2.", []),
        ("The law passed by 34 votes to 31, after a vote of 63 to 36.", ["34-31", "63-36"]),
        ("It was 34 in favour and 31 against; the council voted 9-to-4.", ["34-31", "9-4"]),
        ("He moved by 3 to 4 metres; by 1.34 to 31.5; a drop of 300 to 400,000.", []),
    ],
)
def test_spans_years_and_telephone_numbers_are_no_scores(text: str, found: list[str]) -> None:
    assert [score.normal for _, _, score in find(text)] == found


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("3-1", "3\u20131", Relation.SAME),
        ("3-1", "1-3", Relation.SAME),
        ("3-1", "3-2", Relation.DIFFERS),
        ("9-4", "9-4-1", Relation.INCOMPARABLE),
    ],
)
def test_a_score_is_the_same_from_either_side(a: str, b: str, expected: Relation) -> None:
    one, two = parse(a), parse(b)
    assert one is not None
    assert two is not None
    assert relate(one, two).relation is expected


@given(st.text(alphabet="0123456789-\u2013 .,x%", max_size=20))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for start, end, score in find(text):
        assert text[start:end]
        assert parse(score.normal) == score
