"""TAR archives and single compressed files: what is read, what is refused, what breaks off."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.containers import unpacking
from tests.ingest.opening import ARTICLE, OTHER, read


def packed(*members: tuple[str, bytes | str], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name)
            if isinstance(data, str):
                data = data.encode()
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def special(name: str, kind: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, "/etc/hostname"
        archive.addfile(info)
        good = tarfile.TarInfo("good.txt")
        good.size = len(OTHER)
        archive.addfile(good, io.BytesIO(OTHER.encode()))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "mode", "inner"),
    [
        ("w.tar", "w", "w.tar"),
        ("w.tar.gz", "w:gz", "w.tar.gz/w.tar"),
        ("w.tgz", "w:gz", "w.tgz/w.tar"),
        ("w.tar.bz2", "w:bz2", "w.tar.bz2/w.tar"),
        ("w.tar.xz", "w:xz", "w.tar.xz/w.tar"),
    ],
)
def test_texts_in_an_archive_are_read(name: str, mode: str, inner: str) -> None:
    data = packed(("a.txt", ARTICLE), ("logo.png", b"x"), ("b/c.txt", OTHER), mode=mode)
    articles, skipped = read(name, data)
    assert [a.path for a in articles] == [f"{inner}/a.txt", f"{inner}/b/c.txt"]
    assert skipped == {}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_one_compressed_file_is_read(pack: object) -> None:
    ending = {"gzip": "gz", "bz2": "bz2", "lzma": "xz"}[pack.__module__]
    articles, _ = read(f"ferry.txt.{ending}", pack(ARTICLE.encode()))  # type: ignore[operator]
    assert [a.path for a in articles] == [f"ferry.txt.{ending}/ferry.txt"]
    assert articles[0].text == ARTICLE


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE],
)
def test_links_and_devices_are_refused_and_files_read(kind: bytes) -> None:
    articles, skipped = read("x.tar", special("a.txt", kind))
    assert [a.path for a in articles] == ["x.tar/good.txt"]
    assert skipped == {"x.tar/a.txt": unpacking.NO_FILE}


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    articles, skipped = read("x.tar", packed((name, ARTICLE), ("good.txt", OTHER)))
    assert [a.path for a in articles] == ["x.tar/good.txt"]
    assert list(skipped.values()) == [unpacking.LEADS_OUT]


def test_members_before_the_break_are_read() -> None:
    whole = packed(("a.txt", ARTICLE), ("b.txt", OTHER * 20))
    articles, skipped = read("x.tar", whole[:1800])
    assert [a.path for a in articles] == ["x.tar/a.txt"]
    assert skipped["x.tar/b.txt"] == unpacking.BREAKS_OFF
    cut = packed(("a.txt", ARTICLE), ("b.txt", str(list(range(9000)))), mode="w:gz")[:-2000]
    articles, skipped = read("x.tar.gz", cut)
    assert [a.path for a in articles] == ["x.tar.gz/x.tar/a.txt"]
    assert "breaks off after" in skipped["x.tar.gz"]


def test_half_a_text_is_no_article() -> None:
    data = gzip.compress((ARTICLE * 50).encode())
    articles, skipped = read("a.txt.gz", data[:-12])
    assert articles == []
    assert "breaks off after" in skipped["a.txt.gz"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_bomb_is_refused(pack: object) -> None:
    _, skipped = read("a.txt.gz", pack(bytes(30_000_000)))  # type: ignore[operator]
    assert "200 times its size" in skipped["a.txt.gz"]


def test_a_header_that_claims_gigabytes_is_not_read_into_memory() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 8_000_000_000
    data = packed(("a.txt", ARTICLE))[:1024] + info.tobuf() + bytes(1024)
    articles, skipped = read("x.tar", data)
    assert [a.path for a in articles] == ["x.tar/a.txt"]
    assert skipped == {"x.tar": unpacking.BREAKS_OFF}


def test_headers_that_describe_headers_without_end_are_refused() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 0
    _, skipped = read("x.tar", info.tobuf() * 5000)
    assert skipped == {"x.tar": unpacking.BREAKS_OFF}


@given(st.integers(0, 3000), st.binary(max_size=8))
def test_a_damaged_archive_is_read_or_refused(at: int, damage: bytes) -> None:
    for name, mode in (("x.tar", "w"), ("x.tar.gz", "w:gz")):
        data = packed(("a.txt", ARTICLE), ("b.txt", OTHER), mode=mode)
        here = at % len(data)
        read(name, data[:here] + damage + data[here + len(damage) :])
