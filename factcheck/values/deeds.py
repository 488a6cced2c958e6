"""Who did what to whom, as the subject of a question: when was it, was it, who did it.

Comes in: a verb's class and what stands at the places that a rule names. Goes out: whether two
passages tell of one deed. A proper name that both share is strong; a bare noun is enough only in
what two articles are both about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcheck.values.events import Event
from factcheck.values.relation import Related, Relation

SHARED_WORDS = 2  # of two names of a thing that are taken for one
DOER = "subject"


@dataclass(frozen=True, slots=True)
class Participant:
    """One noun phrase of a deed. All words are lemmas in lower case, names folded or ISO codes."""

    place: str  # where it stands: 'subject', 'object', 'into'
    head: str  # canonical main word; empty for a proper name, and where nothing could be read
    label: str
    name: str = ""  # of a person, ship, company; empty for a description
    broad: bool = False  # a state, city or group of many: its name alone tells no deed
    person: bool = False
    modifiers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()  # names in a description: 'the Lindmark bridge'
    apart: frozenset[str] = frozenset()  # 'second', 'another': one of several of its kind
    loose: bool = False  # 'residents', 'someone': some of a kind, any two mentions can be others

    @property
    def normal(self) -> str:
        """Name, or description and main word."""
        return self.name or " ".join([*sorted(self.modifiers | self.names), self.head])


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb class with its participants, and the event that the passage is of."""

    act: str
    label: str  # the verb as the text has it
    participants: tuple[Participant, ...]
    event: Event

    @property
    def normal(self) -> str:
        """Act and participants in the rule's order."""
        return " ".join([self.act, *(p.normal for p in self.participants)])

    def at(self, place: str) -> Participant | None:
        """The participant at a place."""
        return next((p for p in self.participants if p.place == place), None)


def relate(a: Deed, b: Deed) -> Related:
    """SAME: a shared name, or one description in both articles' main event. DIFFERS: something
    tells them apart. INCOMPARABLE: too little is said."""
    if a.act != b.act:
        return Related(Relation.DIFFERS, f"to {a.label} is not to {b.label}")
    pairs = list(_pairs(a, b))
    related = [relate_participants(x, y) for x, y in pairs]
    for (x, y), relation in zip(pairs, related, strict=True):
        if relation is Relation.DIFFERS:
            return Related(Relation.DIFFERS, f"{x.label} is not {y.label}")
    same = [(x, y) for (x, y), r in zip(pairs, related, strict=True) if r is Relation.SAME]
    named = [x for x, y in same if x.name or x.names & y.names]
    unlike = [x for (x, _), r in zip(pairs, related, strict=True) if r is Relation.INCOMPARABLE]
    whole = {p.place for p in a.participants} == {p.place for p in b.participants}
    if _identified(named, unlike, whole):
        return Related(Relation.SAME, f"both are of {' and '.join(x.label for x in named)}")
    known = [x for x, y in same if not x.loose and not y.loose]
    blocking = [x for x, y in pairs if x in unlike and not _said_less_exactly(x, y)]
    if known and not blocking and _of_main_events(a.event, b.event):
        return Related(Relation.REFINES, f"both speak of {pairs[0][0].label} in the main event")
    return Related(Relation.INCOMPARABLE, "too little is said of who did it to whom")


def _identified(named: list[Participant], unlike: list[Participant], whole: bool) -> bool:
    """Whether shared names make two deeds one, though a description of the doer may vary."""
    telling = [p for p in named if (p.name and not p.broad) or any(n.islower() for n in p.names)]
    if not telling or any(p.place != DOER for p in unlike):
        return False
    return (whole and len(telling) == 1) or len(named) > 1 or telling[0].place != DOER


def _of_main_events(a: Event, b: Event) -> bool:
    """Whether both articles tell it of what they are about, and not each of a place of its own."""
    if not (a.lead and b.lead) or a.past or b.past:
        return False
    meeting = a.places & b.places or a.places & b.story or b.places & a.story
    return bool(meeting) or not (a.places or b.places)


def _said_less_exactly(x: Participant, y: Participant) -> bool:
    """'a warship' for the doer whose name another article gives."""
    return x.place == DOER and bool(x.name) is not bool(y.name)


def _pairs(a: Deed, b: Deed) -> Iterator[tuple[Participant, Participant]]:
    for x in a.participants:
        y = b.at(x.place)
        if y is not None:
            yield x, y


def relate_participants(a: Participant, b: Participant) -> Relation:
    """SAME by name or main word; DIFFERS where names or descriptions exclude each other."""
    if a.name and b.name:
        return _relate_names(a, b)
    if a.name or b.name or not (a.head and b.head):
        return Relation.INCOMPARABLE
    if a.names and b.names and not a.names & b.names:
        return Relation.DIFFERS
    if a.head != b.head or a.apart != b.apart:
        return Relation.INCOMPARABLE
    if a.modifiers and b.modifiers and not a.modifiers & b.modifiers:
        return Relation.INCOMPARABLE
    return Relation.SAME


def _relate_names(a: Participant, b: Participant) -> Relation:
    words_a, words_b = set(a.name.split()), set(b.name.split())
    if words_a <= words_b or words_b <= words_a:
        return Relation.SAME
    shared = words_a & words_b
    if shared and not (a.person or b.person):  # 'Lindmark Town Clinic', 'Lindmark Town Centre'
        return Relation.SAME if len(shared) >= SHARED_WORDS else Relation.INCOMPARABLE
    comparable = a.person == b.person and a.broad == b.broad
    return Relation.DIFFERS if comparable else Relation.INCOMPARABLE
