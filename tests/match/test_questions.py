"""Claims that answer one question meet; claims of two events do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import permutations

import pytest

from factcheck.match.questions import question_key, questions, same_question
from factcheck.model import Claim, Question
from factcheck.values.actors import Actor, ActorKind, Actors, Parties
from factcheck.values.dates import DateValue
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

SINGLE = frozenset({"proposals.proposer"})


def state(code: str, name: str) -> Actors:
    return Actors((Actor(ActorKind.STATE, code, name),))


def council(*modifiers: str, **more: frozenset[str]) -> Thing:
    label = " ".join([*modifiers, "council"])
    return Thing(head="council", label=label, modifiers=frozenset(modifiers), **more)


NORWAY, CHILE, PERU = state("NO", "Norway"), state("CL", "Chile"), state("PE", "Peru")
FISHERY = council("fishery")


def grouped(found: Iterable[Question]) -> set[frozenset[str]]:
    """The questions as sets of 'article:answer'."""
    return {frozenset(f"{c.article}:{c.answer.normal}" for c in q.claims) for q in found}


def test_claims_on_one_thing_meet_and_say_on_what(make_claim: MakeClaim) -> None:
    levels = same_question(make_claim("a", NORWAY, FISHERY), make_claim("b", CHILE, FISHERY))
    assert levels is not None
    assert [level.name for level in levels] == ["same proposal"]
    assert levels[0].contribution > 0


def test_the_same_description_counts_more_than_one_that_only_fits(make_claim: MakeClaim) -> None:
    a = make_claim("a", NORWAY, FISHERY)
    same = same_question(a, make_claim("b", CHILE, FISHERY))
    fits = same_question(a, make_claim("b", CHILE, council("fishery", "northern")))
    assert same is not None
    assert fits is not None
    assert same[0].contribution > fits[0].contribution > 0


@pytest.mark.parametrize(
    "other",
    [
        council("whaling"),
        Thing(head="agreement", label="fishery treaty", modifiers=frozenset({"fishery"})),
        council("fishery", apart=frozenset({"second"})),
    ],
    ids=lambda thing: thing.label,
)
def test_claims_on_two_things_do_not_meet(make_claim: MakeClaim, other: Thing) -> None:
    assert same_question(make_claim("a", NORWAY, FISHERY), make_claim("b", CHILE, other)) is None


def test_claims_of_two_times_are_of_two_events(make_claim: MakeClaim) -> None:
    a = make_claim("a", NORWAY, FISHERY, time=DateValue("2016-03"))
    assert same_question(a, make_claim("b", CHILE, FISHERY, time=DateValue("2017"))) is None
    assert same_question(a, make_claim("b", CHILE, FISHERY, time=DateValue("2016"))) is not None
    assert same_question(a, make_claim("b", CHILE, FISHERY)) is not None


def test_claims_with_other_parties_are_of_two_events(make_claim: MakeClaim) -> None:
    def between(article: str, *codes: str) -> Claim:
        parties = (("parties", Parties(frozenset(codes))),)
        return make_claim(article, NORWAY, FISHERY, participants=parties)

    assert same_question(between("a", "NO", "CL"), between("b", "NO", "PE")) is None
    assert same_question(between("a", "NO", "CL"), between("b", "NO")) is not None


def test_one_articles_two_answers_are_of_two_events(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, FISHERY),
        make_claim("a", CHILE, FISHERY),
        make_claim("b", CHILE, FISHERY),
    ]
    assert grouped(questions(claims, SINGLE)) == {
        frozenset({"a:NO"}),
        frozenset({"a:CL", "b:CL"}),
    }


def test_one_articles_answers_in_two_voices_stay_one_question(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, FISHERY, speaker="CL"),
        make_claim("a", CHILE, FISHERY, speaker="NO"),
    ]
    assert grouped(questions(claims, SINGLE)) == {frozenset({"a:NO", "a:CL"})}


def test_a_list_valued_question_takes_all_answers_of_one_article(make_claim: MakeClaim) -> None:
    claims = [make_claim("a", NORWAY, FISHERY), make_claim("a", CHILE, FISHERY)]
    assert grouped(questions(claims, ())) == {frozenset({"a:NO", "a:CL"})}


def test_the_best_link_is_made_first(make_claim: MakeClaim) -> None:
    """A claim that fits two events of one article goes to the one with its own answer."""
    near = make_claim("b", CHILE, FISHERY)
    claims = [make_claim("a", NORWAY, FISHERY), make_claim("a", CHILE, FISHERY), near]
    for order in permutations(claims):
        found = next(q for q in questions(order, SINGLE) if near in q.claims)
        assert {c.answer.normal for c in found.claims} == {"CL"}


def test_a_vague_claim_does_not_chain_two_events(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, FISHERY, time=DateValue("2016-03")),
        make_claim("b", NORWAY, FISHERY, time=DateValue("2016-05")),
        make_claim("c", NORWAY, FISHERY, time=DateValue("2016")),
    ]
    found = questions(claims, SINGLE)
    assert len(found) == 2
    assert sum(len(q.claims) for q in found) == 3


def test_the_order_of_claims_does_not_matter(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, FISHERY, time=DateValue("2016-03")),
        make_claim("b", NORWAY, FISHERY, time=DateValue("2016-05")),
        make_claim("c", NORWAY, FISHERY, time=DateValue("2016")),
        make_claim("d", CHILE, council("fishery", "northern")),
        make_claim("e", PERU, council("whaling")),
    ]
    groups = {frozenset(grouped(questions(order, SINGLE))) for order in permutations(claims)}
    assert len(groups) == 1


def test_every_claim_is_in_exactly_one_question(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, FISHERY),
        make_claim("b", CHILE, council()),
        make_claim("c", PERU, council("whaling")),
        make_claim("d", PERU, council("whaling", "northern")),
    ]
    placed = [c for q in questions(claims, SINGLE) for c in q.claims]
    assert len(placed) == len(claims)
    assert {id(c) for c in placed} == {id(c) for c in claims}


def test_links_stay_inside_their_question(make_claim: MakeClaim) -> None:
    claims = [make_claim(name, NORWAY, FISHERY) for name in "abc"]
    (question,) = questions(claims, SINGLE)
    assert len(question.links) == 3
    for link in question.links:
        assert link.a in question.claims
        assert link.b in question.claims
        assert link.levels


def test_a_key_names_the_words_that_most_articles_use(make_claim: MakeClaim) -> None:
    plain = [make_claim(name, NORWAY, FISHERY) for name in "ab"]
    fuller = make_claim("c", CHILE, council("fishery", "northern"))
    assert question_key(plain) == "proposal=fishery council"
    assert question_key([*plain, fuller]) == question_key([fuller, *plain]) == question_key(plain)


def test_an_article_with_two_answers_meets_no_other_where_one_is_asked(
    make_claim: MakeClaim,
) -> None:
    claims = [
        make_claim("a", NORWAY, FISHERY),
        make_claim("b", CHILE, FISHERY),
        make_claim("c", CHILE, FISHERY),
        make_claim("c", PERU, FISHERY),
    ]

    found = grouped(questions(claims, SINGLE, once=SINGLE))

    assert found == {frozenset({"a:NO", "b:CL"}), frozenset({"c:CL"}), frozenset({"c:PE"})}
