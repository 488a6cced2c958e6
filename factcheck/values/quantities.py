"""Quantities: numbers in English news text go in, magnitude ranges with units come out.

`find` points at them and leaves alone what only looks like a number (S-400, 10:30, 2017 after
"in"); `relate` says whether two of them can both be right.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from factcheck.values import dates
from factcheck.values.relation import Related, Relation

# "about 50" is not contradicted by a number up to a tenth away.
VAGUE_TOLERANCE = 1.0  # "dozens" is a figure of speech: up to twice as many is no contradiction
APPROXIMATE_TOLERANCE = 0.10
# "At least 40" is said when the writer knows of little more than 40 (a bound is rounded down to the
# last round number): a count this much higher is another count. Two bounds are both rounded.
BOUND_REACH = 0.25
BOUNDS_REACH = 0.10
# "At least one" beside 400 is a case that somebody tells of, and no count of all.
BOUND_MOST = 20
# Newsrooms round what they convert ("5 miles (8 km)"), a twentieth at most; degrees by one.
CONVERSION_TOLERANCE = 0.05
CONVERSION_TOLERANCE_DEGREES = 1.0
# Below this, whole numbers are counted, not rounded: 120 dead is not 123 dead.
ROUNDED_FROM = 1000
# Money is given in thousands, millions, billions: "$80 million" is exact to the million.
THOUSANDS = 3
# "$2 to $82" is a change and its result; nobody gives so wide a range.
WIDEST_RANGE = 10
# Longer strings of digits are identifiers.
MAX_DIGITS = 15
REMEMBERED = 1024  # numbers: an answer is asked for its normal form again and again

# Unit → (dimension, factor to the base of the dimension). Exact by definition (international
# yard and pound agreement of 1959; a month of 30 days would not be, so months stand apart).
UNITS: dict[str, tuple[str, float]] = {
    "km": ("length", 1000), "m": ("length", 1), "cm": ("length", 0.01), "mm": ("length", 0.001),
    "mile": ("length", 1609.344), "yard": ("length", 0.9144), "foot": ("length", 0.3048),
    "inch": ("length", 0.0254), "nautical mile": ("length", 1852),
    "km2": ("area", 1e6), "m2": ("area", 1), "hectare": ("area", 1e4),
    "acre": ("area", 4046.8564224),
    "mile2": ("area", 2589988.110336), "foot2": ("area", 0.09290304),
    "kg": ("mass", 1), "g": ("mass", 0.001), "tonne": ("mass", 1000),
    "ounce": ("mass", 0.028349523125),
    "litre": ("volume", 1),
    "km/h": ("speed", 1), "mph": ("speed", 1.609344), "knot": ("speed", 1.852),
    "m/s": ("speed", 3.6), "cm/s": ("speed", 0.036), "km/s": ("speed", 3600),
    "ft/s": ("speed", 1.09728),
    "second": ("time", 1), "minute": ("time", 60), "hour": ("time", 3600), "day": ("time", 86400),
    "week": ("time", 604800), "month": ("calendar", 1), "year": ("calendar", 12),
    "°C": ("temperature", 1), "°F": ("temperature", 5 / 9),
}  # fmt: skip
INCHES_OF_A_FOOT = 12
FAHRENHEIT_ZERO = 32.0  # °F at 0 °C

# Words for units, as regular expressions. "tons", "pounds", "gallons" and "rupees" are several
# units: they stay themselves, and "ton" and "pound" convert to nothing.
_UNIT_WORDS = {
    r"per ?cent|pct|%": "%", r"percentage points?": "percentage point",
    r"kilomet(?:er|re)s? (?:per|an) hour|km/h|kph|kmh": "km/h",
    r"miles (?:per|an) hour|mph": "mph", r"knots?": "knot",
    r"met(?:er|re)s? (?:per|a) second|m/s": "m/s",
    r"centimet(?:er|re)s? (?:per|a) second|cm/s": "cm/s",
    r"kilomet(?:er|re)s? (?:per|a) second|km/s": "km/s",
    r"(?:feet|foot) (?:per|a) second|ft/s": "ft/s",
    r"square (?:kilomet(?:er|re)s?|kms?)|sq\.? kms?|km2|km²": "km2",
    r"square met(?:er|re)s?|m2|m²": "m2", r"square miles?|sq\.? miles?": "mile2",
    r"square (?:feet|foot)|sq\.? ft": "foot2", r"hectares?|ha": "hectare", r"acres?": "acre",
    r"kilomet(?:er|re)s?|kms?": "km", r"centimet(?:er|re)s?|cm": "cm",
    r"millimet(?:er|re)s?|mm": "mm", r"met(?:er|re)s?|m": "m", r"nautical miles?": "nautical mile",
    r"miles?": "mile", r"yards?": "yard", r"feet|foot|ft": "foot", r"inch(?:es)?": "inch",
    r"kilogram(?:me)?s?|kilos?|kgs?": "kg", r"gram(?:me)?s?": "g", r"ounces?": "ounce",
    r"tonnes?|metric tons?": "tonne", r"tons?": "ton", r"lit(?:er|re)s?": "litre",
    r"gallons?": "gallon", r"barrels?": "barrel",
    r"degrees? (?:celsius|centigrade)|degrees c|° ?c": "°C",
    r"degrees? fahrenheit|degrees f|° ?f": "°F",
    r"seconds?": "second", r"minutes?": "minute", r"hours?": "hour", r"days?": "day",
    r"weeks?": "week", r"months?": "month", r"years?": "year",
    r"(?:u\.?s\.? |american )?dollars?": "USD", r"canadian dollars?": "CAD",
    r"australian dollars?": "AUD", r"hong kong dollars?": "HKD", r"new zealand dollars?": "NZD",
    r"euros?": "EUR",
    r"cents?": "cent", r"british pounds?|pounds? sterling": "GBP", r"pounds?|lbs?": "pound",
    r"(?:japanese )?yen": "JPY", r"(?:chinese )?yuan|renminbi": "CNY",
    r"(?:russian )?rou?bles?": "RUB", r"(?:turkish )?liras?": "TRY", r"swiss francs?": "CHF",
    r"indian rupees?": "INR", r"rupees?": "rupee", r"south korean won": "KRW",
    r"(?:ukrainian )?hryvnias?": "UAH", r"(?:israeli )?shekels?": "ILS",
    r"norwegian kroner?": "NOK", r"swedish kron(?:or|er|a)": "SEK", r"danish kroner?": "DKK",
    r"(?:south african )?rand": "ZAR", r"(?:thai )?baht": "THB", r"(?:malaysian )?ringgit": "MYR",
    r"(?:indonesian )?rupiah": "IDR", r"(?:polish )?zlot(?:ys?|ych)": "PLN",
    r"(?:hungarian )?forints?": "HUF", r"mexican pesos?": "MXN", r"philippine pesos?": "PHP",
}  # fmt: skip
# ISO 4217 codes, in capitals, on either side of the number.
_CODES = ("USD", "EUR", "GBP", "JPY", "CNY", "CHF", "RUB", "TRY", "INR", "CAD", "AUD", "HKD",
          "NOK", "SEK", "DKK", "ZAR", "PLN", "NZD", "SGD", "KRW", "MXN", "BRL")  # fmt: skip
# Before the number. A bare $ is taken for the US dollar, as agencies use it.
_SIGNS = {
    "US$": "USD", "AU$": "AUD", "A$": "AUD", "CA$": "CAD", "C$": "CAD", "HK$": "HKD",
    "NZ$": "NZD", "S$": "SGD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "₺": "TRY", "₽": "RUB", "₩": "KRW", "₴": "UAH", "₪": "ILS",
    "euro": "EUR",  # agencies that cannot send the sign write 'euro345'
} | {code: code for code in _CODES}  # fmt: skip

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * tens for tens, word in enumerate(_TENS, start=2)
}
_BIG = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9} | {
    "trillion": 1e12
}
_MAGNITUDES = _BIG | {"mln": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_SHORT_MAGNITUDES = {"k": 1e3, "m": 1e6, "b": 1e9}  # with money only: "100m" is metres
# Vague words and what they can mean; generous upwards, because "thousands" is often said of
# tens of thousands.
_VAGUE = {
    "dozens": (20, 120), "scores": (40, 199), "hundreds": (200, 1999), "thousands": (2e3, 99_999),
    "millions": (2e6, 99e6), "billions": (2e9, 99e9), "tens of thousands": (2e4, 99_999),
    "hundreds of thousands": (2e5, 999_999), "tens of millions": (2e7, 99e6),
    "hundreds of millions": (2e8, 999e6), "a handful": (2, 9), "several": (3, 9), "a few": (2, 9),
    "a couple": (2, 3), "a couple of": (2, 3),
}  # fmt: skip
# What they can mean at most where no "hundred" follows: "several hurt" is said of dozens.
_VAGUE_ALONE = {"several": 99.0}


@dataclass(frozen=True, slots=True)
class Quantity:
    """Every number from `low` to `high`; an open end (at least, up to) is infinite.

    "more than 50" is read as "at least 50": newsrooms use both for one figure.
    """

    low: float
    high: float
    unit: str | None = None  # a key of UNITS, '%', an ISO 4217 code, or the word itself
    approximate: bool = False

    def __post_init__(self) -> None:
        if not self.low <= self.high or (math.isinf(self.low) and math.isinf(self.high)):
            raise ValueError(f"a quantity goes from low to high, not {self.low} to {self.high}")

    @property
    def normal(self) -> str:
        """'50', '~50', '50..', '..50', '6..7 %', '1250000000 USD'."""
        number = _plain(self.low)
        if self.low != self.high:
            number = f"{_plain(self.low)}..{_plain(self.high)}"
        return ("~" if self.approximate else "") + number + (f" {self.unit}" if self.unit else "")

    @property
    def label(self) -> str:
        """'about 50', 'at least 50', '6 to 7%', '1.25 billion USD'."""
        if math.isinf(self.high):
            words = f"at least {_readable(self.low)}"
        elif math.isinf(self.low):
            words = f"up to {_readable(self.high)}"
        elif self.low != self.high:
            words = f"{_readable(self.low)} to {_readable(self.high)}"
        else:
            words = _readable(self.low)
        return ("about " if self.approximate else "") + words + self._unit_label()

    def _unit_label(self) -> str:
        """'%' stands close, words take a plural: '5%', '5 miles', '5 USD'."""
        if self.unit is None or self.unit == "%":
            return self.unit or ""
        plural = {"foot": "feet", "inch": "inches"}.get(self.unit, f"{self.unit}s")
        is_word = self.unit.isalpha() and self.unit.islower() and len(self.unit) > 2
        return f" {plural if is_word and (self.low, self.high) != (1, 1) else self.unit}"


@lru_cache(maxsize=REMEMBERED)
def _plain(number: float) -> str:
    """Digits without an exponent; nothing for an open end."""
    if math.isinf(number):
        return ""
    text = format(Decimal(repr(float(number))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _readable(number: float) -> str:
    for word in ("trillion", "billion", "million"):
        scaled = number / _MAGNITUDES[word]
        if scaled >= 1 and len(_plain(scaled)) <= 6:
            return f"{_plain(scaled)} {word}"
    whole, _, fraction = _plain(number).partition(".")
    return f"{int(whole):,}" + (f".{fraction}" if fraction else "")


# ---------------------------------------------------------------- finding

_GAP = r"(?:[^\S\n]{1,3}\n?|\n)"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of these phrases, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in longest_first)


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\xa0\u202f]\d{3})+|\d+(?:\.\d+)?|\.\d{2,3}"
_NUMERAL = re.compile(
    rf"(?P<minus>(?<!\w)(?:minus{_GAP}|[-\u2212])(?=\d))?"
    rf"(?:(?<![A-Za-z])(?P<sign>{_any_of(_SIGNS)})[ \xa0]?|(?<![\w.,:/]))(?P<digits>{_DIGITS})"
    rf"(?:(?:{_GAP}|-)?(?P<magnitude>hundred{_GAP}thousand|{_any_of(_MAGNITUDES)})\b"
    r"|(?(sign)(?P<short>[kmbKMB])(?![A-Za-z0-9])|(?!)))?(?!\d|[.,:]\d)"
)
_WORD_TAIL = (
    rf"(?:(?:-|{_GAP}|(?<=hundred){_GAP}and{_GAP}|(?<=thousand){_GAP}and{_GAP})"
    rf"(?:{_any_of((*_SMALL, *_BIG))})\b|(?:-|{_GAP})and(?:-|{_GAP})a(?:-|{_GAP})half\b)*"
)
_WORDS = re.compile(
    rf"(?i:\b(?:half{_GAP}an?{_GAP}(?:{_any_of(_BIG)})|an?{_GAP}(?:{_any_of(_BIG)})|"
    rf"(?:{_any_of(_SMALL)}))\b{_WORD_TAIL})(?!-(?:first|second|third|[a-z]+th)\b)"
)
_VAGUELY = re.compile(
    rf"(?i:\b(?P<vague>{_any_of(_VAGUE)})\b(?:{_GAP}(?P<big>{_any_of(_BIG)})\b)?)"
)
# "no" counts only before a plural noun: "no casualties", not "no longer", "no doubt".
_NONE = re.compile(
    rf"(?i:\b(?:no{_GAP}one|nobody|none)\b|\bno(?={_GAP}(?!longer|doubt|less|more|fewer|matter)"
    rf"(?:[a-z]+{_GAP})?(?!has|is|was|does)(?:[a-z-]*[a-rt-z]s\b|people|children|men\b|women)))"
)
_LINK = rf"(?:{_GAP}|-)"  # '1,500 square miles', 'a 1,500-square-mile island'
_UNIT = re.compile(
    rf"(?:{_GAP}|-)?(?P<unit>(?i:{'|'.join(_UNIT_WORDS).replace(' ', _LINK)})|{_any_of(_CODES)})"
    r"(?![A-Za-z0-9])"
)
# '5ft 4in', '6 feet 3 inches', '6-foot-9': one length
_INCHES = re.compile(
    rf"(?:,?{_GAP}|-)?(?:and{_GAP})?(?P<inches>1[01]|\d)"
    rf"(?:(?:{_GAP}|-)?(?:inch(?:es)?|ins?)\b|(?<=[tT]-1[01])(?![\w-])|(?<=[tT]-\d)(?![\w-]))"
)
_UNIT_PATTERNS = tuple((re.compile(words, re.I), unit) for words, unit in _UNIT_WORDS.items())

_AT_LEAST = (
    "at least", "no fewer than", "no less than", "not less than", "a minimum of", "more than",
    "over", "above", "upwards of", "in excess of", "exceeding", "greater than",
)  # fmt: skip
_AT_MOST = (
    "up to", "at most", "as many as", "as much as", "no more than", "not more than",
    "a maximum of", "fewer than", "less than", "under", "below",
)  # fmt: skip
_ABOUT = (
    "about", "around", "roughly", "approximately", "some", "an estimated", "estimated", "nearly",
    "almost", "close to", "circa",
)  # fmt: skip
_BEFORE = re.compile(
    rf"(?i:(?<!\w)(?:(?P<least>{_any_of(_AT_LEAST)})|(?P<most>{_any_of(_AT_MOST)})|"
    rf"(?P<about>{_any_of(_ABOUT)})){_GAP}|(?P<tilde>~))$"
)
BEFORE_REACH = 20  # characters; the longest of the words above and a gap
_AFTER = re.compile(
    rf"(?i:(?P<least>\+|-plus\b|{_GAP}or{_GAP}more\b)|(?P<about>{_GAP}or{_GAP}so\b)"
    rf"|(?P<most>{_GAP}or{_GAP}(?:fewer|less)\b))"
)
_RANGE_GLUE = re.compile(
    rf"[ \xa0]?(?P<dash>[-\u2010-\u2015])[ \xa0]?|{_GAP}(?P<word>to|or|and){_GAP}"
)
_FROM = re.compile(rf"(?i:\bfrom{_GAP})$")
_BETWEEN = re.compile(rf"(?i:\bbetween{_GAP})$")
_OLD = re.compile(r"[- ]old\b")

# Nouns whose number is a name, not a count.
_NUMBERED = (
    "Article", "Section", "Chapter", "Resolution", "Flight", "Highway", "Route", "Room",
    "Channel", "Boeing", "Airbus", "No.", "Protocol", "Title", "Phase", "Apollo", "Unit", "Page",
    "Version", "Windows", "Formula", "Category", "Class", "Grade", "Gate", "Runway", "Camp",
)  # fmt: skip
_CAPITALS = rf"(?!(?:{_any_of(_CODES)})\b)[A-Z]{{1,3}}"
_NOT_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\w)(?!(?:{_any_of(_CODES)})\d|(?:foot|feet)-\d)"
        r"[A-Za-z]+[-\u2010\u2011]?\d[\w-]*",  # S-400, A320
        rf"\b(?:{_any_of(_NUMBERED)}){_GAP}\d[\d.-]*",
        # 'six AK 47 rifles': after a number and capitals, the name of a model
        rf"(?<=\w ){_CAPITALS}{_GAP}\d{{2,3}}(?={_GAP}[A-Za-z])",
        r"\b\d+(?:st|nd|rd|th|s|G|D|x\d*)\b",  # 12th, 1990s, 5G
        r"(?<!\w)\d+/\d+(?:/\d+)*",  # 24/7
        r"\b\d{1,2}[:.]\d\d\s?(?:[ap]\.?m\b\.?|GMT|UTC)|\b\d{1,2}:\d\d(?::\d\d)?\b",
        r"\b\d{1,2}\s?(?:[ap]\.m\.|[ap]m\b|o'clock)|\b\d{4}\s?(?:GMT|UTC|hrs)\b",
        r"\+\d[\d ()-]{6,}\d|\(?\b\d{3}\)?[ -]\d{3}[ -]\d{4}\b|(?<![\d,-])\d{3}-\d{4}(?!\d)",
        r"\b\d+(?:\.\d+){2,}",  # versions, addresses
        rf"\b\d{{{MAX_DIGITS + 1},}}",
        rf"(?<![\w.,$€£])(?:19|20)\d\d(?![\d%-]|[.,]\d|{_GAP}[a-z])",  # a year without a cue
        r"(?i:\b(?:one|two|three|four)[- ](?:half|third|quarter|fourth|fifth)s?\b)",
        rf"(?i:\b(?:any|every|each|this|that|the|which|number|first|last|next|only|new|old)(?:{_GAP}|-)one\b)",
        rf"(?i:\bone(?:['’]s|{_GAP}(?:another|day|hand|side|thing|by{_GAP}one))\b)",
    )
)


class _Atom(NamedTuple):
    """One number in the text, before ranges and words like "about" are read."""

    start: int
    end: int
    low: float
    high: float
    unit: str | None
    scale: float  # of the magnitude written after the digits: 1e6 in "5 million"
    approximate: bool = False


def find(text: str) -> Iterator[tuple[int, int, Quantity]]:
    """Yield the quantities of `text` as (start, end, quantity), in order."""
    masked = _masked(text)
    atoms = _ranges(masked, _atoms(masked))
    for atom in atoms:
        found = _with_modifiers(masked, atom)
        if found is not None:
            yield found


def _masked(text: str) -> str:
    """The text with everything that only looks like a number blotted out, offsets kept."""
    spans = [(start, end) for start, end, _ in dates.find(text)]
    spans += [match.span() for pattern in _NOT_NUMBERS for match in pattern.finditer(text)]
    pieces, position = [], 0
    for start, end in sorted(spans):
        if end > position:
            start = max(start, position)
            pieces += [text[position:start], "_" * (end - start)]
            position = end
    return "".join(pieces) + text[position:]


def _atoms(text: str) -> list[_Atom]:
    found = [_none(match) for match in _NONE.finditer(text)]
    found += [_vague(match) for match in _VAGUELY.finditer(text)]
    found += [atom for match in _WORDS.finditer(text) if (atom := _worded(match))]
    found += [atom for match in _NUMERAL.finditer(text) if (atom := _numeral(match))]
    atoms: list[_Atom] = []
    for atom in sorted(found, key=lambda atom: (atom.start, -atom.end)):
        if not atoms or atom.start >= atoms[-1].end:
            with_unit = _with_unit(text, atom)
            if with_unit is not None:
                atoms.append(with_unit)
    return atoms


def _none(match: re.Match[str]) -> _Atom:
    return _Atom(match.start(), match.end(), 0.0, 0.0, None, 1.0)


def _vague(match: re.Match[str]) -> _Atom:
    word = " ".join(match["vague"].lower().split())
    low, high = _VAGUE[word]
    high = high if match["big"] else _VAGUE_ALONE.get(word, high)
    scale = _BIG[match["big"].lower()] if match["big"] else 1.0
    return _Atom(match.start(), match.end(), low * scale, high * scale, None, scale, True)


def _numeral(match: re.Match[str]) -> _Atom | None:
    digits = re.sub(r"[^\d.]", "", match["digits"])
    if len(digits) > MAX_DIGITS or re.match(r"0\d", digits):
        return None
    scale = _SHORT_MAGNITUDES[match["short"].lower()] if match["short"] else 1.0
    for word in (match["magnitude"] or "").split():
        scale *= _MAGNITUDES[word]
    value = _scaled(Decimal(digits), scale) * (-1 if match["minus"] else 1)
    unit = _SIGNS[match["sign"]] if match["sign"] else None
    return _Atom(match.start(), match.end(), value, value, unit, scale)


def _worded(match: re.Match[str]) -> _Atom | None:
    value = number_of_words(match[0])
    return None if value is None else _Atom(match.start(), match.end(), value, value, None, 1.0)


def _scaled(number: Decimal, scale: float) -> float:
    """Multiplied in decimals, so that 1.3 billion is 1300000000 and nothing beside it."""
    return float(number * Decimal(scale))


def number_of_words(words: str) -> float | None:
    """'one hundred and four' → 104, 'half a million' → 500000; None for no one number."""
    total, current = Decimal(0), Decimal(0)
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in ("a", "an", "and"):
            continue
        if word == "half":
            current += Decimal("0.5")
        elif word in _SMALL:
            value = _SMALL[word]
            fits = current % 100 == 0 or (current % 100 >= 20 and current % 10 == 0 and value < 10)
            if not fits:
                return None
            current += value
        elif word in ("hundred", "dozen"):
            current = (current or Decimal(1)) * Decimal(_BIG[word])
        elif word in _BIG:
            total += (current or Decimal(1)) * Decimal(_BIG[word])
            current = Decimal(0)
        else:
            return None
    return float(total + current)


def _with_unit(text: str, atom: _Atom) -> _Atom | None:
    """Take in the unit behind the number; None where letters show that it was no number."""
    match = _UNIT.match(text, atom.end)
    if match is None:
        behind = text[atom.end : atom.end + 1]
        return None if behind == "_" or behind.isalpha() else atom
    unit, end = _unit_of(match["unit"]), match.end()
    if unit == "foot" and (inches := _INCHES.match(text, end)):
        value = round(atom.low + int(inches["inches"]) / INCHES_OF_A_FOOT, 4)
        return atom._replace(end=inches.end(), unit=unit, low=value, high=value)
    if unit == "year" and (old := _OLD.match(text, end)):
        return atom._replace(end=old.end())  # an age is a number, as in "aged 42"
    if atom.unit is None:
        return atom._replace(end=end, unit=unit)
    return atom._replace(end=end) if atom.unit == unit else atom


def _unit_of(words: str) -> str:
    plain = " ".join(words.replace("-", " ").split())  # '1,500-square-kilometre'
    return next((unit for pattern, unit in _UNIT_PATTERNS if pattern.fullmatch(plain)), plain)


def _ranges(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """Join "6-7", "40 to 50" and "between 40 and 50"; drop scores such as "3-2"."""
    joined: list[_Atom] = []
    index = 0
    while index < len(atoms):
        left = atoms[index]
        right = atoms[index + 1] if index + 1 < len(atoms) else None
        glue = _RANGE_GLUE.fullmatch(text[left.end : right.start]) if right else None
        if right is None or glue is None or not _is_range(text, left, right, glue):
            joined.append(left)
            index += 1
            continue
        index += 2
        start = left.start
        if left.scale == 1.0 and right.scale > 1.0 and left.low * right.scale <= right.high:
            left = left._replace(low=_scaled(Decimal(repr(left.low)), right.scale))
        if left.low <= right.high:
            if glue["word"] == "and" and (between := _BETWEEN.search(text, 0, start)):
                start = between.start()
            unit = right.unit or left.unit
            about = left.approximate or right.approximate or glue["word"] == "or"
            joined.append(_Atom(start, right.end, left.low, right.high, unit, right.scale, about))
    return joined


def _is_range(text: str, left: _Atom, right: _Atom, glue: re.Match[str]) -> bool:
    if left.unit and right.unit and left.unit != right.unit:
        return False
    near = max(0, left.start - BEFORE_REACH)
    if glue["word"] == "and":
        return _BETWEEN.search(text, near, left.start) is not None
    if glue["word"] == "or":
        return left.low < right.low
    if glue["word"] == "to" and _is_change(left, right):
        return False
    # "rose from 40 to 50" are two numbers, not one.
    return glue["dash"] is not None or _FROM.search(text, near, left.start) is None


def _is_change(left: _Atom, right: _Atom) -> bool:
    """'fell 2 percent to 10,380', 'rose $2 to $82': by how much, and where it ended."""
    return (left.unit == "%" and right.unit is None) or (
        left.scale == right.scale and right.low > left.high * WIDEST_RANGE
    )


def _with_modifiers(text: str, atom: _Atom) -> tuple[int, int, Quantity] | None:
    low, high, about = atom.low, atom.high, atom.approximate
    start, end = atom.start, atom.end
    before = _BEFORE.search(text, max(0, start - BEFORE_REACH), start)
    # "over two days" is a time that something took, "over 50 people" a number.
    duration = UNITS.get(atom.unit or "", ("",))[0] in ("time", "calendar")
    if before is not None and duration and before[0].lower().startswith("over"):
        before = None
    # A worth is always an estimate: "an estimated $3 million" is the figure that was given.
    if before is not None and "estimated" in before[0].lower() and is_money(atom.unit):
        start, before = before.start(), None
    after = _AFTER.match(text, end)
    groups = {
        name for match in (before, after) if match for name, got in match.groupdict().items() if got
    }
    if before is not None:
        start = before.start()
    if after is not None:
        end = after.end()
    if "least" in groups:
        high = math.inf
    elif "most" in groups:
        low = -math.inf
    if math.isinf(low) and math.isinf(high):
        return None
    return start, end, Quantity(low, high, atom.unit, about or bool(groups & {"about", "tilde"}))


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency: an ISO 4217 code."""
    return unit is not None and len(unit) == 3 and unit.isupper()


