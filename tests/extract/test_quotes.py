"""Direct speech read sentence by sentence, with the speaker whom the sentence names."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.extract.quotes import Quoted, quoted_at
from factcheck.language.document import Document

Read = Callable[..., Document]


def quotes(document: Document) -> list[Quoted]:
    return [found for token in document.doc if (found := quoted_at(token, document)) is not None]


def test_each_sentence_between_the_marks_is_read_alone(read: Read) -> None:
    found = quotes(
        read(
            '"The new bakery will open before the summer. We will bake bread for all of Farol," '
            "Clara Brandt said."
        )
    )

    assert [q.saying.normal for q in found] == [
        "the new bakery will open before the summer",
        "we will bake bread for all of farol",
    ]


def test_a_named_speaker_is_known(read: Read) -> None:
    (found,) = quotes(read('"We will open the new bakery before summer," Clara Brandt said.'))

    assert found.speaker is not None
    assert found.speaker.normal == "clara brandt"


def test_a_speaker_of_another_sentence_is_not_taken(read: Read) -> None:
    (found,) = quotes(
        read('Clara Brandt spoke first. "We will open the new bakery before the summer holidays."')
    )

    assert found.speaker is None


def test_a_few_quoted_words_are_no_saying(read: Read) -> None:
    assert quotes(read('Clara Brandt called it "a great day" for Farol.')) == []
