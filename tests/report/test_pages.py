"""A report on more stories than one page holds gets a page for each, and one that leads to them."""

from __future__ import annotations

import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from factcheck.ingest import read_articles
from factcheck.model import SPARK, NotCompared, Report, Verdict
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
    for left in (50, len(whole) // 2, len(whole) - 10):
        page.write_bytes(whole[:left])
        pages.write(two, tmp_path / "report.html")
        assert page.read_bytes() == whole


def test_pages_of_an_earlier_report_go_and_other_files_stay(two: Report, tmp_path: Path) -> None:
    pages.write(two, tmp_path / "report.html")
    (tmp_path / "report.stories" / "mine.html").write_text("<p>my own</p>")
    fewer = two.model_copy(update={"stories": ()})
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


def test_a_page_of_ours_is_no_article(two: Report, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"The ferry {name} sank off Kiln Bay on Monday.")
    pages.write(two, tmp_path / "out" / "report.html")
    pages.write(two, tmp_path / "out" / "week.html")
    (tmp_path / "out" / "week.html").unlink()  # a page under any other name is what it looks like
    (tmp_path / "out" / "report.findings.jsonl").write_text('{"text": "The ferry sank."}\n')
    read = read_articles([tmp_path])
    assert [Path(article.path).name for article in read.articles] == ["a.txt", "b.txt"]
    assert read.skipped == ()


def test_a_copy_under_another_name_stays(two: Report, tmp_path: Path) -> None:
    pages.write(two, tmp_path / "report.html")
    page, *_ = (tmp_path / "report.stories").iterdir()
    copy = page.with_name("for my editor.html")
    copy.write_bytes(page.read_bytes())
    pages.write(two.model_copy(update={"stories": ()}), tmp_path / "report.html")
    assert [path.name for path in (tmp_path / "report.stories").iterdir()] == [copy.name]


def test_what_cannot_be_taken_away_is_no_reason_to_fail(report: Report, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "report.stories").symlink_to(tmp_path / "elsewhere")
    assert pages.write(report, tmp_path / "report.html") == [tmp_path / "report.html"]
    assert (tmp_path / "elsewhere").is_dir()


@pytest.mark.parametrize("name", ["x#1 100%.html", "javascript:x.html", "report.v1", "y.stories"])
def test_links_fit_any_name(two: Report, tmp_path: Path, name: str) -> None:
    page, folder = pages.write(two, tmp_path / name)
    assert page == tmp_path / name
    leads_to = [link for link in Links(page).leads_to if not link.startswith(("http", "#"))]
    assert leads_to
    assert all((tmp_path / unquote(link.partition("#")[0])).is_file() for link in leads_to)
    for story in folder.iterdir():
        (back, *_) = (link for link in Links(story).leads_to if link.startswith(".."))
        assert (folder / unquote(back)).samefile(page)


def test_a_run_that_lists_or_compares_a_part_says_so_on_every_page(
    two: Report, tmp_path: Path
) -> None:
    limit = NotCompared(rule="figures.stated", about="", claims=2_800, articles=2, pairs=3)
    part = two.model_copy(update={"not_listed": {Verdict.AGREEMENT: 500}, "not_compared": (limit,)})
    pages.write(part, tmp_path / "report.html")
    for story in (tmp_path / "report.stories").iterdir():
        text = story.read_text(encoding="utf-8")
        assert "report.findings.jsonl beside it has all findings" in text
        assert "Not all that could belong together was compared" in text


def test_of_a_part_of_a_run_on_spark_one_page_shows_what_it_can(
    two: Report, tmp_path: Path
) -> None:
    made = two.provenance.model_copy(update={"settings": {"engine": SPARK}})
    spark = two.model_copy(update={"provenance": made})
    assert pages.write(spark, tmp_path / "report.html") == [tmp_path / "report.html"]


def test_articles_that_are_all_alone_are_not_told_to_agree(two: Report, tmp_path: Path) -> None:
    apart = two.model_copy(update={"stories": tuple((a.id,) for a in two.articles)})
    pages.write(apart, tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>Nothing was compared</h1>" in text
    assert "are held against each other.</p>" in text
    assert "that no other one goes with: 9" in text


def test_a_story_without_a_headline_that_can_be_seen_is_called_by_its_file(two: Report) -> None:
    unseen = [a.model_copy(update={"title": "\u200b", "text": ""}) for a in two.articles[:4]]
    story = two.model_copy(update={"articles": tuple(unseen)})
    assert front.StoryView(story).title == "stories/gazette.txt"
