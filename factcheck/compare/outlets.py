"""Names of news outlets go in, as texts and addresses have them; which outlet is meant comes out:
the names of outlets.yaml, the publishers and agencies of the run, and what calls itself a paper.

"the New York Times", "nytimes.com" and "the NYT newspaper" are one outlet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import takewhile

from pydantic import BaseModel, ConfigDict

from factcheck.tables import table
from factcheck.values.people import fold
from factcheck.values.places import parse as parse_state

LEAST_LETTERS = 3  # of a publisher that is in no list; shorter keys are words of other names
FEWEST_WORDS = 2  # of a name that only its last word tells from others: 'the Post' may be any
SMALL_WORDS = frozenset({"of", "and", "the", "&"})

_HOST = re.compile(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)/?", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^.*['’]s?\s+(?=\S)")
_OWNED = ("-based", "-run", "-owned", "-backed")  # 'Qatar-based '


class OutletNames(BaseModel):
    """The lists of outlets.yaml; what each is for is said there."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    agencies: dict[str, list[str]]
    outlets: dict[str, list[str]]
    kinds: list[str]
    ambiguous: frozenset[str]
    nameless: frozenset[str]
    behind: list[str]
    last_words: list[str]
    nameless_hosts: frozenset[str]


@lru_cache(maxsize=1)
def outlet_names() -> OutletNames:
    """Return the lists, read once."""
    return OutletNames.model_validate(table("factcheck.compare", "outlets.yaml"))


class Outlets:
    """Which outlet a name means. Outlets go by the name that they are shown with."""

    def __init__(self, publishers: Iterable[str] = ()) -> None:
        """`publishers`: names or hosts that are known in the run; the first name stays."""
        lists = outlet_names()
        self.agencies = frozenset(lists.agencies)
        self._by_key: dict[str, str] = {}
        self._cited: dict[str, str | None] = {}
        self._listed = {
            name
            for outlet, others in (*lists.agencies.items(), *lists.outlets.items())
            for name in (outlet, *others)
        }
        self._acronyms = {_key(name) for name in self._listed if name.isupper()}
        self._ambiguous = frozenset(map(_key, lists.ambiguous))
        for outlet, others in (*lists.agencies.items(), *lists.outlets.items()):
            for name in (outlet, *others):
                self._by_key.setdefault(_key(name), outlet)
        known_to_all = frozenset(self._by_key)
        # Names go before addresses, as they read better.
        named = sorted(set(publishers), key=lambda name: (_HOST.fullmatch(name) is not None, name))
        bare = Counter(_key(short) for name in named if (short := _without_kind(name)))
        for name in named:
            keys = [
                key
                for key in _keys(name)
                if len(key) >= LEAST_LETTERS
                and bare[key] < 2  # 'Steppe Newspaper' and 'Steppe News Agency' are two
                and parse_state(key.title()) is None
            ]
            known = next((self._by_key[key] for key in keys if key in self._by_key), name)
            for key in keys:
                self._by_key.setdefault(key, known)
        self._of_the_run = frozenset(self._by_key) - known_to_all

    def publisher(self, name: str) -> str:
        """The outlet that a publisher's name or host means; itself where it is no known one."""
        return next((self._by_key[key] for key in _keys(name) if key in self._by_key), name)

    def cited(self, phrase: str) -> str | None:
        """The outlet that somebody who is cited in a text is: 'the state-run Anadolu news agency';
        None for whoever else it is."""
        if phrase not in self._cited:
            self._cited[phrase] = self._read(phrase)
        return self._cited[phrase]

    def shown(self, outlet: str, phrase: str) -> str:
        """What to call an outlet that a text cites: by its name, not by its address."""
        return list(_readings(phrase))[-1] if _HOST.fullmatch(outlet) else outlet

    def _read(self, phrase: str) -> str | None:
        for name in _readings(phrase):
            for key in _keys(name):
                if key in self._by_key and self._is_meant(key, name, phrase):
                    return self._by_key[key]
        return _by_itself(phrase)

    def _is_meant(self, key: str, name: str, phrase: str) -> bool:
        """Whether a name means an outlet here, and not a person or thing that is called alike:
        SANA is no Sana, and police are not police.example."""
        if _HOST.fullmatch(name) or _kind().search(phrase):
            return True
        if key in self._ambiguous:
            return False
        if name in self._listed:  # 'dpa' is written so
            return True
        if name[:1].islower():
            return False
        if key in self._acronyms and name.isalpha() and not name.isupper():
            return False
        if key in self._of_the_run and len(name.split()) < FEWEST_WORDS:
            return _ARTICLE.match(phrase) is not None
        return True


