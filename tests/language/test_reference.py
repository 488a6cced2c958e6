"""Words that point back: pronouns, 'the latter', 'the country', 'we' in a quotation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.language.document import Document
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def key(marked: Marked, text: str) -> str | None:
    document, (word,) = marked(text)
    actor = document.actor(word)
    return actor.key if actor else None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kenya welcomed the talks. [It] proposed a trade council.", "KE"),
        ("Kenya said [it] proposed a trade council.", "KE"),
        ("Kenya wants [its] proposal to be read.", "KE"),
        ("Kenya welcomed the talks. The [country] proposed a trade council.", "KE"),
        ("Anna Lindqvist opened the meeting. [She] proposed a trade council.", "anna lindqvist"),
        ("Uganda, [which] proposed a trade council, was pleased.", "UG"),
        ("Anna Lindqvist, [who] proposed a trade council, was pleased.", "anna lindqvist"),
    ],
)
def test_a_pronoun_names_the_one_it_stands_for(marked: Marked, text: str, meant: str) -> None:
    assert key(marked, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Kenya met Uganda in May. [It] proposed a trade council.",
        "Anna Lindqvist met Pedro Ruiz. Then [she] proposed a council.",
        "Anna Lindqvist spoke first. Pedro Ruiz listened. [She] proposed a council.",
        "Kenya met Uganda in May. The [country] proposed a trade council.",
        "Rain fell all day. [It] ruined the harvest.",
        "The [country] proposed a trade council.",
        "[She] proposed a trade council.",
    ],
)
def test_a_pronoun_that_could_mean_two_or_nobody_is_not_guessed(marked: Marked, text: str) -> None:
    assert key(marked, text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Kenya met Uganda in May. The [latter] proposed a trade council.", "UG"),
        ("Kenya wrote to Uganda, and the [latter] proposed a trade council.", "UG"),
        ("Talks of Finland and Norway failed, although the [latter] proposed a council.", "NO"),
    ],
)
def test_the_latter_is_the_one_named_last(marked: Marked, text: str, meant: str) -> None:
    assert key(marked, text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Swedish Foreign Minister Anna Lindqvist said: “[We] proposed a trade council.”",
        "“[Our] proposal stands,” Swedish Foreign Minister Anna Lindqvist said.",
        "“Talks were long. [We] proposed a council,” said Swedish Minister Anna Lindqvist.",
    ],
)
def test_we_and_our_of_a_minister_are_the_state(marked: Marked, text: str) -> None:
    assert key(marked, text) == "SE"


def test_i_of_a_minister_is_the_person(marked: Marked) -> None:
    text = "“[I] proposed a trade council,” Swedish Foreign Minister Anna Lindqvist said."
    assert key(marked, text) == "anna lindqvist"


def test_we_of_someone_without_an_office_is_that_person(marked: Marked) -> None:
    assert key(marked, "“[We] proposed a fair,” Pedro Ruiz said.") == "pedro ruiz"


def test_we_outside_a_quotation_is_nobody(marked: Marked) -> None:
    assert key(marked, "[We] proposed a trade council.") is None
