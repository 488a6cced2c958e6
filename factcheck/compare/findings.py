"""Questions to findings: verdict, explanation and passages put together, under a lasting id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from factcheck.compare.about import subjects
from factcheck.compare.answers import Side
from factcheck.compare.explanation import ask, explain
from factcheck.compare.general import worth_reporting
from factcheck.compare.independence import Known, Sources
from factcheck.compare.merging import Taken, digest
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
    in_report,
)
from factcheck.rules.schema import Rule
from factcheck.values.things import Thing

LEAST, MOST = 0.05, 0.99

SEVERITIES = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_Said = tuple[str, int, str]  # article, start of the passage, value


def findings(
    questions: Iterable[Question],
    rules: Mapping[str, Rule],
    articles: Iterable[Article],
    copies: Iterable[Copy] = (),
) -> list[Finding]:
    """A finding for every question (for a list-valued one: for every answer), in report order.

    Questions of one rule come one after the other, as `match.questions` gives them.
    """
    by_id = {a.id: a for a in articles}
    found: list[Finding] = []
    taken = Taken()
    known = Known(by_id.values(), copies)
    outcomes = worth_reporting(_outcomes(questions, rules, by_id, known), rules)
    for question, outcome in sorted(outcomes, key=lambda pair: _by_answer(*pair)):
        found.append(_finding(question, rules[question.rule], outcome, by_id, taken))
    return sorted(_without_repetitions(found, rules), key=in_report)


def _outcomes(
    questions: Iterable[Question],
    rules: Mapping[str, Rule],
    articles: Mapping[str, Article],
    known: Known,
) -> Iterator[tuple[Question, Outcome]]:
    """What the questions of each rule come to, rule after rule as they come."""
    for rule, of_rule in groupby(questions, key=lambda question: question.rule):
        asked = list(of_rule)
        stated = numbers_stated(asked)
        for question in asked:
            for outcome in outcomes_of(question, rules[rule], articles, stated, known):
                yield question, outcome


def _without_repetitions(found: list[Finding], rules: Mapping[str, Rule]) -> list[Finding]:
    """One fact, one finding: where two rules read the same words, the graver and surer stays, and
    a general rule gives way even where it shares one answer of the two."""
    kept: list[Finding] = []
    saying: defaultdict[_Said, list[int]] = defaultdict(list)  # numbers of flagged findings
    for number, finding in enumerate(sorted(found, key=lambda f: _by_weight(f, rules))):
        if finding.verdict in FLAGGED:
            said = [_said(answer) for answer in finding.answers]
            # in how many of its answers each finding that was kept stands, with a passage of its
            shared = Counter(n for one in said for n in {n for s in one for n in saying[s]})
            if max(shared.values(), default=0) >= (1 if rules[finding.rule].general else 2):
                continue
            for one in frozenset().union(*said):
                saying[one].append(number)
        kept.append(finding)
    return kept


def _by_weight(finding: Finding, rules: Mapping[str, Rule]) -> tuple[bool, int, float, str]:
    general = rules[finding.rule].general
    return general, SEVERITIES.index(finding.severity), -finding.confidence, finding.id


def _said(answer: Answer) -> frozenset[_Said]:
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
    taken: Taken,
) -> Finding:
    claims = [c for side in outcome.sides for c in side.claims]
    levels = explain(question, rule, outcome, claims)
    confidence = min(MOST, max(LEAST, sum(level.contribution for level in levels)))
    key = question.key
    if rule.values == "list":
        key = f"{key};answer={outcome.sides[0].value.normal}"
    return Finding(
        id=_identifier(question, key, claims, taken),
        fingerprint=digest(*sorted(f"{c.answer.normal}|{c.evidence.quote}" for c in claims)),
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


def _identifier(question: Question, key: str, claims: list[Claim], taken: Taken) -> str:
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
    for addition in ("", *context):
        identifier = digest(question.rule, subject, *([addition] if addition else []))
        if identifier not in taken:
            taken.add(identifier)
            return identifier
    return taken.numbered(question.rule, subject)


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
