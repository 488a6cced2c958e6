"""Sidecars and manifests in an archive and around it count like those in a folder, wherever in the
archive they stand; folders of saved pages are passed over."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.ingest import Ingested, archived, beside, read_articles
from factcheck.ingest.beside import MOST_BYTES_OF_A_SIDECAR, MOST_PROBLEMS
from factcheck.ingest.opened import Allowance
from factcheck.ingest.reading import read_file
from factcheck.model import Article, Skipped
from tests.ingest.containers.test_warc import crawl
from tests.ingest.containers.test_zip import named, packed
from tests.ingest.opening import ARTICLE, OTHER, opened, read

Pack = Callable[..., bytes]
SIDECAR = json.dumps({"publisher": "Bay Post", "published": "2013-05-03"})
PAGE = f"<html><body><h1>Ferry</h1><p>{ARTICLE} {'The search goes on. ' * 5}</p></body></html>"


def tarred(*members: tuple[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, data in members:
            held = data.encode() if isinstance(data, str) else data
            info = tarfile.TarInfo(name)
            info.size = len(held)
            archive.addfile(info, io.BytesIO(held))
    return buffer.getvalue()


def tarred_and_packed(*members: tuple[str, str | bytes]) -> bytes:
    return gzip.compress(tarred(*members))


EACH = pytest.mark.parametrize(
    ("name", "pack"), [("w.zip", packed), ("w.tar", tarred), ("w.tgz", tarred_and_packed)]
)


def publishers(ingested: Ingested) -> dict[str, str | None]:
    return {Path(a.path).name: a.publisher for a in ingested.articles}


@EACH
@pytest.mark.parametrize("turn", [1, -1])
def test_a_sidecar_in_an_archive_counts_wherever_it_stands(
    name: str, pack: Pack, turn: int
) -> None:
    members = [
        ("mon/ferry.txt", ARTICLE),
        ("tue.txt", OTHER),
        ("mon/ferry.txt.meta.json", SIDECAR),
        ("./tue.txt.meta.json", json.dumps({"publisher": "Hill Post"})),
    ]
    articles, skipped = read(name, pack(*members[::turn]))
    known = {Path(a.path).name: (a.publisher, a.published) for a in articles}
    assert known == {"ferry.txt": ("Bay Post", "2013-05-03"), "tue.txt": ("Hill Post", None)}
    assert skipped == {}


@EACH
def test_a_manifest_in_an_archive_counts_in_its_folder_and_below(name: str, pack: Pack) -> None:
    data = pack(
        ("mon/ferry.txt", ARTICLE),
        ("mon/bridge.txt", OTHER),
        ("mon/articles.csv", "file,publisher\nferry.txt,Inner\nbridg.txt,x"),
        ("articles.csv", "file,publisher\nmon/ferry.txt,Outer\nmon/bridge.txt,Outer"),
    )
    articles, skipped = read(name, data)
    assert {Path(a.path).name: a.publisher for a in articles} == {
        "ferry.txt": "Inner",
        "bridge.txt": "Outer",
    }
    ((path, reason),) = skipped.items()
    assert path.endswith("mon/articles.csv")
    assert reason == "line 3: no file 'bridg.txt'; did you mean 'bridge.txt'?"


def test_a_table_of_articles_in_an_archive_is_read_as_one() -> None:
    articles, _ = read("w.zip", packed(("articles.csv", f'file,text\na,"{ARTICLE}"')))
    assert [a.path for a in articles] == ["w.zip/articles.csv#1"]


def test_a_manifest_beside_archives_names_their_members(tmp_path: Path) -> None:
    inner = packed(("d.txt", "The mill on the Sill burned down on Sunday. Nobody was hurt."))
    (tmp_path / "w.zip").write_bytes(packed(("mon/a.txt", ARTICLE), ("in.zip", inner)))
    (tmp_path / "w.tgz").write_bytes(tarred_and_packed(("b.txt", OTHER)))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(b"The quay was mended on Tuesday."))
    lines = "w.zip/mon/a.txt,A|w.tgz/b.txt,B|c.txt.gz,C|w.zip/in.zip/d.txt,D|w.zip/lost.txt,E|w,F"
    text = "\n".join(["file,publisher", *lines.split("|")])
    (tmp_path / "articles.csv").write_text(text, encoding="utf-8")
    ingested = read_articles([tmp_path])
    assert publishers(ingested) == {"a.txt": "A", "b.txt": "B", "c.txt": "C", "d.txt": "D"}
    assert [s.reason.partition(";")[0] for s in ingested.skipped] == [
        "line 7: no file 'w'",
        "line 6: no article 'w.zip/lost.txt'",
    ]


def test_what_is_said_of_an_archive_is_said_of_what_it_holds(tmp_path: Path) -> None:
    data = packed(("a.txt", ARTICLE), ("b.txt", OTHER), ("b.txt.meta.json", SIDECAR))
    (tmp_path / "w.zip").write_bytes(data)
    said = {"publisher": "Harbour Post", "title": "One week", "url": "https://harbour.example/"}
    (tmp_path / "w.zip.meta.json").write_text(json.dumps(said), encoding="utf-8")
    ingested = read_articles([tmp_path])
    assert publishers(ingested) == {"a.txt": "Harbour Post", "b.txt": "Bay Post"}
    assert all(a.title != "One week" for a in ingested.articles)


def test_broken_sidecars_are_told_and_the_articles_read() -> None:
    data = packed(
        ("a.txt", ARTICLE),
        ("a.txt.meta.json", '{"titel": "A"}'),
        ("b.txt", OTHER),
        ("b.txt.meta.json", " " * (MOST_BYTES_OF_A_SIDECAR + 1)),
        ("bb.txt.meta.json", "{}"),
        ("__MACOSX/._a.txt.meta.json", "\0"),
    )
    articles, skipped = read("w.zip", data)
    assert len(articles) == 2
    assert "did you mean 'title'?" in skipped["w.zip/a.txt.meta.json"]
    assert "too large" in skipped["w.zip/b.txt.meta.json"]
    assert skipped["w.zip/bb.txt.meta.json"].endswith("not exist; did you mean 'b.txt'?")
    assert len(skipped) == 3


def test_what_sidecars_take_of_memory_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    members = [(f"{n:02}.txt.meta.json", SIDECAR) for n in range(50)]
    data = packed(("00.txt", ARTICLE), ("49.txt", OTHER), *members)
    _, skipped = read("w.zip", data)
    assert len(skipped) == MOST_PROBLEMS + 1
    assert skipped["w.zip"] == f"{48 - MOST_PROBLEMS} more sidecars without an article"
    monkeypatch.setattr(archived, "MOST_BESIDE", 10 * len(SIDECAR))
    articles, skipped = read("w.zip", data)
    assert [a.publisher for a in articles] == ["Bay Post", None]
    assert "write one manifest" in skipped["w.zip"]


def test_very_many_manifests_with_mistakes_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MOST_PROBLEMS_OF_ALL", 30)
    mistakes = "file,title\n" + "".join(f"{n}.tx,A\na.txt/{n},B\n" for n in range(30))
    folders = ((f"{n}/articles.csv", mistakes) for n in range(20))
    texts = ((f"{n}/a.txt", f"{ARTICLE} It is boat number {n}.") for n in range(20))
    articles, skipped = read("w.zip", packed(*folders, *texts))
    assert len(articles) == 20
    assert list(skipped.values())[-1].startswith("has many problems")


def test_what_is_unpacked_to_look_through_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = "file,title\na.txt,Ferry\n" + " " * 5000
    inner = [(f"{n}.zip", packed(("articles.csv", manifest), ("a.txt", ARTICLE))) for n in range(9)]
    data = packed(*inner)
    found = list(read_file(replace(opened("w.zip", data), allowance=Allowance(size=20_000))))
    assert 1 < sum(isinstance(one, Article) for one in found) < 4
    assert any(isinstance(one, Skipped) and "unpacks to more than" in one.reason for one in found)


def test_names_that_are_not_utf_8_are_found() -> None:
    name = b"caf\xe9.txt".decode("utf-8", "surrogateescape")
    articles, skipped = read("w.tar", tarred((name, ARTICLE), (f"{name}.meta.json", SIDECAR)))
    assert [(a.path, a.publisher) for a in articles] == [("w.tar/caf\ufffd.txt", "Bay Post")]
    assert skipped == {}


@pytest.mark.parametrize("address", ["/", ".", "..", "a/../..", "//", "https://", "\\", "x\0y"])
def test_a_crawl_may_call_its_answers_anything(address: str) -> None:
    data = crawl((address, "text/plain", ARTICLE.encode()))
    for name, held in (("c.warc.gz", data), ("w.zip", packed(("in/c.warc.gz", data)))):
        assert len(list(read_file(opened(name, held)))) == 1


NAMES = st.text("a./\\~ é:", max_size=8) | st.sampled_from(
    ["articles.csv", ".meta.json", "a_files"]
)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.lists(NAMES, max_size=3),
            st.sampled_from(["", ".txt", ".txt.meta.json", "articles.csv", ".html", ".zip"]),
            st.binary(max_size=30),
        ),
        max_size=5,
    )
)
def test_any_names_in_an_archive_are_read_or_refused(
    members: list[tuple[list[str], str, bytes]],
) -> None:
    held = list({"/".join(parts) + ending: data for parts, ending, data in members}.items())
    assert list(read_file(opened("w.tar", tarred(*held))))
    assert list(read_file(opened("w.zip", packed(*((named(n), d) for n, d in held)))))


def test_an_archive_cut_off_keeps_what_was_said_before_the_break() -> None:
    data = tarred(("a.txt.meta.json", SIDECAR), ("a.txt", ARTICLE), ("b.txt", OTHER * 200))
    articles, skipped = read("w.tar", data[:4000])
    assert articles[0].publisher == "Bay Post"
    assert any("breaks off" in reason for reason in skipped.values())


@pytest.mark.parametrize(
    "folder", ["Ferry_files", "Ferry.files", "Ferry-Dateien", "Ferry_fichiers"]
)
def test_the_folder_of_a_saved_page_is_passed_over(tmp_path: Path, folder: str) -> None:
    members = [
        ("Ferry.html", PAGE),
        (f"{folder}/frame.html", PAGE.replace("ferry", "advertisement")),
        (f"{folder}/deep/data.json", '{"text": "An advertisement."}'),
        ("Other_files/real.txt", OTHER),
    ]
    for name, text in members:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for paths, told in (([tmp_path], []), (sorted(tmp_path.iterdir()), [folder])):
        ingested = read_articles(paths)
        assert list(publishers(ingested)) == ["Ferry.html", "real.txt"]
        assert [Path(one.path).name for one in ingested.skipped] == told  # story/* names it, too
    assert len(read_articles([tmp_path / folder]).articles) == 2  # when it alone is named
    articles, skipped = read("w.zip", packed(*members))
    assert [Path(a.path).name for a in articles] == ["Ferry.html", "real.txt"]
    assert skipped == {}


def test_articles_in_a_folder_that_is_only_called_like_that_of_a_page_are_read(
    tmp_path: Path,
) -> None:
    members = [
        ("press.html", PAGE),
        ("press-files/frame.html", PAGE),
        ("press-files/older/one.txt", ARTICLE),
        ("press-files/two.md", OTHER),
    ]
    for name, text in members:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    for paths in ([tmp_path], [tmp_path / "press.html", tmp_path / "press-files"]):
        ingested = read_articles(paths)
        assert sorted(publishers(ingested)) == ["one.txt", "press.html", "two.md"]
        (skipped,) = ingested.skipped
        assert skipped.path.endswith("press-files")
        assert "in a run of its own" in skipped.reason
    articles, _ = read("w.zip", packed(*members))
    assert sorted(Path(a.path).name for a in articles) == ["one.txt", "press.html", "two.md"]
