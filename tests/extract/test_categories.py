"""Words sorted into a rule's classes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.categories import category_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]

RANKS = {
    "colonel": ("colonel", "col", "lieutenant colonel"),
    "lieutenant": ("lieutenant", "lt"),
    "lieutenant colonel": ("lieutenant colonel", "lt col"),
    "general": ("general",),
    "none": ("general manager",),
}


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("[Lieutenant] Solberg spoke.", "lieutenant"),
        ("Lieutenant [Colonel] Solberg spoke.", "colonel or lieutenant colonel"),
        ("[Lt.] Solberg spoke.", "lieutenant"),
        ("[Generals] met in Bergen.", "general"),
    ],
)
def test_the_longest_wording_names_the_class(marked: Marked, text: str, normal: str) -> None:
    _, (word,) = marked(text)

    found = category_of([word], RANKS)

    assert found is not None
    assert found.value.normal == normal


def test_a_full_stop_inside_a_wording_is_no_word(marked: Marked) -> None:
    document, (word,) = marked("[Lt.] Col. Solberg spoke.")

    found = category_of([word], RANKS)

    assert found is not None
    assert found.value.normal == "lieutenant colonel"
    assert document.doc[found.start : found.end].text == "Lt. Col"


def test_a_wording_of_no_class_hides_the_shorter_one(marked: Marked) -> None:
    _, (word,) = marked("[General] manager Solberg spoke.")

    assert category_of([word], RANKS) is None


PARTS = {"head": ("head",), "chest": ("chest",), "leg": ("leg",)}


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("He was shot in the [head] and chest.", "chest or head"),
        ("He was shot in the [head].", "head"),
        ("He was shot in the [chest], and not the leg.", "chest"),
    ],
)
def test_what_stands_in_a_row_is_of_several_classes(marked: Marked, text: str, normal: str) -> None:
    _, (word,) = marked(text)

    found = category_of([word], PARTS)

    assert found is not None
    assert found.value.normal == normal
