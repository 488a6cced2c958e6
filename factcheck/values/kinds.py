"""Every kind of value by its type: one place where two values of any kind are related."""

from __future__ import annotations

from functools import lru_cache

from factcheck.model import Value
from factcheck.values import (
    actors,
    acts,
    counted,
    dates,
    events,
    names,
    places,
    polarity,
    quantities,
    quotations,
    statements,
    text,
    things,
)
from factcheck.values.relation import Related, Relation

REMEMBERED_PAIRS = 200_000  # the same few values meet again and again; older pairs are forgotten


@lru_cache(maxsize=REMEMBERED_PAIRS)
def relate(a: Value, b: Value) -> Related:
    """How two values relate; values of different kinds are incomparable."""
    match (a, b):
        case (acts.Act(), acts.Act()):
            return acts.relate(a, b)
        case (actors.Actors(), actors.Actors()):
            return actors.relate(a, b)
        case (actors.Parties(), actors.Parties()):
            return actors.relate_parties(a, b)
        case (counted.Counted(), counted.Counted()):
            return counted.relate(a, b)
        case (events.Event(), events.Event()):
            return events.relate(a, b)
        case (names.Name(), names.Name()):
            return names.relate(a, b)
        case (things.Thing(), things.Thing()):
            return things.relate(a, b)
        case (dates.DateValue(), dates.DateValue()):
            return dates.relate(a, b)
        case (quantities.Quantity(), quantities.Quantity()):
            return quantities.relate(a, b)
        case (places.State(), places.State()):
            return places.relate(a, b)
        case (polarity.Polarity(), polarity.Polarity()):
            return polarity.relate(a, b)
        case (quotations.Quotation(), quotations.Quotation()):
            return quotations.relate(a, b)
        case (quotations.Saying(), quotations.Saying()):
            return quotations.relate_sayings(a, b)
        case (statements.Statement(), statements.Statement()):
            return statements.relate(a, b)
        case (text.TextValue(), text.TextValue()):
            return text.relate(a, b)
        case _:
            return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are of two kinds")


def preciseness(value: Value) -> tuple[float, ...]:
    """How well a value speaks for others that say the same less exactly; more is better.

    Of dates and numbers the narrowest, of doers the state before those who act for it.
    """
    match value:
        case dates.DateValue():
            known = value.lower is not None and value.upper is not None
            days = (value.upper - value.lower).days if value.lower and value.upper else 0
            return (not value.approximate, known, -days, len(value.normal))
        case quantities.Quantity():
            return (not value.approximate, -(value.high - value.low))
        case actors.Actors():
            states = sum(m.kind is actors.ActorKind.STATE for m in value.members)
            return (states / len(value.members), len(value.members), len(value.normal))
        case _:
            return (len(value.normal),)
