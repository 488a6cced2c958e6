"""The English model's lemmatizer, remembered: a Doc in, the same Doc with the same lemmas out.

What spaCy's rules make of a word depends on its form, part of speech and inflection, so they are
asked once for each of those, not once a word. And they look for every form that they try in lists
of up to 80,000 words, from the beginning: in sets instead, a lemma takes a tenth of the time.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc

LEMMATIZER = "lemmatizer"
REMEMBERED = "factcheck_lemmas"
INDEX = "lemma_index"  # the table of words by part of speech
_LOOKED_AT: list[int | str] = ["LEMMA", "ORTH", "POS", "MORPH"]
MOST_WORDS = 200_000  # that are remembered: some 30 MB; then it begins anew

Word = tuple[int, int, int]  # form, part of speech and inflection, as spaCy numbers them


def remember_lemmas(nlp: Language) -> None:
    """Put the remembered lemmatizer in the place of a pipeline's own, where it can be one."""
    if LEMMATIZER in nlp.pipe_names and _can_be_remembered(nlp.get_pipe(LEMMATIZER)):
        nlp.add_pipe(REMEMBERED, after=LEMMATIZER)
        nlp.disable_pipe(LEMMATIZER)


def _can_be_remembered(lemmatizer: object) -> bool:
    """Whether it goes by rules that look at nothing but the word."""
    return (
        type(lemmatizer) is EnglishLemmatizer
        and lemmatizer.mode == "rule"
        and not lemmatizer.overwrite
    )


@Language.factory(REMEMBERED, assigns=["token.lemma"])
def _remembered(nlp: Language, name: str) -> RememberedLemmas:
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    assert isinstance(lemmatizer, EnglishLemmatizer)
    return RememberedLemmas(lemmatizer)


class RememberedLemmas:
    """Does to a Doc what the lemmatizer does."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[Word, int] = {}
        if lemmatizer.lookups.has_table(INDEX):
            index = lemmatizer.lookups.get_table(INDEX)
            for part_of_speech, words in list(index.items()):
                index[part_of_speech] = frozenset(words)

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a Doc's words, where none is set."""
        if not len(doc):
            return doc
        if len(self._known) > MOST_WORDS:
            self.forget()
        lemmas: Any = np.array(
            [
                lemma or self._of(doc, i, (form, part_of_speech, inflection))
                for i, (lemma, form, part_of_speech, inflection) in enumerate(
                    doc.to_array(_LOOKED_AT).tolist()
                )
            ],
            dtype=np.uint64,
        )
        return doc.from_array(["LEMMA"], lemmas)

    def forget(self) -> None:
        """Begin anew."""
        self._known.clear()
        self._lemmatizer.cache.clear()

    def _of(self, doc: Doc, i: int, word: Word) -> int:
        lemma = self._known.get(word)
        if lemma is None:
            found = self._lemmatizer.lemmatize(doc[i])[0]
            lemma = self._known[word] = doc.vocab.strings.add(found)
        return lemma
