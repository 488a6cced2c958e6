"""Proper names: longer and shorter forms, and first letters, name one thing."""

from __future__ import annotations

import pytest

from factcheck.values.names import Name, is_acronym, relate
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("farol", "farol", Relation.SAME),
        ("farol", "farol island", Relation.REFINES),
        ("tns", "tarn network systems inc", Relation.REFINES),
        ("farol", "lara", Relation.DIFFERS),
    ],
)
def test_forms_of_one_name_belong_together(a: str, b: str, expected: Relation) -> None:
    assert relate(Name(a, a), Name(b, b)).relation is expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("un", "union of nations", True),
        ("uon", "union of nations", True),
        ("t", "tarn", False),
        ("ushs", "us harbour survey", True),
        ("ushs", "u s harbour survey", True),
        ("tarn", "tarn systems", False),
    ],
)
def test_first_letters_make_an_acronym(a: str, b: str, expected: bool) -> None:
    assert is_acronym(a, b) is expected
    assert is_acronym(b, a) is expected
