"""A report on more stories than one page holds gets a page for each, and one that leads to them."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest

from factcheck.model import Report, Verdict
from factcheck.report import front, html, pages
from factcheck.report.front import by_story
from factcheck.report.part import fits

IDS = ("gazette", "courier", "wire-0504", "letter")
HOSTILE = '<script>alert("1")</script>\u202e & '


def on_another_bridge(report: Report) -> Report:
    """The same again, under other ids."""
    text = report.model_dump_json()
    for id_ in (*IDS, *(finding.id for finding in report.findings)):
        text = text.replace(f'"{id_}"', f'"{id_}-2"')
    return Report.model_validate_json(text)


@pytest.fixture
def two(report: Report, monkeypatch: pytest.MonkeyPatch) -> Report:
    """A report on two stories and an article alone, which is more than a page of four holds."""
    monkeypatch.setattr(pages, "fits", partial(fits, articles=4))
    other = on_another_bridge(report)
    alone = report.articles[0].model_copy(update={"id": "alone", "title": "A fair"})
    stories = [tuple(article.id for article in one.articles) for one in (report, other)]
    return report.model_copy(
        update={
            "articles": (*report.articles, *other.articles, alone),
            "findings": (*report.findings, *other.findings),
            "stories": (*stories, ("alone",)),
        }
    )


class Links(HTMLParser):
    """The addresses that a page leads to, and what it can be led to by."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.leads_to: list[str] = []
        self.ids: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "href" and value:
                self.leads_to.append(value)
            elif name == "id" and value:
                self.ids.add(value)


def written(folder: Path) -> dict[str, int]:
    """The pages of stories, and which files they are."""
    return {path.name: path.stat().st_ino for path in (folder / "report.stories").iterdir()}


def test_a_report_that_one_page_holds_is_one_page(report: Report, tmp_path: Path) -> None:
    pages.write(report, tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == html.render(report)


def test_so_is_a_large_report_on_one_story(two: Report, tmp_path: Path) -> None:
    one = two.model_copy(update={"stories": (tuple(a.id for a in two.articles),)})
    pages.write(one, tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_of_several_stories_each_has_a_page_and_all_links_lead_somewhere(
    two: Report, tmp_path: Path
) -> None:
    first = tmp_path / "report.html"
    pages.write(two, first)
    assert len(written(tmp_path)) == 2
    for page in (first, *(tmp_path / "report.stories").iterdir()):
        links = Links(page)
        for address in links.leads_to:
            path, _, place = address.partition("#")
            target = page.parent / path if path else page
            if not address.startswith("http"):
                assert target.exists(), address
                assert not place or place in Links(target).ids, address


def test_the_front_page_tells_what_is_flagged_and_who_is_alone(two: Report, tmp_path: Path) -> None:
    pages.write(two, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    flagged = [finding for finding in two.findings if finding.verdict is Verdict.CONFLICT]
    assert text.count(flagged[0].question) == len(flagged) == 2
    assert "Two conflicts in nine articles" in text
    assert "Stories to look at: 2" in text
    assert "that no other one goes with: 1" in text
    assert "<bdi>A fair</bdi>" in text


def test_pages_that_would_be_the_same_stay_as_they_are(two: Report, tmp_path: Path) -> None:
    pages.write(two, tmp_path / "report.html")
    before = written(tmp_path)
    pages.write(two, tmp_path / "report.html")
    assert written(tmp_path) == before

    *same, last = two.findings
    changed = two.model_copy(
        update={"findings": (*same, last.model_copy(update={"question": "Who knows?"}))}
    )
    pages.write(changed, tmp_path / "report.html")
    after = written(tmp_path)
    assert after.keys() == before.keys()
    assert [name for name in after if after[name] != before[name]] == [
        front.StoryView(by_story(changed)[1]).name + ".html"
    ]


def test_a_page_that_somebody_cut_short_is_written_again(two: Report, tmp_path: Path) -> None:
    pages.write(two, tmp_path / "report.html")
    page, *_ = (tmp_path / "report.stories").iterdir()
    whole = page.read_bytes()
    page.write_bytes(whole[:50])
    pages.write(two, tmp_path / "report.html")
    assert page.read_bytes() == whole


def test_pages_of_an_earlier_report_go_and_other_files_stay(two: Report, tmp_path: Path) -> None:
    pages.write(two, tmp_path / "report.html")
    (tmp_path / "report.stories" / "mine.html").write_text("<p>my own</p>")
    fewer = two.model_copy(update={"stories": (), "articles": two.articles[:4]})
    pages.write(fewer, tmp_path / "report.html")
    assert [path.name for path in (tmp_path / "report.stories").iterdir()] == ["mine.html"]
    (tmp_path / "report.stories" / "mine.html").unlink()
    pages.write(two, tmp_path / "report.html")
    pages.write(fewer, tmp_path / "report.html")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_stories_beyond_those_that_have_pages_are_counted(
    two: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "MOST_PAGES", 1)
    pages.write(two, tmp_path / "report.html")
    assert len(written(tmp_path)) == 1
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "1 of 2 stories, all in report.json" in text


def test_the_front_page_escapes_what_articles_say(two: Report, tmp_path: Path) -> None:
    articles = tuple(
        article.model_copy(update={"title": HOSTILE, "publisher": HOSTILE})
        for article in two.articles
    )
    asked = tuple(f.model_copy(update={"question": HOSTILE}) for f in two.findings)
    hostile = two.model_copy(update={"articles": articles, "findings": asked})
    pages.write(hostile, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert not re.search("<script|\u202e", text)
    assert "&lt;script&gt;" in text
    assert "[U+202E]" in text


def test_every_finding_and_copy_is_on_the_page_of_its_story(two: Report) -> None:
    parts = by_story(two)
    assert [len(part.articles) for part in parts] == [4, 4, 1]
    assert parts[0].findings + parts[1].findings == two.findings
    for part in parts:
        ids = {article.id for article in part.articles}
        for finding in part.findings:
            assert {e.article for answer in finding.answers for e in answer.evidence} <= ids
