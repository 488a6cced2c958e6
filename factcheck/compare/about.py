"""Claims go in, the people, places and organizations that they name come out: what readers look
for when they look for findings on somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.model import Claim, Subject, Value
from factcheck.rules.schema import Rule
from factcheck.values import places
from factcheck.values.actors import ActorKind, Actors
from factcheck.values.compared import Compared
from factcheck.values.given_names import GivenName
from factcheck.values.locations import Location
from factcheck.values.organization_names import OrganizationName
from factcheck.values.places import State
from factcheck.values.surnames import Surname
from factcheck.values.things import Thing

PLACES = frozenset({"place", "site"})  # kinds of role whose values are names of places


def subjects(claims: Iterable[Claim], rule: Rule) -> tuple[Subject, ...]:
    """Everybody and every place once, in the order of the claims and their roles."""
    found: dict[tuple[str, str], Subject] = {}
    for claim in claims:
        for role, value in (*claim.identity, *claim.participants, (rule.answer, claim.answer)):
            is_place = role in rule.roles and rule.roles[role].kind in PLACES
            for subject in _named(value, is_place):
                found.setdefault((subject.kind, subject.value), subject)
    return tuple(found.values())


def _named(value: Value, is_place: bool) -> Iterator[Subject]:
    match value:
        case Compared():
            yield from _named(value.value, is_place)
        case Actors():
            for member in value.members:
                if member.kind is ActorKind.PERSON:
                    yield Subject(kind="person", value=member.key, label=member.name)
                elif member.kind is ActorKind.STATE:
                    yield Subject(kind="place", value=member.key, label=member.name)
                elif member.kind is ActorKind.ORGANIZATION:
                    yield Subject(kind="organization", value=member.key, label=member.name)
        case GivenName() | Surname():
            yield Subject(kind="person", value=value.normal, label=value.label)
        case OrganizationName():
            yield Subject(kind="organization", value=value.normal, label=value.label)
        case Location() | State():
            yield Subject(kind="place", value=value.normal, label=value.label)
        case Thing():  # 'the contract' that Turkey and Russia signed, by their codes
            for name in sorted(value.names | value.context_names):
                if name.isupper() and (state := places.parse(name)):
                    yield Subject(kind="place", value=state.normal, label=state.label)
        case _ if is_place and value.normal:
            yield Subject(kind="place", value=value.normal, label=value.label)
