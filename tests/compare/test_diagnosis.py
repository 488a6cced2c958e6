"""Why two answers to one question are, or are not, held against each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.compare.diagnosis import compared
from factcheck.compare.verdicts import numbers_stated
from factcheck.match.questions import question_key
from factcheck.model import Article, Claim, Question, Step
from factcheck.rules.loader import load_builtin
from factcheck.rules.schema import Rule
from factcheck.values import dates, quantities
from factcheck.values.actors import Actor, ActorKind, Actors
from factcheck.values.things import Thing

MakeClaim = Callable[..., Claim]

TREATY = Thing(head="treaty", label="salmon treaty", modifiers=frozenset({"salmon"}))
SIGNED = "agreements.signing-date"


def state(code: str) -> Actors:
    return Actors((Actor(ActorKind.STATE, code, code),))


def told(
    a: Claim, b: Claim, *others: Claim, elsewhere: tuple[Claim, ...] = (), **changes: object
) -> dict[str, Step]:
    """What is said of two claims of one question, by name."""
    claims = (a, b, *others)
    question = Question(a.rule, question_key(list(claims)), claims, ())
    rule: Rule = load_builtin().rule(SIGNED).model_copy(update=changes)
    articles = {c.article: Article(id=c.article, path=c.article, text="") for c in claims}
    known = [question, Question(a.rule, "elsewhere", elsewhere, ())]
    steps = compared(a, b, question, rule, articles, numbers_stated(known))
    return {step.name: step for step in steps}


def day(text: str) -> dates.DateValue:
    value = dates.parse(text)
    assert value is not None
    return value


def test_flagged_answers_are_told_by_whom_they_are_said(make_claim: MakeClaim) -> None:
    a = make_claim("a", day("2016-05-04"), TREATY, rule=SIGNED)
    b = make_claim("b", day("2016-06-09"), TREATY, rule=SIGNED)

    steps = told(a, b)

    assert list(steps) == ["who says it", "verdict"]
    assert steps["verdict"].result == "conflict"
    assert steps["who says it"].detail == "both stand in the article's own voice"


def test_two_parties_are_named(make_claim: MakeClaim) -> None:
    a = make_claim("a", state("NO"), TREATY, rule=SIGNED, speaker="NO")
    b = make_claim("b", state("CL"), TREATY, rule=SIGNED, speaker="CL")

    assert told(a, b)["who says it"].result == "two parties"


def test_one_answer_from_two_sources_is_an_agreement(make_claim: MakeClaim) -> None:
    a = make_claim("a", day("2016-05-04"), TREATY, rule=SIGNED)
    b = make_claim("b", day("2016-05"), TREATY, rule=SIGNED)

    assert told(a, b)["sides"].result == "agreement"


def test_copies_of_one_text_are_told_to_be_one_source(make_claim: MakeClaim) -> None:
    copy = "The salmon treaty between the two countries was signed in Lima on 4 May 2016."
    a = make_claim("a", day("2016-05-04"), TREATY, rule=SIGNED, quote=copy)
    b = make_claim("b", day("2016-05-04"), TREATY, rule=SIGNED, quote=copy)

    assert "one source: a and b carry the same text" in told(a, b)["sides"].detail


def test_an_answer_that_fits_two_others_takes_no_side(make_claim: MakeClaim) -> None:
    year = make_claim("a", day("2016"), TREATY, rule=SIGNED)
    may = make_claim("b", day("2016-05"), TREATY, rule=SIGNED)
    june = make_claim("c", day("2016-06"), TREATY, rule=SIGNED)

    assert "takes no side" in told(year, may, june)["sides"].detail


def test_a_rule_with_several_right_answers_is_told(make_claim: MakeClaim) -> None:
    a = make_claim("a", day("2016-05-04"), TREATY, rule=SIGNED)
    b = make_claim("b", day("2016-06-09"), TREATY, rule=SIGNED)

    step = told(a, b, values="list")["against each other"]

    assert step.detail == "the rule takes several answers as right"
    assert step.decides


@pytest.mark.parametrize("elsewhere", [False, True], ids=["in this question", "in another one"])
def test_an_article_that_gives_both_answers_is_named(
    make_claim: MakeClaim, elsewhere: bool
) -> None:
    numbers = {n: quantities.Quantity(n, n) for n in (12.0, 17.0)}
    a = make_claim("a", numbers[12.0], TREATY, rule=SIGNED)
    b = make_claim("b", numbers[17.0], TREATY, rule=SIGNED)
    also = make_claim("b", numbers[12.0], TREATY, rule=SIGNED)

    steps = told(a, b, elsewhere=(also,)) if elsewhere else told(a, b, also)

    assert steps["against each other"].detail.startswith("article b gives the other answer, too")
