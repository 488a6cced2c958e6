"""What a general rule adds to the others: the outcomes of all rules in, those worth reporting out.

A general rule catches whatever two articles state alike. What one source alone states is no news
to a reader, and one pair of passages is shown once, however many things it agrees on.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from factcheck.compare.verdicts import Outcome
from factcheck.model import FLAGGED, Question, Value, Verdict
from factcheck.rules.schema import Rule
from factcheck.values.quotations import Saying
from factcheck.values.statements import Statement

Found = tuple[Question, Outcome]
Passage = tuple[str, int]
# More than this share of a finding's passages together in another one: the same is shown there.
SHOWN_ALREADY = 0.5


def worth_reporting(found: Iterable[Found], rules: Mapping[str, Rule]) -> list[Found]:
    """All outcomes of the other rules; of the general ones, the agreements that show passages
    which no other finding shows together. The widest come first."""
    found = [f for f in found if f[1].verdict in FLAGGED or not rules[f[0].rule].conflicts_only]
    kept = [f for f in found if not rules[f[0].rule].general or f[1].verdict in FLAGGED]
    general = [f for f in found if rules[f[0].rule].general and f[1].verdict is Verdict.AGREEMENT]
    order = {rule: n for n, rule in enumerate(rules)}
    shown: dict[Passage, list[frozenset[Passage]]] = {}
    for _, outcome in kept:
        _show(outcome, shown)
    for question, outcome in sorted(general, key=lambda f: _rank(f, order)):
        passages = _passages(outcome)
        beside = {other for passage in passages for other in shown.get(passage, ())}
        if not any(len(passages & other) > len(passages) * SHOWN_ALREADY for other in beside):
            kept.append((question, outcome))
            _show(outcome, shown)
    return kept


def _show(outcome: Outcome, shown: dict[Passage, list[frozenset[Passage]]]) -> None:
    if outcome.verdict is Verdict.SINGLE:
        return
    passages = _passages(outcome)
    for passage in passages:
        shown.setdefault(passage, []).append(passages)


def _passages(outcome: Outcome) -> frozenset[Passage]:
    return frozenset(
        (c.evidence.article, c.evidence.start) for side in outcome.sides for c in side.claims
    )


def _rank(found: Found, order: Mapping[str, int]) -> tuple[int, float, int, int, str]:
    """What is shown first: what most articles state; of equals, the most telling thing."""
    question, outcome = found
    passages = _passages(outcome)
    articles = {article for article, _ in passages}
    return (
        -len(articles),
        min(_needed(value) for claim in question.claims for _, value in claim.identity),
        -len(passages),
        order[question.rule],
        question.key,
    )


def _needed(value: Value) -> float:
    """How much two sentences had to share to be taken for the same: little where what they state
    tells by itself (a quotation); what is no statement at all is the least worth showing."""
    if isinstance(value, Statement):
        return value.needed
    return 0.0 if isinstance(value, Saying) else math.inf
