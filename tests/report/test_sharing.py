"""Copies of one text know of each other."""

from __future__ import annotations

from factcheck.model import Copy, Passage
from factcheck.report.sharing import shared_text


def copy(article: str, here: tuple[int, int], first: str, there: tuple[int, int]) -> Copy:
    return Copy(
        passage=Passage(article=article, start=here[0], end=here[1]),
        same_as=Passage(article=first, start=there[0], end=there[1]),
    )


def test_two_copies_of_a_third_text_know_of_each_other() -> None:
    shared = shared_text([copy("b", (10, 110), "a", (0, 100)), copy("c", (5, 105), "a", (0, 100))])
    everybody = frozenset("abc")
    assert shared == {
        "a": {(0, 100): everybody},
        "b": {(10, 110): everybody},
        "c": {(5, 105): everybody},
    }


def test_copies_of_other_paragraphs_of_one_text_have_nothing_to_do_with_each_other() -> None:
    shared = shared_text([copy("b", (0, 100), "a", (0, 100)), copy("c", (0, 90), "a", (300, 390))])
    assert shared["b"] == {(0, 100): frozenset("ab")}
    assert shared["c"] == {(0, 90): frozenset("ac")}


def test_a_sliver_in_common_is_no_copy() -> None:
    shared = shared_text([copy("b", (0, 200), "a", (0, 200)), copy("c", (0, 150), "a", (190, 340))])
    assert shared["b"] == {(0, 200): frozenset("ab")}
    assert shared["c"] == {(0, 150): frozenset("ac")}


def test_who_has_the_longer_part_has_the_shorter_one_too_but_not_the_other_way_round() -> None:
    shared = shared_text([copy("b", (0, 400), "a", (0, 400)), copy("c", (0, 100), "a", (50, 150))])
    assert shared["b"] == {(0, 400): frozenset("ab")}
    assert shared["c"] == {(0, 100): frozenset("abc")}


def test_without_copies_nothing_is_shared() -> None:
    assert shared_text([]) == {}
