"""A parsed text in another language than English goes in; the same text comes out, character for
character as long, with nothing left that the readers of English figures could mistake: numbers in
digits written as English writes them, ISO dates, clock times, scores and signs of units.

Words are blotted out, and so is a number that a word for a number belongs to ('2 millions'): it is
better not read than read as another one. Kinds of value of an installed package can read them.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Token

from factcheck.language.models import pipelines

BLOT = "_"  # part of a word to the readers, and of no word that they know
_SPACES = "\u0020\u00a0\u2009\u202f"
_KEPT = r"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|\d{1,2}[-–]\d{1,2}"
_SIGN = re.compile(f"[{_SPACES}]?[€$£¥]")  # English writes '€40', most others '40 €'
_PATTERN = (
    r"(?<![\w.,:/–-])(?:(?P<kept>{kept})|(?P<whole>\d{{1,3}}(?:[{group}]\d{{3}})+|\d+)"
    r"(?P<part>[{decimal}]\d+)?)(?![\w/–-]|[.,:]\d)"
)


def readable(doc: Doc, language: str) -> str:
    """The text as the readers of figures may see it."""
    text = doc.text  # spaCy joins it anew each time
    shown = [BLOT if c.isalnum() else c for c in text]
    for token in doc:
        if token.text in _units():
            shown[token.idx : token.idx + len(token)] = token.text
    ending_at = {token.idx + len(token): token for token in doc}
    for found in _numbers(language).finditer(text):
        last = ending_at.get(found.end())
        if last is None or not _belongs_to_a_word(last):
            written = _as_english(found)
            sign = _SIGN.match(text, found.end())
            if sign is not None and not found["kept"]:
                written = sign.group()[::-1] + written
            shown[found.start() : found.start() + len(written)] = written
    return "".join(shown)


@cache
def _units() -> frozenset[str]:
    return frozenset(pipelines()["units"])


@cache
def _numbers(language: str) -> re.Pattern[str]:
    """How a language writes numbers in digits."""
    decimal, group = (".", ",") if language in pipelines()["decimal_point"] else (",", ".")
    group = f"{group}'’{_SPACES}"
    return re.compile(_PATTERN.format(kept=_KEPT, group=group, decimal=decimal))


def _as_english(found: re.Match[str]) -> str:
    if found["kept"]:
        return found["kept"]
    whole = re.sub(r"\D", ",", found["whole"])
    return whole + (f".{found['part'][1:]}" if found["part"] else "")


def _belongs_to_a_word(digits: Token) -> bool:
    """'2 millions', '3 mai': with a word for a number or before the name of a month, as models of
    Universal Dependencies mark them."""
    if digits.i + 1 >= len(digits.doc):
        return False
    after = digits.nbor()
    if not after.is_alpha:
        return False
    named = after.like_num or after.vocab[after.lemma_].like_num
    return bool(named or "NumType=" in str(after.morph))
