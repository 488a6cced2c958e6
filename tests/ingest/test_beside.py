"""What a sidecar or a manifest says counts before what the article says, and what is wrong in
them is told without harm to the rest."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck.ingest import Ingested, read_articles
from factcheck.ingest.beside import MOST_BYTES_OF_A_SIDECAR, MOST_PROBLEMS
from factcheck.model import Article

TEXT = "http://baypost.example/2013/05/03/ferry\nFerry sinks\nA ferry sank on Monday.\nTwo died."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "sub/c.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def article(ingested: Ingested, name: str) -> Article:
    return next(a for a in ingested.articles if a.path.endswith(name))


def told(ingested: Ingested) -> list[str]:
    return [f"{Path(s.path).name}: {s.reason}" for s in ingested.skipped]


def sidecar(folder: Path, **values: object) -> None:
    (folder / "a.txt.meta.json").write_text(json.dumps(values), encoding="utf-8")


def manifest(folder: Path, *lines: str) -> None:
    (folder / "articles.csv").write_text("\n".join(lines), encoding="utf-8")


def test_a_sidecar_overrides_what_the_text_says_and_adds_to_it(story: Path) -> None:
    sidecar(story, publisher="Bay Post", published="4 May 2013", place=None, agency="")
    ingested = read_articles([story])
    first = article(ingested, "a.txt")
    known = {s.field: s for s in first.metadata}

    assert (first.publisher, first.published) == ("Bay Post", "2013-05-04")
    assert first.published_evidence == f"published in {story.as_posix()}/a.txt.meta.json"
    assert known["publisher"].source == "sidecar"
    assert known["url"].source == "text"
    assert "agency" not in known
    assert article(ingested, "b.txt").publisher == "baypost.example"
    assert ingested.skipped == ()


def test_a_manifest_overrides_the_sidecar_and_reaches_into_folders(story: Path) -> None:
    sidecar(story, publisher="Bay Post", byline="Ada Brandt")
    manifest(
        story,
        "file,publisher,title,language,url",
        'a.txt,Harbour Post,"Ferry, sunk",en_GB,https://harbour.example/1',
        "sub/c.txt,Hill Post,,,",
    )
    ingested = read_articles([story])
    known = {s.field: s.value for s in article(ingested, "a.txt").metadata}

    assert known["publisher"] == "Harbour Post"
    assert known["title"] == article(ingested, "a.txt").title == "Ferry, sunk"
    assert known["language"] == "en-GB"
    assert known["url"] == "https://harbour.example/1"
    assert known["byline"] == "Ada Brandt"
    assert article(ingested, "c.txt").publisher == "Hill Post"
    assert article(ingested, "c.txt").title == "Ferry sinks"
    assert ingested.skipped == ()


def test_the_manifest_of_the_inner_folder_counts_before_the_outer_one(story: Path) -> None:
    manifest(story, "file;publisher", "sub/c.txt;Outer")
    manifest(story / "sub", "publisher\tfile", "Inner\tc.txt")
    assert article(read_articles([story]), "c.txt").publisher == "Inner"


def test_both_count_when_the_file_alone_is_named(story: Path) -> None:
    sidecar(story, byline="Ada Brandt")
    manifest(story, "file,publisher", "a.txt,Harbour Post")
    (first,) = read_articles([story / "a.txt"]).articles
    assert first.publisher == "Harbour Post"
    assert ("byline", "Ada Brandt") in {(s.field, s.value) for s in first.metadata}


def test_neither_is_an_article(story: Path) -> None:
    sidecar(story, publisher="Bay Post")
    manifest(story, "file,publisher", "b.txt,Harbour Post")
    assert told(read_articles([story])) == []
    every = read_articles(sorted(path for path in story.iterdir() if path.is_file()))
    assert [Path(a.path).name for a in every.articles] == ["a.txt", "b.txt"]
    assert every.skipped == ()


def test_what_is_unknown_or_wrong_in_a_manifest_is_told_with_what_is_meant(story: Path) -> None:
    manifest(
        story,
        "file,publsher,published,title,title,language,url,colour",
        "a.txt,x,31/02/2013,A,B,english!,ftp://x,red",
        "bb.txt,x",
        "../b.txt,x",
        "a.txt,x",
        "b.txt,1,2013,4,5,6,7,8,9",
        "b.txt,x,05/03/2013,Good",
        "",
    )
    ingested = read_articles([story])
    assert told(ingested) == [
        f"articles.csv: {problem}"
        for problem in (
            "line 1: unknown column 'publsher'; did you mean 'publisher'?",
            "line 1: two columns 'title'; the first one counts",
            "line 1: unknown column 'colour'; there are file, publisher, title, byline, place, "
            "published, updated, language, url, agency",
            "line 2: published '31/02/2013' is no date; write it as 2024-05-03, or 2024-05 for a "
            "month",
            "line 2: language 'english!' is no language code; write it as en or en-GB",
            "line 2: url 'ftp://x' is no address; begin it with https://",
            "line 3: no file 'bb.txt'; did you mean 'b.txt'?",
            "line 4: '../b.txt' is no file in this folder; name one from here on",
            "line 5: 'a.txt' has a line already, which counts",
            "line 6: 9 cells for 8 columns; quote commas",
            "line 7: published '05/03/2013' is no date; write it as 2024-05-03, or 2024-05 for a "
            "month",
        )
    ]
    assert (article(ingested, "a.txt").title, article(ingested, "b.txt").title) == ("A", "Good")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"titel": "A"}', "unknown field 'titel'; did you mean 'title'?"),
        (b'{"title": 3}', "title is no text; put it between quotation marks"),
        (b'{"title": "A"', "line 1, column 14: no JSON"),
        (b"[]", "not an object"),
        (b"[" * 60_000, "no JSON that says something of an article"),
        (b'{"title": ' + b"9" * 60_000 + b"}", "no JSON that says something of an article"),
        (b" " * (MOST_BYTES_OF_A_SIDECAR + 1), "too large"),
        (b'{"title": "\x00"}', "holds NUL bytes"),
        (b"", "empty file"),
        (b'{"published": "yesterday"}', "published 'yesterday' is no date"),
        (b'{"url": "https://' + b"x" * 2000 + b'"}', "is too long"),
        (b'{"published": "2013-02-31"}', "published '2013-02-31' is no date"),
    ],
)
def test_a_broken_sidecar_is_told_and_its_article_read(
    story: Path, data: bytes, problem: str
) -> None:
    (story / "a.txt.meta.json").write_bytes(data)
    ingested = read_articles([story])
    assert len(ingested.articles) == 3
    assert problem in told(ingested)[0]
    assert article(ingested, "a.txt").published == "2013-05-03"


def test_a_sidecar_without_an_article_is_told(story: Path) -> None:
    (story / "aa.txt.meta.json").write_text("{}", encoding="utf-8")
    assert told(read_articles([story])) == [
        "aa.txt.meta.json: says what is known of 'aa.txt', which does not exist; "
        "did you mean 'a.txt'?"
    ]


def test_a_manifest_of_nothing_but_mistakes_is_told_in_a_few_lines(story: Path) -> None:
    manifest(story, "file,title", *(f"no-{n}.txt,A" for n in range(5000)))
    skipped = told(read_articles([story]))
    assert len(skipped) == MOST_PROBLEMS + 1
    assert skipped[-1] == f"articles.csv: {5000 - MOST_PROBLEMS} more problems of this kind"


def test_a_broken_manifest_keeps_what_was_read_before_the_break(story: Path) -> None:
    manifest(story, "file,title", "a.txt,Good", 'b.txt,"never closed')
    ingested = read_articles([story])
    assert article(ingested, "a.txt").title == "Good"
    assert "no CSV" in told(ingested)[0]


def test_a_table_of_texts_is_no_manifest(story: Path) -> None:
    manifest(story, "file,text", "a.txt,A ferry sank.")
    assert "A ferry sank." in {article.text for article in read_articles([story]).articles}


def test_a_link_to_a_file_elsewhere_is_no_way_out_of_the_folder(story: Path) -> None:
    manifest(story / "sub", "file,title", "/etc/passwd,A", "..\\a.txt,A", ",A")
    assert all("is no file in this folder" in line for line in told(read_articles([story])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=200), header=st.sampled_from([b"file,title\n", b"file;url\r", b""]))
def test_no_bytes_beside_an_article_keep_it_from_being_read(
    story: Path, data: bytes, header: bytes
) -> None:
    (story / "articles.csv").write_bytes(header + data)
    (story / "a.txt.meta.json").write_bytes(data)
    assert len(read_articles([story]).articles) == 3


def test_hundreds_of_sidecars_without_their_articles_take_a_moment(tmp_path: Path) -> None:
    for number in range(600):
        (tmp_path / f"{number}.txt.meta.json").write_text("{}", encoding="utf-8")
    start = time.process_time()
    assert len(read_articles([tmp_path]).skipped) == 600
    assert time.process_time() - start < 5


def test_half_a_surrogate_pair_in_a_sidecar_does_not_reach_the_report(story: Path) -> None:
    (story / "a.txt.meta.json").write_text(r'{"publisher": "B\ud800", "b\udc00": ""}', "utf-8")
    ingested = read_articles([story])
    assert article(ingested, "a.txt").publisher == "B\ufffd"
    assert told(ingested)[0].startswith("a.txt.meta.json: unknown field 'b\ufffd'")


def test_digits_of_other_scripts_are_no_date(story: Path) -> None:
    sidecar(story, published="٢٠١٣")
    assert "is no date" in told(read_articles([story]))[0]


def test_fields_of_a_sidecar_are_known_whatever_their_capitals(story: Path) -> None:
    sidecar(story, Publisher="Bay Post", TITLE="Ferry lost")
    ingested = read_articles([story])
    assert (article(ingested, "a.txt").publisher, told(ingested)) == ("Bay Post", [])


def test_a_manifest_that_excel_saved_as_unicode_text_is_understood(story: Path) -> None:
    lines = "file\tpublisher\r\na.txt\tBay Post\r\n"
    (story / "articles.csv").write_bytes(lines.encode("utf-16"))
    ingested = read_articles([story])
    assert (article(ingested, "a.txt").publisher, told(ingested)) == ("Bay Post", [])
