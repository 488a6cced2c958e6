"""Questions to findings: the verdict, why, and how sure.

conflict: two articles give answers that cannot both be right. dispute: they do so in the words
of different named parties. update: the value is one that changes, and the articles may speak of
different days. agreement: two articles state one value. Everything else is single.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from factcheck.compare.answers import Side, exclude, sides
from factcheck.compare.independence import independent_groups
from factcheck.model import (
    Answer,
    Article,
    Claim,
    Finding,
    Level,
    Question,
    Value,
    Verdict,
)
from factcheck.rules.schema import SLOT, Rule
from factcheck.values import dates
from factcheck.values.kinds import relate
from factcheck.values.quantities import Quantity
from factcheck.values.relation import Related, Relation
from factcheck.values.things import Thing

# Confidence starts here for a pair of answers that exclude each other, or agree, and moves by
# the contributions of the levels below. Set on the project's stories; benchmarks/quality shows
# how it orders findings.
BASE = 0.6
VALUES = 0.1  # two values related without doubt
CORROBORATED = 0.05  # for every further independent source of an answer
MOST_CORROBORATION = 0.15
LEAST, MOST = 0.05, 0.99
ID_LENGTH = 16  # hexadecimal digits: 64 bits, no collision in a billion questions

ORDER = (Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE, Verdict.AGREEMENT, Verdict.SINGLE)


@dataclass(frozen=True, slots=True)
class _Outcome:
    verdict: Verdict
    sides: tuple[Side, ...]
    why: Related


def findings(
    questions: Iterable[Question], rules: Mapping[str, Rule], articles: Iterable[Article]
) -> list[Finding]:
    """A finding for every question (for a list-valued one: for every answer), in report order."""
    by_id = {a.id: a for a in articles}
    found: list[Finding] = []
    taken: set[str] = set()
    questions = list(questions)
    stated = _stated(questions)
    outcomes = [
        (question, outcome)
        for question in questions
        for outcome in _outcomes(question, rules[question.rule], by_id, stated)
    ]
    for question, outcome in sorted(outcomes, key=lambda pair: _by_answer(*pair)):
        found.append(_finding(question, rules[question.rule], outcome, by_id, taken))
    return sorted(found, key=lambda f: (ORDER.index(f.verdict), -f.confidence, f.question, f.id))


def _by_answer(question: Question, outcome: _Outcome) -> tuple[str, str, list[str]]:
    """The order in which ids are given out where two questions share a subject: by what the
    answers are, not by where or how often they are reported."""
    claims = [c for side in outcome.sides for c in side.claims]
    passages = sorted(f"{c.answer.normal}|{c.evidence.quote}" for c in claims)
    return question.rule, question.key, passages


Stated = Mapping[tuple[str, str], list[Value]]


def _stated(questions: Iterable[Question]) -> Stated:
    """Every number that an article gives for a rule, whatever question it was sorted under."""
    stated: dict[tuple[str, str], list[Value]] = {}
    for question in questions:
        for claim in question.claims:
            if isinstance(claim.answer, Quantity):
                stated.setdefault((claim.rule, claim.article), []).append(claim.answer)
    return stated


def _outcomes(
    question: Question, rule: Rule, articles: Mapping[str, Article], stated: Stated
) -> list[_Outcome]:
    answers = sides(question.claims)
    excluding = _excluding(answers) if rule.values == "single" else []
    against = [pair for pair in excluding if _counts(*pair.sides, _knowing(pair, question, stated))]
    if against:
        members = tuple(s for s in answers if any(s in pair.sides for pair in against))
        return [_flagged(against, members, rule, articles)]
    contested = [side for pair in excluding for side in pair.sides]
    return [_unflagged(side, side in contested) for side in answers]


def _unflagged(side: Side, contested: bool) -> _Outcome:
    if len(_sources(side)) > 1 and not contested:
        detail = f"{len(side.articles)} articles say {side.value.label}"
        return _Outcome(Verdict.AGREEMENT, (side,), Related(Relation.SAME, detail))
    detail = "no second independent source answers this"
    return _Outcome(Verdict.SINGLE, (side,), Related(Relation.INCOMPARABLE, detail))


def _sources(side: Side) -> set[str]:
    """The independent sources of an answer: copies that say the same count once."""
    return set(independent_groups(side.claims).values())


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two answers that cannot both be right, and why."""

    sides: tuple[Side, Side]
    why: Related


def _excluding(answers: list[Side]) -> list[_Pair]:
    found = []
    for a, b in combinations(answers, 2):
        why = exclude(a, b)
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
        if any(
            relate(value, other.value).relation is Relation.SAME
            for value in stated.get((question.rule, article), ())
        )
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
) -> _Outcome:
    a, b = against[0].sides
    if all(_parties_disagree(*pair.sides) for pair in against):
        verdict = Verdict.DISPUTE
    elif (rule.over_time == "changing" and not _same_day(a, b, articles)) or (
        rule.over_time == "yearly" and _different_years(a, b, articles)
    ):
        verdict = Verdict.UPDATE
    else:
        verdict = Verdict.CONFLICT
    return _Outcome(verdict, members, against[0].why)


def _parties_disagree(a: Side, b: Side) -> bool:
    """Every claim of both answers is somebody's, and nobody stands on both sides."""
    speakers_a, speakers_b = ({c.speaker for c in side.claims} for side in (a, b))
    return None not in speakers_a | speakers_b and not speakers_a & speakers_b


