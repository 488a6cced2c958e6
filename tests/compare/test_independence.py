"""Which articles count as one source."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from factcheck.compare.independence import Known, Origins, sources
from factcheck.model import Claim, Copy, Dependence, Passage
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

NORWAY = Actors((Actor(ActorKind.STATE, "NO", "Norway"),))
COUNCIL = Thing(head="council", label="fisheries council", modifiers=frozenset({"fishery"}))
COPY = "Norway has proposed a fisheries council to watch over the cod, officials in Oslo said."
EDITED = "Norway has proposed a fisheries council to watch over cod, officials in Oslo said."
OTHER = "In Oslo, the cabinet agreed to suggest that a council for the fisheries be formed soon."
SHORT = "Norway proposed a fisheries council."


def groups(make_claim: MakeClaim, **quotes: str) -> Origins:
    return sources(
        make_claim(article, NORWAY, COUNCIL, quote=quote) for article, quote in quotes.items()
    ).origins


def test_copies_of_one_text_are_one_source(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=COPY, b=COPY) == (("a", "b"),)


def test_copies_are_the_reason_that_is_given(make_claim: MakeClaim) -> None:
    found = sources(make_claim(a, NORWAY, COUNCIL, quote=COPY) for a in "abc")
    assert found.dependences == (Dependence(reason="words", articles=("a", "b", "c")),)


def test_a_lightly_edited_copy_is_still_a_copy(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=COPY, b=EDITED) == (("a", "b"),)


def test_two_reporters_are_two_sources(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=COPY, b=OTHER) == (("a",), ("b",))


def test_short_sentences_coincide_by_chance(make_claim: MakeClaim) -> None:
    assert groups(make_claim, a=SHORT, b=SHORT) == (("a",), ("b",))


def test_a_copy_of_one_passage_is_enough(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, COUNCIL, quote=COPY),
        make_claim("b", NORWAY, COUNCIL, quote=OTHER),
        make_claim("b", NORWAY, COUNCIL, quote=EDITED),
    ]
    for order in permutations(claims):
        assert sources(order).origins == (("a", "b"),)


def test_no_claims_have_no_sources() -> None:
    assert sources([]).origins == ()


def test_who_links_two_copies_makes_them_one_source(make_claim: MakeClaim) -> None:
    claims = [
        make_claim("a", NORWAY, COUNCIL, quote=COPY),
        make_claim("b", NORWAY, COUNCIL, quote=OTHER),
        make_claim("c", NORWAY, COUNCIL, quote=OTHER),
        make_claim("c", NORWAY, COUNCIL, quote=COPY),
    ]
    assert sources(claims).origins == (("a", "b", "c"),)


def shared(here: str, there: str, end: int) -> Copy:
    return Copy(
        passage=Passage(article=here, start=0, end=end),
        same_as=Passage(article=there, start=0, end=end),
    )


def test_short_sentences_in_text_that_the_articles_share_are_one_source(
    make_claim: MakeClaim,
) -> None:
    claims = [make_claim(article, NORWAY, COUNCIL, quote=SHORT) for article in "abc"]
    assert sources(claims).origins == (("a",), ("b",), ("c",))
    copied = Known(copies=[shared("b", "a", 400), shared("c", "first", 400)])
    assert sources(claims, copied).origins == (("a", "b"), ("c",))


def test_two_copies_of_a_third_article_are_one_source(make_claim: MakeClaim) -> None:
    claims = [make_claim(article, NORWAY, COUNCIL, quote=SHORT) for article in "bc"]
    copied = Known(copies=[shared("b", "first", 400), shared("c", "first", 400)])
    assert sources(claims, copied).origins == (("b", "c"),)


def test_an_answer_outside_of_the_shared_text_is_the_articles_own(make_claim: MakeClaim) -> None:
    claims = [make_claim(article, NORWAY, COUNCIL, quote=SHORT) for article in "ab"]
    ends_before = min(claim.evidence.answer_end for claim in claims) - 1
    copied = Known(copies=[shared("b", "a", ends_before)])
    assert sources(claims, copied).origins == (("a",), ("b",))
