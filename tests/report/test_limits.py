"""What was too much to be compared is told: in the terminal, on the page, the most first."""

from __future__ import annotations

from factcheck.model import NotCompared, Provenance, Report, Verdict
from factcheck.report import to_html
from factcheck.report.limits import MOST_SHOWN, others, told


def limit(pairs: int, about: str = "") -> NotCompared:
    return NotCompared(rule="figures.stated", about=about, claims=2_800, articles=2, pairs=pairs)


def test_a_line_for_each_the_most_first() -> None:
    assert told([limit(5), limit(3_900_000, "30 euro")]) == [
        "figures.stated (30 euro): 2,800 claims of 2 articles, about 3,900,000 pairs not compared",
        "figures.stated: 2,800 claims of 2 articles, about 5 pairs not compared",
    ]


def test_a_story_in_parts_is_told_by_its_articles() -> None:
    story = NotCompared(rule="stories", about="", claims=0, articles=1_300, pairs=300_000)
    assert told([story]) == [
        "a story of 1,300 articles, in parts: about 300,000 pairs of them not compared"
    ]


def test_of_many_the_rest_is_counted() -> None:
    lines = told([limit(n) for n in range(1, MOST_SHOWN + 4)])
    assert len(lines) == MOST_SHOWN + 1
    assert lines[-1] == "and 3 more, in report.json"


def test_the_page_tells_it_and_escapes_it() -> None:
    provenance = Provenance(factcheck="", model="", packs=())
    told_of = (limit(7, "<b>bay"),)
    page = to_html(Report(articles=(), findings=(), not_compared=told_of, provenance=provenance))
    assert "about 7 pairs not compared" in page
    assert "<b>bay" not in page
    silent = to_html(Report(articles=(), findings=(), provenance=provenance))
    assert 'id="not-compared"' not in silent


def test_findings_that_are_not_listed_are_told_by_verdict() -> None:
    counts = {Verdict.CONFLICT: 1, Verdict.AGREEMENT: 2, Verdict.SINGLE: 3_456}
    assert others(counts) == (
        "1 conflict, 2 agreements and 3,456 answers by one source; "
        "report.findings.jsonl has all findings"
    )
    assert others({Verdict.SINGLE: 1}, "report.json") == (
        "1 answer by one source; report.json has all findings"
    )
