"""Why a finding is what it is, as ordered levels: what was looked at, what was found, what it adds.

The contributions add up to the finding's confidence.
"""

from __future__ import annotations

from collections import Counter

from factcheck.compare.verdicts import Outcome
from factcheck.model import Claim, Level, Question, Value, Verdict
from factcheck.rules.schema import SLOT, Rule
from factcheck.values.events import Event
from factcheck.values.things import Thing

# Confidence starts here for a pair of answers that exclude each other, or agree, and moves by
# the contributions of the levels below. Set on the project's stories; benchmarks/quality shows
# how it orders findings.
BASE = 0.6
VALUES = 0.1  # two values related without doubt
CORROBORATED = 0.05  # for every further independent source of an answer
MOST_CORROBORATION = 0.15


def explain(question: Question, rule: Rule, outcome: Outcome, claims: list[Claim]) -> list[Level]:
    """The levels of a finding, in the order in which a person would ask for them."""
    levels = [
        Level(name="question", detail=_asked(outcome), contribution=BASE),
        *_best_link(question, outcome),
    ]
    if outcome.verdict is not Verdict.SINGLE:
        levels.append(Level(name="values", detail=outcome.why.detail, contribution=VALUES))
    levels.extend(_doubts(claims))
    further = sum(len(behind.origins) - 1 for behind in outcome.sources)
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


def _asked(outcome: Outcome) -> str:
    articles = len({article for side in outcome.sides for article in side.articles})
    if articles == 1:
        return "the passage is read as an answer to this question"
    return f"passages of {articles} articles are read as answers to this one question"


def _best_link(question: Question, outcome: Outcome) -> tuple[Level, ...]:
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

    question = SLOT.sub(lambda match: label(match.group(1)), rule.question)
    earlier = {v.label for c in claims for _, v in c.identity if isinstance(v, Event) and v.past}
    if not earlier:
        return question
    return f"{question.removesuffix('?')} ({max(earlier, key=lambda e: (len(e), e))})?"


def _phrase(value: Value) -> str:
    return value.phrase if isinstance(value, Thing) else value.label
