"""Free text: phrases agree or say more, they never prove a conflict."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import text
from factcheck.values.relation import Relation
from factcheck.values.text import TextValue


def phrase(surface: str) -> TextValue:
    parsed = text.parse(surface)
    assert parsed is not None, surface
    return parsed


def test_a_phrase_is_folded_and_without_articles() -> None:
    assert phrase("“The  Café's  New Roof”").normal == "cafes new roof"


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("a burst water main", "the burst water main", Relation.SAME),
        ("a joint working group", "joint working groups", Relation.SAME),
        ("working group, joint", "a joint working group", Relation.SAME),
        ("a working group", "a joint working group", Relation.REFINES),
        ("phase 2 of the trial", "phase 3 of the trial", Relation.INCOMPARABLE),
        ("an electrical fault", "a gas leak", Relation.INCOMPARABLE),
    ],
)
def test_phrases_are_compared_by_their_words(a: str, b: str, relation: Relation) -> None:
    assert text.relate(phrase(a), phrase(b)).relation is relation


@pytest.mark.parametrize("surface", ["", "the", "...", " – "])
def test_what_has_no_words_is_no_phrase(surface: str) -> None:
    assert text.parse(surface) is None


_phrases = st.lists(
    st.sampled_from("the gas leak leaks fault faulty water main 2 3".split()),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(_phrases, _phrases)
def test_relate_is_symmetric_and_never_a_conflict(a: str, b: str) -> None:
    first, second = text.parse(a), text.parse(b)
    if first is not None and second is not None:
        relation = text.relate(first, second).relation
        assert relation is text.relate(second, first).relation
        assert relation is not Relation.DIFFERS


@given(st.text(max_size=40))
def test_no_text_breaks_parse_and_a_normal_form_is_read_back(surface: str) -> None:
    parsed = text.parse(surface)
    if parsed is not None:
        again = text.parse(parsed.normal)
        assert again is not None
        assert again.normal == parsed.normal