_NORMAL_NUMBER = r"-?\d{1,400}(?:\.\d{1,400})?"
_NORMAL = re.compile(
    rf"(?P<about>~)?(?:(?P<low>{_NORMAL_NUMBER})?(?P<range>\.\.)(?P<high>{_NORMAL_NUMBER})?"
    rf"|(?P<one>{_NORMAL_NUMBER}))(?: (?P<unit>\S.*))?",
    re.ASCII,
)
_KNOWN_UNITS = frozenset(UNITS) | frozenset(_UNIT_WORDS.values()) | frozenset(_SIGNS.values())


def parse(surface: str) -> Quantity | None:
    """The one quantity that `surface` states, or a normal form read back; None otherwise."""
    surface = surface.strip()
    match = _NORMAL.fullmatch(surface)
    if match is not None and (match["unit"] is None or match["unit"] in _KNOWN_UNITS):
        low = float(match["low"] or match["one"] or -math.inf)
        high = float(match["high"] or match["one"] or math.inf)
        try:
            return Quantity(low, high, match["unit"], bool(match["about"]))
        except ValueError:
            return None
    found = [quantity for _, _, quantity in find(surface)]
    return found[0] if len(found) == 1 else None


# ---------------------------------------------------------------- relating


def relate(a: Quantity, b: Quantity) -> Related:
    """Compare the ranges, in one unit; total, and symmetric in the relation."""
    if a == b:
        return Related(Relation.SAME, f"both say {a.label}")
    a, b = sorted((a, b), key=lambda q: q.normal)
    if a.unit == b.unit:
        return _relate_ranges(a, b, a, b, _tolerances(a, b))
    pair = _in_one_unit(a, b)
    if pair is None:
        detail = f"{a.label} and {b.label} are not in units that convert into each other"
        return Related(Relation.INCOMPARABLE, detail)
    related = _relate_ranges(*pair, a, b, _tolerances(a, b))
    return Related(related.relation, f"{related.detail} (converted from {a.unit} to {b.unit})")


