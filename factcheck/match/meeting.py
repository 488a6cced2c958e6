"""What two values must share to be taken for one thing, so that only claims that share it are
related: a value of an identity role goes in, the keys that it has and those that it asks for come
out.

Two values that `relate` takes together (same, refines) meet: one asks for a key that the other
has. The other way round nothing is promised: who meets is related then. Kinds that are not in
ASKED_FOR are told apart pair by pair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from factcheck.model import Value
from factcheck.values import people
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.categories import Category
from factcheck.values.dates import DateValue
from factcheck.values.deeds import DOER, Deed, Participant
from factcheck.values.events import Event
from factcheck.values.locations import Location
from factcheck.values.named import Named
from factcheck.values.names import SHORTEST_ACRONYM, SMALL_WORDS, US, Name
from factcheck.values.settings import NEEDED, Setting
from factcheck.values.statements import Statement
from factcheck.values.things import Thing

ROUNDING = 1e-9  # sums of weights differ by the order in which they are added

# Kinds of which two values are the same, refine each other or differ: nothing is left open.
DECISIVE = frozenset({Category, Name, Statement})

_YEARLESS = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")


class Meeting(NamedTuple):
    """Keys of one value."""

    has: frozenset[str]
    asks: frozenset[str]


def meetings(values: Sequence[Value]) -> list[Meeting] | None:
    """The keys of values of one role, one each; None where one has no keys."""
    kinds = {type(value) for value in values}
    if kinds <= {Setting, Statement}:
        return _by_telling_words(values)
    if not kinds <= ASKED_FOR.keys():
        return None
    made = {value: ASKED_FOR[type(value)](value) for value in dict.fromkeys(values)}
    return [made[value] for value in values]


def _both(keys: Iterable[str]) -> Meeting:
    kept = frozenset(keys)
    return Meeting(kept, kept)


def of_name(value: Name) -> Meeting:
    """A word of the name, or its first letters."""
    return _both([f"={value.normal}", *_words(value.normal)])


def of_named(value: Named) -> Meeting:
    """The last name of a person, a word of another name, or its first letters."""
    last = [person.split()[-1] for person in value.people if person.split()]
    keys = [*last, *(key for name in value.others for key in _words(name))]
    return _both(keys or [""])


def of_category(value: Category) -> Meeting:
    """A class."""
    return _both(value.classes or [""])


def of_location(value: Location) -> Meeting:
    """A name of any level."""
    return _both(name for _, name in value.levels)


def of_thing(value: Thing) -> Meeting:
    """A word of the description, which may stand in the other's surroundings; of two that are not
    described, a name there."""
    core = value.modifiers | value.names
    has = core | value.context_names | value.context_words
    bare = {" "} if not core and value.act else set()
    return Meeting(has | bare, core or (value.context_names | bare))


def of_actors(value: Actors) -> Meeting:
    """One of the doers."""
    has, asks = {f"={value.normal}"}, {f"={value.normal}"}
    for member in value.members:
        theirs = _of_actor(member)
        has |= theirs.has
        asks |= theirs.asks
    return Meeting(frozenset(has), frozenset(asks))


def _of_actor(actor: Actor) -> Meeting:
    """A person by the last name, as it is written or sounds, wherever it stands in the other."""
    own = f"{actor.kind} {actor.key}"
    if actor.kind is ActorKind.ORGANIZATION:
        return _both([own, *(f"of {key}" for key in _words(actor.key))])
    if actor.kind is not ActorKind.PERSON:
        return _both([own])
    state = [f"{ActorKind.STATE} {actor.acts_for}"] if actor.acts_for else []
    name = people.parse(actor.name)
    words = name.words if name else ()
    has = [key for word in words for key in people.said_as(word)]
    asks = [key for word in people.telling(words)[-1:] for key in people.said_as(word)]
    if not words:  # 'Jr'
        has, asks = [""], [""]
    return Meeting(frozenset([own, *state, *has]), frozenset([own, *state, *asks]))


def of_event(value: Event) -> Meeting:
    """A place or day; of the first lines of two articles, a word of a name in them."""
    if value.past:
        places = " ".join(sorted(value.places))
        return _dated(value.dates, f"earlier {places}|{_part(value)}|")
    dated = Meeting(frozenset(), frozenset())
    if not value.aside:
        dated = _dated(value.dates, f"day {_part(value)}|")
    keys = {f"at {_part(value)}|{place}" for place in value.places}
    if value.total:
        keys.add("all so far")
    has, asks = set(keys), set(keys)
    if value.lead:
        lead = f"lead {_part(value)}|"
        words = {lead + word for name in value.story for word in name.split()}
        has |= {lead, *words}  # first lines without a name fit any
        asks |= words or {lead}
    return Meeting(dated.has | has, dated.asks | asks)


def _part(value: Event) -> str:
    return " ".join(sorted(value.part))


def _dated(dates: Iterable[DateValue], before: str) -> Meeting:
    found = [of_date(value) for value in dates]
    return Meeting(
        frozenset(before + key for one in found for key in one.has),
        frozenset(before + key for one in found for key in one.asks),
    )


def of_date(value: DateValue) -> Meeting:
    """The day, month or year: the wider date asks, the narrower has. A date whose ends are not
    certain asks for all."""
    everything, equal = "any", f"={value.edtf} {value.weekday}"
    low, high = value.lower, value.upper
    if yearless := _YEARLESS.fullmatch(value.edtf):
        month, day = yearless.groups()
        if month <= "12" and not value.approximate:
            asked = f"--{month}-{day}" if day else f"--{month}"
            weekday = [] if value.weekday is None else [f"weekday {value.weekday}"]
            has = [everything, equal, f"--{month}", asked, *weekday]
            return Meeting(frozenset(has), frozenset([asked, equal]))
    if low is None or high is None:
        if value.precision == "weekday":
            weekday = [f"weekday {value.weekday}"]
            return Meeting(frozenset([everything, equal, *weekday]), frozenset([equal, *weekday]))
        return Meeting(frozenset([everything, equal]), frozenset([everything]))
    has = [everything, equal, f"{low:%Y}", f"{low:%Y-%m}", f"--{low:%m}"]
    if low == high:
        has += [low.isoformat(), f"--{low:%m-%d}", f"weekday {low.weekday()}"]
    if value.approximate or low.year != high.year:
        return Meeting(frozenset(has), frozenset([everything]))
    if low == high:
        return Meeting(frozenset(has), frozenset([low.isoformat(), equal]))
    asked = f"{low:%Y-%m}" if low.month == high.month else f"{low:%Y}"
    return Meeting(frozenset(has), frozenset([asked, equal]))


def of_deed(value: Deed) -> Meeting:
    """A name of somebody at one place of the deed; of descriptions, the main word, and where the
    articles are about."""
    doer = value.at(DOER)
    found = [_of_participant(p, value.event, doer) for p in value.participants]
    return Meeting(
        frozenset(key for one in found for key in one.has),
        frozenset(key for one in found for key in one.asks),
    )


def _of_participant(participant: Participant, event: Event, doer: Participant | None) -> Meeting:
    place = participant.place
    if participant.name:
        return _both(f"{place} {word}" for word in participant.name.split() or [""])
    if not participant.head:
        return Meeting(frozenset(), frozenset())
    described = f"{place} {participant.head}|"
    named = {f"{described}{name}" for name in participant.names}
    if not event.lead or event.past:
        return _both(named)
    at = {f"{described}at {name}" for name in event.places | event.story}
    asked = {f"{described}at {name}" for name in event.places}
    if not event.places:
        at.add(described)
        asked = {described}
    return _of_one_doer(Meeting(frozenset(named | at), frozenset(named | asked)), doer)


def _of_one_doer(meeting: Meeting, doer: Participant | None) -> Meeting:
    """Two people by name who did it share a word of it; others may be anybody."""
    anybody, nobody = "|by anybody", "|by nobody"
    has, asks = [anybody, nobody], [anybody]
    if doer and doer.name.split() and doer.person and not doer.broad:
        words = [f"|by {word}" for word in doer.name.split()]
        has, asks = [anybody, *words], [nobody, *words]
    return Meeting(
        frozenset(key + by for key in meeting.has for by in has),
        frozenset(key + by for key in meeting.asks for by in asks),
    )


def _words(name: str) -> Iterator[str]:
    """The words of a name, and what its first letters can make (`names.is_acronym`)."""
    words = name.split()
    yield from words
    telling = [word for word in words if word not in SMALL_WORDS]
    for letters in (
        "".join(word[0] for word in words),
        "".join(word[0] for word in telling),
        "".join(word if word == US else word[0] for word in telling),
    ):
        for length in range(SHORTEST_ACRONYM, len(letters) + 1):
            yield letters[:length]


def _by_telling_words(values: Sequence[Value]) -> list[Meeting] | None:
    """The rarest words of each, so many that what is left is less than two must share (prefix
    filtering: Chaudhuri, Ganti and Kaushik 2006, "A primitive operator for similarity joins")."""
    worded = [value for value in values if isinstance(value, Setting | Statement)]
    often = Counter(word for value in dict.fromkeys(worded) for word, _ in value.words)
    made: dict[Setting | Statement, Meeting] = {}
    for value in worded:
        needed = value.needed if isinstance(value, Statement) else NEEDED
        if needed <= ROUNDING or any(weight < 0 for _, weight in value.words):
            return None
        if value not in made:
            sense = value.sense if isinstance(value, Statement) else ""
            made[value] = _both(f"{sense} {word}" for word in _rarest(value.words, needed, often))
    return [made[value] for value in worded]


def _rarest(words: Iterable[tuple[str, float]], needed: float, often: Counter[str]) -> list[str]:
    kept = sorted(words, key=lambda pair: (often[pair[0]], pair[0]))
    left_out = 0.0
    while kept and left_out + kept[-1][1] < needed - ROUNDING:
        left_out += kept.pop()[1]
    return [word for word, _ in kept]


ASKED_FOR: dict[type, Callable[..., Meeting]] = {
    Actors: of_actors,
    Category: of_category,
    DateValue: of_date,
    Deed: of_deed,
    Event: of_event,
    Location: of_location,
    Name: of_name,
    Named: of_named,
    Thing: of_thing,
}
