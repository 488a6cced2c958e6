"""What makes a count one of a part, or of more than the event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.counted_parts import parts_of
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def parts(marked: Marked, text: str) -> frozenset[str]:
    document, (word,) = marked(text)
    clauses = [word, *(t for t in word.ancestors if t.pos_ in {"VERB", "AUX"})]
    return parts_of(word, clauses, document)


@pytest.mark.parametrize(
    "text",
    [
        "A bus crash near Linz [killed] 12 people.",
        "The number of [dead] rose to 12 so far.",
        "A crash left 40 [injured], nine of them seriously.",
        "We have 23 [injured] so far, the chief said.",
        "Four people [died] in the attack, not counting the gunman.",
        "It was the worst attack since 2004, and 12 people were [killed].",
    ],
)
def test_counts_of_all(marked: Marked, text: str) -> None:
    assert not parts(marked, text)


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were seriously [injured] near Linz.",
        "Nine people [suffered] minor injuries near Linz.",
        "Three people [died] in hospital.",
        "On the third floor alone five guests [died].",
        "Five people [died], including the gunman.",
        "I saw two people [die].",
        '"We carried out six [injured] people," a guest said.',
        "Some 120 people have been [killed] since March.",
        "Some 120 people have been [killed] since the unrest began.",
        "The war has [killed] 40,000 people.",
        "It was the worst crash since a lorry hit a bus, [killing] 31.",
        "Another ferry [killed] 31 people.",
    ],
)
def test_counts_of_a_part_or_of_more(marked: Marked, text: str) -> None:
    assert parts(marked, text)
