"""A model's word vectors, remembered: words in, the same vectors out.

Before spaCy looks at a word's neighbours, it makes a vector of the word alone: it hashes its form,
prefix, suffix and shape, and multiplies what the hashes stand for. That is a seventh of a parse.
The vector depends on these features and on nothing else, so it is made once for each word, not each
time that the word stands in a text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps, chain
from thinc.types import Ragged

# The layers of spaCy's MultiHashEmbed, by how their names begin; the two of WITHOUT_CONTEXT make
# vectors of features.
LAYERS = ("extract_features", "list2ragged", "with_array", "with_array(maxout", "ragged2list")
WITHOUT_CONTEXT = slice(2, 4)
MOST_WORDS = 50_000  # whose vectors one component keeps: some 30 MB; then it begins anew
# Words whose vectors are made at a time, at least: of few rows, the library of matrix products has
# other code on some processors, which rounds otherwise. A vector must not depend on what else was
# new beside the word.
LEAST_ROWS = 256


def remember_embeddings(nlp: Language) -> None:
    """Let the components of a pipeline that make vectors as spaCy's small models do remember
    them."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in list(model.walk()):
                if _makes_vectors(node):
                    made: Model[Ragged, Ragged] = chain(*node.layers[WITHOUT_CONTEXT])
                    node.layers[WITHOUT_CONTEXT] = [RememberedEmbeddings(made)]


def _makes_vectors(node: Model[Any, Any]) -> bool:
    """Whether a layer is spaCy's MultiHashEmbed, and calculates without a graphics card."""
    names = [layer.name for layer in node.layers]
    return (
        len(names) == len(LAYERS)
        and all(name.startswith(own) for name, own in zip(names, LAYERS, strict=True))
        and isinstance(node.ops, NumpyOps)
    )


class RememberedEmbeddings(Model[Ragged, Ragged]):
    """Does what layers do that make a vector of each row of features, one row for itself."""

    def __init__(self, made: Model[Ragged, Ragged]) -> None:
        super().__init__("factcheck_remembered", _forward, layers=[made])
        self._made = made
        self._row: dict[bytes, int] = {}  # of a word's vector, by its features
        self._vectors: Any = None  # an array of float32, a word a row

    def vectors(self, features: Any) -> Any:
        """The vectors of words, a row of features each."""
        features = np.ascontiguousarray(features)
        whole_rows = np.dtype((np.void, features.dtype.itemsize * features.shape[1]))
        words: list[bytes] = features.view(whole_rows).ravel().tolist()
        self._learn(words, features)
        row = self._row
        return self._vectors[[row[word] for word in words]]

    def forget(self) -> None:
        """Begin anew."""
        self._row.clear()
        self._vectors = None

    def _learn(self, words: list[bytes], features: Any) -> None:
        """Make the vectors that are not known yet."""
        unknown = {word: at for at, word in enumerate(words) if word not in self._row}
        if not unknown:
            return
        if len(self._row) + len(unknown) > MOST_WORDS:
            self.forget()
            unknown = {word: at for at, word in enumerate(words)}
        new = self._of(features[list(unknown.values())])
        first = len(self._row)
        self._row.update(zip(unknown, range(first, first + len(new)), strict=True))
        self._vectors = new if not first else np.concatenate([self._vectors, new])

    def _of(self, features: Any) -> Any:
        number = max(len(features), LEAST_ROWS)
        rows: Any = np.zeros((number, features.shape[1]), features.dtype)
        rows[: len(features)] = features
        lengths: Any = np.array([number], dtype="i")
        made = self._made.predict(Ragged(rows, lengths))
        return made.dataXd[: len(features)]


def _forward(
    model: Model[Ragged, Ragged], words: Ragged, is_train: bool
) -> tuple[Ragged, Callable[[Ragged], Ragged]]:
    assert isinstance(model, RememberedEmbeddings)
    if not len(words.dataXd):
        return model.layers[0](words, is_train)
    return Ragged(model.vectors(words.dataXd), words.lengths), _not_trained


def _not_trained(gradient: Ragged) -> Ragged:
    raise NotImplementedError("a pipeline that remembers the vectors of words is not trained")
