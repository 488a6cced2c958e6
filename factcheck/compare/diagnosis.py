"""Two claims that answer one question go in, what compare makes of them comes out as steps: the
answer to "why is this no conflict?". `factcheck.compare.verdicts` decides; this tells.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.compare.answers import Side, sides
from factcheck.compare.dependence import in_words
from factcheck.compare.independence import Known, Sources
from factcheck.compare.verdicts import Outcome, Stated, gives, outcomes_of
from factcheck.model import FLAGGED, Article, Claim, Question, Step
from factcheck.rules.schema import Rule
from factcheck.values.kinds import relate
from factcheck.values.relation import Relation

VERDICT = "verdict"  # name of the step that says what two flagged answers come to


def values(a: Claim, b: Claim) -> Step:
    """How the two answers relate, whatever question they answer."""
    related = relate(a.answer, b.answer)
    return Step(name="answers", result=related.relation.value, detail=related.detail)


def compared(
    a: Claim,
    b: Claim,
    question: Question,
    rule: Rule,
    articles: Mapping[str, Article],
    stated: Stated,
) -> tuple[Step, ...]:
    """Why two claims of one question were flagged, or were not.

    `stated`: what `numbers_stated` makes of all questions.
    """
    outcomes = outcomes_of(question, rule, articles, stated, Known(articles.values()))
    both = [o for o in outcomes if _side_of(a, o.sides) and _side_of(b, o.sides)]
    if both and both[0].verdict in FLAGGED:
        detail = "the two answers are held against each other"
        return (_speakers(a, b), Step(name=VERDICT, result=both[0].verdict.value, detail=detail))
    every = sides(question.claims)
    side_a, side_b = _side_of(a, every), _side_of(b, every)
    if side_a is None or side_b is None:
        vague = a if side_a is None else b
        detail = f"{vague.answer.label} fits two answers that exclude each other, and takes no side"
        return (Step(name="sides", result="neither", detail=detail, decides=True),)
    if side_a is side_b:
        return _one_answer(side_a, both)
    return (_speakers(a, b), _why_unflagged(a, b, (side_a, side_b), rule, stated))


def _side_of(claim: Claim, among: list[Side] | tuple[Side, ...]) -> Side | None:
    return next((s for s in among if any(c is claim for c in (*s.claims, *s.vaguer))), None)


def _one_answer(side: Side, outcomes: list[Outcome]) -> tuple[Step, ...]:
    behind = _sources(side, outcomes)
    if len(behind.origins) > 1:
        detail = f"{len(behind.origins)} independent sources say {side.value.label}"
    elif len(side.articles) > 1:
        told = "; ".join(in_words(d, " and ".join) for d in behind.dependences)
        detail = f"the articles are one source: {told}"
    else:
        detail = "only one article says it"
    verdict = outcomes[0].verdict.value if outcomes else "no finding"
    return (Step(name="sides", result=verdict, detail=detail),)


def _sources(side: Side, outcomes: list[Outcome]) -> Sources:
    of_sides = [pair for o in outcomes for pair in zip(o.sides, o.sources, strict=True)]
    return next((behind for other, behind in of_sides if other == side), Sources((), ()))


def _speakers(a: Claim, b: Claim) -> Step:
    """Whose words they are: what sets a dispute apart from a conflict."""
    names = [c.evidence.attributed_to for c in (a, b)]
    if names[0] is None and names[1] is None:
        result, detail = "nobody", "both stand in the article's own voice"
    elif a.speaker == b.speaker:
        result, detail = "one party", f"{names[0]} says both"
    elif None not in (a.speaker, b.speaker):
        result, detail = "two parties", f"{names[0]} says one, {names[1]} the other"
    else:
        said = [f"said by {name}" if name else "in the article's own voice" for name in names]
        result, detail = "not two parties", f"one is {said[0]}, the other {said[1]}"
    return Step(name="who says it", result=result, detail=detail)


def _why_unflagged(a: Claim, b: Claim, pair: tuple[Side, Side], rule: Rule, stated: Stated) -> Step:
    """What kept two answers from being held against each other."""
    related = relate(a.answer, b.answer).relation
    knowing = sorted(
        article
        for side, other in (pair, pair[::-1])
        for article in side.articles
        if article in other.articles or gives(article, other, a.rule, stated)
    )
    if rule.values == "list":
        result, detail = "both can be right", "the rule takes several answers as right"
    elif a.article == b.article:
        result, detail = "one article", "both passages stand in one article, which knows both"
    elif related is Relation.EXCEEDS:
        detail = "a bound far below a number is held against it only where values change"
        result = "both can be right"
    elif related is not Relation.DIFFERS:
        result, detail = "both can be right", "nothing says that the two answers exclude each other"
    elif knowing:
        result = "one article gives both"
        detail = f"article {knowing[0]} gives the other answer, too: no witness against it"
    else:
        result = "both can be right"
        detail = "other passages with the same answers can both be right"
    return Step(name="against each other", result=result, detail=detail, decides=True)
