"""A model's word vectors, made once for the same words: the features of words in, spaCy's vectors
out, bit for bit.

spaCy makes a vector of each word alone, from its form, prefix, suffix and shape; then, layer by
layer, one of the word and its neighbours. That is half of a parse. But in the articles on a story
one word in five is new, of three words in a row seven in ten are, of nine nine in ten. So what is
the same is calculated once: for a word alone once and for all, in each layer once for each three
vectors in a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps, chain
from thinc.types import Floats2d, Ragged

# The layers that make vectors of words alone (spaCy's MultiHashEmbed), by how their names begin:
# two that read features, two that make vectors of them, one that cuts the row of words into texts.
EMBEDDING = ("extract_features", "list2ragged", "with_array", "with_array(maxout", "ragged2list")
READING, ALONE = slice(0, 2), slice(2, 4)
WITH_NEIGHBOURS = "with_array(residual(expand_window>>maxout"
MOST_WORDS = 50_000  # whose vectors one component keeps: some 30 MB; then it begins anew
# Words whose vectors are made at a time, always: for few rows, the library of matrix products has
# other code on some processors, which rounds otherwise. What is kept of a word must not depend on
# what else was new beside it.
AT_A_TIME = 64
MOST_ROWS = 2**21  # up to which three row numbers make one number of 64 bits
NOTHING = 0  # the row where no word is: zeros


def remember_vectors(nlp: Language) -> None:
    """Let the components of a pipeline that make vectors as spaCy's small models do make them
    once."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in list(model.walk()) if isinstance(model, Model) else []:
            if _makes_vectors(node):
                embedding, neighbours = node.layers
                alone: Model[Ragged, Ragged] = chain(*embedding.layers[ALONE])
                layers = [residual.layers[0].layers[1] for residual in neighbours.layers[0].layers]
                width, pad = neighbours.get_dim("nO"), neighbours.attrs["pad"]
                remembered = RememberedVectors(alone, layers, width, pad)
                node.layers[:] = [*embedding.layers[READING], remembered]


def _makes_vectors(node: Model[Any, Any]) -> bool:
    """Whether a layer is made of spaCy's MultiHashEmbed and a MaxoutWindowEncoder of several
    layers that look one word to each side, and calculates without a graphics card."""
    if len(node.layers) != 2 or not isinstance(node.ops, NumpyOps):
        return False
    embedding, neighbours = node.layers
    names = [layer.name for layer in embedding.layers]
    return (
        len(names) == len(EMBEDDING)
        and all(name.startswith(own) for name, own in zip(names, EMBEDDING, strict=True))
        and neighbours.name.startswith(WITH_NEIGHBOURS)
        and all(_looks_one_word_aside(layer) for layer in neighbours.layers[0].layers)
    )


def _looks_one_word_aside(layer: Model[Any, Any]) -> bool:
    if not layer.name.startswith("residual("):
        return False
    inner = layer.layers[0].layers
    return len(inner) == 2 and inner[0].attrs.get("window_size") == 1


class RememberedVectors(Model[Ragged, list[Floats2d]]):
    """Does what layers do that make a vector of each row of features, and then one of each three
    vectors in a row."""

    def __init__(
        self,
        alone: Model[Ragged, Ragged],
        with_neighbours: Sequence[Model[Floats2d, Floats2d]],
        width: int,
        pad: int,
    ) -> None:
        """`width`: numbers of a vector; `pad`: empty rows between two texts, so that their words
        do not touch."""
        super().__init__("factcheck_remembered", _forward, layers=[alone, *with_neighbours])
        self._alone, self._with_neighbours, self._pad = alone, with_neighbours, pad
        self._row: dict[bytes, int] = {}  # of a word's vector, by its features
        self._vectors: Any = np.zeros((NOTHING + 1, width), dtype="f")  # a word a row

    def vectors(self, features: Any, lengths: Any) -> list[Any]:
        """The vectors of the words of texts, from a row of features each; `lengths`: the words of
        each text."""
        if not len(features):
            return [self._vectors[:0]] * len(lengths)
        ops: Any = self.ops
        rows = ops.flatten(ops.unflatten(self._rows(features), lengths), pad=self._pad)
        vectors = self._vectors
        for layer in self._with_neighbours:
            vectors, rows = _beside_neighbours(layer, vectors, rows)
        found: list[Any] = ops.unflatten(vectors[rows], lengths, pad=self._pad)
        return found

    def forget(self) -> None:
        """Begin anew."""
        self._row.clear()
        self._vectors = self._vectors[: NOTHING + 1]

    def _rows(self, features: Any) -> Any:
        """Where the vectors of words stand; those that are not known yet are made."""
        features = np.ascontiguousarray(features)
        whole_rows = np.dtype((np.void, features.dtype.itemsize * features.shape[1]))
        words: list[bytes] = features.view(whole_rows).ravel().tolist()
        unknown = {word: at for at, word in enumerate(words) if word not in self._row}
        if len(self._row) + len(unknown) > MOST_WORDS:
            self.forget()
            unknown = {word: at for at, word in enumerate(words)}
        if unknown:
            self._learn(list(unknown), features[list(unknown.values())])
        row = self._row
        return np.array([row[word] for word in words])

    def _learn(self, words: list[bytes], features: Any) -> None:
        new = [self._made(features[at : at + AT_A_TIME]) for at in range(0, len(words), AT_A_TIME)]
        first = len(self._vectors)
        self._row.update(zip(words, range(first, first + len(words)), strict=True))
        self._vectors = np.concatenate([self._vectors, *new])

    def _made(self, features: Any) -> Any:
        """The vectors of words alone, at most AT_A_TIME."""
        rows: Any = np.zeros((AT_A_TIME, features.shape[1]), features.dtype)
        rows[: len(features)] = features
        lengths: Any = np.array([AT_A_TIME], dtype="i")
        return self._alone.predict(Ragged(rows, lengths)).dataXd[: len(features)]


def _beside_neighbours(layer: Model[Any, Any], vectors: Any, rows: Any) -> tuple[Any, Any]:
    """What a layer makes of the vectors at these rows, each with those beside it: the vectors that
    it makes, each once, and the rows at which they stand."""
    beside = np.concatenate([[NOTHING], rows, [NOTHING]])
    left, right, number = beside[:-2], beside[2:], len(vectors)
    in_a_row = (left * number + rows) * number + right
    if number > MOST_ROWS:
        in_a_row = np.arange(len(rows))
    _, first, which = np.unique(in_a_row, return_index=True, return_inverse=True)
    here = vectors[rows[first]]
    columns = np.concatenate([vectors[left[first]], here, vectors[right[first]]], axis=1)
    nothing = np.zeros((NOTHING + 1, here.shape[1]), here.dtype)
    return np.concatenate([nothing, here + layer.predict(columns)]), which + len(nothing)


def _forward(
    model: Model[Ragged, list[Floats2d]], words: Ragged, is_train: bool
) -> tuple[list[Floats2d], Callable[[list[Floats2d]], Ragged]]:
    assert isinstance(model, RememberedVectors)
    return model.vectors(words.dataXd, words.lengths), _not_trained


def _not_trained(gradient: list[Floats2d]) -> Ragged:
    raise NotImplementedError("a pipeline that remembers the vectors of words is not trained")
