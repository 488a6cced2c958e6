"""What two values must share: whatever is taken together meets, and what cannot be does not."""

from __future__ import annotations

from itertools import combinations

import pytest

from factcheck.match.meeting import ASKED_FOR, Meeting, meetings
from factcheck.match.questions import TOGETHER
from factcheck.model import Value
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.categories import Category
from factcheck.values.dates import DateValue
from factcheck.values.deeds import Deed, Participant
from factcheck.values.events import Event
from factcheck.values.kinds import relate
from factcheck.values.locations import Location
from factcheck.values.named import Named
from factcheck.values.names import Name
from factcheck.values.settings import Setting
from factcheck.values.statements import Statement
from factcheck.values.things import Thing


def of(*words: str) -> frozenset[str]:
    return frozenset(words)


def actors(kind: ActorKind, name: str, acts_for: str | None = None) -> Actors:
    key = name if kind is ActorKind.STATE else name.lower()
    return Actors((Actor(kind, key, name, acts_for),))


PEOPLE = (
    *("Anna Lindqvist", "Anna", "Lindqvist", "Lindkvist", "A. Lindqvist", "Lindqvist Anna"),
    *("Maria van der Berg", "Maria Berg", "Anna Maria Lindqvist", "Jr", "Anna Berg"),
)
DATES = (
    *("2017", "2017-12", "2017-12-05", "2017-12-03/2017-12-09", "2017-11-28/2017-12-02"),
    *("2017-21", "2017-24", "XXXX", "XXXX-12", "XXXX-12-05", "XXXX-21", "2016/2018", "XXXX-02-29"),
)
ABOUT = [DateValue(day, approximate=vague) for day in DATES for vague in (False, True)]
DAYS = [*ABOUT, *(DateValue("XXXX-XX-XX", weekday=n) for n in (None, 1, 4))]
EVENTS = [
    Event(lead, places, dates, past, aside, total, part, story)
    for lead, past, aside, total in (
        *((True, False, False, False), (False, False, False, False)),
        *((False, False, True, True), (False, True, False, False)),
    )
    for places in (of(), of("bay"), of("bay", "farol"), of("several countries"))
    for dates in ((), (DateValue("2017-12-05"),), (DateValue("2017-12"),))
    for part in (of(), of("civilian"))
    for story in (of(), of("bay city"), of("farol"))
]
BARE, SALMON = Thing(head="treaty", label="treaty"), of("salmon")
THINGS = [
    BARE,
    Thing(head="treaty", label="treaty", context_names=of("NO", "CL"), context_words=SALMON),
    Thing(head="treaty", label="treaty", context_names=of("NO", "CL", "PE")),
    Thing(head="treaty", label="salmon treaty", modifiers=SALMON),
    Thing(head="treaty", label="Bay treaty", names=of("bay"), modifiers=SALMON),
    Thing(head="boat", label="boats", act="buy"),
    Thing(head="boat", label="fast boats", act="buy", modifiers=of("fast")),
]
DEEDS = [
    Deed("arrest", "arrest", tuple(p for p in (doer, done) if p), event)
    for doer in (
        None,
        Participant("subject", "police", "police"),
        Participant("subject", "", "Ole Vik", name="ole vik", person=True),
        Participant("subject", "", "Vik", name="vik", person=True),
        Participant("subject", "", "Vik", name="vik", broad=True),
    )
    for done in (
        Participant("object", "", "Anna Lindqvist", name="anna lindqvist", person=True),
        Participant("object", "", "Lindqvist", name="lindqvist", person=True),
        Participant("object", "man", "man"),
        Participant("object", "man", "Bay man", names=of("bay")),
    )
    for event in (Event(True), Event(True, of("bay")), Event(True, of(), story=of("bay")))
]
WEIGHTS = (("bay", 0.9), ("farol", 0.8), ("salmon", 0.7), ("say", 0.1))
WORDED = [WEIGHTS, WEIGHTS[:2], WEIGHTS[1:], WEIGHTS[2:], ()]
VALUES: dict[type, list[Value]] = {
    Actors: [
        *(actors(ActorKind.PERSON, name) for name in PEOPLE),
        actors(ActorKind.PERSON, "Erna Vik", "NO"),
        actors(ActorKind.STATE, "NO"),
        actors(ActorKind.ORGANIZATION, "Tarn Network Systems"),
        actors(ActorKind.ORGANIZATION, "TNS"),
        actors(ActorKind.GROUP, "police"),
    ],
    Category: [Category(of(*c), "…") for c in ("a", "ab", "bc", "d")],
    DateValue: [*DAYS],
    Deed: [*DEEDS],
    Event: [*EVENTS],
    Location: [
        Location((("town", "lerum"), ("division", "texas")), "Lerum, Texas"),
        Location((("division", "texas"),), "Texas"),
        Location((("place", "lerum bay"),), "Lerum Bay"),
        Location((("town", "lerum"),), "Lerum"),
    ],
    Name: [Name(n, n) for n in ("farol", "farol island", "fi", "us harbour survey", "ushs", "bay")],
    Named: [
        Named(of(*people), of(*others))
        for people in ((), ("brandt",), ("ole brandt", "vik"))
        for others in ((), ("acme",), ("acme motors", "hp"), ("am", "palm"), ("brandt",))
    ],
    Setting: [Setting(words) for words in WORDED],
    Statement: [
        Statement("act pay | bay", "pay", words, sense, needed)
        for words in WORDED
        for sense in ("asserted", "negated")
        for needed in (0.5, 1.5)
    ],
    Thing: [*THINGS],
}


def meet(a: Meeting, b: Meeting) -> bool:
    return bool(a.asks & b.has or b.asks & a.has)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
def test_values_that_are_taken_together_share_what_one_of_them_asks_for(kind: type) -> None:
    values = VALUES[kind]
    found = meetings(values)
    assert found is not None
    pairs = list(combinations(range(len(values)), 2))
    together = [(i, j) for i, j in pairs if relate(values[i], values[j]).relation in TOGETHER]
    assert together
    assert [(values[i], values[j]) for i, j in together if not meet(found[i], found[j])] == []


def test_every_kind_that_has_keys_is_tested() -> None:
    assert ASKED_FOR.keys() | {Setting, Statement} == VALUES.keys()


def test_people_of_one_first_name_do_not_meet() -> None:
    values = [actors(ActorKind.PERSON, name) for name in ("Anna Lindqvist", "Anna Berg")]
    found = meetings(values)
    assert found is not None
    assert not meet(*found)


def test_a_sentence_too_poor_to_share_enough_meets_nobody() -> None:
    poor, rich = Setting((("say", 0.2),)), Setting(WEIGHTS)
    found = meetings([poor, rich])
    assert found is not None
    assert not found[0].has


def test_kinds_without_keys_are_told_apart_pair_by_pair() -> None:
    assert meetings([BARE, Event(lead=True), object()]) is None  # type: ignore[list-item]
