"""Which event: told by where, when and how prominently an article speaks of it.

News names its main event in the first lines and leaves it unnamed after that; what is given a
place or a past date of its own is a part of it, or another one. Comes in: what a passage says of
place and time, and where in the article it stands. Goes out: whether two passages can be of one
event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.values import dates
from factcheck.values.dates import DateValue
from factcheck.values.relation import Related, Relation

SEVERAL = "several"  # before a noun for places that are not named: 'several countries'


@dataclass(frozen=True, slots=True)
class Event:
    """What tells the event of a passage from the article's other events."""

    lead: bool  # the passage stands in the title or the first lines
    places: frozenset[str] = frozenset()  # places named beside it
    dates: tuple[DateValue, ...] = ()  # when it took place, as far as the passage says
    past: bool = False  # dated to a year or month of its own, or marked as earlier
    aside: bool = False  # the sentence before tells of an earlier event
    total: bool = False  # a count over everything so far, not of one occurrence
    part: frozenset[str] = frozenset()  # what makes a count one of a part, or of more
    story: frozenset[str] = frozenset()  # names in the title and first lines of its article

    @property
    def at_home(self) -> bool:
        """Whether it names no place that its article is not about."""
        return _named(self.places, self.story)

    @property
    def normal(self) -> str:
        """Places and dates; empty for the article's main event."""
        return " ".join([*sorted(self.places), *(d.normal for d in self.dates if self.past)])

    @property
    def label(self) -> str:
        """The same for people to read; of an earlier event, when it was: 'earlier, May 2009'."""
        if not self.past:
            return self.normal or "the main event"
        return ", ".join(["earlier", *dict.fromkeys(d.label for d in self.dates)])


def relate(a: Event, b: Event) -> Related:
    """SAME: both speak of their articles' main event. REFINES: one is more closely placed.
    DIFFERS or INCOMPARABLE: they need not be one event."""
    if not _fitting_dates(a, b):  # 'who fled on Sunday were at large on Monday' has two
        pairs = [dates.relate(x, y).relation for x in a.dates for y in b.dates]
        if Relation.DIFFERS in pairs:
            return Related(Relation.DIFFERS, f"one is of {a.label}, one of {b.label}")
    if _is_part(a, b) or _is_part(b, a):
        return Related(Relation.DIFFERS, "one counts several places, one a part of them")
    if a.total and b.total and not a.past and not b.past:
        return Related(Relation.SAME, "both count all so far")
    if a.part != b.part:
        limits = ", ".join(sorted(a.part ^ b.part))
        return Related(Relation.INCOMPARABLE, f"one counts more or fewer than the other: {limits}")
    if a.past != b.past:
        return Related(Relation.DIFFERS, "one is of an earlier event")
    if a.past and not _fitting_dates(a, b):
        return Related(Relation.INCOMPARABLE, "two earlier events, perhaps not one")
    if a.places != b.places and a.past:
        return Related(Relation.INCOMPARABLE, "two counts of an earlier event, of other places")
    if a.past:
        return Related(Relation.SAME, f"both are of {a.label}")
    shared = frozenset(p for p in a.places & b.places if not _named({p}, a.story & b.story))
    if shared:
        return Related(Relation.SAME, f"both are of {', '.join(sorted(shared))}")
    if not (_named(a.places, b.story) and _named(b.places, a.story)):
        return Related(Relation.INCOMPARABLE, "they name different places, or one a part")
    if a.lead and b.lead and not _of_one_story(a, b):
        return Related(Relation.INCOMPARABLE, "the two articles' first lines share no name")
    if a.lead and b.lead:
        return Related(Relation.SAME, "both speak of their article's main event")
    if not a.aside and not b.aside and _fitting_dates(a, b):
        return Related(Relation.REFINES, "both are of one day, and of no other place")
    if not a.aside and not b.aside and a.places and a.places == b.places:
        return Related(Relation.REFINES, f"both are of {', '.join(sorted(a.places))} alone")
    return Related(Relation.INCOMPARABLE, "too little is said of which event")


def _is_part(part: Event, whole: Event) -> bool:
    """'died in Denmark' beside 'died in three countries'."""
    several = any(place.startswith(SEVERAL) for place in whole.places)
    return several and bool(part.places) and part.places.isdisjoint(whole.places)


def _of_one_story(a: Event, b: Event) -> bool:
    """Whether the first lines of both articles share a name, as far as they give any."""
    words_a, words_b = ({w for name in e.story for w in name.split()} for e in (a, b))
    return not (words_a and words_b) or bool(words_a & words_b)


def _named(places: Iterable[str], story: frozenset[str]) -> bool:
    """Whether every place is where the other article's story is set."""
    return all(any(set(p.split()) <= set(s.split()) for s in story) for p in places)


def _fitting_dates(a: Event, b: Event) -> bool:
    return any(
        dates.relate(x, y).relation in (Relation.SAME, Relation.REFINES)
        for x in a.dates
        for y in b.dates
    )
