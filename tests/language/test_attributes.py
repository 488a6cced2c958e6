"""What the remembered attribute ruler does, spaCy's own does too, word for word."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from factcheck.language.attributes import (
    REMEMBERED,
    RULER,
    RememberedAttributes,
    remember_attributes,
)
from factcheck.language.parser import load_model

READ: list[int | str] = ["LEMMA", "POS", "MORPH", "TAG", "DEP", "HEAD", "NORM", "SENT_START"]
WORDS = ["ai", "n't", "gon", "na", "let", "'s", "y'", "all", "is", "There", "Better", "ferry"]
WORDS += ["who", "That", "\n", "2", "him", "were", "Not", "to", "had", "'d"]


def ruler() -> AttributeRuler:
    found = dict(load_model().components)[RULER]
    assert isinstance(found, AttributeRuler)
    return found


def labels() -> list[str]:
    return sorted({w["TAG"] for r in ruler().patterns for p in r["patterns"] for w in p
                   if isinstance(w.get("TAG"), str)})  # fmt: skip


WORD = st.tuples(
    st.sampled_from(WORDS),
    st.sampled_from(labels()),
    st.sampled_from(["expl", "nsubj", "aux", "auxpass", "neg", "det", "ROOT", "mark"]),
)


@given(st.lists(st.lists(WORD, max_size=9), min_size=1, max_size=3))
def test_sets_what_spacys_own_sets(texts: list[list[tuple[str, str, str]]]) -> None:
    own, remembered = ruler(), RememberedAttributes(ruler())
    for text in texts:  # the later ones are partly remembered
        one, other = (as_doc(text) for _ in range(2))
        assert (own(one).to_array(READ) == remembered(other).to_array(READ)).all()


def as_doc(text: list[tuple[str, str, str]]) -> Doc:
    return Doc(
        load_model().vocab,
        words=[word for word, _, _ in text],
        tags=[tag for _, tag, _ in text],
        deps=[dep for _, _, dep in text],
        heads=[0] * len(text),
    )


def test_stands_in_the_pipeline_where_the_ruler_stood() -> None:
    names = load_model().component_names
    assert names[names.index(RULER) + 1] == REMEMBERED
    assert RULER not in load_model().pipe_names


def test_forgets() -> None:
    remembered = RememberedAttributes(ruler())
    first = remembered(as_doc([("ai", "VBZ", "aux"), ("n't", "RB", "neg")]))
    remembered.forget()
    again = remembered(as_doc([("ai", "VBZ", "aux"), ("n't", "RB", "neg")]))
    assert (first.to_array(READ) == again.to_array(READ)).all()


@pytest.mark.parametrize(
    ("pattern", "attributes", "index"),
    [
        ([{"LOWER": "a", "OP": "+"}], {"POS": "X"}, 0),  # any number of words
        ([{"LOWER": "a"}, {"LOWER": "b"}], {"POS": "X"}, -1),
        ([{"LOWER": "a"}], {"NORM": "x"}, 0),
    ],
)
def test_leaves_a_ruler_alone_that_does_more(
    pattern: list[dict[str, str]], attributes: dict[str, str], index: int
) -> None:
    nlp = ruled(pattern, attributes, index)
    remember_attributes(nlp)
    assert nlp.pipe_names == [RULER]


def test_what_other_words_or_components_decide_is_asked_every_time() -> None:
    nlp = ruled([{"POS": "NOUN"}], {"LEMMA": "thing"}, 0)
    remember_attributes(nlp)
    (_, component), vocab = nlp.pipeline[0], nlp.vocab
    nouns = [component(Doc(vocab, words=["saw"], pos=[pos]))[0].lemma_ for pos in ("VERB", "NOUN")]
    assert nouns == ["", "thing"]


def ruled(pattern: list[dict[str, str]], attributes: dict[str, str], index: int) -> Language:
    nlp = spacy.blank("en")
    added = nlp.add_pipe(RULER)
    assert isinstance(added, AttributeRuler)
    added.add([pattern], attributes, index)
    return nlp


@pytest.mark.parametrize("asked", ["a", {"IN": ["a", "b"]}, {"REGEX": "^a$"}, {"NOT_IN": ["c"]}])
def test_forms_are_told_apart_as_patterns_do(asked: object) -> None:
    nlp = ruled([{"LOWER": asked}], {"POS": "X"}, 0)  # type: ignore[dict-item]
    remember_attributes(nlp)
    (_, component), vocab = nlp.pipeline[0], nlp.vocab
    found = [component(Doc(vocab, words=[word], tags=["T"]))[0].pos_ for word in ("c", "A", "c")]
    assert found == ["", "X", ""]
