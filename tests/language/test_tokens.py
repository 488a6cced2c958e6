"""Plain tokens say what spaCy's say, word for word, on texts of every shape."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from factcheck.language.parser import load_model
from factcheck.language.tokens import Text, from_spacy

TEXTS = [
    "Kari Solberg, 52, and two of her brothers were not hurt, police in Tarvik said on Monday.",
    "The ferry sank.\nNine people, six of them children, drowned; a tenth is missing.",
    "“We won't sign,” he said. Would they?  The $4.5 million offer (made in May) stands, and so on",
    "a",
    "",
]


@pytest.fixture(scope="module", params=TEXTS)
def both(request: pytest.FixtureRequest) -> tuple[Doc, Text]:
    doc = load_model()(request.param)
    return doc, from_spacy(doc)


def test_words_and_their_tags(both: tuple[Doc, Text]) -> None:
    doc, text = both
    assert len(doc) == len(text)
    for theirs, ours in zip(doc, text, strict=True):
        for name in ("i", "idx", "text", "lower_", "pos_", "tag_", "dep_", "ent_type_"):
            assert getattr(theirs, name) == getattr(ours, name)
        for name in ("is_alpha", "is_punct", "is_stop", "like_num", "text_with_ws"):
            assert bool(getattr(theirs, name)) == bool(getattr(ours, name))
        assert theirs.lemma_.lower() == ours.lemma_


def test_the_tree(both: tuple[Doc, Text]) -> None:
    doc, text = both
    for theirs, ours in zip(doc, text, strict=True):
        assert theirs.head.i == ours.head.i
        assert theirs.left_edge.i == ours.left_edge.i
        assert theirs.right_edge.i == ours.right_edge.i
        for name in ("children", "lefts", "rights", "ancestors", "subtree", "conjuncts"):
            assert [t.i for t in getattr(theirs, name)] == [t.i for t in getattr(ours, name)]
        assert (theirs.sent.start, theirs.sent.end) == (ours.sent.start, ours.sent.end)


def test_every_stretch_of_words(both: tuple[Doc, Text]) -> None:
    doc, text = both
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            theirs, ours = doc[start:end], text[start:end]
            assert theirs.text == ours.text
            assert theirs.root.i == ours.root.i
            assert (theirs.start_char, theirs.end_char) == (ours.start_char, ours.end_char)
            assert [t.i for t in theirs[1:]] == [t.i for t in ours[1:]]


def test_words_by_their_characters(both: tuple[Doc, Text]) -> None:
    doc, text = both
    for start in range(len(doc.text)):
        for end in range(start + 1, len(doc.text) + 1):
            if doc.text[start].isspace() or doc.text[end - 1].isspace():
                continue  # spaCy finds nothing, or an empty span; nobody asks for that
            theirs = doc.char_span(start, end, alignment_mode="expand")
            ours = text.char_span(start, end)
            assert (theirs.start, theirs.end) == (ours and (ours.start, ours.end))
    assert text.char_span(len(doc.text), len(doc.text) + 1) is None


def test_names_and_sentences(both: tuple[Doc, Text]) -> None:
    doc, text = both
    assert [(e.start, e.end, e.label_) for e in doc.ents] == [
        (e.start, e.end, e.label_) for e in text.ents
    ]
    assert [s.text for s in doc.sents] == [s.text for s in text.sents]


def test_neighbours_end_with_the_text(both: tuple[Doc, Text]) -> None:
    _, text = both
    for token in text:
        with pytest.raises(IndexError):
            token.nbor(len(text))
        with pytest.raises(IndexError):
            token.nbor(-len(text))


def test_stretches_are_equal_by_place() -> None:
    text = from_spacy(load_model()("The ferry sank."))
    assert text[0:2] == text[0:2]
    assert len({text[0:2], text[0:2], text[1:2]}) == 2
    assert [t.text for t in reversed(text[0:2])] == ["ferry", "The"]
