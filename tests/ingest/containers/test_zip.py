"""Which members of a ZIP archive are read, and which limits hold whatever the archive says."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest import opened as limits
from factcheck.ingest.containers import unpacking
from factcheck.ingest.containers import zip as zips
from factcheck.ingest.reading import read_file
from factcheck.model import Article, Skipped
from tests.ingest.opening import ARTICLE, OTHER, read

LINK = 0o120777 << 16


def packed(*members: tuple[str | zipfile.ZipInfo, bytes | str], method: int = 8) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def named(name: str, attributes: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.create_system = 3
    info.external_attr = attributes
    return info


@pytest.mark.parametrize("method", [0, 8, 12, 14])
def test_texts_in_an_archive_are_read_under_its_name_and_theirs(method: int) -> None:
    data = packed(("mon/ferry.txt", ARTICLE), ("tue.md", OTHER), method=method)
    articles, skipped = read("week.zip", data)
    assert [a.path for a in articles] == ["week.zip/mon/ferry.txt", "week.zip/tue.md"]
    assert articles[0].text == ARTICLE
    assert skipped == {}


def test_what_is_no_article_is_passed_over_and_documents_not_read_are_told() -> None:
    data = packed(
        ("logo.png", b"\x89PNG"),
        ("__MACOSX/._a.txt", b"\0\5\x16\7"),
        (".hidden.txt", ARTICLE),
        ("report.json", "{}"),
        ("sub/", b""),
        ("old.doc", b"\xd0\xcf"),
        ("a.txt", ARTICLE),
    )
    articles, skipped = read("week.zip", data)
    assert [a.path for a in articles] == ["week.zip/a.txt"]
    assert list(skipped) == ["week.zip/old.doc"]


@pytest.mark.parametrize(
    "name", ["../../etc/out.txt", "/etc/out.txt", "C:\\out.txt", "a\\..\\..\\out.txt"]
)
def test_names_that_lead_out_of_the_archive_are_refused(name: str, tmp_path: Path) -> None:
    articles, skipped = read("x.zip", packed((named(name), ARTICLE), ("good.txt", OTHER)))
    assert [a.path for a in articles] == ["x.zip/good.txt"]
    assert list(skipped.values()) == [unpacking.LEADS_OUT]


def test_links_and_locked_members_are_told_and_others_read() -> None:
    locked = bytearray(packed(("secret.txt", ARTICLE), ("good.txt", OTHER)))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + flags] |= 1
    articles, skipped = read("x.zip", bytes(locked))
    assert [a.path for a in articles] == ["x.zip/good.txt"]
    assert skipped == {"x.zip/secret.txt": unpacking.LOCKED}
    _, skipped = read("x.zip", packed((named("link.txt", LINK), "/etc/hostname")))
    assert skipped == {"x.zip/link.txt": unpacking.NO_FILE}


def test_a_wrong_checksum_is_told_and_the_next_member_is_read() -> None:
    data = packed(("bad.txt", ARTICLE), ("good.txt", OTHER), method=0)
    data = data.replace(b"ferry sank", b"ferry rose", 1)
    articles, skipped = read("x.zip", data)
    assert [a.path for a in articles] == ["x.zip/good.txt"]
    assert skipped == {"x.zip/bad.txt": unpacking.WRONG_SUM}


@pytest.mark.parametrize("method", [0, 8])
def test_members_before_the_break_of_a_cut_archive_are_read(method: int) -> None:
    data = packed(("a.txt", ARTICLE), ("b.txt", OTHER), ("c.txt", ARTICLE), method=method)
    third = data.rindex(b"PK\x03\x04")
    articles, skipped = read("x.zip", data[: third + 50])
    assert [a.path for a in articles] == ["x.zip/a.txt", "x.zip/b.txt"]
    assert skipped == {"x.zip": unpacking.BREAKS_OFF}


def test_a_bomb_is_refused_and_its_neighbour_read() -> None:
    data = packed(("bomb.txt", bytes(12_000_000)), ("good.txt", OTHER))
    articles, skipped = read("x.zip", data)
    assert [a.path for a in articles] == ["x.zip/good.txt"]
    assert "200 times its size" in skipped["x.zip/bomb.txt"]


def test_a_member_that_is_too_large_is_refused_while_it_unpacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unpacking, "MOST_OF_A_MEMBER", 1000)
    _, skipped = read("x.zip", packed(("big.txt", "word " * 1000)))
    assert "too large" in skipped["x.zip/big.txt"]


def test_what_all_members_unpack_to_together_has_a_limit() -> None:
    data = packed(*((f"{n}.txt", ARTICLE) for n in range(10)))
    allowance = limits.Allowance(size=3 * len(ARTICLE))
    file = limits.Opened("x.zip", io.BytesIO(data), len(data), allowance=allowance)
    found = list(read_file(file))
    assert [type(f) for f in found] == [Article, Article, Article, Skipped]
    assert isinstance(found[3], Skipped)
    assert found[3].reason.startswith("unpacks to more than")


def test_archives_in_an_archive_share_its_allowance(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = packed(*((f"{n}.txt", ARTICLE) for n in range(4)))
    monkeypatch.setattr(limits.Allowance, "__init__", _small)
    articles, skipped = read("x.zip", packed(*((f"{n}.zip", inner) for n in range(4))))
    assert len(articles) == 6  # of ten members that are allowed, two archives and what they hold
    assert any("more than" in reason for reason in skipped.values())


def _small(self: limits.Allowance, size: int = 10**9, members: int = 8) -> None:
    self.size, self.members = size, members


def test_archives_in_archives_end_at_a_depth() -> None:
    data = packed(("a.txt", ARTICLE))
    for _ in range(5):
        data = packed(("in.zip", data))
    articles, skipped = read("x.zip", data)
    assert articles == []
    assert list(skipped.values()) == ["an archive in an archive, 3 deep; unpack it first"]


def test_a_list_of_members_that_is_too_long_is_never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MOST_OF_THE_LIST", 1000)
    _, skipped = read("x.zip", packed(*((f"{n}.txt", ARTICLE) for n in range(30))))
    assert skipped == {"x.zip": "holds too many files; unpack it into several folders"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_told_apart() -> None:
    articles, _ = read("x.zip", packed(("a.txt", ARTICLE), ("a.txt", OTHER)))
    assert [a.path for a in articles] == ["x.zip/a.txt", "x.zip/a (2).txt"]


@pytest.mark.parametrize("data", [packed(), packed(("logo.png", b"\x89PNG"))])
def test_an_archive_without_articles_is_told(data: bytes) -> None:
    assert read("x.zip", data) == ([], {"x.zip": "a ZIP archive with no file in it that is read"})


@given(st.integers(0, 400), st.binary(max_size=8))
def test_a_damaged_archive_is_read_or_refused(at: int, damage: bytes) -> None:
    data = packed(("a.txt", ARTICLE), ("b.txt", OTHER))
    at %= len(data)
    read("x.zip", data[:at] + damage + data[at + len(damage) :])
