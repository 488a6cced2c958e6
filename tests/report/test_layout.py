"""Numbers, letters, names and places of what is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.model import Article, Dependence, Evidence, Report, Verdict
from factcheck.report import layout, names
from factcheck.report.days import date_label


def test_findings_stand_conflicts_first_then_disputes_updates_agreements_singles(
    report: Report,
) -> None:
    page = layout.page(report.model_copy(update={"findings": report.findings[::-1]}))
    assert [view.name.verdict for view in page.findings] == list(Verdict)
    assert [view.name.number for view in page.findings] == [1, 2, 3, 4, 5]


def test_findings_of_one_verdict_keep_the_order_of_the_report(report: Report) -> None:
    unsure = report.findings[0].model_copy(update={"id": "another", "confidence": 0.2})
    page = layout.page(report.model_copy(update={"findings": (unsure, *report.findings)}))
    assert [view.finding.id for view in page.by_verdict[Verdict.CONFLICT]] == [
        "another",
        "order-cables-agent",
    ]


@pytest.mark.parametrize(
    ("index", "badge"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_after_z_comes_aa(index: int, badge: str) -> None:
    assert names.letters(index) == badge


def test_an_article_is_called_by_publisher_else_title_else_file_name(report: Report) -> None:
    called = [view.name.name for view in layout.page(report).articles]
    assert called == [
        "The Halden Gazette",
        "Coast Courier",
        "Halden: eight hurt as footbridge falls",
        "letter.txt",
    ]


@pytest.mark.parametrize(
    ("edtf", "label"),
    [
        ("2018-09-07", "7 September 2018"),
        ("2018-09", "September 2018"),
        ("2018", "2018"),
        ("2018-09-07T08:00:00Z", "7 September 2018"),
        ("2018-09-07~", "2018-09-07~"),
        ("2018-21", "2018-21"),
    ],
)
def test_a_plain_date_is_written_out_and_any_other_left_alone(edtf: str, label: str) -> None:
    assert date_label(edtf) == label


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("", ""),
        ("The  ferry\nsank.", "The ferry sank."),
        ("one " * 40, "one " * 17 + "one …"),
        ("x" * 1000, "x" * 139 + "…"),
    ],
)
def test_opening_words_end_in_an_ellipsis_when_more_follows(text: str, opening: str) -> None:
    assert layout.opening(text) == opening


def test_answers_name_the_articles_and_those_sources_that_are_none(report: Report) -> None:
    conflict, dispute = layout.page(report).findings[:2]
    council, road_office = conflict.answers
    assert [article.letter for article in council.articles] == ["A", "C"]
    assert [article.letter for article in road_office.articles] == ["B"]
    assert council.other_sources == road_office.other_sources == ()
    assert dispute.answers[0].other_sources == ("builders’ union",)


def test_the_answer_is_cut_out_of_its_passage(report: Report) -> None:
    passage = layout.page(report).findings[0].answers[0].passages[0]
    assert (passage.before, passage.answer) == ("“It was ", "the town council")
    assert passage.after.startswith(" that ordered")


def test_two_findings_on_the_same_words_both_stand_behind_them(report: Report) -> None:
    conflict, rest = report.findings[0], report.findings[1:]
    quieter = conflict.model_copy(update={"id": "order", "verdict": Verdict.AGREEMENT})
    page = layout.page(report.model_copy(update={"findings": (conflict, *rest, quieter)}))
    piece = next(
        piece
        for paragraph in page.articles[0].paragraphs
        for piece in paragraph
        if piece.text == "the town council"
    )
    assert piece.verdict is Verdict.CONFLICT
    assert [reference.finding.number for reference in piece.references] == [1, 5]


numbers = st.integers(min_value=0, max_value=80)


@given(st.text(max_size=60), st.text(max_size=60), numbers, numbers, numbers, numbers)
def test_offsets_that_point_nowhere_lose_a_mark_but_no_word(
    text: str, quote: str, start: int, end: int, answer_start: int, answer_end: int
) -> None:
    article = Article(id="one", path="one.txt", text=text)
    evidence = Evidence(
        article="one",
        start=start,
        end=end,
        quote=quote,
        answer_text="",
        answer_start=answer_start,
        answer_end=answer_end,
    )
    page = layout.page(_report_of(article, evidence))
    shown = "".join(piece.text for line in page.articles[0].paragraphs for piece in line)
    assert shown == "".join(line for line in text.split("\n") if line.strip())
    passage = page.findings[0].answers[0].passages[0]
    assert passage.before + passage.answer + passage.after == quote
    pieces = [piece for line in page.articles[0].paragraphs for piece in line]
    references = [reference.anchor for piece in pieces for reference in piece.references]
    assert references == ([passage.target] if passage.target else [])


def test_a_finding_alone_is_called_and_cut_as_on_the_page_of_all(report: Report) -> None:
    called = names.article_names(report.articles)
    alone = layout.single(report.findings[0], called)
    assert alone == layout.page(report).findings[0]


def test_a_passage_of_an_article_that_is_missing_is_still_shown() -> None:
    article = Article(id="one", path="one.txt", text="A short text.")
    evidence = Evidence(
        article="two", start=0, end=4, quote="Gone", answer_text="", answer_start=0, answer_end=4
    )
    passage = layout.page(_report_of(article, evidence)).findings[0].answers[0].passages[0]
    assert (passage.article, passage.target, passage.answer) == (None, None, "Gone")


def _report_of(article: Article, evidence: Evidence) -> Report:
    return Report.model_validate(
        {
            "articles": [article],
            "provenance": {"factcheck": "0", "model": "none", "packs": []},
            "findings": [
                {
                    "id": "q",
                    "fingerprint": "f",
                    "verdict": "single",
                    "kind": "text",
                    "question": "What?",
                    "severity": "low",
                    "confidence": 0.5,
                    "explanation": [],
                    "rule": "pack.rule",
                    "answers": [
                        {"value": "v", "label": "v", "sources": ["one"], "evidence": [evidence]}
                    ],
                }
            ],
        }
    )


def test_the_summary_counts_answers_of_fewer_sources_than_articles(report: Report) -> None:
    assert layout.page(report).dependent is None
    ids = ("gazette", "wire-0504")
    dependences = (
        Dependence(reason="words", articles=ids),
        Dependence(reason="citation", articles=ids, outlet="Bay Post", citing=ids),
    )
    first, *rest = report.findings
    answers = (first.answers[0].model_copy(update={"dependences": dependences}), *first.answers[1:])
    one = report.model_copy(
        update={"findings": (first.model_copy(update={"answers": answers}), *rest)}
    )
    told = "One answer has fewer independent sources than articles: "
    why = "copies of one text (1) and articles that cite an outlet (1)."
    assert layout.page(one).dependent == told + why
