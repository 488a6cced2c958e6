"""Which files are read, what they are called, and what happens to those that cannot be used."""

import io
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path, PurePath

import pytest

from factcheck.ingest import (
    Ingested,
    IngestError,
    OneByOne,
    each_article,
    find_files,
    once_each,
    read_articles,
    sources,
)
from factcheck.ingest.opened import Opened
from factcheck.ingest.readers.text import MAX_BYTES
from factcheck.ingest.reading import MAX_CHARACTERS, MAX_LINES
from factcheck.ingest.sources import read_bytes, unique_ids
from factcheck.model import Article, Skipped
from factcheck.rules.project import find_project
from factcheck.rules.source import RuleError
from tests.ingest.containers.test_zip import packed

ARTICLE = "A ferry sank off Kiln Bay on Monday.\nTwo people are missing."


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ARTICLE, encoding="utf-8")


def names(folder: Path, paths: list[Path]) -> list[str]:
    return [s.file.relative_to(folder).as_posix() for s in find_files(paths).files]


def reason_for(ingested: Ingested, name: str) -> str:
    return next(s.reason for s in ingested.skipped if s.path.endswith(name))


def test_folders_are_walked_in_sorted_order_without_hidden_entries(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a.md", "z/c.text", "y/d.TXT", ".hidden.txt", ".git/e.txt", "f.py")
    assert names(tmp_path, [tmp_path]) == ["a.md", "b.txt", "y/d.TXT", "z/c.text"]


PROSE = "A ferry with forty people on board sank off Kiln Bay on Monday night, they said.\n" * 3
PAGE = f"<!doctype html><html><body><article><p>{PROSE}</p></article></body></html>"
MET = {
    "page": PAGE,
    "story.php": PAGE,
    "www.hill.example_2017": PAGE,
    "feed": f"<rss><channel><item><title>T</title><description>{PROSE}</description></item></rss>",
    "mail": f"From: a@b.example\nSubject: T\nMIME-Version: 1.0\n\n{PROSE}",
    "records": json.dumps([{"text": PROSE}]),
    "ferry": PROSE,
    "Dr. Brandt resigns": PROSE,
    "Makefile": "all: $(THIS) $(THAT)\n\t$(CC) -o $@ $^ # builds all of it. And more.\n" * 5,
    "run": f"#!/bin/sh\n# {PROSE}",
    "old.php": f"<?php /* {PROSE} */",
    "empty": "",
    "binary": "\x00\x01\x02" * 99,
    "face.jpg": PAGE,
    "page.html~": PAGE,
    "style.css": PROSE,
    ".hidden": PAGE,
}
MET_READ = {"page", "story.php", "www.hill.example_2017", "feed", "mail", "records"}


@pytest.mark.parametrize("packing", ["folder", "zip"])
def test_files_with_an_unknown_ending_are_told_by_their_first_bytes(
    tmp_path: Path, packing: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    if packing == "zip":
        (folder / "week.zip").write_bytes(packed(*MET.items()))
    else:
        for name, content in MET.items():
            (folder / name).write_text(content, encoding="utf-8")
    ingested = read_articles([folder])
    paths = [article.path.partition("#")[0] for article in ingested.articles]
    assert {PurePath(path).name for path in paths} == MET_READ
    assert {PurePath(one.path).name for one in ingested.skipped} == {"ferry", "Dr. Brandt resigns"}
    assert all("without an ending; if it is an article" in one.reason for one in ingested.skipped)


def test_a_text_without_an_ending_that_is_named_is_told_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "ferry").write_text(PROSE)
    assert "name end with .txt" in reason_for(read_articles([tmp_path / "ferry"]), "ferry")


def test_pictures_are_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (tmp_path / f"{number}.JPG").write_bytes(b"\xff\xd8\xff")
    monkeypatch.setattr(Path, "open", None)
    assert not read_articles([tmp_path]).skipped


def test_paths_are_named_as_the_user_named_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "news/sub/a.txt")
    monkeypatch.chdir(tmp_path)
    for given in ("news", "news/", "./news"):
        assert [a.path for a in read_articles([given]).articles] == ["news/sub/a.txt"]
    assert [a.path for a in read_articles(["."]).articles] == ["news/sub/a.txt"]
    assert [a.path for a in read_articles(["news/sub/a.txt"]).articles] == ["news/sub/a.txt"]


