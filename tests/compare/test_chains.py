"""Which articles are one agency's copy, and which have an answer from an outlet that they cite."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from factcheck.compare.independence import Known, Sources, sources
from factcheck.model import Article, Claim, Dependence, MetadataField, Stated
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

NORWAY = Actors((Actor(ActorKind.STATE, "NO", "Norway"),))
COUNCIL = Thing(head="council", label="fisheries council", modifiers=frozenset({"fishery"}))
WHOLE, SHARE = 0.8, 0.5  # a credit for all of an article, and for a part of it
HEADLINE = "Norway wants a council"


def article(name: str, publisher: str | None = None, **known: tuple[str, float]) -> Article:
    fields: dict[str, MetadataField] = {"agency": "agency", "printed_by": "publisher"}
    return Article(
        id=name,
        path=name,
        text=f"{HEADLINE}\nThe cabinet met.",
        title=HEADLINE,
        publisher=publisher,
        metadata=tuple(
            Stated(field=fields[f], value=value, evidence="", source="text", confidence=sure)
            for f, (value, sure) in known.items()
        ),
    )


def found(make_claim: MakeClaim, *articles: Article, **cited: tuple[str, ...]) -> Sources:
    """The sources of one answer that each article states once, citing whom it cites."""
    claims = [_said(make_claim, a.id, *cited.get(a.id, ())) for a in articles]
    return sources(claims, Known(articles))


def _said(make_claim: MakeClaim, article: str, *cited: str, start: int = 100) -> Claim:
    claim = make_claim(article, NORWAY, COUNCIL, quote=f"Norway, says {article}", cited=cited)
    evidence = claim.evidence.model_copy(update={"start": start, "end": start + 5})
    return Claim(**{**{f: getattr(claim, f) for f in claim.__slots__}, "evidence": evidence})


def test_copy_of_one_agency_is_one_source_in_whatever_words(make_claim: MakeClaim) -> None:
    a, b = (article(name, agency=("AFP", WHOLE)) for name in "ab")
    assert found(make_claim, a, b, article("c")) == Sources(
        (("a", "b"), ("c",)),
        (Dependence(reason="agency", articles=("a", "b"), outlet="AFP"),),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("AFP", WHOLE), ("AFP", SHARE)),  # 'with files from AFP'
        (("AFP", WHOLE), ("Reuters", WHOLE)),
    ],
)
def test_a_part_of_an_agency_and_another_agency_are_sources_of_their_own(
    make_claim: MakeClaim, one: tuple[str, float], other: tuple[str, float]
) -> None:
    articles = article("a", agency=one), article("b", agency=other)
    assert found(make_claim, *articles).origins == (("a",), ("b",))


def test_what_an_agency_publishes_itself_is_its_copy(make_claim: MakeClaim) -> None:
    own, printed = (
        article("a", "www.reuters.com"),
        article("b", "Bay Post", agency=("Reuters", WHOLE)),
    )
    assert found(make_claim, own, printed).origins == (("a", "b"),)


def test_an_agency_that_stands_in_for_a_publisher_publishes_nothing(make_claim: MakeClaim) -> None:
    a, b = (article(name, printed_by=("AFP", SHARE)) for name in "ab")
    assert found(make_claim, a, b).origins == (("a",), ("b",))


def test_two_papers_of_one_publisher_are_no_agency_copy(make_claim: MakeClaim) -> None:
    articles = article("a", "Bay Post"), article("b", "Bay Post")
    assert found(make_claim, *articles).origins == (("a",), ("b",))


def test_who_cites_an_outlet_repeats_its_claim(make_claim: MakeClaim) -> None:
    post, hill, vale = article("post", "baypost.example"), article("hill"), article("vale")
    assert found(make_claim, hill, post, vale, hill=("police", "the Bay Post")) == Sources(
        (("hill", "post"), ("vale",)),
        (
            Dependence(
                reason="citation",
                articles=("hill", "post"),
                outlet="Bay Post",
                citing=("hill",),
            ),
        ),
    )


def test_who_cites_an_agency_repeats_the_copy_of_it(make_claim: MakeClaim) -> None:
    copy, citing = article("a", "Bay Post", agency=("Associated Press", WHOLE)), article("b")
    assert found(make_claim, copy, citing, b=("the AP",)).origins == (("a", "b"),)


def test_two_who_cite_one_outlet_are_one_source_without_it(make_claim: MakeClaim) -> None:
    known = found(make_claim, article("a"), article("b"), a=("Le Monde",), b=("Le Monde",))
    assert known.origins == (("a", "b"),)
    assert known.dependences[0].citing == ("a", "b")


def test_who_cites_somebody_else_is_a_source(make_claim: MakeClaim) -> None:
    post, hill = article("post", "Bay Post"), article("hill", "Hill News")
    for cited in ((), ("police",), ("Le Monde",), ("Hill News",)):
        assert len(found(make_claim, post, hill, hill=cited).origins) == 2


def test_who_has_it_from_others_too_is_a_source(make_claim: MakeClaim) -> None:
    post, hill = article("post", "Bay Post"), article("hill")
    claims = [
        _said(make_claim, "post"),
        _said(make_claim, "hill", "the Bay Post"),
        _said(make_claim, "hill", "police", start=200),
    ]
    assert len(sources(claims, Known([post, hill])).origins) == 2


def test_a_headline_leaves_out_who_says_so(make_claim: MakeClaim) -> None:
    post, hill = article("post", "Bay Post"), article("hill")
    claims = [
        _said(make_claim, "post"),
        _said(make_claim, "hill", start=0),
        _said(make_claim, "hill", "the Bay Post"),
    ]
    assert sources(claims, Known([post, hill])).origins == (("hill", "post"),)


def test_who_cites_two_outlets_makes_them_no_single_source(make_claim: MakeClaim) -> None:
    articles = article("a", "Bay Post"), article("b", "Hill News"), article("c")
    for order in permutations(articles):
        told = found(make_claim, *order, c=("Hill News", "the Bay Post"))
        assert told.origins == (("a", "c"), ("b",))


@pytest.mark.parametrize("paper", ["the Bay Post", "the Zephyr Post"])
def test_of_two_outlets_the_one_that_others_cite_counts(make_claim: MakeClaim, paper: str) -> None:
    told = found(make_claim, article("a"), article("b"), a=(paper, "Reuters"), b=("Reuters",))
    assert told.origins == (("a", "b"),)


def test_all_articles_of_an_outlet_are_one_source_with_who_cites_it(make_claim: MakeClaim) -> None:
    articles = article("a", "Bay Post"), article("b", "Bay Post"), article("c")
    assert found(make_claim, *articles, c=("the Bay Post",)).origins == (("a", "b", "c"),)


def test_an_unrelated_publisher_takes_nobody_for_itself(make_claim: MakeClaim) -> None:
    articles = article("a"), article("b"), article("c", "www.police.example")
    told = found(make_claim, *articles, a=("Police",), b=("Police",))
    assert told.origins == (("a",), ("b",), ("c",))


def test_a_chain_goes_on_over_several_articles(make_claim: MakeClaim) -> None:
    articles = article("a", "Bay Post"), article("b", "Hill News"), article("c")
    told = found(make_claim, *articles, b=("the Bay Post",), c=("Hill News",))
    assert told.origins == (("a", "b", "c"),)


def test_two_who_cite_each_other_are_one_source(make_claim: MakeClaim) -> None:
    articles = article("a", "Bay Post"), article("b", "Hill News")
    told = found(make_claim, *articles, a=("Hill News",), b=("the Bay Post",))
    assert told.origins == (("a", "b"),)
