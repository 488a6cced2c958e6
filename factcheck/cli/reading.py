"""What was extracted goes in; it is printed sentence by sentence: rule, question, answer, what it
is about, how it is presented, who says it, and on request the rules that came near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from factcheck.cli.blocks import facts, labelled, print_indented, said_by
from factcheck.cli.terminal import inert

if TYPE_CHECKING:
    from factcheck.diagnosis.reading import ClaimReading, MissReading, Reading, RoleReading

MOST_MISSES = 6  # of a sentence; the nearest come first


def print_reading(reading: Reading, console: Console, *, every: bool) -> None:
    """Print the sentences that something was extracted from; `every`: the others, too."""
    for article in reading.articles:
        shown = [s for s in article.sentences if every or s.claims or s.misses]
        if not shown:
            continue
        console.print(inert(article.path, "bold"), soft_wrap=True)
        for sentence in shown:
            console.print()
            print_indented(console, inert(sentence.text))
            for claim in sentence.claims:
                print_claim(claim, console)
            if not sentence.claims:
                print_indented(console, "nothing extracted", 2)
            print_misses(sentence.misses, console)
        console.print()
    console.print(_counts(reading))


def print_claim(claim: ClaimReading, console: Console) -> None:
    """Print one claim."""
    title = Text.assemble(inert(claim.rule, "bold"), "  ", inert(claim.question))
    print_indented(console, title, 2)
    print_indented(console, claim_facts(claim), 3)


def claim_facts(claim: ClaimReading) -> Table:
    """The claim as labels and what they say."""
    said = claim.evidence.answer_text
    rows = [("answer", f"{_value(claim.answer)}, from the words “{said}”")]
    rows += [(role.role, _value(role)) for role in (*claim.identity, *claim.participants)]
    if claim.time is not None:
        rows.append(("time", _value(claim.time)))
    rows.append(("presented as", f"{claim.factuality.value}, {said_by(claim.evidence)}"))
    notes = f": {'; '.join(claim.notes)}" if claim.notes else ""
    rows.append(("certainty", f"{claim.certainty:.2f}{notes}"))
    return facts(rows)


def print_misses(misses: tuple[MissReading, ...], console: Console) -> None:
    """Print the rules that came near, and what they lacked."""
    nearest = sorted(misses, key=lambda miss: (len(miss.missing), miss.start))
    rows = [("came near:", miss.rule, miss.reason) for miss in nearest[:MOST_MISSES]]
    if rows:
        print_indented(console, facts(rows), 2)
    more = len(misses) - MOST_MISSES
    if more > 0:
        print_indented(console, f"and {more} more that were not as near", 2)


def _value(role: RoleReading) -> str:
    return labelled(role.label, role.value)


def _counts(reading: Reading) -> str:
    articles, claims = len(reading.articles), len(reading.claims)
    sentences = sum(len(article.sentences) for article in reading.articles)
    skipped = f", {len(reading.skipped)} skipped" if reading.skipped else ""
    read = f"{_count(articles, 'article')}{skipped}, {_count(sentences, 'sentence')}"
    return f"{read}: {_count(claims, 'claim') if claims else 'no claims'}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
