"""Direct speech, sentence by sentence: what is said, in which words, by whom.

Comes in: a word of a document. Goes out: the quoted sentence that begins with it, so that
another article's quotation of the same words can be found.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.language.document import Document
from factcheck.language.tokens import Token
from factcheck.values.actors import ActorKind, Actors
from factcheck.values.quotations import Quotation, Saying, parse

LEAST_WORDS = 6  # shorter ones ("it is a tragedy") coincide


@dataclass(frozen=True, slots=True)
class Quoted:
    """One sentence between quotation marks."""

    saying: Saying
    words: Quotation
    speaker: Actors | None  # the person, where the text names one
    start: int  # token offsets of the words
    end: int


def quoted_at(token: Token, document: Document) -> Quoted | None:
    """The quoted sentence that begins with this word."""
    words = document.quoted.get(token.i)
    if words is None or sum(t.is_alpha for t in words) < LEAST_WORDS:
        return None
    read = parse(words.text)
    if read is None:
        return None
    speaker = document.speaking(token)
    named = speaker is not None and speaker.kind is ActorKind.PERSON
    return Quoted(*read, Actors((speaker,)) if speaker and named else None, words.start, words.end)
