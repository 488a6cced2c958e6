"""A page shows so much of a large report as a browser can bear, and says what it does not show."""

from __future__ import annotations

import pytest

from factcheck.model import Report, Verdict
from factcheck.report import html, layout
from factcheck.report.part import part


def test_a_report_that_a_page_can_show_is_shown_as_it_is(report: Report) -> None:
    assert part(report) is report


def test_of_many_findings_the_gravest_are_shown(report: Report) -> None:
    turned = report.model_copy(update={"findings": report.findings[::-1]})
    assert [f.verdict for f in part(turned, findings=2).findings] == list(Verdict)[:2]


def test_articles_that_are_quoted_are_shown_before_others(report: Report) -> None:
    turned = report.model_copy(update={"articles": report.articles[::-1]})
    assert [a.id for a in turned.articles] == ["letter", "wire-0504", "courier", "gazette"]
    shown = part(turned, findings=1, articles=3)
    quoted = {e.article for a in shown.findings[0].answers for e in a.evidence}
    assert quoted == {"gazette", "courier", "wire-0504"}
    assert [a.id for a in shown.articles] == ["wire-0504", "courier", "gazette"]


def test_a_finding_with_more_articles_than_there_is_room_for_leaves_it_to_others(
    report: Report,
) -> None:
    shown = part(report, articles=1)
    assert {f.verdict for f in report.findings} > {f.verdict for f in shown.findings} != set()
    assert len(shown.articles) == 1
    quoted = {e.article for f in shown.findings for a in f.answers for e in a.evidence}
    assert quoted == {article.id for article in shown.articles}


def test_the_page_counts_all_and_says_what_it_does_not_show(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = report.model_copy(update={"not_listed": {Verdict.CONFLICT: 7, Verdict.SINGLE: 1_000}})
    page = layout.page(many, part(many, findings=2, articles=3))
    assert page.headline == "Eight conflicts in four articles"
    assert page.beyond == [
        "7 conflicts, 1 update, 1 agreement and 1,001 answers by one source; "
        "report.findings.jsonl has all findings",
        "1 of 4 articles, all in report.json",
    ]
    assert layout.page(report).beyond == []
    monkeypatch.setattr(html, "part", lambda whole: part(whole, findings=2, articles=3))
    text = html.render(many)
    assert "Not on this page" in text
    assert "1,001 answers by one source" in text
