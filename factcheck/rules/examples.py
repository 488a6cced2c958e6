"""A rule's own examples, run: does it flag what it must, and nothing else?

The pipeline is handed in, so that the rule language does not depend on what applies it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from factcheck.model import FLAGGED, Article, Finding, Report, Stated, Verdict
from factcheck.rules.loader import LoadedRule, RuleSet
from factcheck.rules.schema import ENGLISH, Example, Rule

Check = Callable[[list[Article], RuleSet], Report]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one example came to."""

    rule: LoadedRule
    example: Example
    name: str
    where: str  # 'file:line:column' of the example
    problem: str | None  # None when it holds

    @property
    def holds(self) -> bool:
        """Whether the rule did what its example says."""
        return self.problem is None


def run_examples(rules: RuleSet, check: Check, only: Iterable[str] = ()) -> Iterator[Outcome]:
    """Outcomes of the examples of all rules, or of the rules with these ids; each rule by itself,
    for two rules that read the same words make one finding."""
    wanted = set(only)
    for loaded in rules.rules:
        if not wanted or loaded.id in wanted:
            alone = replace(rules, rules=(loaded,))
            for number, example in enumerate(loaded.rule.examples, 1):
                report = check(example_articles(example, loaded.rule), alone)
                name = example.name or f"example {number}"
                where = loaded.file.source.where("rules", loaded.index, "examples", number - 1)
                yield Outcome(loaded, example, name, where, _problem(loaded, example, report))


def example_articles(example: Example, rule: Rule) -> list[Article]:
    """The short texts of a rule's example as articles."""
    known = written_in(example.language or rule.languages[0])
    return [
        Article(id=f"article-{n}", path=f"article-{n}", text=text, metadata=known)
        for n, text in enumerate(example.articles, 1)
    ]


def written_in(language: str) -> tuple[Stated, ...]:
    """Too short to be judged, they are said to be in their language; English need not be."""
    if language == ENGLISH:
        return ()
    return (Stated(field="language", value=language, evidence="the rule", source="sidecar"),)


def _problem(loaded: LoadedRule, example: Example, report: Report) -> str | None:
    if report.skipped:
        return f"cannot be read: {report.skipped[0].reason}"
    own = [f for f in report.findings if f.rule == loaded.id]
    flagged = [f for f in own if f.verdict in FLAGGED]
    expected = example.expect
    if expected.verdict == "none":
        found = [f for f in own if f.verdict is not Verdict.SINGLE]
        return f"must stay unrelated, but found {show(found)}" if found else None
    hits = [f for f in own if f.verdict.value == expected.verdict]
    if not hits:
        return f"expected a finding '{expected.verdict}', found {show(own)}"
    if expected.verdict == "agreement" and flagged:
        return f"must agree, but found {show(flagged)}"
    values = [{a.value for a in f.answers} for f in hits]
    if expected.answers and set(expected.answers) not in values:
        return f"expected the answers {', '.join(expected.answers)}, found {show(hits)}"
    return None


def show(findings: list[Finding]) -> str:
    """Findings in one line of a message."""
    return (
        "; ".join(
            f"{f.verdict.value}: {f.question} {' | '.join(a.value for a in f.answers)}"
            for f in findings
        )
        or "nothing"
    )
