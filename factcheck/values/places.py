"""States: a name, demonym or capital goes in, an ISO 3166-1 state comes out with how it was named.

The names come from the package countryinfo; states.yaml beside this file holds what it lacks.
Only spellings that mean a state in English news are kept: the rules are in `_names_of`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from factcheck.tables import table
from factcheck.values.relation import Related, Relation

How = Literal["name", "demonym", "capital", "alias"]

# English-speaking states of fewer people than this have capitals named after British people
# and towns (Kingston, Georgetown, Victoria): in news those words mostly mean somebody or
# somewhere else. With 5 million all such namesakes go and Dublin and Singapore stay.
SMALL_STATE_POPULATION = 5_000_000
REMEMBERED = 16384  # words and phrases: an article repeats its names
# A spelling in capitals is read as a name only from four letters on: CHAD, not MAN.
MIN_CAPITALS_LENGTH = 4

# Of the alternative spellings only official English names are kept: the others are names in
# other languages ("Island" for Iceland) and codes ("IN", "NO").
_OFFICIAL = re.compile(
    r"\b(?:Republic|Kingdom|Federation|Confederation|Emirates|Sultanate|Commonwealth|"
    r"Principality|Duchy|State|States|Union|Nation)\b"
)
# Demonyms that take an -s: "Germans", "Israelis", "New Zealanders"; not "Dutch", "Chinese".
_TAKES_S = re.compile(r"(?:[aeiou]n|[ei]r|[io]|ot|ak|ai|ene|que|eek|ti|han|men|Thai|wazi)$")
_POSSESSIVE = re.compile(r"['’]s?$")


_FIRST_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class State:
    """A state: ISO 3166-1 alpha-2 code and English name."""

    code: str
    name: str

    @property
    def normal(self) -> str:
        """The code."""
        return self.code

    @property
    def label(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True)
class StateMention:
    """A state and what it was named by."""

    state: State
    how: How


@dataclass(frozen=True, slots=True)
class _Extra:
    """states.yaml."""

    dependent: frozenset[str]
    withdrawn: frozenset[str]
    not_states: frozenset[str]
    names: Mapping[str, str]
    more: Mapping[How, Mapping[str, tuple[str, ...]]]


@lru_cache(maxsize=REMEMBERED)
def lookup_state(surface: str) -> StateMention | None:
    """The state that a mention names: 'the U.S.', 'Turks', "Ankara's", 'TURKEY'.

    Case matters: 'turkey', 'us' and 'polish' are no states.
    """
    words = " ".join(surface.split()).removeprefix("the ").removeprefix("The ")
    # With and without the possessive: "Laos'" and "Turkey's", but also "Cote d'Ivoire".
    for candidate in (words, _POSSESSIVE.sub("", words)):
        if mention := _index().get(_plain(candidate)):
            return mention
        if candidate.isupper() and len(candidate) >= MIN_CAPITALS_LENGTH:
            return _index().get(_plain(_capitalised(candidate)))
    return None


@lru_cache(maxsize=REMEMBERED)
def may_start_a_state(word: str) -> bool:
    """Whether a word can be the first of a state's name; most words are told so at once."""
    plain = _FIRST_LETTERS.match(_plain(word))
    return plain is None or bool({plain[0], plain[0].capitalize()} & _first_words())


@cache
def _first_words() -> frozenset[str]:
    first = (_FIRST_LETTERS.match(key) for key in _index())
    return frozenset({"the", "The", *(match[0] for match in first if match)})


def parse(surface: str) -> State | None:
    """The state alone; an ISO code that `State.normal` gave is read back too."""
    if state := _states().get(surface):
        return state
    mention = lookup_state(surface)
    return mention.state if mention else None


def relate(a: State, b: State) -> Related:
    """SAME or DIFFERS."""
    if a.code == b.code:
        return Related(Relation.SAME, f"both are {a.name}")
    first, second = sorted((a.name, b.name))
    return Related(Relation.DIFFERS, f"{first} is not {second}")


