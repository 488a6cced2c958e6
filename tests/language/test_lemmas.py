"""What the remembered lemmatizer sets, spaCy's own sets too, word for word."""

from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.tokens import Doc

from factcheck.language.lemmas import (
    LEMMATIZER,
    REMEMBERED,
    RememberedLemmas,
    remember_lemmas,
)
from factcheck.language.parser import load_model

WORD = st.tuples(
    st.sampled_from(
        ["Saw", "saw", "saws", "left", "better", "us", "mice", "O", "\n", "xings", "3"]
    ),
    st.sampled_from(["NOUN", "VERB", "ADJ", "ADV", "PRON", "PROPN", "SPACE", "NUM"]),
    st.sampled_from(["", "Number=Sing", "Number=Plur", "VerbForm=Inf", "Degree=Cmp"]),
    st.sampled_from(["", "", "", "set"]),  # lemmas that something before has set
)
TEXT = st.lists(WORD, max_size=9)


def lemmatizer() -> EnglishLemmatizer:
    found = dict(load_model().components)[LEMMATIZER]
    assert isinstance(found, EnglishLemmatizer)
    return found


def as_doc(text: list[tuple[str, str, str, str]]) -> Doc:
    words, parts_of_speech, inflections, lemmas = map(list, zip(*text, strict=True))
    vocab = load_model().vocab
    return Doc(vocab, words=words, pos=parts_of_speech, morphs=inflections, lemmas=lemmas)


@settings(max_examples=50)
@given(st.lists(TEXT.filter(bool), min_size=1, max_size=3))
def test_sets_what_spacys_own_sets(texts: list[list[tuple[str, str, str, str]]]) -> None:
    own, remembered = lemmatizer(), RememberedLemmas(lemmatizer())
    for text in texts:  # the later ones are partly remembered
        one, other = as_doc(text), as_doc(text)
        assert [t.lemma_ for t in own(one)] == [t.lemma_ for t in remembered(other)]
    remembered.forget()


def test_an_empty_text_has_no_lemmas() -> None:
    assert not len(RememberedLemmas(lemmatizer())(Doc(load_model().vocab)))


def test_stands_in_the_pipeline_where_the_lemmatizer_stood() -> None:
    names = load_model().component_names
    assert names[names.index(LEMMATIZER) + 1] == REMEMBERED
    assert LEMMATIZER not in load_model().pipe_names


def test_leaves_a_lemmatizer_alone_that_goes_by_a_table_of_words() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(LEMMATIZER, config={"mode": "lookup"})
    remember_lemmas(nlp)
    assert nlp.pipe_names == [LEMMATIZER]
