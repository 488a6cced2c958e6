"""Language models are loaded once, as spaCy itself loads them."""

from __future__ import annotations

import spacy

from factcheck.language.models import DEFAULT_MODEL, LANGUAGE
from factcheck.language.parser import load_model


def test_a_model_is_loaded_once_however_it_is_asked_for() -> None:
    assert load_model() is load_model(DEFAULT_MODEL) is load_model(DEFAULT_MODEL, LANGUAGE)


def test_the_tokenizer_is_that_of_the_model() -> None:
    """Which is filled with what the model brings, and has nothing before."""
    itself = spacy.load(DEFAULT_MODEL)
    ours, theirs = (nlp.tokenizer.to_bytes(exclude=["vocab"]) for nlp in (load_model(), itself))
    assert ours == theirs
    text = "Don't pay £1.5bn (or $2m!) to A.B.C.-based gonna@x.example 10km away... cannot, U.K.'s."
    read = load_model().make_doc(text)
    assert [token.norm_ for token in read] == [token.norm_ for token in itself.make_doc(text)]
    assert [token.text for token in read] == [token.text for token in itself.make_doc(text)]
