"""Every kind of value by its type: one place where two values of any kind are related."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from factcheck.model import Value
from factcheck.values import (
    actors,
    acts,
    ages,
    categories,
    clocks,
    codes,
    compared,
    counted,
    dates,
    deeds,
    directions,
    events,
    given_names,
    locations,
    named,
    names,
    organization_names,
    places,
    polarity,
    quantities,
    quotations,
    ranks,
    scores,
    settings,
    statements,
    surnames,
    telephones,
    text,
    things,
)
from factcheck.values.relation import Related, Relation

REMEMBERED_PAIRS = 200_000  # the same few values meet again and again; older pairs are forgotten

_RELATE: dict[type, Callable[..., Related]] = {
    actors.Actors: actors.relate,
    actors.Parties: actors.relate_parties,
    acts.Act: acts.relate,
    ages.Age: ages.relate,
    categories.Category: categories.relate,
    clocks.Clock: clocks.relate,
    codes.Code: codes.relate,
    counted.Counted: counted.relate,
    dates.DateValue: dates.relate,
    deeds.Deed: deeds.relate,
    directions.Direction: directions.relate,
    events.Event: events.relate,
    given_names.GivenName: given_names.relate,
    locations.Location: locations.relate,
    named.Named: named.relate,
    names.Name: names.relate,
    organization_names.OrganizationName: organization_names.relate,
    places.State: places.relate,
    polarity.Polarity: polarity.relate,
    quantities.Quantity: quantities.relate,
    quotations.Quotation: quotations.relate,
    quotations.Saying: quotations.relate_sayings,
    ranks.Rank: ranks.relate,
    scores.Score: scores.relate,
    settings.Setting: settings.relate,
    statements.Statement: statements.relate,
    surnames.Surname: surnames.relate,
    telephones.Telephone: telephones.relate,
    text.TextValue: text.relate,
    things.Thing: things.relate,
}


def register(kind: type, related: Callable[..., Related]) -> None:
    """Add a type of value. Raises ValueError for one that is there already."""
    if _RELATE.get(kind, related) is not related:
        raise ValueError(f"values of type {kind.__name__} are related already")
    _RELATE[kind] = related


def relate(a: Value, b: Value) -> Related:
    """How two values relate; values of different kinds are incomparable."""
    if isinstance(a, statements.Statement) and isinstance(b, statements.Statement):
        return statements.relate(
            a, b
        )  # to look up all their words takes longer, and few meet twice
    return _remembered(a, b)


@lru_cache(maxsize=REMEMBERED_PAIRS)
def _remembered(a: Value, b: Value) -> Related:
    if isinstance(a, compared.Compared) and isinstance(b, compared.Compared) and a.how == b.how:
        return a.how.relate(a.value, b.value, relate)
    related = _RELATE.get(type(a))
    if related is None or type(a) is not type(b):
        return Related(Relation.INCOMPARABLE, f"{a.label} and {b.label} are of two kinds")
    return related(a, b)


def preciseness(value: Value) -> tuple[float, ...]:
    """How well a value speaks for others that say the same less exactly; more is better.

    Of dates and numbers the narrowest, of doers the state before those who act for it.
    """
    match value:
        case compared.Compared():
            return preciseness(value.value)
        case dates.DateValue():
            known = value.lower is not None and value.upper is not None
            days = (value.upper - value.lower).days if value.lower and value.upper else 0
            return (not value.approximate, known, -days, len(value.normal))
        case quantities.Quantity():
            return (not value.approximate, -(value.high - value.low))
        case categories.Category():
            return (-len(value.classes),)
        case locations.Location():
            return (len(value.levels), len(value.normal))
        case clocks.Clock():
            return (not value.about, len(value.normal))
        case actors.Actors():
            states = sum(m.kind is actors.ActorKind.STATE for m in value.members)
            return (states / len(value.members), len(value.members), len(value.normal))
        case _:
            return (len(value.normal),)
