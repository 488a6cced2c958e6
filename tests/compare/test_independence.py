"""Which articles count as one source."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from factcheck.compare.independence import independent_groups
from factcheck.model import Claim
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

NORWAY = Actors((Actor(ActorKind.STATE, "NO", "Norway"),))
COUNCIL = Thing(head="council", label="fisheries council", modifiers=frozenset({"fishery"}))
COPY = "Norway has proposed a fisheries council to watch over the cod, officials in Oslo said."
EDITED = "Norway has proposed a fisheries council to watch over cod, officials in Oslo said."
OTHER = "In Oslo, the cabinet agreed to suggest that a council for the fisheries be formed soon."
SHORT = "Norway proposed a fisheries council."


def groups(make_claim: MakeClaim, **quotes: str) -> dict[str, str]:
    return independent_groups(
        make_claim(article, NORWAY, COUNCIL, quote=quote) for article, quote in quotes.items()
    )


def test_copies_of_one_text_are_one_source(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=COPY, b=COPY) == {"a": "a", "b": "a"}


def test_a_lightly_edited_copy_is_still_a_copy(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=COPY, b=EDITED) == {"a": "a", "b": "a"}


def test_two_reporters_are_two_sources(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=COPY, b=OTHER) == {"a": "a", "b": "b"}


def test_short_sentences_coincide_by_chance(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=SHORT, b=SHORT) == {"a": "a", "b": "b"}


def test_a_copy_of_one_passage_is_enough(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, COUNCIL, quote=COPY),
        make_claim("b", NORWAY, COUNCIL, quote=OTHER),
        make_claim("b", NORWAY, COUNCIL, quote=EDITED),
    ]
    for order in permutations(claims):
        assert independent_groups(order) == {"a": "a", "b": "a"}


def test_no_claims_have_no_sources() -> None:
    assert independent_groups([]) == {}
