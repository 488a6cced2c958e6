"""A finding goes in; everything that led to it is printed: question, verdict, confidence with every
level, answers with their passages, and what would have made it another verdict.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from factcheck.cli.blocks import facts, labelled, marked, print_indented, said_by
from factcheck.cli.summary import COLOURS
from factcheck.cli.terminal import inert
from factcheck.model import Answer, Article, Evidence, Finding, Report, Verdict
from factcheck.report.decided import in_words
from factcheck.report.independence import sources_in_words

ROUNDING = 0.0005  # a confidence has three decimals


def print_finding(
    report: Report,
    number: int,
    finding: Finding,
    otherwise: str | None,
    console: Console,
    where: str,
) -> None:
    """Print one finding of a report; `number` is its place there, `where` the report's file."""
    verdict = Text(finding.verdict.value.upper(), COLOURS.get(finding.verdict, "bold"))
    console.print(Text.assemble(verdict, "  ", inert(finding.question, "bold")))
    about = f"finding {number} of {len(report.findings)} in {where}, id {finding.id}"
    console.print(inert(about), soft_wrap=True)
    console.print(inert(f"rule {finding.rule}, severity {finding.severity.value}"))
    if decided := in_words(finding):
        console.print(inert(decided, "green"))
    console.print()
    _print_confidence(finding, console)
    articles = {article.id: article for article in report.articles}
    for place, answer in enumerate(finding.answers, 1):
        console.print()
        lead = f"Answer {place}" if len(finding.answers) > 1 else "Answer"
        shown = labelled(answer.label, answer.value)
        console.print(Text.assemble(f"{lead}: ", inert(shown, "bold")))
        if independence := sources_in_words(answer, {id_: id_ for id_ in articles}):
            print_indented(console, inert(independence))
        _print_passages(answer, articles, console)
    if otherwise:
        console.print()
        console.print(inert(otherwise))


def print_list(report: Report, console: Console) -> None:
    """Print what can be explained: number, id, verdict and question of every finding that more
    than one source answers."""
    shown = [
        (
            str(number),
            finding.id,
            Text(finding.verdict.value, COLOURS[finding.verdict]),
            finding.question,
        )
        for number, finding in enumerate(report.findings, 1)
        if finding.verdict is not Verdict.SINGLE
    ]
    if shown:
        console.print(facts(shown))
    single = len(report.findings) - len(shown)
    if single:
        numbers = f"{len(shown) + 1} to {len(report.findings)}" if single > 1 else len(shown) + 1
        console.print(f"{numbers}: questions that one source alone answers")
    console.print()
    console.print("factcheck explain NUMBER tells why one of them is what it is.")


def _print_confidence(finding: Finding, console: Console) -> None:
    """Every level and what it adds; what the limits of a confidence took away, too."""
    console.print(f"Confidence {finding.confidence:.2f}")
    rows = [
        (f"{level.contribution:+.2f}" if level.contribution else "", level.name, level.detail)
        for level in finding.explanation
    ]
    total = sum(level.contribution for level in finding.explanation)
    if abs(total - finding.confidence) > ROUNDING:
        rows.append(
            (f"{finding.confidence - total:+.2f}", "limit", "nothing is certain, nor impossible")
        )
    print_indented(console, facts(rows))


def _print_passages(answer: Answer, articles: Mapping[str, Article], console: Console) -> None:
    for evidence in answer.evidence:
        print_indented(console, inert(_source(evidence, articles.get(evidence.article))))
        print_indented(console, marked(evidence), 2)


def _source(evidence: Evidence, article: Article | None) -> str:
    """'Harbour Post, 4 May 2016 (harbour-post.txt), said by the mayor'."""
    from factcheck.report.days import date_label

    if article is None:
        return f"{evidence.article}, {said_by(evidence)}"
    day = date_label(article.published) if article.published else "date unknown"
    if article.publisher is None:
        return f"{article.path}, {day}, {said_by(evidence)}"
    return f"{article.publisher}, {day} ({article.path}), {said_by(evidence)}"
