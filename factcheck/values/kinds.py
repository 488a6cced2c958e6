"""Every kind of value by its type: one place where two values of any kind are related."""

from __future__ import annotations

from factcheck.model import Value
from factcheck.values import actors, dates, places, polarity, quantities, text, things
from factcheck.values.relation import Related, Relation


def relate(a: Value, b: Value) -> Related:
    """How two values relate; values of different kinds are incomparable."""
    match (a, b):
        case (actors.Actors(), actors.Actors()):
            return actors.relate(a, b)
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
        case (text.TextValue(), text.TextValue()):
            return text.relate(a, b)
        case _:
            return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are of two kinds")
