"""Who did it: states, people, organizations and groups as the answer to a question.

Comes in: the actors that the language room resolved. Goes out: whether two answers name the
same doer. A minister and the state the minister acts for are one answer, said more or less
precisely; so are a capital and its state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck.values import people
from factcheck.values.names import is_acronym
from factcheck.values.relation import Related, Relation


class ActorKind(StrEnum):
    """What sort of doer."""

    STATE = "state"
    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"  # 'police', 'the protesters': a description, not a name


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """One doer. `key` is the ISO 3166 code of a state, otherwise the folded name."""

    kind: ActorKind
    key: str
    name: str
    acts_for: str | None = None  # ISO 3166 code of the state whose office the person holds


@dataclass(frozen=True, slots=True)
class Actors:
    """One or several doers named together ('Ankara and Moscow proposed …')."""

    members: tuple[Actor, ...]

    @property
    def normal(self) -> str:
        """Keys in alphabetical order, joined by '+'."""
        return "+".join(sorted(m.key for m in self.members))

    @property
    def label(self) -> str:
        """The names as the first mention gives them."""
        return " and ".join(m.name for m in self.members)

    @property
    def states(self) -> frozenset[str]:
        """Codes of the states that are meant, themselves or through those who act for them."""
        return frozenset(
            code
            for m in self.members
            if (code := m.key if m.kind is ActorKind.STATE else m.acts_for) is not None
        )


@dataclass(frozen=True, slots=True)
class Parties:
    """The states and organizations that an agreement or event is between, as far as named."""

    members: frozenset[str]  # keys

    @property
    def normal(self) -> str:
        """Keys in alphabetical order, joined by '+'."""
        return "+".join(sorted(self.members))

    @property
    def label(self) -> str:
        """The keys, for people to read."""
        return " and ".join(sorted(self.members))


def relate_parties(a: Parties, b: Parties) -> Related:
    """Texts name some of the parties, so one list may hold the other; two lists that each have
    a party of their own are of two agreements."""
    if a.members == b.members:
        return Related(Relation.SAME, f"both are between {a.label}")
    if a.members <= b.members or b.members <= a.members:
        return Related(Relation.REFINES, f"{a.label} fits {b.label}")
    if a.members & b.members and min(len(a.members), len(b.members)) == 1:
        return Related(Relation.REFINES, f"{a.label} and {b.label} share a party")
    return Related(Relation.DIFFERS, f"one is between {a.label}, one between {b.label}")


def _same_organization(a: Actor, b: Actor) -> bool:
    words_a, words_b = set(a.key.split()), set(b.key.split())
    return bool(words_a <= words_b or words_b <= words_a or is_acronym(a.key, b.key))


def _relate_people(a: Actor, b: Actor) -> Related:
    name_a, name_b = people.parse(a.name), people.parse(b.name)
    if name_a is None or name_b is None:
        return Related(Relation.INCOMPARABLE, f"{a.name} or {b.name} is not a readable name")
    related = people.relate(name_a, name_b)
    if related.relation is Relation.DIFFERS and a.acts_for and a.acts_for == b.acts_for:
        return Related(
            Relation.INCOMPARABLE, f"{a.name} and {b.name} act for the same state ({a.acts_for})"
        )
    return related


def relate_one(a: Actor, b: Actor) -> Related:
    """How two single actors relate; symmetric in the relation."""
    if a.kind is b.kind and a.key == b.key:
        return Related(Relation.SAME, f"both say {a.name}")
    kinds = {a.kind, b.kind}
    if kinds == {ActorKind.STATE}:
        return Related(Relation.DIFFERS, f"{a.name} and {b.name} are different states")
    if kinds == {ActorKind.PERSON}:
        return _relate_people(a, b)
    if kinds == {ActorKind.ORGANIZATION}:
        if _same_organization(a, b):
            return Related(Relation.REFINES, f"{a.name} and {b.name} name one organization")
        return Related(Relation.DIFFERS, f"{a.name} and {b.name} are different organizations")
    if kinds == {ActorKind.STATE, ActorKind.PERSON}:
        state, person = (a, b) if a.kind is ActorKind.STATE else (b, a)
        if person.acts_for == state.key:
            return Related(Relation.REFINES, f"{person.name} acts for {state.name}")
        if person.acts_for:
            return Related(
                Relation.DIFFERS, f"{person.name} acts for {person.acts_for}, not for {state.name}"
            )
    return Related(Relation.INCOMPARABLE, f"nothing is known that sets {a.name} and {b.name} apart")


def relate(a: Actors, b: Actors) -> Related:
    """Two answers differ only when every member of one differs from every member of the other."""
    pairs = [relate_one(x, y) for x in a.members for y in b.members]
    if a.normal == b.normal:
        return Related(Relation.SAME, f"both say {a.label}")
    for related in pairs:
        if related.relation in (Relation.SAME, Relation.REFINES):
            single = len(pairs) == 1
            return related if single else Related(Relation.REFINES, related.detail)
    if pairs and all(p.relation is Relation.DIFFERS for p in pairs):
        return (
            pairs[0]
            if len(pairs) == 1
            else Related(Relation.DIFFERS, f"{a.label} and {b.label} have no one in common")
        )
    return next(p for p in pairs if p.relation is Relation.INCOMPARABLE)
