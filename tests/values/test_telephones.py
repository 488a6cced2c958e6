"""Telephone numbers: a slip of one digit is a conflict, another number is another line."""

from __future__ import annotations

import pytest

from factcheck.values.relation import Relation
from factcheck.values.telephones import find, parse, relate


@pytest.mark.parametrize(
    "text",
    [
        "Call 0555 010 4477 now.",
        "Call 0555 0104477.",
        "The tip line is (0555) 010 4477.",
    ],
)
def test_a_number_is_read_however_it_is_grouped(text: str) -> None:
    assert [number.normal for _, _, number in find(text)] == ["05550104477"]


@pytest.mark.parametrize("text", ["555-010-0199", "1-555-010-0199", "555-0199", "+47 0555 010 447"])
def test_international_and_american_forms_are_read(text: str) -> None:
    assert parse(text) is not None


@pytest.mark.parametrize(
    "text", ["It cost $1,200.", "In 1999-2003 he won 3-1.", "case 12345678", "0.555 010", "10:30"]
)
def test_other_numbers_are_no_telephone_numbers(text: str) -> None:
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("0555 010 4477", "(0555) 010 4477", Relation.SAME),
        ("0555 010 4477", "0555 010 447", Relation.DIFFERS),
        ("0555 010 4477", "0555 010 4747", Relation.DIFFERS),
        ("0555 010 4477", "0800 222 310", Relation.INCOMPARABLE),
    ],
)
def test_only_a_slip_is_a_difference(a: str, b: str, expected: Relation) -> None:
    one, two = parse(a), parse(b)
    assert one is not None
    assert two is not None
    assert relate(one, two).relation is expected
    assert relate(two, one).relation is expected
