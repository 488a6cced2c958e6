"""The text of an article goes in; the language that it is written in comes out, where there is
enough of it to tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from factcheck.model import Article, Stated
from factcheck.tables import table

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# docs/decisions/0015-language-detection.md: of 33 short news in eleven languages, cut to 120
# characters, all were told, the least sure with 0.93; cut to 50, all were still right, but with
# as little as 0.56. Of the benchmark's 250 articles 249 are told as English, one is not judged.
LEAST_LETTERS = 80  # some 100 characters
LEAST_CONFIDENCE = 0.9
MOST_CHARACTERS = 1000  # more tell nothing new, and take a millisecond each thousand

# A text with so many words that only English has needs no more to be told, if its letters are the
# plain ones: 209 of these 249, and all but six of the 208 that have 400 characters.
LEAST_ENGLISH = 0.1  # of its words; in news 0.17
LEAST_WORDS = 8  # more than a name or a quotation has
LEAST_PLAIN = 0.97  # of its letters: the alphabet without accents

_WORD = re.compile(r"[^\W\d_]+")

# A page of another language often declares the English of its template.
OVERRULED = ("markup", "surroundings")


def read_language(text: str) -> Stated | None:
    """The language of a text (ISO 639), None where it is too short or too mixed to be judged."""
    return _language_of_beginning(text[:MOST_CHARACTERS])


@lru_cache(maxsize=2)  # every article is asked twice: with its head, and without
def _language_of_beginning(text: str) -> Stated | None:
    if sum(map(str.isalpha, text)) < LEAST_LETTERS:
        return None
    language, confidence = ("en", 1.0) if _is_english(text) else _identifier().classify(text)
    if confidence < LEAST_CONFIDENCE:
        return None
    return Stated(
        field="language",
        value=language,
        evidence="the words of the text",
        source="text",
        confidence=round(min(1.0, confidence), 2),
    )


def agreeing(stated: Iterable[Stated], detected: Stated | None) -> tuple[Stated, ...]:
    """Statements without those on the language that markup or surroundings make and the words of
    the text belie."""
    return tuple(
        one
        for one in stated
        if detected is None
        or one.field != "language"
        or one.source not in OVERRULED
        or primary(one.value) == primary(detected.value)
    )


def language_of(article: Article) -> str | None:
    """The language of an article without its region ('en' for en-GB), where it is known."""
    return next((primary(s.value) for s in article.metadata if s.field == "language"), None)


def primary(language: str) -> str:
    """A language code without region and script."""
    return language.split("-")[0].casefold()


def language_name(code: str) -> str:
    """The English name of a language, its code where that is not known."""
    return _names().get(code, f"the language '{code}'")


def code_of(name: str) -> str | None:
    """The code of a language that is named in English ('French'); None for any other word."""
    wanted = name.strip().casefold()
    return next((code for code, known in _names().items() if known.casefold() == wanted), None)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names: dict[str, str] = table("factcheck.ingest", "languages.yaml")
    return names


def _is_english(text: str) -> bool:
    """Whether that is plain to see, without what tells all languages."""
    words = _WORD.findall(text.casefold())
    letters = "".join(words)
    english = sum(map(_english_words().__contains__, words))
    plain = sum(map(str.isascii, letters))
    return (
        english >= max(LEAST_WORDS, len(words) * LEAST_ENGLISH)
        and plain >= len(letters) * LEAST_PLAIN
    )


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    return frozenset(table("factcheck.ingest", "english.yaml")["words"].split())


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """What tells all languages: loading it takes half a second, and 90 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_names())
    return identifier