def _keys(name: str) -> Iterator[str]:
    """What a name is looked up by: as it stands, and without 'newspaper' or 'news agency'."""
    if host := _HOST.fullmatch(name.strip()):
        labels = host["host"].casefold().split(".")[:-1]
        own = [label for label in labels if label not in outlet_names().nameless_hosts]
        yield from (_key(label.replace("-", " ")) for label in own[-1:])
        return
    yield _key(name)
    if bare := _without_kind(name):
        yield _key(bare)


def _key(name: str) -> str:
    """'The Bay-Post' → 'baypost', as its address may have it, too."""
    return "".join(fold(name).split()).removeprefix("the")


def _readings(phrase: str) -> Iterator[str]:
    """The names that a phrase may hold, the longest first: without what belongs to somebody
    else, lower-case words and nationalities before it, and what it does behind it."""
    for name in _names(phrase):
        yield name
        yield _without_nationality(name)


def _names(phrase: str) -> Iterator[str]:
    whole = _ARTICLE.sub("", phrase.strip(" ,"), count=1)
    for start in dict.fromkeys((whole, _POSSESSIVE.sub("", whole))):
        name = _from_name(start)
        yield name
        yield _from_name(_behind().sub("", _without_kind(start) or name))


def _from_name(phrase: str) -> str:
    """Without 'state-run', 'Qatar-based' and 'official' before the name."""
    words = phrase.split(" ")
    before = takewhile(lambda word: word[:1].islower() or word.endswith(_OWNED), words)
    return " ".join(words[sum(1 for _ in before) :]).strip() or phrase


def _by_itself(phrase: str) -> str | None:
    """The outlet that a name shows by itself to be: 'the Ahlan newspaper', 'the Harbour Gazette'.
    People are called neither: 'John Post said'."""
    name = list(_names(phrase))[-1]
    words = name.split()
    if {*words} <= outlet_names().nameless or _kind().fullmatch(name):
        return None
    if not all(word[:1].isupper() or word in SMALL_WORDS for word in words):
        return None
    if _kind().search(phrase):
        return name
    definite = _ARTICLE.match(phrase) or _POSSESSIVE.match(phrase)
    telling = len(words) >= FEWEST_WORDS and words[-1] in outlet_names().last_words
    return name if definite and telling else None


def _without_nationality(name: str) -> str:
    """'Turkish Anadolu' → 'Anadolu'."""
    first, _, rest = name.partition(" ")
    return rest if rest and parse_state(first) is not None else name


def _without_kind(name: str) -> str | None:
    """'Russian newspaper Kommersant' → 'Kommersant', 'Steppe News Agency' → 'Steppe'."""
    kind = _kind().search(name)
    if kind is None:
        return None
    before, after = name[: kind.start()].strip(" ,"), name[kind.end() :].strip(" ,")
    after = _ARTICLE.sub("", after)
    if after[:1].islower() and _behind().sub("", f" {after}"):
        return None  # 'the Ahlan newspaper editor Sami Ali'
    return after if after[:1].isupper() else before or None


@lru_cache(maxsize=1)
def _kind() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, outlet_names().kinds))})\b")


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return re.compile(rf"(?:\s+(?:{'|'.join(map(re.escape, outlet_names().behind))}))+$")
