"""The vectors that are made once for the same words are spaCy's own, bit for bit."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

from factcheck.language import vectors
from factcheck.language.models import DEFAULT_MODEL
from factcheck.language.parser import load_model
from factcheck.language.vectors import RememberedVectors, remember_vectors

WORDS = ["Ada", "Lind", "of", "the", "Bergen", "Post", "paid", "$", "3", "\n", ".", "two", "dogs"]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=20), min_size=1, max_size=4)


@cache
def as_it_comes() -> Language:
    return spacy.load(DEFAULT_MODEL)


def layers(nlp: Language, component: str) -> list[Model[Any, Any]]:
    model: Any = nlp.get_pipe(component).model  # type: ignore[attr-defined]
    return list(model.walk())


def of_words(nlp: Language, component: str) -> Model[Any, Any]:
    """The layers of a component that make vectors of words."""
    return next(layer for layer in layers(nlp, component) if layer.name.startswith("extract_feat"))


def remembered(component: str) -> RememberedVectors:
    found = layers(load_model(), component)
    return next(layer for layer in found if isinstance(layer, RememberedVectors))


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    for component in ("tok2vec", "ner"):
        remembered(component).forget()


def docs(texts: list[list[str]]) -> list[Doc]:
    return [Doc(load_model().vocab, words=words) for words in texts]


def assert_same(component: str, texts: list[list[str]]) -> None:
    own = of_words(as_it_comes(), component).predict(docs(texts))
    once = of_words(load_model(), component).predict(docs(texts))
    assert len(own) == len(once)
    assert all(np.array_equal(one, other) for one, other in zip(own, once, strict=True))


@settings(max_examples=20)
@given(st.lists(TEXTS, min_size=1, max_size=3))
@pytest.mark.parametrize("component", ["tok2vec", "ner"])
def test_the_same_vectors_as_spacys_own(component: str, batches: list[list[list[str]]]) -> None:
    for texts in batches:  # the later ones are partly known
        assert_same(component, texts)


def test_begins_anew_where_it_would_remember_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST_WORDS", 4)
    for texts in ([WORDS[:3]], [WORDS[3:7]], [WORDS[2:5], WORDS]):
        assert_same("ner", texts)


def test_very_many_words_are_not_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST_ROWS", 4)
    assert_same("ner", [WORDS * 3, WORDS])


def test_is_not_trained() -> None:
    words = docs([WORDS])[0].to_array(["NORM", "PREFIX", "SUFFIX", "SHAPE"])
    ragged: Any = Ragged(words, np.array([len(words)], dtype="i"))  # type: ignore[arg-type]
    _, backwards = remembered("ner")(ragged, is_train=True)
    with pytest.raises(NotImplementedError):
        backwards([])


@pytest.mark.parametrize(("window_size", "remembers"), [(1, True), (2, False)])
def test_leaves_layers_alone_that_look_further(window_size: int, remembers: bool) -> None:
    sizes: dict[str, Any] = {"width": 8, "depth": 2, "embed_size": 50, "maxout_pieces": 3}
    sizes |= {"window_size": window_size, "subword_features": True, "pretrained_vectors": None}
    nlp = spacy.blank("en")
    architecture = {"@architectures": "spacy.HashEmbedCNN.v2", **sizes}
    nlp.add_pipe("tok2vec", config={"model": architecture})
    nlp.add_pipe("sentencizer")  # has no model
    remember_vectors(nlp)
    found = [isinstance(layer, RememberedVectors) for layer in layers(nlp, "tok2vec")]
    assert any(found) is remembers
