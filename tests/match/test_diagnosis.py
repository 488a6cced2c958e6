"""What match looks at, told step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factcheck.match.diagnosis import grouped, matched
from factcheck.match.questions import questions
from factcheck.model import Claim, Step

ClaimsOf = Callable[..., list[Claim]]
DATE = "agreements.signing-date"


def steps(a: Claim, b: Claim) -> dict[str, Step]:
    """The steps of two claims of a rule with one right answer, by name."""
    found = [*matched(a, b, True), grouped(a, b, questions([a, b], {a.rule}), True)]
    return {step.name: step for step in found}


def claim(claims_of: ClaimsOf, text: str, article: str, rule: str = DATE) -> Claim:
    """The only claim of a text, as of this article."""
    (found,) = claims_of(text, rule)
    return replace(
        found, article=article, evidence=found.evidence.model_copy(update={"article": article})
    )


def test_two_claims_on_one_thing_stand_under_one_question(claims_of: ClaimsOf) -> None:
    a = claim(claims_of, "The salmon treaty was signed on 4 May 2016.", "a")
    b = claim(claims_of, "The salmon treaty was signed in June 2016.", "b")

    told = steps(a, b)

    assert told["agreement"].result == "same"
    assert told["one question"].result == "yes"
    assert not any(step.decides for step in told.values())


def test_the_role_that_tells_two_things_apart_is_named(claims_of: ClaimsOf) -> None:
    a = claim(claims_of, "The salmon treaty was signed on 4 May 2016.", "a")
    b = claim(claims_of, "The second salmon treaty was signed in June 2016.", "b")

    told = steps(a, b)

    assert told["agreement"].result == "differs"
    assert told["agreement"].decides
    assert told["one question"].result == "no"


def test_too_little_said_keeps_claims_apart_too(claims_of: ClaimsOf) -> None:
    a = claim(claims_of, "The treaty was signed on 4 May 2016.", "a")
    b = claim(claims_of, "The treaty was signed in June 2016.", "b")

    told = steps(a, b)

    assert (told["agreement"].result, told["agreement"].decides) == ("incomparable", True)


def test_dates_that_lie_years_apart_are_told_apart(claims_of: ClaimsOf) -> None:
    a = claim(claims_of, "The salmon treaty was signed on 4 May 2016.", "a")
    b = claim(claims_of, "The salmon treaty was signed on 4 May 1996.", "b")

    told = steps(a, b)

    assert told["told apart"].detail == "two dates that lie years apart are of two events"
    assert told["told apart"].decides


def test_two_answers_of_one_article_are_told_apart(claims_of: ClaimsOf) -> None:
    text = "The salmon treaty was signed on 4 May 2016. The salmon treaty was signed in June 2016."
    a, b = claims_of(text, DATE)

    assert steps(a, b)["told apart"].detail.startswith("one article in one voice")


def test_the_passage_that_stands_between_two_claims_is_quoted(claims_of: ClaimsOf) -> None:
    a = claim(claims_of, "The salmon treaty was signed in 2016.", "a")
    b = claim(claims_of, "The salmon treaty was signed on 4 May 2016.", "b")
    c = claim(claims_of, "The salmon treaty was signed on 9 June 2016.", "b")

    found = questions([a, b, c], {DATE})
    apart = next(x for x in (b, c) if grouped(a, x, found, True).result != "yes")
    told = grouped(a, apart, found, True)

    assert told.decides
    assert "The salmon treaty was signed on" in told.detail
    assert "(b)" in told.detail
