"""The claims of one question sorted into answers: claims that state the same value.

A value that fits two answers which exclude each other ('2017' beside 'September 2017' and
'December 2017') belongs to neither.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from factcheck.model import Claim, Value
from factcheck.values.given_names import GivenName
from factcheck.values.kinds import preciseness, relate
from factcheck.values.locations import Location
from factcheck.values.relation import Related, Relation
from factcheck.values.surnames import Surname

FITS = frozenset({Relation.SAME, Relation.REFINES})
APART = frozenset({Relation.DIFFERS, Relation.EXCEEDS})


@dataclass(frozen=True, slots=True)
class Side:
    """The claims that state one value."""

    claims: tuple[Claim, ...]
    vaguer: tuple[Claim, ...] = ()  # that fit other answers too, in an article of this one

    @property
    def articles(self) -> frozenset[str]:
        """Ids of the articles that state it."""
        return frozenset(c.article for c in self.claims)

    @property
    def value(self) -> Value:
        """The value that most articles state; of equals, the most precise."""
        by_article = {(c.article, c.answer.normal) for c in self.claims}
        counted = Counter(normal for _, normal in by_article)
        values = {c.answer.normal: c.answer for c in self.claims}
        best = max(values.values(), key=lambda v: (counted[v.normal], *preciseness(v)))
        return values[best.normal]


def sides(claims: tuple[Claim, ...]) -> list[Side]:
    """Answers in the order of their first claim."""
    values: dict[str, Value] = {}
    for claim in claims:
        values.setdefault(claim.answer.normal, claim.answer)
    relations = {
        (a, b): relate(values[a], values[b]).relation for a in values for b in values if a != b
    }
    fits = {v: [x for x in values if x != v and relations[v, x] in FITS] for v in values}
    torn = {
        v
        for v in values
        if any(relations[x, y] is Relation.DIFFERS for x in fits[v] for y in fits[v] if x != y)
    }
    groups: list[list[str]] = []
    for value in values:
        if value in torn:
            continue
        near = set(fits[value])
        fitting = [g for g in groups if not near.isdisjoint(g)]
        merged = [value, *(other for g in fitting for other in g)]
        groups = [g for g in groups if g not in fitting] + [merged]
    of_value = {value: number for number, group in enumerate(groups) for value in group}
    stating: list[list[Claim]] = [[] for _ in groups]
    for claim in claims:
        if (number := of_value.get(claim.answer.normal)) is not None:
            stating[number].append(claim)
    found = [Side(tuple(stated)) for stated in stating]
    if torn:
        found = [_with_own_vaguer_claims(side, found, claims, torn) for side in found]
    place = {id(claim): n for n, claim in enumerate(claims)}
    return sorted(found, key=lambda s: place[id(s.claims[0])])


def _with_own_vaguer_claims(
    side: Side, found: list[Side], claims: tuple[Claim, ...], torn: set[str]
) -> Side:
    """'at least three' of an article that says 'three' elsewhere belongs to its three."""
    others = frozenset(a for other in found if other is not side for a in other.articles)
    own = [
        c
        for c in claims
        if c.answer.normal in torn
        and c.article in side.articles - others
        and all(relate(c.answer, s.answer).relation in FITS for s in side.claims)
    ]
    return Side(side.claims, tuple(own))


def exclude(a: Side, b: Side, changing: bool = False) -> Related | None:
    """Why two answers cannot both be right; None when they can. 'At least three' alone does not
    exclude ten; of a `changing` value they are two answers, too: of two times, or two sources."""
    answers = [dict.fromkeys(claim.answer for claim in side.claims) for side in (a, b)]
    related = [relate(x, y) for x in answers[0] for y in answers[1]]
    between = relate(a.value, b.value)
    if all(r.relation in APART for r in related):
        differs = any(r.relation is Relation.DIFFERS for r in related)
        return between if differs or changing else None
    fuller = isinstance(a.value, Location) and between.relation is Relation.DIFFERS
    if fuller and not any(r.relation in FITS for r in related):
        return between  # 'Å, Texas' tells Å from B even where another text leaves out Texas
    told = next((r for r in related if r.relation is Relation.DIFFERS), None)
    if isinstance(a.value, GivenName | Surname) and not any(r.relation in FITS for r in related):
        return told  # one mention that gives the age tells who is meant by the others
    return None