def test_one_path_may_be_given_without_a_list(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    assert len(read_articles(str(tmp_path)).articles) == 1


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert names(tmp_path, [tmp_path / "a.txt", tmp_path]) == ["a.txt"]


def test_links_that_lead_round_or_nowhere_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    ingested = read_articles([tmp_path])
    assert [a.id for a in ingested.articles] == ["a"]
    assert reason_for(ingested, "lost.txt") == "a link that leads nowhere"
    assert reason_for(ingested, "self.txt") == "a link that leads nowhere"


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("no/such/folder", "give an article's file"),
        ("https:/baypost.example/ferry", "an address begins with https://"),
    ],
)
def test_a_path_that_does_not_exist_ends_the_run_with_advice(path: str, advice: str) -> None:
    with pytest.raises(IngestError, match=advice):
        read_articles([path])


def test_a_bad_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    seen: list[tuple[str, int, int]] = []
    with pytest.raises(IngestError):
        read_articles([tmp_path, tmp_path / "missing"], lambda *step: seen.append(step))
    assert seen == []


def test_progress_counts_the_files_and_says_how_far_it_is_in_each(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.jsonl").write_text('{"text": "A ferry sank."}\n' * 900, encoding="utf-8")
    write(tmp_path, "c.txt")
    steps: list[tuple[str, int, int]] = []
    read_articles([tmp_path], lambda *step: steps.append(step))
    assert list(dict.fromkeys(step for step, *_ in steps)) == [
        f"reading file {number} of 3" for number in (1, 2, 3)
    ]
    done = [done for _, done, _ in steps]
    assert done == sorted(set(done))
    assert len({done for step, done, _ in steps if "file 2" in step}) > 1
    assert len({total for *_, total in steps}) == 1
    assert done[-1] < steps[0][2]


def test_articles_come_as_they_are_read_and_are_not_kept(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt")
    articles = OneByOne(each_article([tmp_path]))
    first = next(iter(articles))
    (tmp_path / "b.txt").write_text("Something else.", encoding="utf-8")
    assert (Path(first.path).name, articles.count) == ("a.txt", 1)


def test_one_by_one_the_same_is_known_in_the_end(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt", "b/x.txt", "c.txt")
    (tmp_path / "d.txt").write_bytes(b"")
    whole = once_each(read_articles([tmp_path]))
    articles = OneByOne(each_article([tmp_path]))
    paths = [article.path for article in articles]
    assert articles.history() == whole.history
    assert tuple(articles.skipped) == whole.skipped
    assert [articles.ids()[path] for path in paths] == ["c", "a-x", "b-x"]


def test_thousands_of_files_of_one_name_have_ids_at_once() -> None:
    names = [f"{n}/story/index.html" for n in range(20_000)]
    start = time.process_time()
    assert len(set(unique_ids(names).values())) == len(names)
    assert time.process_time() - start < 5


def test_a_bad_file_is_skipped_with_its_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path, "good.txt")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b" \n\t\n")
    (tmp_path / "really.txt").write_bytes(b"%PDF-1.4 ...")
    (tmp_path / "menu.txt").write_bytes(b"Listen Live\nShare\n")
    (tmp_path / "long.txt").write_bytes(b"word " * (MAX_CHARACTERS // 5 + 1))
    (tmp_path / "many.txt").write_bytes(b"a\r" * (MAX_LINES + 1))
    (tmp_path / "huge.txt").write_bytes(b"x" * (MAX_BYTES + 1))
    ingested = read_articles([tmp_path])
    assert [a.id for a in ingested.articles] == ["good"]
    assert reason_for(ingested, "empty.txt") == "empty file"
    assert "white space" in reason_for(ingested, "blank.txt")
    assert "broken PDF" in reason_for(ingested, "really.txt")
    assert "no article text left" in reason_for(ingested, "menu.txt")
    assert "1,000,000" in reason_for(ingested, "long.txt")
    assert "50,000" in reason_for(ingested, "many.txt")
    assert "4,000,000" in reason_for(ingested, "huge.txt")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_opened_is_skipped(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "shut/b.txt")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "shut").chmod(0)
    try:
        ingested = read_articles([tmp_path])
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert ingested.articles == ()
    assert "cannot be opened" in reason_for(ingested, "a.txt")
    assert "cannot be opened" in reason_for(ingested, "shut")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason_for(read_articles([tmp_path]), "pipe.txt") == "not a regular file"


def test_documents_of_other_formats_are_told_and_other_files_are_not(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.doc", "c.odt", "d.rtf", "e.py", "f.png")
    skipped = [Path(s.path).name for s in read_articles([tmp_path]).skipped]
    assert skipped == ["b.doc", "c.odt", "d.rtf"]


@pytest.mark.parametrize("name", ["notes.py", "README"])
def test_a_file_of_another_format_is_told_when_it_was_named(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    reason = reason_for(read_articles([tmp_path / name]), name)
    assert "this version reads " in reason
    assert ".html" in reason


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ("a.rtf", b"{\\rtf1 A ferry sank.}", "save it as .docx"),
        ("a.odt", b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis", "as .docx"),
        (
            "a.epub",
            b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip",
            "to .docx or .txt",
        ),
        ("a.xlsx", packed(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "as .csv"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "as .csv"),
        ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "as .eml"),
        ("a.rar", b"Rar!\x1a\x07\x01", "as .zip"),
        ("a.txt", b"{\\rtf1 A ferry sank.}", "save it as .docx"),
        ("b.txt", b"Rar!\x1a\x07\x01", "unpack it"),
    ],
)
def test_what_is_not_read_says_what_to_do(
    tmp_path: Path, name: str, data: bytes, advice: str
) -> None:
    write(tmp_path, "good.txt")
    (tmp_path / name).write_bytes(data)
    ingested = read_articles([tmp_path])
    assert [a.id for a in ingested.articles] == ["good"]
    assert advice in reason_for(ingested, name)


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.rss", "a.txt", "a.pdf", "a.json"])
def test_a_wrong_ending_does_no_harm_where_the_bytes_tell(tmp_path: Path, name: str) -> None:
    page = f"<!doctype html><html><body><h1>Ferry</h1><p>{ARTICLE} {'x' * 50}</p></body></html>"
    (tmp_path / name).write_text(page, encoding="utf-8")
    assert "A ferry sank" in read_articles([tmp_path]).articles[0].text
    assert "A ferry sank" in read_articles([tmp_path / name]).articles[0].text


def test_a_page_without_an_ending_is_read(tmp_path: Path) -> None:
    (tmp_path / "index").write_text(f"<html><body><p>{ARTICLE} {'x' * 50}</p></body></html>")
    assert len(read_articles([tmp_path / "index"]).articles) == 1
    assert len(read_articles([tmp_path]).articles) == 1


def test_a_hidden_file_is_read_when_it_was_named(tmp_path: Path) -> None:
    write(tmp_path, ".a.txt")
    assert len(read_articles([tmp_path / ".a.txt"]).articles) == 1


def test_ids_are_the_stems_and_take_the_folder_only_where_they_clash(tmp_path: Path) -> None:
    write(tmp_path, "one.txt", "bay/ferry.txt", "hill/ferry.txt", "hill/ferry.md", "hill-ferry.txt")
    ids = {
        a.path.removeprefix(f"{tmp_path.as_posix()}/"): a.id
        for a in read_articles([tmp_path]).articles
    }
    assert ids == {
        "one.txt": "one",
        "bay/ferry.txt": "bay-ferry",
        "hill-ferry.txt": "hill-ferry",
        "hill/ferry.md": "hill-ferry-2",
        "hill/ferry.txt": "hill-ferry-3",
    }


def test_articles_of_one_file_have_its_name_and_the_end_of_their_own(tmp_path: Path) -> None:
    item = "<item><guid>https://bay.example/19/{0}</guid><description>A {0}.</description></item>"
    items = "".join(item.format(name) for name in ("ferry", "dues"))
    (tmp_path / "bay.rss").write_text(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert [a.id for a in read_articles([tmp_path]).articles] == ["bay-ferry", "bay-dues"]


def test_ids_do_not_depend_on_the_order_of_the_paths(tmp_path: Path) -> None:
    write(tmp_path, "a/x.txt", "b/x.txt", "c.txt")
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "c.txt"]
    forwards = {a.path: a.id for a in read_articles(paths).articles}
    assert {a.path: a.id for a in read_articles(paths[::-1]).articles} == forwards


def test_a_name_that_is_not_utf_8_can_still_be_written_to_a_report(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(ARTICLE)
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    (article,) = read_articles([tmp_path]).articles
    assert article.model_dump_json()


def give(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_standard_input_is_read_as_text_or_as_what_its_bytes_say(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give(monkeypatch, ARTICLE.encode())
    (article,) = read_articles(["-"]).articles
    assert (article.id, article.path, article.text) == ("stdin", "stdin", ARTICLE)
    give(monkeypatch, b'{"text": "A ferry sank."}\n{"text": "A bridge fell."}')
    assert [a.id for a in read_articles(["-"]).articles] == ["stdin-1", "stdin-2"]


def test_standard_input_that_cannot_be_used_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt")
    give(monkeypatch, b"\x89PNG\r\n\x1a\n\0\0")
    ingested = read_articles(["-", tmp_path])
    assert [a.id for a in ingested.articles] == ["a"]
    assert "PNG" in reason_for(ingested, "stdin")
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(IngestError, match="nothing comes in"):
        read_articles(["-"])


def test_records_have_ids_of_their_file_and_number(tmp_path: Path) -> None:
    rows = b"text\n" + b"A ferry sank off Kiln Bay.\n" * 2
    for name in ("a/dump.csv", "b/dump.csv", "c#1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(rows)
    assert [a.id for a in read_articles([tmp_path]).articles] == [
        "c#1",
        "a-dump-1",
        "a-dump-2",
        "b-dump-1",
        "b-dump-2",
    ]


def test_the_project_says_what_fields_are_called(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"words": "A ferry sank.", "on": "2024-05-03"}')
    (tmp_path / "factcheck.toml").write_text(
        '[ingest.fields]\ntext = "words"\npublished = ["day", "on"]\n'
    )
    fields = find_project([tmp_path]).fields
    assert fields == {"text": ("words",), "published": ("day", "on")}
    (article,) = read_articles([tmp_path], fields=fields).articles
    assert article.text == "A ferry sank."


def test_an_unknown_field_in_the_project_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "factcheck.toml").write_text('[ingest.fields]\nwords = "x"\n')
    with pytest.raises(RuleError, match=r"factcheck\.toml:2:1"):
        find_project([tmp_path])


def test_a_fault_of_ours_in_one_file_does_not_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"A ferry sank off {name}.", encoding="utf-8")
    read = sources.read_file

    def fails(file: Opened) -> Iterator[Article | Skipped]:
        if file.name.endswith("a.txt"):
            raise KeyError("deep inside")
        return read(file)

    monkeypatch.setattr(sources, "read_file", fails)
    ingested = read_articles([tmp_path])
    assert [article.id for article in ingested.articles] == ["b"]
    assert "a fault in factcheck (KeyError); please report it" in ingested.skipped[0].reason


def test_a_file_in_memory_is_read_as_one_of_the_disk(tmp_path: Path) -> None:
    texts = {
        "two.jsonl": '{"text": "A ferry sank off Ilmar.", "source": "Bay Post"}\n{"text": 3}\n',
        "note": "The harbour master of Ilmar said that the ferry had sunk. " * 3,
        "list.cfg": "width=3\nheight=4\n",
        "picture.png": "no picture",
        "page.txt": "<html></html>",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    on_disk = list(each_article([tmp_path]))
    found = {name: f"{tmp_path.as_posix()}/{name}" for name in sorted(texts)}
    in_memory = [
        one
        for name, path in found.items()
        for one in read_bytes(path, texts[name].encode(), named=False)
    ]
    assert sorted(map(repr, in_memory)) == sorted(map(repr, on_disk))
    assert any(isinstance(one, Article) for one in in_memory)
    assert any(isinstance(one, Skipped) for one in in_memory)


@pytest.mark.parametrize(
    ("name", "text"),
    [("articles.csv", "file,publisher\na.txt,Bay Post\n"), ("a.txt.meta.json", '{"title": "A"}')],
)
def test_what_stands_beside_files_in_memory_is_told_not_lost(name: str, text: str) -> None:
    (skipped,) = read_bytes(name, text.encode())
    assert isinstance(skipped, Skipped)
    assert "put it into their records" in skipped.reason
