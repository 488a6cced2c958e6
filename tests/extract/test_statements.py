"""What a sentence states, thing by thing, and what each thing is tied to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.extract.statements import sorts_at, stated_at
from factcheck.language.document import Document
from factcheck.language.tokens import Token

Read = Callable[..., Document]
Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def keys(document: Document) -> set[str]:
    return {
        found.statement.key
        for token in document.doc
        for sort in sorts_at(token, document)
        if sort != "quotation"
        for found in stated_at(token, sort, document)
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Inspectors counted 47 crates of oranges on deck.", "number 47 | crate"),
        ("The ferry left port with 47 crates of oranges.", "number 47 | crate"),
        ("The Otters lost 88-72 to the Herons in Farol.", "number 88-72 | "),
        ("The ferry left the old harbour at 5:30 in the rain.", "number 5-30 | "),
        ("Ole Brandt was replaced by Paula Lindmark on stage.", "name lindmark | by replace"),
        ("Paula Lindmark replaced Ole Brandt on the stage.", "name lindmark | by replace"),
        ("The herons attacked the otters near the lake.", "act attack | by heron"),
        ("The otters were attacked by the herons at night.", "act attack | by heron"),
        ("The cause of the power cut is still unknown.", "act unknown | by cause"),
    ],
)
def test_what_a_sentence_states(read: Read, text: str, key: str) -> None:
    assert key in keys(read(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Inspectors found three crates of apples, two boxes and a lamp.", "number 2 | crate"),
        ("Several crates of oranges fell into the harbour.", "number 3 | crate"),
        ("The mayor said on Monday that the old bridge was safe.", "date"),
        ("No news today.", "number 0 | news"),
    ],
)
def test_what_a_sentence_does_not_state(read: Read, text: str, key: str) -> None:
    assert not [k for k in keys(read(text)) if k.startswith(key)]


def test_a_denial_is_no_assertion(marked: Marked) -> None:
    document, (word,) = marked("The council did not [approve] the harbour bridge plan.")

    assert {s.statement.sense for s in stated_at(word, "act", document)} == {"negated"}


def test_a_word_that_the_article_repeats_tells_less(read: Read) -> None:
    document = read(
        "The ferry carried 47 crates of oranges. The ferry was late. The ferry sailed on Monday."
    )

    (found, *_) = [
        s
        for t in document.doc
        for sort in sorts_at(t, document)
        if sort == "number"
        for s in stated_at(t, sort, document)
    ]
    words = dict(found.statement.words)
    assert words["ferry"] < words["orange"]
