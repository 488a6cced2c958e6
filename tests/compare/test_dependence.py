"""What people read for the reasons why articles are one source."""

from __future__ import annotations

import pytest

from factcheck.compare.dependence import in_words
from factcheck.model import Dependence


@pytest.mark.parametrize(
    ("dependence", "words"),
    [
        (Dependence(reason="words", articles=("a", "b")), "a and b carry the same text"),
        (
            Dependence(reason="agency", articles=("a", "b"), outlet="AFP"),
            "a and b carry copy of AFP",
        ),
        (
            Dependence(reason="citation", articles=("a", "b"), outlet="Bay Post", citing=("b",)),
            "b cites Bay Post (a)",
        ),
        (
            Dependence(reason="citation", articles=("a", "b"), outlet="Reuters", citing=("a", "b")),
            "a and b cite Reuters",
        ),
    ],
)
def test_a_reason_names_who_and_what(dependence: Dependence, words: str) -> None:
    assert in_words(dependence, " and ".join) == words
