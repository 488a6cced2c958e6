"""Who says it: speakers of reported clauses and of quotations, None for the article's voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.language.document import Document, Speaker
from factcheck.language.tokens import Token

Marked = Callable[[str], tuple[Document, tuple[Token, ...]]]


def speaker(marked: Marked, text: str) -> Speaker | None:
    document, (word,) = marked(text)
    return document.speaker(word)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Anna Lindqvist said that Norway [proposed] a trade council.", "anna lindqvist"),
        ("Anna Lindqvist said Norway [proposed] a trade council.", "anna lindqvist"),
        ("Norway [proposed] a trade council, Anna Lindqvist said.", "anna lindqvist"),
        ("Norway [proposed] a trade council, said Minister Anna Lindqvist.", "anna lindqvist"),
        ("Norway, Anna Lindqvist said, [proposed] a trade council.", "anna lindqvist"),
        ("Anna Lindqvist told reporters that Norway [proposed] a council.", "anna lindqvist"),
        ("Reporters were told by Anna Lindqvist that Norway [proposed] it.", "anna lindqvist"),
        ("Norway's [proposal] for a council was welcome, Anna Lindqvist said.", "anna lindqvist"),
        ("Norway, which [proposed] a council, is pleased, Anna Lindqvist said.", "anna lindqvist"),
        ("Anna Lindqvist arrived. She said that Norway [proposed] a council.", "anna lindqvist"),
        ("Moscow says Kenya [proposed] a trade council.", "RU"),
        ("The Norwegian government said Kenya [proposed] a trade council.", "NO"),
        ("Oslo says it [proposed] a trade council.", "NO"),
        ("Norway [proposed] a trade council, its foreign ministry said.", "NO"),
    ],
)
def test_a_reporting_verb_names_the_speaker(marked: Marked, text: str, key: str) -> None:
    found = speaker(marked, text)
    assert found is not None
    assert (found.key, found.direct) == (key, False)


@pytest.mark.parametrize(
    "text",
    [
        "According to Sweden, Norway [proposed] a trade council.",
        "Norway [proposed] a trade council, according to Sweden.",
        "Norway, according to Sweden, [proposed] a trade council.",
    ],
)
def test_according_to_names_the_speaker(marked: Marked, text: str) -> None:
    found = speaker(marked, text)
    assert found is not None
    assert found.key == "SE"


def test_quoting_someone_as_saying_makes_them_the_speaker(marked: Marked) -> None:
    text = "The agency quoted Anna Lindqvist as saying that Norway [proposed] a trade council."
    found = speaker(marked, text)
    assert found is not None
    assert found.key == "anna lindqvist"


def test_the_innermost_speaker_counts(marked: Marked) -> None:
    text = "Anna Lindqvist said Pedro Ruiz claimed that Norway [proposed] a trade council."
    found = speaker(marked, text)
    assert found is not None
    assert found.key == "pedro ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "“Norway [proposed] a trade council,” Anna Lindqvist said on Monday.",
        "“Norway [proposed] a trade council,” said Anna Lindqvist.",
        '"Norway [proposed] a trade council," said Anna Lindqvist.',
        "Anna Lindqvist noted that “Norway [proposed] a trade council”.",
        "Anna Lindqvist said: “Talks went well. Norway [proposed] a council. We liked it.”",
        "“Talks went well. Norway [proposed] a council. We liked it,” Anna Lindqvist said.",
        "“Talks went well,” Anna Lindqvist said. “Norway [proposed] a trade council.”",
        "“Talks went well,” Anna Lindqvist said.\n“Norway [proposed] a trade council.”",
        "“Norway [proposed] a council.\n“Talks went well,” Anna Lindqvist said.",
    ],
)
def test_direct_speech_has_its_speaker_over_several_sentences(marked: Marked, text: str) -> None:
    found = speaker(marked, text)
    assert found is not None
    assert (found.key, found.direct) == ("anna lindqvist", True)


def test_each_quotation_keeps_its_own_speaker(marked: Marked) -> None:
    text = "Pedro Ruiz said: “No.” “Norway [proposed] a council,” Anna Lindqvist said."
    found = speaker(marked, text)
    assert found is not None
    assert found.key == "anna lindqvist"


@pytest.mark.parametrize(
    "text",
    [
        "Norway [proposed] a trade council.",
        "Anna Lindqvist opened the meeting. Norway [proposed] a trade council.",
        "“Talks went well,” said Pedro Ruiz. Norway [proposed] a trade council.",
        "Norway [proposed] a trade council. “It is late,” Anna Lindqvist said.",
        "Anna Lindqvist, who said the talks went well, [proposed] a trade council.",
        "It was said that Norway [proposed] a trade council.",
    ],
)
def test_what_nobody_is_said_to_say_is_the_articles_own_voice(marked: Marked, text: str) -> None:
    assert speaker(marked, text) is None


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Norway [proposed] a trade council, the Bay Post reported on Monday.", ["the Bay Post"]),
        ("The Bay Post reported that Norway [proposed] a trade council.", ["The Bay Post"]),
        ("According to Reuters, Norway [proposed] a trade council.", ["Reuters"]),
        (
            "Norway [proposed] a trade council, Anna Lindqvist said, according to Reuters.",
            ["Anna Lindqvist", "Reuters"],
        ),
        (
            "The Bay Post quoted Anna Lindqvist as saying that Norway [proposed] a trade council.",
            ["Anna Lindqvist", "The Bay Post"],
        ),
        (
            "Norway [proposed] a trade council, Anna Lindqvist said, citing the Bay Post.",
            ["Anna Lindqvist", "the Bay Post"],
        ),
        (
            "The Bay Post said Anna Lindqvist claimed that Norway [proposed] a trade council.",
            ["Anna Lindqvist", "The Bay Post"],
        ),
        (
            "The newspaper Kommersant reported that Norway [proposed] a trade council.",
            ["The newspaper Kommersant"],
        ),
        ("Norway [proposed] a council, the Times of India reported.", ["the Times of India"]),
    ],
)
def test_everybody_whom_the_sentence_cites_is_named(
    marked: Marked, text: str, cited: list[str]
) -> None:
    document, (word,) = marked(text)
    assert set(cited) <= set(document.cited(word))


@pytest.mark.parametrize(
    "text",
    [
        "Norway [proposed] a trade council, Anna Lindqvist told AFP.",
        "Anna Lindqvist told the Bay Post that Norway [proposed] a trade council.",
        "Anna Lindqvist said in an interview with the Bay Post that Norway [proposed] a council.",
        "The Bay Post denied that Norway [proposed] a trade council.",
        "The Bay Post was told that Norway [proposed] a trade council.",
        "The Bay Post has an office in Oslo. Norway [proposed] a trade council.",
        "Norway [proposed] a trade council in the Bay Post.",
        "Mayor Ada Post arrived in Oslo. Post said that Norway [proposed] a trade council.",
    ],
)
def test_whom_it_was_told_to_is_not_cited(marked: Marked, text: str) -> None:
    document, (word,) = marked(text)
    assert not [name for name in document.cited(word) if "Post" in name or "AFP" in name]
