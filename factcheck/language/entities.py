"""A model's entity recognizer, its steps taken one after the other from here: Doc in, the same Doc
with the same entities out.

spaCy takes all steps of its recognizer without holding Python's lock, but takes the lock and gives
it back for every label that it tries on a word, some seventy times a word: a fifth of a parse.
Where each step is asked for from Python, the lock is held all the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from thinc.api import NumpyOps

RECOGNIZER = "ner"
STEPPED = "factcheck_entities"


def step_entities(nlp: Language) -> None:
    """Put the stepped recognizer in the place of a pipeline's own, where it can be one."""
    if RECOGNIZER in nlp.pipe_names and _can_be_stepped(nlp.get_pipe(RECOGNIZER)):
        nlp.add_pipe(STEPPED, after=RECOGNIZER)
        nlp.disable_pipe(RECOGNIZER)


def _can_be_stepped(recognizer: object) -> bool:
    """Whether it takes the best step each time, knows all its labels and uses no graphics card."""
    if not isinstance(recognizer, EntityRecognizer):
        return False
    model: Any = recognizer.model
    return (
        recognizer.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and isinstance(model.ops, NumpyOps)
    )


@Language.factory(STEPPED, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def _stepped(nlp: Language, name: str) -> SteppedEntities:
    recognizer = nlp.get_pipe(RECOGNIZER)
    assert isinstance(recognizer, EntityRecognizer)
    return SteppedEntities(recognizer)


class SteppedEntities:
    """Does to Docs what an entity recognizer does."""

    def __init__(self, recognizer: EntityRecognizer) -> None:
        self._recognizer: Any = recognizer  # spaCy says nothing of its types

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one text."""
        self._find([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """Find the entities of texts, so many at a time."""
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            self._find(batch)
            yield from batch

    def _find(self, docs: list[Doc]) -> None:
        states = self._recognizer.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        if unfinished:
            self._take_all_steps(docs, unfinished)
        self._recognizer.set_annotations(docs, states)

    def _take_all_steps(self, docs: list[Doc], unfinished: list[Any]) -> None:
        """The same step in all texts at once, until all are at their end."""
        step = self._recognizer.model.predict(docs)
        output = step.vec2scores
        weights, bias = output.get_param("W"), output.get_param("b")
        while unfinished:
            hidden = step.state2vec.predict(step.get_token_ids(unfinished))
            scores = output.ops.gemm(hidden, weights, trans2=True)
            scores += bias
            unfinished = self._recognizer.transition_states(unfinished, scores)
        step.clear_memory()
