"""The answers of one question in, what they come to out.

conflict: two articles give answers that cannot both be right. dispute: they do so in the words
of different named parties. update: the value is one that moves while the news is young (a toll,
within hours), and the event is not over. agreement: two independent articles state one value.
Everything else is single.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from factcheck.compare.answers import Side, exclude, sides
from factcheck.compare.independence import NOTHING_KNOWN, Known, Sources, sources
from factcheck.model import Article, Claim, Question, Verdict
from factcheck.rules.schema import MOVING, Rule
from factcheck.values import dates
from factcheck.values.actors import Actors
from factcheck.values.events import Event
from factcheck.values.kinds import relate
from factcheck.values.names import is_acronym
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Related, Relation

NEXT_DAY = 1  # the papers of the day after still tell of the day


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers of a question come to: which of them, and why."""

    verdict: Verdict
    sides: tuple[Side, ...]
    why: Related
    sources: tuple[Sources, ...]  # who is independent behind each side


Stated = Mapping[tuple[str, str], list[Claim]]


def numbers_stated(questions: Iterable[Question]) -> Stated:
    """Every number that an article gives for a rule, whatever question it was sorted under; of what
    it gives of one thing several times, the first."""
    stated: dict[tuple[str, str], dict[object, Claim]] = {}
    for question in questions:
        for claim in question.claims:
            if isinstance(claim.answer, Quantity):
                given = stated.setdefault((claim.rule, claim.article), {})
                given.setdefault((claim.answer, claim.identity), claim)
    return {key: list(given.values()) for key, given in stated.items()}


def outcomes_of(
    question: Question,
    rule: Rule,
    articles: Mapping[str, Article],
    stated: Stated,
    known: Known = NOTHING_KNOWN,
) -> list[Outcome]:
    """One outcome where answers exclude each other; otherwise one for every answer."""
    answers = sides(question.claims)
    excluding = _excluding(answers, rule, articles) if rule.values == "single" else []
    against = [pair for pair in excluding if _counts(*pair.sides, _knowing(pair, question, stated))]
    if against:
        members = tuple(s for s in answers if any(s in pair.sides for pair in against))
        return [_flagged(against, members, rule, articles, known)]
    contested = [side for pair in excluding for side in pair.sides]
    return [_unflagged(side, side in contested, known) for side in answers]


def _unflagged(side: Side, contested: bool, known: Known) -> Outcome:
    behind = sources(side.claims, known)
    if len(behind.origins) > 1 and not contested:
        detail = f"{len(side.articles)} articles say {side.value.label}"
        return Outcome(Verdict.AGREEMENT, (side,), Related(Relation.SAME, detail), (behind,))
    detail = "no second independent source answers this"
    return Outcome(Verdict.SINGLE, (side,), Related(Relation.INCOMPARABLE, detail), (behind,))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two answers that cannot both be right, and why."""

    sides: tuple[Side, Side]
    why: Related


def _excluding(answers: list[Side], rule: Rule, articles: Mapping[str, Article]) -> list[_Pair]:
    found = []
    for a, b in combinations(answers, 2):
        if rule.over_time == "daily" and _days_apart(a, b, articles):
            continue
        why = exclude(a, b, changing=rule.over_time in MOVING)
        if why is not None:
            found.append(_Pair((a, b), why))
    return found


def _knowing(pair: _Pair, question: Question, stated: Stated) -> frozenset[str]:
    """Articles that give the other side's number too, in another place: of a part, an earlier
    count or another event. They know both and contradict neither."""
    a, b = pair.sides
    return frozenset(
        article
        for side, other in ((a, b), (b, a))
        for article in side.articles
        if gives(article, other, question.rule, stated)
    )


def gives(article: str, side: Side, rule: str, stated: Stated) -> bool:
    """Whether an article gives the number of an answer anywhere, by whatever question."""
    return any(
        relate(claim.answer, side.value).relation is Relation.SAME
        and not _of_somebody_else(claim, side.claims[0])
        for claim in stated.get((rule, article), ())
    )


def _of_somebody_else(a: Claim, b: Claim) -> bool:
    """The gunman is 24, and so is a victim: who knows the one age need not know the other."""
    pairs = zip(a.identity, b.identity, strict=True)
    return any(
        isinstance(x, Actors) and relate(x, y).relation is Relation.DIFFERS
        for (_, x), (_, y) in pairs
    )


def _counts(a: Side, b: Side, knowing: frozenset[str]) -> bool:
    """Whether two articles disagree, or two parties whom at least two articles report.

    An article that reports both answers knows of both; it is no witness against either.
    """
    only_a = a.articles - b.articles - knowing
    only_b = b.articles - a.articles - knowing
    articles_disagree = bool(only_a) and bool(only_b)
    return articles_disagree or (_parties_disagree(a, b) and len(a.articles | b.articles) > 1)


def _flagged(
    against: list[_Pair],
    members: tuple[Side, ...],
    rule: Rule,
    articles: Mapping[str, Article],
    known: Known,
) -> Outcome:
    a, b = against[0].sides
    counted = isinstance(a.value, Quantity)  # tolls move within a day, offices do not
    same_day = not counted and _same_day(a, b, articles)
    moving = rule.over_time in MOVING and not _is_over(a) and not same_day
    if moving or (rule.over_time == "yearly" and _different_years(a, b, articles)):
        verdict = Verdict.UPDATE
    elif all(_parties_disagree(*pair.sides) for pair in against):
        verdict = Verdict.DISPUTE
    else:
        verdict = Verdict.CONFLICT
    behind = tuple(sources(side.claims, known) for side in members)
    return Outcome(verdict, members, against[0].why, behind)


def _is_over(side: Side) -> bool:
    """Whether the question is of an event of long ago: its numbers do not move any more."""
    values = [value for claim in side.claims for _, value in claim.identity]
    return any(isinstance(value, Event) and value.past for value in values)


def _parties_disagree(a: Side, b: Side) -> bool:
    """Every claim of both answers is somebody's, and nobody stands on both sides, be it under
    the full name here and the acronym there."""
    speakers_a, speakers_b = ({c.speaker for c in side.claims} for side in (a, b))
    if None in speakers_a | speakers_b:
        return False
    return not any(x == y or is_acronym(x, y) for x in speakers_a for y in speakers_b if x and y)


def _different_years(a: Side, b: Side, articles: Mapping[str, Article]) -> bool:
    """Whether both answers are dated, in years that do not meet."""
    years = [
        {published[:4] for x in side.articles if (published := articles[x].published)}
        for side in (a, b)
    ]
    return all(years) and not years[0] & years[1]


def _days_apart(a: Side, b: Side, articles: Mapping[str, Article]) -> bool:
    """Whether both answers are dated, and too far apart to be of one day."""
    days = [
        [
            v.lower
            for x in side.articles
            if (v := dates.parse(articles[x].published or "")) and v.lower
        ]
        for side in (a, b)
    ]
    nearest = min((abs((x - y).days) for x in days[0] for y in days[1]), default=0)
    return nearest > NEXT_DAY


def _same_day(a: Side, b: Side, articles: Mapping[str, Article]) -> bool:
    """Whether both answers were published on one and the same known day."""
    days = [
        {articles[article].published for article in side.articles if articles[article].published}
        for side in (a, b)
    ]
    if not all(days):
        return False
    values = [[v for d in side if (v := dates.parse(d or ""))] for side in days]
    return any(
        dates.relate(x, y).relation is Relation.SAME and x.precision == "day"
        for x in values[0]
        for y in values[1]
    )
