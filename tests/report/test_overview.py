"""Who agrees with whom, who answers what, what happened when."""

from __future__ import annotations

from factcheck.model import Article, Copy, Passage, Report, Verdict
from factcheck.report import layout
from factcheck.report.overview import MOST_SOURCES


def test_the_matrix_counts_what_each_two_articles_both_answer(report: Report) -> None:
    matrix = layout.page(report).matrix
    assert matrix is not None
    cells = {
        (between.a.letter, between.b.letter): dict(between.counts)
        for _, row in matrix.rows
        for between in row
    }
    assert cells == {
        ("A", "B"): {Verdict.CONFLICT: 1, Verdict.AGREEMENT: 1},
        ("A", "C"): {Verdict.UPDATE: 1, Verdict.AGREEMENT: 2},  # they give one side of the conflict
        ("B", "C"): {Verdict.CONFLICT: 1, Verdict.AGREEMENT: 1},
    }
    assert matrix.verdicts == [Verdict.CONFLICT, Verdict.UPDATE, Verdict.AGREEMENT]


def test_a_cell_leads_to_the_gravest_finding_of_the_two(report: Report) -> None:
    page = layout.page(report)
    assert page.matrix is not None
    gravest = {(b.a.letter, b.b.letter): b.gravest for _, row in page.matrix.rows for b in row}
    assert gravest["A", "B"] == page.findings[0].name
    assert gravest["A", "C"] == page.findings[0].name


def test_who_tells_both_answers_contradicts_nobody(report: Report) -> None:
    dispute = report.findings[1]
    page = layout.page(report.model_copy(update={"findings": (dispute,)}))
    assert page.matrix is None  # both answers stand in one article


def test_the_matrix_shows_the_articles_that_answer_most_and_says_how_many_are_left_out(
    report: Report,
) -> None:
    article, finding = report.articles[0], report.findings[3]
    ids = [f"a{number}" for number in range(MOST_SOURCES + 3)]
    articles = tuple(article.model_copy(update={"id": i}) for i in ids)
    evidence = tuple(finding.answers[0].evidence[0].model_copy(update={"article": i}) for i in ids)
    answer = finding.answers[0].model_copy(update={"evidence": evidence})
    agreed = finding.model_copy(update={"answers": (answer,)})
    page = layout.page(report.model_copy(update={"articles": articles, "findings": (agreed,)}))
    assert page.matrix is not None
    assert (len(page.matrix.articles), page.matrix.left_out) == (MOST_SOURCES, 3)
    assert page.coverage is not None
    assert (len(page.coverage.articles), page.coverage.articles_left_out) == (MOST_SOURCES, 3)


def test_coverage_says_which_answer_each_article_gives(report: Report) -> None:
    coverage = layout.page(report).coverage
    assert coverage is not None
    assert [article.letter for article in coverage.articles] == ["A", "B", "C"]
    given = {asked.view.name.verdict: asked.given for asked in coverage.questions}
    assert given == {
        Verdict.CONFLICT: ((1,), (2,), (1,)),
        Verdict.DISPUTE: ((), (1, 2), ()),
        Verdict.UPDATE: ((1,), (), (2,)),
        Verdict.AGREEMENT: ((1,), (1,), (1,)),
    }


def test_the_timeline_has_dated_answers_over_the_days_of_publication(report: Report) -> None:
    timeline = layout.page(report).timeline
    assert timeline is not None
    (collapse,) = timeline.questions
    assert collapse.name.question == "When did the footbridge collapse?"
    assert [(m.label, [a.letter for a in m.articles]) for m in collapse.marks] == [
        ("2 May 2021", ["A", "B", "C"])
    ]
    assert [m.label for m in timeline.published] == ["May 2021", "3 May 2021", "4 May 2021"]
    month, third, fourth = timeline.published
    assert month.start < third.start < fourth.start < month.start + month.width


def test_numbers_are_no_years(report: Report) -> None:
    update = report.findings[2]
    answers = tuple(answer.model_copy(update={"value": "2000"}) for answer in update.answers)
    counted = update.model_copy(update={"answers": answers})
    page = layout.page(report.model_copy(update={"findings": (counted,)}))
    assert page.timeline is not None
    assert page.timeline.questions == ()


def test_a_report_of_undated_articles_without_agreement_has_no_pictures(report: Report) -> None:
    undated = tuple(
        Article(id=article.id, path=article.path, text=article.text) for article in report.articles
    )
    bare = report.model_copy(update={"articles": undated, "findings": report.findings[4:]})
    page = layout.page(bare)
    assert (page.matrix, page.coverage, page.timeline) == (None, None, None)


def test_the_foremost_findings_are_conflicts_by_severity_in_the_order_of_the_page(
    report: Report,
) -> None:
    conflict, dispute, update, *rest = report.findings
    slight = conflict.model_copy(update={"id": "slight", "severity": "low", "confidence": 0.99})
    sure = conflict.model_copy(update={"id": "sure", "confidence": 0.97})
    least = conflict.model_copy(update={"id": "least", "severity": "low", "confidence": 0.1})
    page = layout.page(
        report.model_copy(
            update={"findings": (least, slight, conflict, sure, dispute, update, *rest)}
        )
    )
    assert [view.finding.id for view in page.foremost] == ["slight", conflict.id, "sure"]


def test_shared_passages_are_told_of_both_articles_and_marked_in_them(report: Report) -> None:
    here, there = (Passage(article=article.id, start=0, end=20) for article in report.articles[:2])
    page = layout.page(report.model_copy(update={"copies": (Copy(passage=there, same_as=here),)}))
    gazette, courier, wire, _ = page.articles
    assert gazette.sharing is not None
    assert gazette.sharing.words == "shares one passage with B"
    assert courier.sharing is not None
    assert courier.sharing.words == "shares one passage with A"
    assert wire.sharing is None
    assert page.copying == [gazette, courier]
    shared = "".join(p.text for line in courier.paragraphs for p in line if p.also)
    assert shared == courier.article.text[:20]
