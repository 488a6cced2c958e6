"""What the stepped entity recognizer finds, spaCy's own finds too, word for word."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from factcheck.language.entities import (
    RECOGNIZER,
    STEPPED,
    SteppedEntities,
    step_entities,
)
from factcheck.language.parser import load_model

READ: list[int | str] = ["ENT_TYPE", "ENT_IOB"]
WORDS = ["Ada", "Lind", "of", "the", "Bergen", "Post", "paid", "$", "3", "million", "on", "Monday"]
WORDS += ["\n", ".", "", "Norwegian", "two", "dogs", "10", "p.m.", "-", "U.N.", "é"]


def recognizer() -> EntityRecognizer:
    found = dict(load_model().components)[RECOGNIZER]
    assert isinstance(found, EntityRecognizer)
    return found


def docs(texts: list[list[str]]) -> list[Doc]:
    return [Doc(load_model().vocab, words=[word for word in text if word]) for text in texts]


@settings(max_examples=25)
@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12), min_size=1, max_size=5))
def test_finds_what_spacys_own_finds(texts: list[list[str]]) -> None:
    own = [recognizer()(doc) for doc in docs(texts)]
    stepped = list(SteppedEntities(recognizer()).pipe(docs(texts), batch_size=3))
    assert [doc.to_array(READ).tolist() for doc in stepped] == [
        doc.to_array(READ).tolist() for doc in own
    ]


def test_finds_entities_at_all() -> None:
    doc = SteppedEntities(recognizer())(docs([WORDS[:12]])[0])
    assert "Ada Lind" in [ent.text for ent in doc.ents]


def test_takes_what_is_set_before_as_spacys_own_does() -> None:
    one, other = docs([WORDS[:12]] * 2)
    for doc in (one, other):
        doc.set_ents([doc[4:6]], default="unmodified")
    assert recognizer()(one).to_array(READ).tolist() == (
        SteppedEntities(recognizer())(other).to_array(READ).tolist()
    )


def test_stands_in_the_pipeline_where_spacys_own_stood() -> None:
    names = load_model().component_names
    assert names[names.index(RECOGNIZER) + 1] == STEPPED
    assert RECOGNIZER not in load_model().pipe_names


def test_leaves_a_recognizer_alone_that_weighs_several_ways(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Pipeline:
        pipe_names = (RECOGNIZER,)

        def get_pipe(self, name: str) -> EntityRecognizer:
            return recognizer()

    monkeypatch.setitem(recognizer().cfg, "beam_width", 4)
    unchanged: Any = Pipeline()
    step_entities(unchanged)  # would fail where it adds a component
