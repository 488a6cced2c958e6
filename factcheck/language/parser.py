"""The spaCy pipelines: a model by name, with line ends as hard sentence boundaries.

A model is loaded when first needed, once a process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import factcheck.language.slim_spacy  # noqa: F401  (before spaCy)

# isort: split
import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from factcheck.language.attributes import remember_attributes
from factcheck.language.entities import step_entities
from factcheck.language.kept import unpacked_parse
from factcheck.language.lemmas import remember_lemmas
from factcheck.language.limits import BATCH
from factcheck.language.models import DEFAULT_MODEL, LANGUAGE, NEEDED, ModelError
from factcheck.language.tokens import Grammar, Text, from_spacy
from factcheck.language.trees import needs_conversion
from factcheck.language.vectors import remember_vectors

ENDS = frozenset(".!?…:;。！？»«”“„\"'’)]}–—-•|*")  # after which a sentence can begin
# Of the default model, which is known to bring a tokenizer of spaCy's usual kind.
FILLED = {"nlp": {"tokenizer": {"@tokenizers": "factcheck_to_be_filled"}}}
NONE_KEPT: Mapping[int, bytes] = {}


@Language.component("factcheck_line_boundaries")
def line_boundaries(doc: Doc) -> Doc:
    """A sentence never runs over the end of a line: cleaned text has one paragraph a line."""
    after_break = False
    for token in doc:
        if after_break:
            token.is_sent_start = True
        after_break = token.is_space and "\n" in token.text
    return doc


@Language.component("factcheck_sentence_ends")
def sentence_ends(doc: Doc) -> Doc:
    """A sentence begins after a sign that can end one, or a line: small models of other languages
    than English begin one at many a capital letter."""
    for token in doc[1:]:
        before = token.nbor(-1)
        if not before.is_space and before.text[-1] not in ENDS:
            token.is_sent_start = False
    return doc


def tokenizer_to_be_filled() -> Callable[[Language], Tokenizer]:
    """A tokenizer without rules, for a pipeline that brings its own: spaCy makes those of the
    language first, and throws them away, for a quarter of the time in which a pipeline loads."""
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers("factcheck_to_be_filled", func=tokenizer_to_be_filled)


def load_model(name: str = DEFAULT_MODEL, language: str = LANGUAGE) -> Language:
    """The spaCy pipeline called `name`, for a language by spaCy's code; the same one each time.
    Raises ModelError when it cannot be loaded."""
    return _loaded(name, language)  # a cache takes what is left out for another thing


@cache
def _loaded(name: str, language: str) -> Language:
    try:
        nlp = spacy.load(name, config=FILLED if name == DEFAULT_MODEL else {})
    except (OSError, ImportError, ValueError) as error:
        hint = (
            "install factcheck-news again, which brings it"
            if name == DEFAULT_MODEL
            else "name an installed spaCy pipeline, such as en_core_web_md, or leave out --model"
        )
        raise ModelError(f"the language model '{name}' cannot be loaded; {hint}") from error
    if nlp.lang != language:
        raise ModelError(f"the language model '{name}' is for '{nlp.lang}', not for '{language}'")
    missing = set(NEEDED) - set(nlp.pipe_names)
    if missing:
        raise ModelError(
            f"the language model '{name}' has no {' and no '.join(sorted(missing))}; "
            "factcheck needs both"
        )
    if language != LANGUAGE:
        nlp.add_pipe("factcheck_sentence_ends", before="parser")
    nlp.add_pipe("factcheck_line_boundaries", before="parser")
    remember_vectors(nlp)
    remember_attributes(nlp)
    remember_lemmas(nlp)
    step_entities(nlp)
    return nlp


def parse(
    nlp: Language,
    texts: Sequence[str],
    language: str = LANGUAGE,
    kept: Mapping[int, bytes] = NONE_KEPT,
) -> Iterator[Text]:
    """Parsed texts in a language, in order; token offsets are offsets into the text. `kept`: what
    `packed_parse` made of some of them before, by their places."""
    grammar = grammar_of(nlp, language)
    known = {n: doc for n in kept if (doc := unpacked_parse(kept[n], texts[n], nlp.vocab))}
    new = nlp.pipe((t for n, t in enumerate(texts) if n not in known), batch_size=BATCH)
    for place in range(len(texts)):
        yield from_spacy(known.pop(place) if place in known else next(new), grammar)


def grammar_of(nlp: Language, language: str = LANGUAGE) -> Grammar | None:
    """What must be done with the trees of a pipeline to read them as those of the English one;
    None where that is nothing."""
    converts = needs_conversion(nlp.meta.get("labels", {}).get("parser", ()))
    if not converts and language == LANGUAGE:
        return None
    stop_words = frozenset(nlp.Defaults.stop_words)
    return Grammar(language=language, stop_words=stop_words)
