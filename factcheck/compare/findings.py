"""Questions to findings: verdict, explanation and passages put together, under a lasting id."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from factcheck.compare.about import subjects
from factcheck.compare.answers import Side
from factcheck.compare.explanation import ask, explain
from factcheck.compare.general import worth_reporting
from factcheck.compare.independence import Known, Sources
from factcheck.compare.verdicts import Outcome, numbers_stated, outcomes_of
from factcheck.model import (
    FLAGGED,
    Answer,
    Article,
    Claim,
    Copy,
    Finding,
    Question,
    Severity,
    Verdict,
)
from factcheck.rules.schema import Rule
from factcheck.values.things import Thing

LEAST, MOST = 0.05, 0.99
ID_LENGTH = 16  # hexadecimal digits: 64 bits, no collision in a billion questions

SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
ORDER = (Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE, Verdict.AGREEMENT, Verdict.SINGLE)


def findings(
    questions: Iterable[Question],
    rules: Mapping[str, Rule],
    articles: Iterable[Article],
    copies: Iterable[Copy] = (),
) -> list[Finding]:
    """A finding for every question (for a list-valued one: for every answer), in report order."""
    by_id = {a.id: a for a in articles}
    found: list[Finding] = []
    taken: set[str] = set()
    questions = list(questions)
    stated, known = numbers_stated(questions), Known(by_id.values(), copies)
    outcomes = [
        (question, outcome)
        for question in questions
        for outcome in outcomes_of(question, rules[question.rule], by_id, stated, known)
    ]
    outcomes = worth_reporting(outcomes, rules)
    for question, outcome in sorted(outcomes, key=lambda pair: _by_answer(*pair)):
        found.append(_finding(question, rules[question.rule], outcome, by_id, taken))
    found = _without_repetitions(found, rules)
    return sorted(found, key=lambda f: (ORDER.index(f.verdict), -f.confidence, f.question, f.id))


def _without_repetitions(found: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """One fact, one finding: where two rules read the same words, the graver and surer stays, and
    a general rule gives way even where it shares one answer of the two."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: _by_weight(f, rules)):
        shared = 1 if rules[finding.rule].general else 2
        if finding.verdict not in FLAGGED or not any(_repeats(finding, k, shared) for k in kept):
            kept.append(finding)
    return kept


def _by_weight(finding: Finding, rules: Mapping[str, Rule]) -> tuple[bool, int, float, str]:
    general = rules[finding.rule].general
    return general, SEVERITIES.index(finding.severity), -finding.confidence, finding.id


def _repeats(finding: Finding, other: Finding, shared: int) -> bool:
    """Whether so many answers of a flagged finding stand in the other, each with a passage of
    its."""
    if other.verdict not in FLAGGED:
        return False
    said = [_said(answer) for answer in other.answers]
    return sum(any(_said(answer) & there for there in said) for answer in finding.answers) >= shared


def _said(answer: Answer) -> frozenset[tuple[str, int, str]]:
    return frozenset((e.article, e.start, answer.value) for e in answer.evidence)


def _by_answer(question: Question, outcome: Outcome) -> tuple[str, str, list[str]]:
    """The order in which ids are given out where two questions share a subject: by what the
    answers are, not by where or how often they are reported."""
    claims = [c for side in outcome.sides for c in side.claims]
    passages = sorted(f"{c.answer.normal}|{c.evidence.quote}" for c in claims)
    return question.rule, question.key, passages


def _finding(
    question: Question,
    rule: Rule,
    outcome: Outcome,
    articles: Mapping[str, Article],
    taken: set[str],
) -> Finding:
    claims = [c for side in outcome.sides for c in side.claims]
    levels = explain(question, rule, outcome, claims)
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
        answers=tuple(
            _answer(side, behind, articles)
            for side, behind in zip(outcome.sides, outcome.sources, strict=True)
        ),
        about=subjects(claims, rule),
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


def _answer(side: Side, behind: Sources, articles: Mapping[str, Article]) -> Answer:
    value = side.value
    names = dict.fromkeys(articles[c.article].publisher or c.article for c in side.claims)
    evidence = dict.fromkeys(c.evidence for c in (*side.claims, *side.vaguer))
    return Answer(
        value=value.normal,
        label=value.label,
        sources=tuple(names),
        evidence=tuple(evidence),
        origins=behind.origins,
        dependences=behind.dependences,
    )
