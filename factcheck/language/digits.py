"""A parsed text in another language than English goes in; the same text comes out, character for
character as long, with nothing left that the readers of English figures could mistake: numbers in
digits written as English writes them, ISO dates, clock times, scores and signs of units.

Words are blotted out, and so is a number that a word for a number belongs to ('2 millions'): it is
better not read than read as another one. So is the day before a month, and a telephone number in
groups of digits. Kinds of value of an installed package can read them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from factcheck.language.models import pipelines
from factcheck.tables import table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BLOT = "_"  # part of a word to the readers, and of no word that they know
_SPACES = "\u0020\u00a0\u2009\u202f"
_KEPT = r"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}|\d{1,2}[-–]\d{1,2}"
_SIGN = re.compile(f"[{_SPACES}]?[€$£¥]")  # English writes '€40', most others '40 €'
_PATTERN = (
    r"(?<![\w.,:/–-])(?:(?P<kept>{kept})|(?P<whole>\d{{1,3}}(?:[{group}]\d{{3}})+|\d+)"
    r"(?P<part>[{decimal}]\d+)?)(?![\w/–-]|[.,:]\d)"
)
# Telephone numbers: in groups of two digits, or behind a plus and longer than a country has people.
_TELEPHONE = re.compile(
    rf"(?<![\w.,:/–-])\d{{2}}(?:[{_SPACES}.-]\d{{2}}){{2,}}(?!\d)|\+\d(?:[{_SPACES}.()-]?\d){{9,}}"
)
# Between two numbers of which a word behind the second says what both are: '2 à 3 millions'.
_BETWEEN = re.compile(rf"[{_SPACES}]*(?:[^\W\d_]{{1,4}}|[-–,/&])[{_SPACES}]*")
_MOST_BETWEEN = 12  # characters
_LONGEST_MONTH = 24  # characters, and a space


def readable(doc: Doc, language: str) -> str:
    """The text as the readers of figures may see it."""
    text = doc.text  # spaCy joins it anew each time
    shown = [BLOT if c.isalnum() else c for c in text]
    for token in doc:
        if token.text in _units():
            shown[token.idx : token.idx + len(token)] = token.text
    unread = _unread(doc, language)
    for found in _numbers(language).finditer(text):
        if found.start() not in unread:
            written = _as_english(found)
            sign = _SIGN.match(text, found.end())
            if sign is not None and not found["kept"]:
                written = sign.group()[::-1] + written
            shown[found.start() : found.start() + len(written)] = written
    return "".join(shown)


def _unread(doc: Doc, language: str) -> set[int]:
    """Where the numbers begin that are not what their digits say."""
    text = doc.text
    ending_at = {token.idx + len(token): token for token in doc}
    after, before = _words_after(language), _month_before(language)
    telephone = {place for found in _TELEPHONE.finditer(text) for place in range(*found.span())}
    unread: set[int] = set()
    following = len(text), False  # where the next number begins, and whether it is not read
    for found in reversed(list(_numbers(language).finditer(text))):
        begins, unread_there = following
        near = begins - found.end() <= _MOST_BETWEEN
        last = ending_at.get(found.end())
        is_day = found["part"] is None and len(found.group()) <= len("31")
        with_word = (
            after.match(text, found.end()) is not None
            or (
                is_day
                and before.search(text[max(0, found.start() - _LONGEST_MONTH) : found.start()])
                is not None
            )
            or (last is not None and _belongs_to_a_word(last))
            or (unread_there and near and _BETWEEN.fullmatch(text, found.end(), begins) is not None)
        )
        if with_word or found.start() in telephone:
            unread.add(found.start())
        following = found.start(), with_word
    return unread


@cache
def _number_words() -> Any:
    return table("factcheck.language", "number_words.yaml")


def _listed(kind: str, language: str) -> str:
    """A regular expression for the words of a list, none for a language that has none."""
    words = sorted(_number_words()[kind].get(language, ()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("…", r"\w*") for word in words) or r"(?!)"


@cache
def _words_after(language: str) -> re.Pattern[str]:
    """' douzaines', ' de mayo', '. maj' behind a number."""
    words = f"{_listed('number_nouns', language)}|{_listed('months', language)}"
    link = rf"(?:(?:{_listed('links', language)})[{_SPACES}]?)?"
    return re.compile(rf"\.?[{_SPACES}\n]{{0,2}}{link}(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _month_before(language: str) -> re.Pattern[str]:
    """'gegužės ' before a day."""
    return re.compile(
        rf"(?<!\d[{_SPACES}])(?<!\w)(?:{_listed('months', language)})\.?[{_SPACES}]$", re.IGNORECASE
    )


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
