"""Names of people: a mention goes in, a folded name comes out, and two names are related.

Articles spell, shorten and transliterate names differently; what can be one person's name
must not become a conflict, and two people of one family must not become one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from factcheck.values.relation import Related, Relation

# Letters that Unicode does not take apart (NFKD), with the spelling that newsrooms use.
SPECIAL_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae"}
    | {"œ": "oe", "ə": "a", "ħ": "h", "ŋ": "ng"}
)
HONORIFICS = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady"),
        *("cmdr", "capt", "col", "lt", "maj", "sgt", "cpl", "insp", "supt", "rev"),
    )
)
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
PARTICLES = frozenset(
    "van von der den de di da del della la le al el bin ibn ben abu dos du ten ter".split()
)
# The English short forms that share too little with the long one for spelling to tell.
SHORT_FORMS = {
    "bill": "william", "bob": "robert", "chuck": "charles", "dick": "richard", "jack": "john",
    "jim": "james", "joe": "joseph", "kate": "katherine", "liz": "elizabeth", "mike": "michael",
    "peggy": "margaret", "rick": "richard", "steve": "steven", "ted": "edward", "tom": "thomas",
    "tony": "anthony",
}  # fmt: skip

FOLDED = 16384  # texts that fold remembers: an article repeats its names
# Two spellings of one name ("Gaddafi", "Kadafi") have the same consonants by sound, as many
# syllables, and at least this similarity (rapidfuzz ratio). Below, the names of the variants
# in tests/values/test_people.py fall apart; the pairs that must differ fail the other two.
VARIANT_RATIO = 70.0
# Short names differ in a vowel alone ("Jean", "Joan"), so they have no variants.
VARIANT_MIN_LENGTH = 5
# "Alexander" is "Alex" and three letters or more; "Marco" is not "Marc".
SHORT_FORM_MIN_CUT = 3
SHORT_FORM_MIN_LENGTH = 3

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`‘")
_SOUNDS = (
    ("ph", "f"), ("kh", "k"), ("gh", "k"), ("dh", "d"), ("ck", "k"), ("tch", "c"), ("ch", "c"),
    ("sch", "s"), ("sh", "s"), ("zh", "z"), ("th", "t"), ("dj", "j"), ("x", "ks"), ("q", "k"),
    ("g", "k"), ("w", "v"), ("z", "s"), ("y", "i"),
)  # fmt: skip
_SOFT_START = re.compile(r"^(?:[jg]i?(?=[aeiou])|y)")  # 'Gianna', 'Jianna', 'Yanna'
_HARD_C = re.compile(r"c(?![eiyh])")
_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_SILENT_H = re.compile(r"(?<=[a-z])h(?![aeiou])|(?<=[^aeiou])h")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles: `normal` is folded ('mevlut cavusoglu'), `label` as written."""

    normal: str
    label: str

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words without 'jr', 'iii' and the like."""
        return tuple(w for w in self.normal.split() if w not in GENERATIONS)

    @property
    def family(self) -> str:
        """The last word: what a short mention usually keeps."""
        return self.words[-1] if self.words else self.normal

    @property
    def generation(self) -> str | None:
        """'jr', 'sr', 'ii' …"""
        return next((w for w in self.normal.split() if w in GENERATIONS), None)


@lru_cache(maxsize=FOLDED)
def fold(text: str) -> str:
    """Lower case ASCII where the script allows it, words separated by single spaces."""
    plain = text.lower() if text.isascii() else _without_marks(text)
    return " ".join(word.translate(_APOSTROPHES) for word in _WORD.findall(plain))


def _without_marks(text: str) -> str:
    lowered = text.replace("İ", "i").lower().translate(SPECIAL_LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).lower()
    return plain.translate(SPECIAL_LETTERS)


def parse(surface: str, titles: Collection[str] = frozenset()) -> PersonName | None:
    """The name in a mention; `titles` are further words, in lower case, that are no name.

    Everything up to the last title that a name follows is cut off: with the titles 'foreign'
    and 'minister', 'Turkish Foreign Minister Mevlüt Çavuşoğlu' is 'mevlut cavusoglu'.
    """
    written = _POSSESSIVE.sub("", surface.partition(",")[0].strip()).split()
    words = [(word, fold(word)) for word in written]
    words = [(word, folded) for word, folded in words if folded]
    for index in range(len(words) - 1, -1, -1):
        if _is_title(words[index][1], titles):
            name = words[index + 1 :]
            if any(folded not in GENERATIONS for _, folded in name):
                words = name
                break
    normal = " ".join(folded for _, folded in words)
    if not any(c.isalpha() for c in normal):
        return None
    return PersonName(normal, " ".join(word for word, _ in words))


def _is_title(folded: str, titles: Collection[str]) -> bool:
    return folded in HONORIFICS or folded in titles


def relate(a: PersonName, b: PersonName) -> Related:
    """SAME, REFINES (one says more, or it is spelt otherwise) or DIFFERS; always symmetric."""
    low, high = sorted((a, b), key=lambda name: (len(name.words), name.normal))
    same_words = sorted(low.words) == sorted(high.words)  # family name first or last
    if a.normal == b.normal or (same_words and a.generation == b.generation):
        return Related(Relation.SAME, f"both are {high.label}")
    if not _one_generation(a, b):
        return Related(Relation.DIFFERS, f"{low.label} and {high.label} are two generations")
    if not low.words or not high.words:
        return Related(Relation.INCOMPARABLE, f"{low.label} is no name to compare")
    return _relate_words(low, high)


def _one_generation(a: PersonName, b: PersonName) -> bool:
    return a.generation is None or b.generation is None or a.generation == b.generation


def _relate_words(low: PersonName, high: PersonName) -> Related:
    """`low` has at most as many words as `high`."""
    short, long = _without_particles(low.words), _without_particles(high.words)
    if len(short) > len(long):
        short, long = long, short
    if short == long or set(short) < set(long):
        return Related(Relation.REFINES, f"{high.label} says more than {low.label}")
    if len(short) == 1:
        if any(is_variant(short[0], word) for word in (long[-1], long[0])):
            return Related(Relation.REFINES, f"{low.label} can be a spelling of {high.label}")
        return Related(Relation.DIFFERS, f"{low.label} and {high.label} share no name")
    if short[-1] != long[-1] and not is_variant(short[-1], long[-1]):
        return Related(Relation.DIFFERS, f"{low.label} and {high.label} have other family names")
    if _given_agree(short[:-1], long[:-1]):
        return Related(Relation.REFINES, f"{low.label} can be {high.label} written otherwise")
    return Related(Relation.DIFFERS, f"{low.label} and {high.label} have other first names")


def _without_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """'von der Leyen' and 'Leyen' are one name; a name of particles alone stays."""
    kept = tuple(word for word in words if word not in PARTICLES)
    return kept or words


def _given_agree(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Every given name of one finds its own in the other, in order: 'J.', 'Joe', 'John Paul'."""
    if len(short) > len(long):
        short, long = long, short
    rest = iter(long)
    return all(any(_given_match(name, other) for other in rest) for name in short)