def _in_one_unit(a: Quantity, b: Quantity) -> tuple[Quantity, Quantity] | None:
    """Both in the base of their dimension; None when they have none in common."""
    if a.unit not in UNITS or b.unit not in UNITS or UNITS[a.unit][0] != UNITS[b.unit][0]:
        return None
    return _to_base(a), _to_base(b)


def _to_base(quantity: Quantity) -> Quantity:
    factor = UNITS[quantity.unit or ""][1]
    zero = FAHRENHEIT_ZERO if quantity.unit == "°F" else 0.0
    low, high = (quantity.low - zero) * factor, (quantity.high - zero) * factor
    if math.isinf(low) and math.isinf(high):  # beyond what a float holds
        return quantity
    return replace(quantity, low=low, high=high, unit=None)


_Margin = Callable[[Quantity, float], float]


def _tolerances(a: Quantity, b: Quantity) -> _Margin:
    """How far beyond its bound a quantity still agrees."""
    converted = a.unit != b.unit
    degrees = a.unit in ("°C", "°F")

    def margin(quantity: Quantity, bound: float) -> float:
        if math.isinf(bound):
            return 0.0
        if quantity.approximate and quantity.low != quantity.high:  # 'dozens', 'hundreds'
            return abs(bound) * (VAGUE_TOLERANCE if bound == quantity.high else 0.5)
        share = APPROXIMATE_TOLERANCE if quantity.approximate else 0.0
        if converted and not degrees:
            share = max(share, CONVERSION_TOLERANCE)
        fixed = CONVERSION_TOLERANCE_DEGREES if converted and degrees else 0.0
        return max(abs(bound) * share, fixed)

    return margin


