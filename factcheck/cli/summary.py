"""A report goes in, a summary for the terminal comes out: conflicts first, each with its question,
the answers and who says which; then agreements in short, the counts, and where the report is.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.cli.terminal import inert, shortened
from factcheck.model import Finding, Report, Verdict
from factcheck.report.decided import in_words
from factcheck.report.independence import in_numbers

COLOURS = {
    Verdict.CONFLICT: "bold red",
    Verdict.DISPUTE: "bold magenta",
    Verdict.UPDATE: "bold yellow",
    Verdict.AGREEMENT: "bold green",
}
NAMES = {
    Verdict.CONFLICT: ("conflict", "conflicts"),
    Verdict.DISPUTE: ("dispute", "disputes"),
    Verdict.UPDATE: ("update", "updates"),
    Verdict.AGREEMENT: ("agreement", "agreements"),
}
# What a terminal shows of a large report, which has everything: about two screens of findings.
MOST_FLAGGED = 25
MOST_AGREEMENTS = 10
MOST_NAMES = 6  # behind one answer

GAP = 2  # columns between the columns
VERDICT_WIDTH = max(len(verdict) for verdict in COLOURS)
LEAST_ROOM = 30  # for questions and answers; a terminal narrower than 41 columns breaks lines
MOST_LABEL_SHARE = 0.4  # of that room, for answers; their sources have the rest


def print_summary(report: Report, console: Console, written: list[Path]) -> None:
    """Print what was found and where the report is."""
    flagged = report.flagged
    agreements = report.with_verdict(Verdict.AGREEMENT)
    if flagged or agreements:
        console.print(_table(flagged, agreements, console.width))
        console.print()
    console.print(_counts(report))
    for number, path in enumerate(written):
        lead = "       " if number else "Report:"
        console.print(Text.assemble(lead, " ", inert(str(path))), soft_wrap=True)


def _table(flagged: tuple[Finding, ...], agreements: tuple[Finding, ...], width: int) -> Table:
    room = max(LEAST_ROOM, width - VERDICT_WIDTH - GAP)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 1, 0))
    table.add_column(width=VERDICT_WIDTH)
    table.add_column(max_width=room)
    shown = flagged[:MOST_FLAGGED]
    labels = [cell_len(inert(a.label).plain) for finding in shown for a in finding.answers]
    label_width = min(max(labels, default=0), int(MOST_LABEL_SHARE * room))
    for finding in shown:
        table.add_row(verdict_text(finding.verdict), _flagged(finding, label_width, room))
    if len(flagged) > MOST_FLAGGED:
        table.add_row("", f"and {len(flagged) - MOST_FLAGGED} more to look at, in the report")
    if agreements:
        table.add_row(verdict_text(Verdict.AGREEMENT), _agreements(agreements))
    return table


def verdict_text(verdict: Verdict) -> Text:
    return Text(verdict.value.upper(), COLOURS[verdict])


def _flagged(finding: Finding, label_width: int, room: int) -> Group:
    """The question, and under it a line for each answer: the answer and who says so."""
    answers = Table.grid(padding=(0, GAP, 0, 0))
    answers.add_column(width=label_width, overflow="fold")
    answers.add_column(overflow="fold")
    width = room - label_width - 2 * GAP
    for answer in finding.answers:
        said_by = names_text(answer.sources, width)
        if finding.verdict is Verdict.DISPUTE:
            parties = dict.fromkeys(e.attributed_to for e in answer.evidence if e.attributed_to)
            if parties:
                said_by = Text(", in ").join([names_text(parties, width), said_by])
        answers.add_row(inert(answer.label), said_by)
    decided = in_words(finding)
    return Group(
        inert(finding.question, "bold"),
        Padding(answers, (0, 0, 0, GAP)),
        *([inert(decided, "green")] if decided else []),
    )


def names_text(names: Iterable[str], width: int) -> Text:
    """Names, to be broken between words alone: a file name stays on one line, short of its
    middle where it is longer than that."""
    every = [
        " ".join(shortened(word, width - len(",")) for word in inert(name).plain.split(" "))
        for name in names
    ]
    more = [f"and {len(every) - MOST_NAMES} more"] if len(every) > MOST_NAMES else []
    return Text(", ".join(every[:MOST_NAMES] + more))


def _agreements(agreements: tuple[Finding, ...]) -> Group:
    """Questions, answers and how many articles and independent sources give them, in three
    columns."""
    lines = Table.grid(padding=(0, GAP, 0, 0))
    lines.add_column(overflow="fold")
    lines.add_column(overflow="fold")
    lines.add_column(no_wrap=True)
    for finding in agreements[:MOST_AGREEMENTS]:
        answers = Text("; ").join(inert(answer.label) for answer in finding.answers)
        lines.add_row(inert(finding.question), answers, in_numbers(finding))
    more = len(agreements) - MOST_AGREEMENTS
    return Group(lines, *([f"and {more} more, in the report"] if more > 0 else []))


def _counts(report: Report) -> str:
    """One sentence. Where nothing was compared, it does not speak of conflicts."""
    articles, skipped = len(report.articles), len(report.skipped)
    left_out = f", {skipped} skipped" if skipped else ""
    if report.history:
        left_out += f", {len(report.history)} left out as copies or earlier versions"
    dismissed = len(report.dismissed)
    hidden = f"; {dismissed} dismissed, --include-dismissed shows them" if dismissed else ""
    if articles < 2:
        return f"{articles} article{'s' * (articles != 1)} read{left_out}: nothing was compared."
    stories = len(report.stories)
    checked = f"{articles:,} articles{f' on {stories:,} stories' if stories > 1 else ''} checked"
    counts = report.counted
    found = [f"{counts[v]} {names[counts[v] != 1]}" for v, names in NAMES.items() if counts[v]]
    if not found:
        return (
            f"{checked}{left_out}: found no question that two independent "
            f"sources answer, so nothing agrees and nothing conflicts{hidden}."
        )
    if not counts[Verdict.CONFLICT]:
        found.insert(0, "no conflicts")
    return f"{checked}{left_out}: {', '.join(found)}{hidden}."
