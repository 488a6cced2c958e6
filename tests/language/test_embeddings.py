"""The vectors that are remembered are those that the model's layers make, bit for bit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from thinc.types import Ragged

from factcheck.language import embeddings
from factcheck.language.embeddings import RememberedEmbeddings, remember_embeddings
from factcheck.language.parser import load_model

NUMBERS = st.integers(min_value=0, max_value=2**64 - 1)
ROWS = st.lists(st.tuples(*[NUMBERS] * 4), min_size=1, max_size=9)


def of_entities() -> RememberedEmbeddings:
    """What remembers the four features of the English model's entity recognizer."""
    model: Any = load_model().get_pipe("ner").model  # type: ignore[attr-defined]
    return next(node for node in model.walk() if isinstance(node, RememberedEmbeddings))


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    of_entities().forget()
    yield
    of_entities().forget()


def ragged(rows: list[tuple[int, ...]]) -> Any:
    data: Any = np.array(rows, dtype="uint64")
    lengths: Any = np.array([len(rows)], dtype="i")
    return Ragged(data, lengths)


@settings(max_examples=50)
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_the_same_vectors_as_the_layers_make(texts: list[list[tuple[int, ...]]]) -> None:
    remembered = of_entities()
    for rows in [*texts, [row for text in texts for row in text]]:  # the last ones are known
        made, found = remembered.layers[0].predict(ragged(rows)), remembered.predict(ragged(rows))
        assert np.array_equal(made.data, found.data)
        assert np.array_equal(made.lengths, found.lengths)


def test_begins_anew_where_it_would_remember_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "MOST_WORDS", 3)
    for rows in ([(1, 2, 3, 4), (5, 6, 7, 8)], [(1, 2, 3, 4), (9, 9, 9, 9), (8, 8, 8, 8)]):
        made = of_entities().layers[0].predict(ragged(rows))
        assert np.array_equal(made.data, of_entities().predict(ragged(rows)).data)


def test_an_empty_text_has_no_vectors() -> None:
    empty = Ragged(np.zeros((0, 4), dtype="uint64"), np.array([0], dtype="i"))  # type: ignore[arg-type]
    assert not len(of_entities().predict(empty).data)


def test_is_not_trained() -> None:
    _, backwards = of_entities()(ragged([(1, 2, 3, 4)]), is_train=True)
    with pytest.raises(NotImplementedError):
        backwards(ragged([(1, 2, 3, 4)]))


def test_other_pipelines_stay_as_they_are() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    remember_embeddings(nlp)
    assert nlp.pipe_names == ["sentencizer"]