def _relate_ranges(
    a: Quantity, b: Quantity, shown_a: Quantity, shown_b: Quantity, margin: _Margin
) -> Related:
    """Relate `a` and `b`, which are in one unit, and speak of them as they were written."""
    first, second = shown_a.label, shown_b.label
    a_wide = a.low - margin(a, a.low), a.high + margin(a, a.high)
    b_wide = b.low - margin(b, b.low), b.high + margin(b, b.high)
    a_within_b = b_wide[0] <= a.low and a.high <= b_wide[1]
    b_within_a = a_wide[0] <= b.low and b.high <= a_wide[1]
    converted = shown_a.unit != shown_b.unit
    if (a.low, a.high) == (b.low, b.high) or (converted and a_within_b and b_within_a):
        if a.approximate == b.approximate:
            return Related(Relation.SAME, f"{first} and {second} are the same")
        return Related(Relation.REFINES, f"{first} and {second} can be the same number")
    if (a_within_b or b_within_a) and _exceeds(a, b):
        return Related(Relation.EXCEEDS, f"{first} and {second} are far apart")
    if a_within_b or b_within_a:
        inner, outer = (first, second) if a_within_b else (second, first)
        return Related(Relation.REFINES, f"{outer} allows {inner}")
    if _is_rounded(a, b) or _is_rounded(b, a):
        rounded, exact = (first, second) if _is_rounded(a, b) else (second, first)
        return Related(Relation.REFINES, f"{rounded} can be {exact}, rounded")
    if a_wide[0] <= b_wide[1] and b_wide[0] <= a_wide[1]:
        return Related(Relation.INCOMPARABLE, f"{first} and {second} overlap")
    return Related(Relation.DIFFERS, f"{first} is not {second}")


