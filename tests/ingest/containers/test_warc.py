"""Crawls: which answers are read, and what is known of them."""

from __future__ import annotations

import gzip

import pytest

from factcheck.ingest.containers import unpacking, warc
from factcheck.ingest.opened import Opened
from factcheck.model import Skipped
from tests.ingest.opening import ARTICLE, OTHER, opened, read


def record(kind: str, address: str, body: bytes) -> bytes:
    """One record (ISO 28500, 5)."""
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {address}",
        "WARC-Date: 2026-11-22T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:4d3ab3a0-0000-4000-8000-000000000000>",
        f"Content-Type: application/http; msgtype={kind}",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


def crawl(
    *answers: tuple[str, str, bytes],
    compressed: bool = True,
    status: str = "200 OK",
    heads: tuple[tuple[str, str], ...] = (),
) -> bytes:
    records = [record("warcinfo", "", b"software: test\r\n")]
    for address, kind, body in answers:
        written = "".join(
            f"{name}: {value}\r\n" for name, value in (("Content-Type", kind), *heads)
        )
        head = f"HTTP/1.1 {status}\r\n{written}\r\n".encode()
        records.append(record("response", address, head + body))
    return b"".join(gzip.compress(r) if compressed else r for r in records)


FERRY = ("https://baypost.example/ferry.txt", "text/plain; charset=utf-8", ARTICLE.encode())
BRIDGE = ("https://baypost.example/bridge.txt", "text/plain", OTHER.encode())


def members(name: str, data: bytes) -> list[tuple[Opened | Skipped, bytes]]:
    """What a crawl holds, and the bytes of each."""
    found: list[tuple[Opened | Skipped, bytes]] = []
    for member in warc.WebArchive().members(opened(name, data), lambda inner: None):
        if isinstance(member, Skipped):
            found.append((member, b""))
            continue
        with member.stream:
            found.append((member, member.stream.read()))
    return found


@pytest.mark.parametrize("compressed", [True, False])
def test_answers_are_read_with_their_addresses(compressed: bool) -> None:
    data = crawl(FERRY, BRIDGE, compressed=compressed)
    name = "c.warc.gz" if compressed else "c.warc"
    articles, skipped = read(name, data)
    assert [a.path for a in articles] == [f"{name}/{FERRY[0]}", f"{name}/{BRIDGE[0]}"]
    assert articles[0].text == ARTICLE
    assert skipped == {}


def test_a_member_has_its_media_type_and_address_and_no_date_of_the_crawl() -> None:
    ((found, _),) = members("c.warc.gz", crawl(FERRY))
    assert isinstance(found, Opened)
    assert found.media_type == "text/plain; charset=utf-8"
    assert [(s.field, s.value, s.source) for s in found.stated] == [
        ("url", FERRY[0], "surroundings")
    ]


def test_styles_pictures_errors_and_robots_are_passed_over() -> None:
    data = crawl(
        ("https://baypost.example/a.css", "text/css", b"p{}"),
        ("https://baypost.example/robots.txt", "text/plain", b"User-agent: *"),
        ("https://baypost.example/a.png", "image/png", b"\x89PNG"),
        FERRY,
    )
    assert len(members("c.warc.gz", data)) == 1
    assert members("c.warc.gz", crawl(FERRY, status="404 Not Found")) == []


def test_compressed_answers_are_unpacked_and_unknown_ways_told() -> None:
    packed = gzip.compress(ARTICLE.encode())
    data = crawl((*FERRY[:2], packed), heads=(("Content-Encoding", "gzip"),))
    ((found, body),) = members("c.warc.gz", data)
    assert isinstance(found, Opened)
    assert body == ARTICLE.encode()
    data = crawl((*FERRY[:2], packed), heads=(("Content-Encoding", "zst"),))
    ((found, _),) = members("c.warc.gz", data)
    assert isinstance(found, Skipped)
    assert "compressed as 'zst'" in found.reason


def test_answers_before_the_break_are_read() -> None:
    data = crawl(FERRY, BRIDGE)
    articles, skipped = read("c.warc.gz", data[:-40])
    assert articles[0].text == ARTICLE
    assert skipped == {"c.warc.gz": unpacking.BREAKS_OFF}


def test_a_crawl_compressed_as_a_whole_is_told() -> None:
    data = gzip.compress(crawl(FERRY, BRIDGE, compressed=False))
    _, skipped = read("c.warc.gz", data)
    assert any("gunzip" in reason for reason in skipped.values())


def test_a_head_without_end_is_refused() -> None:
    _, skipped = read("c.warc", b"WARC/1.0\r\nX: " + b"x" * 1_000_000)
    assert "no end" in skipped["c.warc"]
    bomb = gzip.compress(b"WARC/1.0\r\nX: " + b"x" * 50_000_000)
    _, skipped = read("c.warc.gz", bomb)
    assert list(skipped) == ["c.warc.gz"]


def test_nothing_is_written_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    data = crawl(FERRY, compressed=False).replace(b"Content-Length: ", b"Content-Length: 1")
    read("c.warc", data)
    assert capsys.readouterr() == ("", "")