def _given_match(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=lambda name: (len(name), name))
    if len(short) == 1:
        return long.startswith(short)
    cut = len(long) - len(short)
    is_short_form = (
        len(short) >= SHORT_FORM_MIN_LENGTH and cut >= SHORT_FORM_MIN_CUT and long.startswith(short)
    )
    same_name = SHORT_FORMS.get(a, a) == SHORT_FORMS.get(b, b)
    return same_name or is_short_form or is_variant(a, b)


def is_variant(a: str, b: str) -> bool:
    """Whether two folded words can be spellings or transliterations of one name."""
    if a == b:
        return True
    if min(len(a), len(b)) < VARIANT_MIN_LENGTH or fuzz.ratio(a, b) < VARIANT_RATIO:
        return False
    return _sounds(a) == _sounds(b)


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that names are compared by: without 'von' and the like, unless that is all."""
    return _without_particles(words)


def said_as(word: str) -> tuple[str, ...]:
    """What two folded words share where `is_variant` takes them for one: the word or its sound."""
    if len(word) < VARIANT_MIN_LENGTH:
        return (word,)
    consonants, syllables, ending = _sounds(word)
    return word, f"{consonants} {syllables} {ending}"


def may_be_one_given_name(a: str, b: str) -> bool:
    """Whether two folded first names can be meant for one person: an initial, a short form, a
    spelling with the same consonants by sound and the same ending."""
    short, long = sorted((a, b), key=len)
    if _given_match(a, b) or (len(short) == SHORT_FORM_MIN_LENGTH and long.startswith(short)):
        return True
    return bool(_ways_to_say(a) & _ways_to_say(b))


def _ways_to_say(name: str) -> set[tuple[str, str]]:
    """Consonants and ending of a first name: 'ch' and 'dh' are said in two ways, 'aw' and 'au' in
    one."""
    plain = _SOFT_START.sub("i", name).replace("v", "f").replace("aw", "au")
    said = [
        _sounds(plain.replace("ch", ch).replace("dh", dh))
        for ch in ("k", "sh")
        for dh in ("d", "t")
    ]
    return {(consonants, ending) for consonants, _, ending in said}


def _sounds(word: str) -> tuple[str, int, str]:
    """Consonants by sound, number of syllables, and the last vowel if the word ends in one."""
    word = _HARD_C.sub("k", word)
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    word = _REPEATED.sub(r"\1", _SILENT_H.sub("", word))
    syllables = _VOWELS.findall(word)
    last = word[-1] if word and word[-1] in "aeiou" else ""
    return _REPEATED.sub(r"\1", _VOWELS.sub("", word)), len(syllables), last
