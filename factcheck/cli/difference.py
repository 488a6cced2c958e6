"""A difference between two reports goes in; it is printed as `factcheck check` prints a report:
what needs a person first, then the rest in short, the counts last.
"""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.cli.summary import (
    GAP,
    LEAST_ROOM,
    MOST_AGREEMENTS,
    MOST_FLAGGED,
    MOST_LABEL_SHARE,
    VERDICT_WIDTH,
    names_text,
    verdict_text,
)
from factcheck.cli.terminal import inert, shortened
from factcheck.model import FLAGGED, Evidence, Verdict
from factcheck.report.difference import ArticleDifference, Aspect, Change, Difference
from factcheck.report.difference.model import FindingDifference
from factcheck.report.difference.words import (
    ID_SHOWN,
    MARK_OF_CHANGED_ARTICLE,
    MARKS,
    answer_lines,
    article_in_words,
    counts_in_words,
    finding_in_words,
    runs_in_words,
)

MOST_ARTICLES = 15  # lines; a folder that was moved or exchanged has hundreds
MOST_PASSAGES = 3  # of those a finding has now and had not, and of those it had
MOST_COLUMNS = 300  # of one question, answer or passage; five lines of a terminal
MOST_READ = 4 * MOST_COLUMNS  # characters that are looked at; a column can hold several marks
MARK_STYLES = {"+": "green", "-": "red"}
NARROW = 2 * LEAST_ROOM  # columns of room; with less, three columns are none to read


def print_difference(difference: Difference, console: Console, *, every: bool, where: str) -> None:
    """Print what is new, gone and changed; `every`: without limits, and singles, too. `where`: the
    new report's file."""
    made = runs_in_words(difference.run)
    if made:
        console.print(_short(made, "yellow"))
        console.print()
    table = _table(difference, max(LEAST_ROOM, console.width - VERDICT_WIDTH - GAP), every)
    if table.row_count:
        console.print(table)
        console.print()
    hint = "--all lists them." if difference.singles and not every else ""
    console.print(inert(" ".join([*counts_in_words(difference), hint]).rstrip()))
    first = next((one.new for one in difference.findings if one.flags and one.new), None)
    if first is not None:
        command = f"factcheck explain {quote(first.id[:ID_SHOWN])} --report {quote(where)}"
        console.print(Text.assemble("Why:  ", inert(command)), soft_wrap=True)


def _table(difference: Difference, room: int, every: bool) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 1, 0))
    table.add_column(width=VERDICT_WIDTH)
    table.add_column(max_width=room)
    if difference.articles:
        table.add_row(Text("ARTICLES", "bold"), _articles(difference.articles, every))
    told = [one for one in difference.findings if _is_told_in_full(one)]
    shown = told if every else told[:MOST_FLAGGED]
    labels = [_short(label).cell_len for one in shown for _, label, _ in answer_lines(one)]
    width = min(max(labels, default=0), int(MOST_LABEL_SHARE * room))
    for one in shown:
        table.add_row(_verdict(one), _in_full(one, width, room))
    if len(told) > len(shown):
        table.add_row("", f"and {len(told) - len(shown)} more; --all lists them")
    rest = [one for one in difference.findings if not _is_told_in_full(one)]
    if rest:
        table.add_row(verdict_text(Verdict.AGREEMENT), _in_short(rest, room, every))
    if difference.singles and every:
        table.add_row(Text("SINGLE"), _in_short(difference.singles, room, every))
    return table


def _is_told_in_full(one: FindingDifference) -> bool:
    """Whether it is flagged, or was."""
    return any(f is not None and f.verdict in FLAGGED for f in (one.old, one.new))


def _verdict(one: FindingDifference) -> Text:
    """What is gone has lost its colour."""
    if one.change is Change.GONE:
        return Text(one.finding.verdict.value.upper(), "dim")
    return verdict_text(one.finding.verdict)


def _articles(articles: Sequence[ArticleDifference], every: bool) -> Group:
    shown = articles if every else articles[:MOST_ARTICLES]
    lines = Table.grid(padding=(0, 1, 0, 0))
    lines.add_column(no_wrap=True)
    lines.add_column(overflow="fold")
    for one in shown:
        changed = one.change is Change.CHANGED
        mark = MARK_OF_CHANGED_ARTICLE if changed else MARKS[one.change]
        lines.add_row(_mark(mark), _short(article_in_words(one)))
    more = len(articles) - len(shown)
    return Group(lines, *([f"and {more} more; --all lists them"] if more else []))


def _in_full(one: FindingDifference, label_width: int, room: int) -> Group:
    """The question, what became of it, its answers with their sources, and changed passages."""
    answers = Table.grid(padding=(0, 1, 0, 0))
    answers.add_column(width=1)
    answers.add_column(width=label_width, overflow="fold")
    answers.add_column(overflow="fold")
    width = room - label_width - 2 * GAP
    for mark, label, sources in answer_lines(one):
        answers.add_row(_mark(mark), _short(label), names_text(sources, width))
    return Group(
        _short(one.finding.question, "bold"),
        _short(finding_in_words(one)),
        answers,
        *_passages("+", one.passages_added),
        *_passages("-", one.passages_removed),
    )


def _passages(mark: str, passages: Sequence[Evidence]) -> list[Padding]:
    shown = [
        Text.assemble((mark, MARK_STYLES[mark]), " ", _short(f"“{e.quote}”, {e.article}"))
        for e in passages[:MOST_PASSAGES]
    ]
    more = len(passages) - len(shown)
    if more:
        shown.append(Text.assemble((mark, MARK_STYLES[mark]), f" and {more} more passages"))
    return [Padding(line, (0, 0, 0, GAP)) for line in shown]


def _in_short(findings: Sequence[FindingDifference], room: int, every: bool) -> Group:
    """A line each: what became of it, the question, the answers."""
    shown = findings if every else findings[:MOST_AGREEMENTS]
    lines = Table.grid(padding=(0, GAP, 0, 0))
    lines.add_column(no_wrap=True)
    lines.add_column(overflow="fold")
    if room >= NARROW:
        lines.add_column(overflow="fold")
    for one in shown:
        question = _short(one.finding.question)
        answers = _short("; ".join(answer.label for answer in one.finding.answers))
        answers = Text.assemble(answers, _aside(one))
        if room >= NARROW:
            lines.add_row(one.change.value, question, answers)
        else:
            lines.add_row(one.change.value, Text.assemble(question, " ", answers))
    more = len(findings) - len(shown)
    return Group(lines, *([f"and {more} more; --all lists them"] if more else []))


def _aside(one: FindingDifference) -> Text:
    """What changed about an agreement, in brackets; why it is new or gone stands with articles."""
    if one.change is not Change.CHANGED:
        return Text()
    words = finding_in_words(one, sources=True).partition(": ")[2]
    changes = ", ".join(_changed_sources(one)) or words
    return Text.assemble(" (", _short(changes), ")")


def _changed_sources(one: FindingDifference) -> list[str]:
    if set(one.aspects) - {Aspect.ANSWERS, Aspect.PASSAGES, Aspect.CONFIDENCE}:
        return []
    added = [f"+{source}" for answer in one.answers for source in answer.sources_added]
    return added + [f"-{source}" for answer in one.answers for source in answer.sources_removed]


def _mark(mark: str) -> Text:
    return Text(mark, MARK_STYLES.get(mark, ""))


def _short(text: str, style: str = "") -> Text:
    """What a stranger wrote, inert and not longer than a reader reads."""
    return Text(shortened(inert(text[:MOST_READ]).plain, MOST_COLUMNS), style)