def _different_years(a: Side, b: Side, articles: Mapping[str, Article]) -> bool:
    """Whether both answers are dated, in years that do not meet."""
    years = [
        {published[:4] for x in side.articles if (published := articles[x].published)}
        for side in (a, b)
    ]
    return all(years) and not years[0] & years[1]


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


def _finding(
    question: Question,
    rule: Rule,
    outcome: _Outcome,
    articles: Mapping[str, Article],
    taken: set[str],
) -> Finding:
    claims = [c for side in outcome.sides for c in side.claims]
    levels = _explanation(question, rule, outcome, claims)
    confidence = min(MOST, max(LEAST, sum(level.contribution for level in levels)))
    key = question.key
    if rule.values == "list":
        key = f"{key};answer={outcome.sides[0].value.normal}"
    return Finding(
        id=_identifier(question, key, claims, taken),
        fingerprint=_digest(*sorted(f"{c.answer.normal}|{c.evidence.quote}" for c in claims)),
        verdict=outcome.verdict,
        kind=rule.roles[rule.answer].kind,
        question=ask(rule, claims),
        severity=rule.severity,
        confidence=round(confidence, 3),
        explanation=tuple(levels),
        rule=question.rule,
        answers=tuple(_answer(side, articles) for side in outcome.sides),
    )


def _identifier(question: Question, key: str, claims: list[Claim], taken: set[str]) -> str:
    """Names the question, by its subject and the parties most often named with it; where
    questions still share one, what stands around it, at last a number, tells them apart."""
    parties = Counter(
        (role, value.normal) for c in claims for role, value in dict(c.participants).items()
    )
    named = max(parties, key=lambda p: (parties[p], p), default=None)
    subject = f"{key};{named[0]}={named[1]}" if named else key
    context = sorted(
        {n for c in claims for _, v in c.identity if isinstance(v, Thing) for n in v.context_names}
    )
    for addition in ["", *context, *map(str, range(len(taken) + 1))]:
        identifier = _digest(question.rule, subject, *([addition] if addition else []))
        if identifier not in taken:
            taken.add(identifier)
            return identifier
    raise AssertionError("more questions than numbers to tell them apart")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:ID_LENGTH]


def _explanation(
    question: Question, rule: Rule, outcome: _Outcome, claims: list[Claim]
) -> list[Level]:
    levels = [
        Level(name="question", detail=ask(rule, claims), contribution=BASE),
        *_best_link(question, outcome),
    ]
    if outcome.verdict is not Verdict.SINGLE:
        levels.append(Level(name="values", detail=outcome.why.detail, contribution=VALUES))
    levels.extend(_doubts(claims))
    further = sum(len(_sources(side)) - 1 for side in outcome.sides)
    if further and outcome.verdict is not Verdict.SINGLE:
        levels.append(
            Level(
                name="corroboration",
                detail=f"{further} more independent source{'s' * (further > 1)} of the answers",
                contribution=round(min(MOST_CORROBORATION, further * CORROBORATED), 3),
            )
        )
    if outcome.verdict is Verdict.DISPUTE:
        levels.append(Level(name="speakers", detail="each answer is said by a different party"))
    if outcome.verdict is Verdict.UPDATE:
        levels.append(
            Level(
                name="time",
                detail="the value can change; the articles may speak of different days",
            )
        )
    return levels


def _best_link(question: Question, outcome: _Outcome) -> tuple[Level, ...]:
    """The strongest link between claims of two different answers, or of two articles."""
    side_of = {id(c): n for n, side in enumerate(outcome.sides) for c in side.claims}
    candidates = [
        link
        for link in question.links
        if id(link.a) in side_of
        and id(link.b) in side_of
        and (
            side_of[id(link.a)] != side_of[id(link.b)]
            if len(outcome.sides) > 1
            else link.a.article != link.b.article
        )
    ]
    if not candidates:
        return ()
    return max(candidates, key=lambda k: sum(level.contribution for level in k.levels)).levels


def _doubts(claims: list[Claim]) -> list[Level]:
    """What made the surest reading of an answer less than certain; the weakest answer counts."""
    best: dict[str, Claim] = {}
    for claim in claims:
        known = best.get(claim.answer.normal)
        if known is None or claim.certainty > known.certainty:
            best[claim.answer.normal] = claim
    doubtful = [c for c in best.values() if c.notes]
    if not doubtful:
        return []
    notes = sorted({note for c in doubtful for note in c.notes})
    weakest = min(c.certainty for c in doubtful)
    return [Level(name="reading", detail="; ".join(notes), contribution=round(weakest - 1.0, 3))]


def ask(rule: Rule, claims: list[Claim]) -> str:
    """The rule's question with its slots filled from the claims that name the thing best."""

    def label(role: str) -> str:
        values = [v for c in claims for r, v in (*c.identity, *c.participants) if r == role]
        if not values:
            return role.replace("_", " ")
        counted = Counter(_phrase(v) for v in values)
        bare = {_phrase(v) for v in values if isinstance(v, Thing) and not v.modifiers | v.names}
        return min(counted, key=lambda text: (text in bare, -counted[text], len(text), text))

    return SLOT.sub(lambda match: label(match.group(1)), rule.question)


def _phrase(value: Value) -> str:
    return value.phrase if isinstance(value, Thing) else value.label


def _answer(side: Side, articles: Mapping[str, Article]) -> Answer:
    value = side.value
    names = dict.fromkeys(articles[c.article].publisher or c.article for c in side.claims)
    evidence = dict.fromkeys(c.evidence for c in (*side.claims, *side.vaguer))
    return Answer(
        value=value.normal, label=value.label, sources=tuple(names), evidence=tuple(evidence)
    )
