"""A finding under review goes in, what the terminal shows of it comes out."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from factcheck.cli.blocks import OWN_VOICE, facts, print_indented
from factcheck.cli.summary import COLOURS
from factcheck.cli.terminal import inert
from factcheck.model import State
from factcheck.report.cards import PassageView
from factcheck.report.names import ArticleName
from factcheck.review.detail import Detail
from factcheck.review.standing import Item, Progress
from factcheck.review.words import STATUSES, done, moment
from factcheck.store.entries import Entry, Passage, Review

LONGEST = 300  # characters of a question or an answer; real ones have at most 200
KEYS = (
    ("c", "confirm: it is a conflict"),
    ("d", "not a conflict; then 1 to 5 for the reason"),
    ("r", "resolve; then the number of the answer that is right"),
    ("m", "needs more checking"),
    ("n", "write a note"),
    ("a", "assign to a person"),
    ("x", "the next decision is for all that are alike: this rule, these articles"),
    ("u", "undo"),
    ("j k", "next, previous (or the arrows)"),
    ("/", "search; an empty search shows all"),
    ("w", "why it was flagged"),
    ("t", "the text around each passage"),
    ("g", "the queue"),
    ("?", "these keys"),
    ("q", "end; what was decided is kept"),
)
AROUND = 400  # characters of an article on either side of a passage
MOST_LISTED = 20  # findings of the queue: about a screen


def show_finding(item: Item, place: int, total: int, progress: Progress, console: Console) -> None:
    """Everything that is needed to decide."""
    finding, detail = item.case.finding, Detail(item)
    console.print()
    console.print(Rule(f"{place} of {total} · {progress.done} of {progress.total} decided"))
    head = Text.assemble(
        Text(finding.verdict.value.upper(), COLOURS.get(finding.verdict, "bold")),
        f"  {item.case.percent} % sure, {finding.severity.value}, ",
        inert(finding.rule),
        "  ",
        inert(item.case.report.name, "dim"),
    )
    console.print(head)
    console.print(inert(finding.question[:LONGEST], "bold"))
    for number, answer in enumerate(detail.answers, 1):
        console.print()
        console.print(
            Text.assemble((f"{number} ", "bold cyan"), inert(answer.view.label[:LONGEST], "bold"))
        )
        for source in answer.sources:
            for passage in source.passages:
                print_indented(console, _said(passage, source.name))
                print_indented(console, _quoted(passage), 2)
    _show_review(item.review, console)


def show_why(item: Item, console: Console) -> None:
    """The levels of the explanation, and what each counts."""
    rows = [
        (f"{level.contribution:+.2f}" if level.contribution else "", level.name, level.detail)
        for level in item.case.finding.explanation
    ]
    print_indented(console, facts(rows) if rows else Text("The report does not say."))


def show_context(item: Item, console: Console) -> None:
    """The text of the articles around each passage."""
    articles = item.case.report.articles
    for answer in item.case.finding.answers:
        for e in answer.evidence:
            if e.article not in articles:
                continue
            text = articles[e.article].text
            start, end = max(0, e.answer_start - AROUND), min(len(text), e.answer_end + AROUND)
            console.print()
            console.print(inert(item.case.named(e.article), "dim"))
            around = Text.assemble(
                inert(f"{'…' if start else ''}{text[start : e.answer_start]}"),
                inert(f"[{text[e.answer_start : e.answer_end][:LONGEST]}]", "bold"),
                inert(f"{text[e.answer_end : end]}{'…' if end < len(text) else ''}"),
            )
            print_indented(console, around)


def show_queue(items: list[Item], current: Item | None, console: Console) -> None:
    """The findings around the current one, a line each."""
    place = items.index(current) if current in items else 0
    first = max(0, min(place - MOST_LISTED // 2, len(items) - MOST_LISTED))
    rows = []
    for number, item in enumerate(items[first:][:MOST_LISTED], first + 1):
        mark = ">" if item is current else ""
        finding = item.case.finding
        rows.append(
            (
                mark,
                str(number),
                Text(finding.verdict.value, COLOURS.get(finding.verdict, "")),
                STATUSES[item.status],
                finding.question[:LONGEST],
            )
        )
    console.print(facts(rows) if rows else "Nothing to show.")


def show_keys(console: Console) -> None:
    """What can be pressed."""
    console.print(facts(KEYS))


def _said(passage: PassageView, name: ArticleName | None) -> Text:
    """'Harbour Post, 4 May 2016, said by the mayor'."""
    parts = [inert(name.name) if name else Text("an article that is not in the report")]
    parts.append(inert((name.published if name else None) or "date unknown"))
    if passage.attributed_to:
        parts.append(inert(f"said by {passage.attributed_to}"))
    else:
        parts.append(Text("inside quotation marks" if passage.direct else OWN_VOICE))
    return Text(", ").join(parts)


def _quoted(passage: PassageView) -> Text:
    return Text.assemble(
        inert(f"“{passage.before}"),
        inert(f"[{passage.answer}]", "bold") if passage.answer else "",
        inert(f"{passage.after}”"),
    )


def _show_review(review: Review, console: Console) -> None:
    """What people did, and what has changed since."""
    if review.same_as:
        console.print()
        console.print("Dismissed: the same passages were, as another finding.", style="green")
    if review.entries:
        console.print()
    for entry in review.entries:
        console.print(_history(entry, entry.id in review.undone))
    if review.assignee:
        console.print(inert(f"Assigned to {review.assignee}."))
    if review.state is State.CONTESTED:
        who = ", ".join(dict.fromkeys(e.person for e in review.decisions))
        message = f"Contested: {who} decided differently. Your decision settles it."
        console.print(inert(message, "bold yellow"))
    if review.changed:
        console.print("Changed since it was reviewed:", style="bold yellow")
        _show_passages("+", review.added, console)
        _show_passages("−", review.removed, console)


def _show_passages(sign: str, passages: Iterable[Passage], console: Console) -> None:
    for passage in passages:
        name = passage.publisher or passage.article
        said = f"{sign} {passage.label[:LONGEST]}: “{passage.quote[:LONGEST]}” ({name})"
        print_indented(console, inert(said))


def _history(entry: Entry, undone: bool) -> Text:
    note = f" – {entry.note[:LONGEST]}" if entry.note else ""
    said = inert(f"{moment(entry.at)}: {entry.person} {done(entry)}{note}", "green")
    if undone:
        said.stylize("strike dim")
        said.append(" (taken back)", "dim")
    return said
