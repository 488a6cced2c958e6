"""Addresses among files: what is read, what it is called, and that one never harms the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import check
from factcheck.ingest import Ingested, IngestError, Manners, find_files, read_articles
from factcheck.ingest.fetching.addresses import Limits
from factcheck.ingest.fetching.client import Fetcher
from factcheck.rules.project import find_project
from tests.ingest.fetching.site import Site, answer

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

FERRY = "A ferry sank off Kiln Bay on Monday.\nTwo people are missing."
HERE = Manners(allow_private=True)


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "factcheck.ingest.sources._fetcher",
        lambda found, manners: Fetcher(manners, Limits(total=5, pause=0)),
    )


@pytest.fixture
def home(site: Site) -> str:
    site.pages["/bay/ferry"] = answer(FERRY.encode())
    site.pages["/hill/ferry.txt?page=2"] = answer(FERRY.encode(), Content_Type="")
    site.pages["/map"] = answer(b"\x89PNG\r\n", Content_Type="image/png")
    return f"http://127.0.0.1:{site.port}"


def reasons(ingested: Ingested) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in ingested.skipped}


def test_pages_are_named_by_their_addresses(home: str, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(FERRY, encoding="utf-8")
    given = [f"{home}/bay/ferry", str(tmp_path / "quay.txt"), f"{home}/hill/ferry.txt?page=2"]
    articles = read_articles([*given, given[0], f"{given[0]}#top"], manners=HERE).articles
    host = home.removeprefix("http://")
    assert [a.path for a in articles] == [given[0], (tmp_path / "quay.txt").as_posix(), given[2]]
    assert [a.id for a in articles] == [f"{host}-ferry", "quay", f"{host}-ferry-2"]


def test_a_page_that_cannot_be_read_does_no_harm_to_the_rest(home: str, tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(FERRY, encoding="utf-8")
    wrong = [f"{home}/none", f"{home}/map", "http://me:secret@127.0.0.1/", "http://127.0.0.1:1/"]
    ingested = read_articles([*wrong, str(tmp_path), f"{home}/bay/ferry"], manners=HERE)
    assert [a.text for a in ingested.articles] == [FERRY, FERRY]
    told = reasons(ingested)
    assert list(told) == [address.replace("me:secret", "…") for address in wrong]
    assert "404" in told[wrong[0]]
    assert "image/png" in told[wrong[1]]
    assert "none is ever sent" in told["http://…@127.0.0.1/"]
    assert "cannot be reached" in told[wrong[3]]


FEED = b"""<rss version="2.0"><channel><title>Bay Post</title><link>/</link>
<item><title>Ferry sinks</title><link>/2019/ferry</link><guid isPermaLink="false">1</guid>
<pubDate>Tue, 07 May 2019 08:00:00 GMT</pubDate>
<description>&lt;p&gt;A ferry sank off Kiln Bay. &lt;a href="/more"&gt;More&lt;/a&gt;
&lt;img src="/picture.png"&gt;&lt;/p&gt;</description><enclosure url="/film.mp4"/></item>
<item><title>Mill burns</title><link>mill</link><guid isPermaLink="false">2</guid>
<pubDate>2 hours ago</pubDate><description>The mill burned down on Sunday.</description></item>
<item><title>Later</title><link>/later</link></item></channel></rss>"""


def test_a_feed_is_its_entries_and_none_of_its_links_is_asked_for(home: str, site: Site) -> None:
    site.pages["/feed.xml"] = answer(FEED, Content_Type="application/rss+xml")
    ingested = read_articles([f"{home}/feed.xml"], manners=HERE)
    known = [{s.field: s.value for s in article.metadata} for article in ingested.articles]
    assert [(k["title"], k["url"], k.get("published")) for k in known] == [
        ("Ferry sinks", f"{home}/2019/ferry", "2019-05-07"),
        ("Mill burns", f"{home}/mill", None),
    ]
    assert {k["publisher"] for k in known} == {"Bay Post"}
    assert list(reasons(ingested).values()) == [
        f"an entry without text; save its page: {home}/later"
    ]
    assert site.paths == ["/feed.xml"]


def test_the_own_network_is_asked_only_where_that_is_allowed(home: str, site: Site) -> None:
    ingested = read_articles([f"{home}/bay/ferry"])
    assert ingested.articles == ()
    assert "--allow-private" in reasons(ingested)[f"{home}/bay/ferry"]
    assert site.requests == []


@pytest.mark.parametrize("given", ["ftp://baypost.example/a", "https:/baypost.example/a"])
def test_what_is_no_address_ends_the_run_before_anything_is_asked(
    given: str, home: str, site: Site
) -> None:
    with pytest.raises(IngestError, match="https://"):
        read_articles([f"{home}/bay/ferry", given], manners=HERE)
    assert site.requests == []


def test_pages_are_listed_and_not_asked_by_looking_for_files() -> None:
    found = find_files(["https://baypost.example/a", "https://baypost.example/a"])
    assert [source.name for source in found.files] == ["https://baypost.example/a"]


def test_a_check_says_what_it_fetches(home: str) -> None:
    steps: list[tuple[str, int, int]] = []
    report = check(
        [f"{home}/bay/ferry", f"{home}/hill/ferry.txt?page=2"],
        project=False,
        allow_private=True,
        progress=lambda *step: steps.append(step),
    )
    assert len(report.articles) + len(report.history) == 2  # both pages have the same words
    assert [step for step, *_ in steps[:4]] == [
        f"fetching {home}/bay/ferry",
        f"fetching {home}/hill/ferry.txt?page=2",
        "looking for copies",
        "loading the language model",
    ]
    assert [2 * done == total for _, done, total in steps[:2]] == [False, True]


def test_the_project_is_that_of_the_files_beside_addresses(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('[rules]\noff = ["people"]\n', encoding="utf-8")
    (tmp_path / "quay.txt").write_text(FERRY, encoding="utf-8")
    given = [Path("https://baypost.example/ferry"), tmp_path / "quay.txt"]
    assert find_project(given).rules.off == ("people",)


def test_no_network_library_is_loaded_where_no_address_is_given(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(FERRY, encoding="utf-8")
    code = (
        "import sys; from factcheck.ingest import read_articles; read_articles([sys.argv[1]]); "
        "sys.exit(bool({'httpx2', 'httpcore2', 'protego'} & set(sys.modules)))"
    )
    run = [sys.executable, "-c", code, str(tmp_path)]
    root = str(Path(__file__).parents[3])
    assert subprocess.run(run, env={**os.environ, "PYTHONPATH": root}, check=False).returncode == 0