def _exceeds(a: Quantity, b: Quantity) -> bool:
    """Whether one number lies far beyond the bound that the other gives: 40 and 'at least 3'."""
    near, far = sorted((a, b), key=_known_end)
    if any(q.approximate and q.low != q.high for q in (a, b)):
        return False  # 'hundreds' is too vague to lie beyond anything
    if near.low > 0 and math.isinf(near.high):
        reach = BOUNDS_REACH if math.isinf(far.high) else BOUND_REACH
        return near.low * (1 + reach) < _known_end(far) <= near.low * BOUND_MOST
    if far.high > 0 and math.isinf(far.low):
        reach = BOUNDS_REACH if math.isinf(near.low) else BOUND_REACH
        return _known_end(near) * (1 + reach) < far.high
    return False


def _known_end(quantity: Quantity) -> float:
    """The end that an open range gives; the middle of a closed one."""
    if math.isinf(quantity.high):
        return quantity.low
    return quantity.high if math.isinf(quantity.low) else (quantity.low + quantity.high) / 2


def _is_rounded(rounded: Quantity, exact: Quantity) -> bool:
    """Whether one number is the other, rounded to its own number of significant digits."""
    if rounded.low != rounded.high or exact.low != exact.high:
        return False
    whole = rounded.low.is_integer() and exact.low.is_integer()
    if whole and abs(exact.low) < ROUNDED_FROM:
        return False
    short, long = (Decimal(repr(float(q.low))).normalize() for q in (rounded, exact))
    places = short.as_tuple().exponent, long.as_tuple().exponent
    if is_money(rounded.unit) and isinstance(places[0], int) and places[0] > 0:
        magnitude = short.adjusted() - short.adjusted() % THOUSANDS
        places = min(places[0], magnitude), places[1]
    if not isinstance(places[0], int) or not isinstance(places[1], int) or places[0] <= places[1]:
        return False
    distance = abs(long - short)
    return distance * 2 <= Decimal(10) ** places[0] and distance < abs(short) * Decimal(
        str(APPROXIMATE_TOLERANCE)
    )
