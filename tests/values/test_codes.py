"""Codes: found however they are spaced, told apart by letters and digits."""

from __future__ import annotations

import pytest

from factcheck.values.codes import Code, find
from factcheck.values.kinds import relate
from factcheck.values.relation import Relation


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Flight SK 407 landed.", ["SK 407"]),
        ("Flight SK407 (DY-321) landed.", ["SK 407", "DY 321"]),
        ("Flight 370 vanished.", ["370"]),
        ("The E6 was closed.", ["E 6"]),
        ("The A380B flew.", ["A 380B"]),
        ("It cost 1,407 euros.", []),
        ("The S-400a and x99 came.", []),
    ],
)
def test_codes_are_found_however_they_are_spaced(text: str, codes: list[str]) -> None:
    assert [code.normal for _, _, code in find(text)] == codes


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (Code("SK", "407"), Code("SK", "407"), Relation.SAME),
        (Code("SK", "407"), Code("SK", "470"), Relation.DIFFERS),
        (Code("SK", "407"), Code("DY", "407"), Relation.DIFFERS),
        (Code("SK", "407"), Code("", "407"), Relation.REFINES),
        (Code("SK", "407"), Code("", "470"), Relation.DIFFERS),
    ],
)
def test_letters_and_digits_tell_codes_apart(a: Code, b: Code, relation: Relation) -> None:
    assert relate(a, b).relation is relation
    assert relate(b, a).relation is relation
