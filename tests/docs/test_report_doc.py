"""The page on reports and the committed sample are those of this version."""

from __future__ import annotations

from pathlib import Path

from factcheck.model import Verdict
from factcheck.report import load, overview, to_html

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")
SAMPLE = ROOT / "reports" / "sample"


def test_the_sample_is_what_its_report_json_looks_like_today() -> None:
    page = (SAMPLE / "report.html").read_text(encoding="utf-8")
    assert page == to_html(load(SAMPLE / "report.json")), "run `make sample` and look at it"


def test_the_sample_is_of_the_seeds_and_finds_their_conflicts() -> None:
    sample = load(SAMPLE / "report.json")
    assert {article.path for article in sample.articles} == {
        f"seeds/{path.name}" for path in (ROOT / "seeds").iterdir()
    }
    assert len(sample.with_verdict(Verdict.CONFLICT)) >= 2


def test_the_limits_of_the_pictures_are_documented() -> None:
    assert f"the {overview.MOST_SOURCES} articles with most" in DOC
    assert f"{overview.MOST_QUESTIONS} questions" in DOC
    assert f"{overview.MOST_DATED} questions, {overview.MOST_DAYS} days" in DOC
