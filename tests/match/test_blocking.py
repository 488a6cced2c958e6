"""Blocking keys: what must meet shares one, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.match.blocking import KEYS, blocks, by_rule_and_identity, identity_key
from factcheck.model import Claim, Value
from factcheck.values import dates
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

NORWAY = Actors((Actor(ActorKind.STATE, "NO", "Norway"),))
COUNCIL = Thing(head="council", label="fisheries council", modifiers=frozenset({"fishery"}))
BARE = Thing(head="council", label="council")
TREATY = Thing(head="agreement", label="salmon treaty", modifiers=frozenset({"salmon"}))


def person(name: str) -> Actors:
    return Actors((Actor(ActorKind.PERSON, name.lower(), name),))


def test_a_bare_and_a_described_thing_share_a_key() -> None:
    assert identity_key(BARE) == identity_key(COUNCIL)
    assert identity_key(TREATY) != identity_key(COUNCIL)


def test_two_acts_on_one_thing_have_two_keys() -> None:
    buy, sell = (Thing(head="boat", label="boats", act=act) for act in ("purchase", "sell"))
    assert identity_key(buy) != identity_key(sell)


@pytest.mark.parametrize("short", ["Lindqvist", "Anna"])
def test_a_first_or_last_name_shares_a_key_with_the_full_name(short: str) -> None:
    assert identity_key(person(short)) == identity_key(person("Anna Lindqvist"))


def test_claims_of_two_rules_never_meet(make_claim: MakeClaim) -> None:
    a = make_claim("a", NORWAY, COUNCIL, rule="proposals.proposer")
    b = make_claim("b", NORWAY, COUNCIL, rule="agreements.signer")
    assert by_rule_and_identity(a) != by_rule_and_identity(b)


def test_every_claim_is_in_a_block_and_blocks_are_in_alphabetical_order(
    make_claim: MakeClaim,
) -> None:
    claims = [make_claim(n, NORWAY, about) for n, about in (("a", TREATY), ("b", COUNCIL))]
    claims.append(make_claim("c", NORWAY, BARE))
    found = blocks(claims)
    assert list(found) == sorted(found)
    assert sum(map(len, found.values())) == len(claims) * len(KEYS)
    assert sorted(len(block) for block in found.values()) == [1, 2]


@pytest.mark.parametrize("value", [dates.DateValue("2016-03"), NORWAY, COUNCIL, person("Berg")])
def test_every_kind_of_value_has_a_key(value: Value) -> None:
    assert identity_key(value)
