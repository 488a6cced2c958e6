"""The summary table in the terminal: conflicts first, each with its answers and who says which."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from factcheck.model import FLAGGED, Finding, Report, Verdict

COLOURS = {
    Verdict.CONFLICT: "bold red",
    Verdict.DISPUTE: "magenta",
    Verdict.UPDATE: "yellow",
    Verdict.AGREEMENT: "green",
}
MOST_AGREEMENTS = 10  # rows; the report has them all
NAMES = {
    Verdict.CONFLICT: ("conflict", "conflicts"),
    Verdict.DISPUTE: ("dispute", "disputes"),
    Verdict.UPDATE: ("update", "updates"),
    Verdict.AGREEMENT: ("agreement", "agreements"),
}


def print_summary(report: Report, console: Console, written: list[Path]) -> None:
    """What was found, in one table, and where the report is."""
    shown = [f for f in report.findings if f.verdict in FLAGGED]
    agreements = report.with_verdict(Verdict.AGREEMENT)
    shown += agreements[:MOST_AGREEMENTS]
    if shown:
        console.print(_table(shown))
    if len(agreements) > MOST_AGREEMENTS:
        console.print(f"… and {len(agreements) - MOST_AGREEMENTS} more agreements in the report")
    console.print(_sentence(report), highlight=False)
    for path in written:
        console.print(f"  {escape(str(path))}", highlight=False, soft_wrap=True)


def _table(findings: list[Finding]) -> Table:
    table = Table(show_lines=True, expand=False)
    table.add_column("verdict", no_wrap=True)
    table.add_column("question", ratio=2)
    table.add_column("answers", ratio=3)
    for finding in findings:
        answers = "\n".join(
            f"[bold]{escape(a.label)}[/bold] — {escape(', '.join(a.sources))}"
            for a in finding.answers
        )
        colour = COLOURS[finding.verdict]
        table.add_row(
            f"[{colour}]{finding.verdict.value}[/{colour}]", escape(finding.question), answers
        )
    return table


def _sentence(report: Report) -> str:
    counts = Counter(f.verdict for f in report.findings)
    parts = [f"{counts[v]} {names[counts[v] != 1]}" for v, names in NAMES.items()]
    articles = len(report.articles)
    return f"{articles} article{'s' * (articles != 1)} checked: {', '.join(parts)}."
