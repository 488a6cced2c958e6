"""Blocking keys: only claims that share a key are ever compared.

Each key is a small named function of a claim, so that keys can be listed and tested alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from factcheck.model import Claim, Value
from factcheck.values.actors import ActorKind, Actors
from factcheck.values.categories import Category
from factcheck.values.counted import Counted
from factcheck.values.deeds import Deed
from factcheck.values.events import Event
from factcheck.values.locations import Location
from factcheck.values.named import Named
from factcheck.values.names import Name
from factcheck.values.quantities import Quantity
from factcheck.values.quotations import Saying
from factcheck.values.settings import Setting
from factcheck.values.statements import Statement
from factcheck.values.things import Thing


def identity_key(value: Value) -> str:
    """What two values of an identity role must share to be compared at all."""
    if isinstance(value, Thing):
        return f"{value.act} {value.head}".strip()
    if isinstance(value, Counted):
        return value.head
    if isinstance(value, Deed):
        return value.act  # participants are told apart pair by pair
    if isinstance(value, Event | Category | Location | Named | Quantity | Setting):
        return ""  # told apart pair by pair
    if isinstance(value, Statement | Saying):
        return value.key
    if isinstance(value, Name):
        return value.normal[:1]  # 'Farol island', 'Farol' and 'FI'
    if isinstance(value, Actors):
        if all(m.kind is ActorKind.PERSON for m in value.members):
            return "person"  # by the first name here, by the last there
        return value.normal.split()[-1]  # the last name, as texts shorten full names to it
    return value.normal


def by_rule_and_identity(claim: Claim) -> str:
    """Rule, and the coarse form of every identity role."""
    return "|".join([claim.rule, *(identity_key(value) for _, value in claim.identity)])


KEYS: dict[str, Callable[[Claim], str]] = {"rule and identity": by_rule_and_identity}


def blocks(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by blocking key; keys in alphabetical order, claims in the order given."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in KEYS.values():
            found.setdefault(key(claim), []).append(claim)
    return dict(sorted(found.items()))
