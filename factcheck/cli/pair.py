"""What two passages came to goes in; it is printed step by step: the claims of each rule that read
both, what was looked at, what came out; then what only one passage gave, and what came near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from factcheck.cli.blocks import facts, labelled, marked, print_indented, said_by
from factcheck.cli.reading import print_misses
from factcheck.cli.summary import COLOURS
from factcheck.cli.terminal import inert
from factcheck.model import Step

if TYPE_CHECKING:
    from factcheck.diagnosis.pair import Meeting, PairDiagnosis, Seen
    from factcheck.diagnosis.reading import ClaimReading

MOST_MEETINGS = 8  # two long paragraphs have dozens; the flagged and the nearest come first


def print_pair(pair: PairDiagnosis, console: Console, *, alone: bool = True) -> None:
    """Print why two passages were flagged, or were not; `alone`: two articles of a larger set."""
    _print_passage("A", pair.a, console)
    _print_passage("B", pair.b, console)
    console.print()
    console.print(inert(pair.conclusion, "bold"))
    for meeting in pair.meetings[:MOST_MEETINGS]:
        console.print()
        _print_meeting(meeting, pair, console)
    more = len(pair.meetings) - MOST_MEETINGS
    if more > 0:
        console.print()
        console.print(f"and {more} more pairs of claims; name less text, or use --json")
    met = {meeting.a.rule for meeting in pair.meetings}
    for name, seen in (("A", pair.a), ("B", pair.b)):
        _print_rest(name, seen, met, console)
    if alone:
        console.print()
        console.print(
            "This is what the two articles alone come to; further articles can change it."
        )


def _print_passage(name: str, seen: Seen, console: Console) -> None:
    from factcheck.report.days import date_label

    passage = seen.passage
    day = date_label(passage.published) if passage.published else "date unknown"
    console.print(Text.assemble((name, "bold"), "  ", inert(f"{passage.path}, {day}")))
    print_indented(console, inert(f"“{passage.text}”"), 2)


def _print_meeting(meeting: Meeting, pair: PairDiagnosis, console: Console) -> None:
    a, b = meeting.a, meeting.b
    question = inert(a.question if a.question == b.question else f"{a.question} / {b.question}")
    console.print(Text.assemble(inert(a.rule, "bold"), "  ", question))
    for name, claim, seen in (("A", a, pair.a), ("B", b, pair.b)):
        rows: list[tuple[str, str | Text]] = [(name, _said(claim))]
        if claim.evidence.quote != seen.passage.text:  # one sentence of several
            rows.append(("", marked(claim.evidence)))
        print_indented(console, facts(rows))
    print_indented(console, facts(map(_row, meeting.steps)))
    style = COLOURS.get(meeting.verdict, "bold") if meeting.verdict else "bold"
    print_indented(console, inert(meeting.conclusion, style))


def _row(step: Step) -> tuple[str, str | Text, str]:
    return step.name, inert(step.result, "bold" if step.decides else ""), step.detail


def _said(claim: ClaimReading) -> str:
    answer = labelled(claim.answer.label, claim.answer.value)
    return f"{answer}; {claim.factuality.value}, {said_by(claim.evidence)}"


def _print_rest(name: str, seen: Seen, met: set[str], console: Console) -> None:
    """What only this passage gave, and what came near in it."""
    alone = [claim for claim in seen.claims if claim.rule not in met]
    misses = tuple(miss for miss in seen.misses if miss.rule not in met)
    if not alone and not misses:
        if not seen.claims:
            console.print()
            console.print(f"In {name}: no rule extracted anything, and none came near.")
        return
    console.print()
    console.print(f"In {name}:" if seen.claims else f"In {name} no rule extracted anything:")
    rows = [("read by:", claim.rule, f"{claim.question} {claim.answer.label}") for claim in alone]
    if rows:
        print_indented(console, facts(rows), 2)
    print_misses(misses, console)
