"""The summary of reports that are larger, stranger or emptier than a test story gives."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from factcheck.cli.summary import print_summary
from factcheck.model import (
    Answer,
    Article,
    Evidence,
    Finding,
    Provenance,
    Report,
    Severity,
    Skipped,
    Verdict,
)

ARTICLES = tuple(Article(id=name, path=f"{name}.txt", text="") for name in ("a", "b"))


def answer(label: str, *sources: str, party: str | None = None) -> Answer:
    said = Evidence(
        article="a",
        start=0,
        end=0,
        quote="",
        answer_text="",
        answer_start=0,
        answer_end=0,
        attributed_to=party,
    )
    return Answer(value=label.casefold(), label=label, sources=sources, evidence=(said,))


def finding(verdict: Verdict, question: str, *answers: Answer) -> Finding:
    return Finding(
        id=question,
        fingerprint="",
        verdict=verdict,
        kind="actor",
        question=question,
        severity=Severity.MEDIUM,
        confidence=0.8,
        explanation=(),
        rule="harbour.works",
        answers=answers,
    )


def printed(*findings: Finding, width: int = 80, colour: bool = False) -> str:
    report = Report(
        articles=ARTICLES,
        findings=findings,
        provenance=Provenance(factcheck="0", model="", packs=()),
    )
    return summary(report, width, colour)


def summary(report: Report, width: int = 80, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, highlight=False)
    print_summary(report, console, [Path("report.html")])
    return stream.getvalue()


def test_file_names_as_sources_stay_whole_in_80_columns() -> None:
    names = [f"00{number}_7f3a9c0e51d2b864" for number in range(3)]

    shown = printed(
        finding(
            Verdict.CONFLICT,
            "When was the pier opened?",
            answer("12 September 2017", *names),
            answer("December 2017", "003_7f3a9c0e51d2b864"),
        )
    )

    assert [line.split() for line in shown.splitlines()[:4]] == [
        "CONFLICT When was the pier opened?".split(),
        ["12", "September", "2017", f"{names[0]},", f"{names[1]},"],
        [names[2]],
        ["December", "2017", "003_7f3a9c0e51d2b864"],
    ]


@pytest.mark.parametrize("width", [30, 40, 80, 120])
def test_nothing_runs_over_the_edge(width: int) -> None:
    long = "2016-05-04-harbour-post-and-island-radio-on-the-rescue-centre-second-edition"

    shown = printed(
        finding(
            Verdict.DISPUTE,
            "Who paid for the extraordinarily expensive repair of the northern breakwater?",
            answer("The Interdepartmental Commission for Fisheries", long, "b", party=long),
            answer("Nobody", "The Harbour Post, Evening Edition"),
        ),
        finding(Verdict.AGREEMENT, "Who repaired the breakwater?", answer(long, "a", "b")),
        width=width,
    )

    assert max(map(len, shown.splitlines())) <= width
    assert "…" in shown


def test_a_dispute_names_the_parties_and_the_articles() -> None:
    shown = printed(
        finding(
            Verdict.DISPUTE,
            "Who closed the harbour?",
            answer("The mayor", "Harbour Post", party="the fishermen"),
            answer("The fishermen", "Fjord Echo", party="the mayor"),
        )
    )

    assert "the fishermen, in Harbour Post" in shown
    assert "the mayor, in Fjord Echo" in shown


def test_a_large_report_is_shown_in_part_and_counted_in_full() -> None:
    sources = [f"paper-{number}" for number in range(40)]
    conflicts = [
        finding(Verdict.CONFLICT, f"Who built pier {n}?", answer("A", *sources), answer("B", "x"))
        for n in range(100)
    ]
    agreements = [
        finding(Verdict.AGREEMENT, f"Who built wall {n}?", answer("A", "a", "b")) for n in range(30)
    ]

    shown = printed(*conflicts, *agreements)

    assert len(shown.splitlines()) < 200
    assert "and 34 more" in " ".join(shown.split())
    assert "and 75 more to look at, in the report" in shown
    assert "and 20 more, in the report" in shown
    assert "2 articles checked: 100 conflicts, 30 agreements." in shown


def test_only_agreements_are_no_conflicts() -> None:
    shown = printed(finding(Verdict.AGREEMENT, "Who built the wall?", answer("Oslo", "a", "b")))

    assert "2 articles checked: no conflicts, 1 agreement." in shown


def test_a_single_answer_is_not_shown() -> None:
    shown = printed(finding(Verdict.SINGLE, "Who built the wall?", answer("Oslo", "a")))

    assert "Who built the wall?" not in shown
    assert "found no question" in shown


@pytest.mark.parametrize("articles", [(), ARTICLES[:1]])
def test_where_nothing_was_compared_conflicts_are_not_spoken_of(
    articles: tuple[Article, ...],
) -> None:
    report = Report(
        articles=articles,
        findings=(),
        skipped=(Skipped(path="c.txt", reason="empty file"),),
        provenance=Provenance(factcheck="0", model="", packs=()),
    )

    assert "1 skipped: nothing was compared." in summary(report)
    assert "conflict" not in summary(report)


def test_text_of_articles_cannot_command_the_terminal() -> None:
    hostile = "\x1b[31m[bold]\u202e[/bold]\x07:cat:"
    everywhere = [
        finding(verdict, hostile, answer(hostile, hostile, party=hostile), answer("A", hostile))
        for verdict in (Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE, Verdict.AGREEMENT)
    ]

    shown = printed(*everywhere, width=200, colour=True)

    assert shown.count("␛[31m[bold][U+202E][/bold]␇:cat:") == 15
    assert "\x1b[31m[" not in shown
    assert not {"\u202e", "\x07"} & set(shown)


def test_articles_and_independent_sources_of_an_agreement_are_counted_as_in_the_report() -> None:
    told = answer("A", "Bay Post").model_copy(update={"origins": (("a", "b"), ("c",))})
    assert "3 articles, 2 sources" in printed(finding(Verdict.AGREEMENT, "Who built it?", told))
