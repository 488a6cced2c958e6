"""Which pairs of a block are related: all that can be one question, and of too many the nearest."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from factcheck.match.candidates import FEW, candidates
from factcheck.match.questions import Limits, each_question, same_question
from factcheck.model import Claim, NotCompared
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.names import Name
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

NORWAY = Actors((Actor(ActorKind.STATE, "NO", "Norway"),))
CHILE = Actors((Actor(ActorKind.STATE, "CL", "Chile"),))
TOWNS = ("bay", "farol", "lerum", "tarn", "holm")


def council(*modifiers: str) -> Thing:
    return Thing(head="council", label="council", modifiers=frozenset(modifiers))


def of_towns(make_claim: MakeClaim, each: int = 4) -> list[Claim]:
    """Claims on the councils of five towns, each by so many articles."""
    return [make_claim(f"{town}{n}", NORWAY, council(town)) for town in TOWNS for n in range(each)]


def test_only_claims_that_share_what_they_must_are_related(make_claim: MakeClaim) -> None:
    block = of_towns(make_claim)
    assert len(block) > FEW
    found = candidates(block)
    assert found.left_out == 0
    assert len(found.pairs) == len(TOWNS) * 6
    every = combinations(range(len(block)), 2)
    assert found.pairs == [(i, j) for i, j in every if same_question(block[i], block[j])]


def test_claims_of_one_article_are_always_related(make_claim: MakeClaim) -> None:
    block = [
        make_claim("a", NORWAY, council(town), quote=f"{n}") for n, town in enumerate(TOWNS * 2)
    ]
    assert len(candidates(block).pairs) == len(block) * (len(block) - 1) // 2


def test_of_too_many_the_nearest_are_related_and_the_rest_is_counted(
    make_claim: MakeClaim,
) -> None:
    block = [make_claim(f"a{n:02}", NORWAY, council("bay")) for n in range(40)]
    found = candidates(block, most=100)
    assert 39 <= len(found.pairs) <= 100
    assert len(found.pairs) + found.left_out == 40 * 39 // 2
    assert found == candidates(block, most=100)


def test_what_was_not_compared_is_told(make_claim: MakeClaim) -> None:
    claims = [make_claim(f"a{n:02}", NORWAY, council("bay")) for n in range(40)]
    told: list[NotCompared] = []
    rule = claims[0].rule
    list(each_question(claims, {rule}, not_compared=told, most=Limits(pairs=100)))
    assert [(one.rule, one.claims, one.articles) for one in told] == [(rule, 40, 40)]
    assert told[0].pairs >= 40 * 39 // 2 - 100
    none: list[NotCompared] = []
    (question,) = each_question(claims, {rule}, not_compared=none)
    assert none == []
    assert len(question.claims) == 40


def test_no_more_than_the_most_come_together(make_claim: MakeClaim) -> None:
    claims = [make_claim(f"a{n:02}", NORWAY, council("bay")) for n in range(20)]
    told: list[NotCompared] = []
    found = list(each_question(claims, (), not_compared=told, most=Limits(together=10)))
    assert {len(question.claims) for question in found} == {10}
    assert told


def test_what_one_article_says_again_is_compared_once_and_kept(make_claim: MakeClaim) -> None:
    said = [make_claim("a", NORWAY, council("bay"), quote=f"{n}") for n in range(1_000)]
    other = make_claim("b", CHILE, council("bay"))
    (question,) = each_question([*said, other], {other.rule}, most=Limits(pairs=1))
    assert len(question.claims) == 1_001
    assert len(question.links) == 1


def test_names_that_begin_with_one_letter_are_not_all_related(make_claim: MakeClaim) -> None:
    names = [Name(f"bay{n}", f"Bay{n}") for n in range(20)]
    block = [make_claim(f"a{n:02}", NORWAY, name) for n, name in enumerate(names)]
    assert candidates(block).pairs == []