def _capitalised(words: str) -> str:
    """'UNITED STATES OF AMERICA' → 'United States of America'."""
    small = {"of", "and", "the"}
    return " ".join(w if w in small else w.capitalize() for w in words.lower().split())


def _plain(text: str) -> str:
    """Without accents and with straight apostrophes; case stays."""
    if text.isascii():
        return text  # as most text is
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


# ---------------------------------------------------------------- the index, built once


@cache
def _states() -> dict[str, State]:
    """Every state and territory by its code."""
    names = {code: str(row["name"]).removeprefix("The ") for code, row in _rows()}
    names.update(_extra().names)
    return {code: State(code, name) for code, name in sorted(names.items())}


@cache
def _index() -> dict[str, StateMention]:
    """Every spelling, without accents; a spelling of several states means none of them.

    Names come before aliases, these before demonyms and capitals ("Singapore" is a name).
    """
    index: dict[str, StateMention] = {}
    kinds: tuple[How, ...] = ("name", "alias", "demonym", "capital")
    for kind in kinds:
        meant: dict[str, set[str]] = {}
        for code, how, spelling in _spellings():
            if how == kind and spelling not in _extra().not_states:
                meant.setdefault(_plain(spelling), set()).add(code)
        for spelling, codes in meant.items():
            if len(codes) == 1 and spelling not in _extra().not_states:  # with accents, without
                index.setdefault(spelling, StateMention(_states()[min(codes)], kind))
    return index


def _spellings() -> Iterator[tuple[str, How, str]]:
    for code, state in _states().items():
        yield code, "name", state.name
    for code, row in _rows():
        yield from ((code, how, spelling) for how, spelling in _names_of(code, row))
    for kind, by_code in _extra().more.items():
        for code, spellings in by_code.items():
            yield from ((code, kind, spelling) for spelling in spellings)


def _names_of(code: str, row: Mapping[str, object]) -> Iterator[tuple[How, str]]:
    """What countryinfo gives for one state, of which English news would use."""
    yield "alias", str(row["name"]).removeprefix("The ")
    if code in _extra().dependent:
        return
    spellings = row.get("altSpellings")
    for spelling in spellings if isinstance(spellings, list) else ():
        if _OFFICIAL.search(spelling) and spelling.isascii() and "," not in spelling:
            yield "alias", spelling.strip().removeprefix("the ")
    for demonym in re.split(r"[,/]", str(row.get("demonym") or "")):
        if demonym.strip():
            yield "demonym", demonym.strip()
            if _TAKES_S.search(demonym):
                yield "demonym", demonym.strip() + "s"
    capital, languages, people = row.get("capital"), row.get("languages"), row.get("population")
    small = isinstance(people, int) and people < SMALL_STATE_POPULATION
    english = isinstance(languages, list) and "en" in languages
    if isinstance(capital, str) and capital and not (small and english):
        yield "capital", capital


@cache
def _rows() -> tuple[tuple[str, Mapping[str, object]], ...]:
    """The rows of countryinfo that have a code in force."""
    from countryinfo import CountryInfo

    coded = []
    for row in CountryInfo.all().values():
        code = row.get("ISO", {}).get("alpha2", "")
        # Parts of a state that carry its code (Wales) come without a region of their own.
        if code and row.get("name") and row.get("region") and code not in _extra().withdrawn:
            coded.append((code, dict(row)))
    return tuple(sorted(coded, key=lambda item: (item[0], str(item[1]["name"]))))


@cache
def _extra() -> _Extra:
    data = table("factcheck.values", "states.yaml")
    kinds: dict[How, str] = {"alias": "aliases", "capital": "capitals", "demonym": "demonyms"}
    return _Extra(
        dependent=frozenset(data["dependent"]),
        withdrawn=frozenset(data["withdrawn"]),
        not_states=frozenset(data["not_states"]),
        names=data["names"],
        more={
            how: {code: tuple(spellings) for code, spellings in data[key].items()}
            for how, key in kinds.items()
        },
    )
