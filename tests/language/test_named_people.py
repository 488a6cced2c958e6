"""Names that a text treats as people's are people's, whatever the language model says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.language.document import Document
from factcheck.language.named_people import evident_people, never_people
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zubelka, 62, owns the barge.", "Zubelka"),
        ("Mr. Zubelka owns the barge.", "Zubelka"),
        ("The skipper Zubelka owns the barge.", "Zubelka"),
        ("Zubelka, who owns the barge, wept.", "Zubelka"),
        ("The barge is owned by the widow of Zubelka.", "Zubelka"),
        ("Zubelka's widow owns the barge.", "Zubelka"),
    ],
)
def test_what_stands_around_a_name_tells_a_person(marked: Marked, text: str, name: str) -> None:
    document, _ = marked(text)
    assert name in [span.text for span in evident_people(document.doc, document.lexicon)]


@pytest.mark.parametrize(
    "text",
    [
        "Zubelka is a town in the hills.",
        "The Harbour Police, who own the barge, wept.",
        "Lindmark Bank, 62, owns the barge.",
        "Norway, who won the race, wept.",
    ],
)
def test_towns_and_bodies_are_no_people(marked: Marked, text: str) -> None:
    document, _ = marked(text)
    assert evident_people(document.doc, document.lexicon) == []


def test_common_words_and_what_people_are_in_are_no_names_of_people(marked: Marked) -> None:
    document, _ = marked("Avalanche kills two. The avalanche came at noon near Zubelka.")
    doc = document.doc
    names = [doc[0:1], next(doc[t.i : t.i + 1] for t in doc if t.text == "Zubelka")]
    assert never_people(doc, names) == {"avalanche", "zubelka"}


def test_a_ship_is_no_person(marked: Marked) -> None:
    document, _ = marked("USS Zubelka, 62, sank.")
    assert evident_people(document.doc, document.lexicon) == []
