"""Crawls: which answers are read, and what is known of them."""

from __future__ import annotations

import gzip
import io
import sys
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from factcheck.ingest.containers import unpacking, warc
from factcheck.ingest.opened import Opened
from factcheck.model import Skipped
from tests.ingest.containers.test_zip import packed
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


PAGE = f"""<html><head><title>Ferry sinks</title><meta charset="iso-8859-1"></head><body>
<nav><a href="/">Home</a></nav><h1>Ferry sinks</h1><p>{ARTICLE} The café is shut.</p>
<p>{OTHER}</p></body></html>""".encode()


class Writer(WARCWriter):
    """It leaves its temporary files open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


def written(*answers: tuple[str, bytes, str, tuple[tuple[str, str], ...]]) -> bytes:
    """A crawl as warcio writes it: kind of record, body, status and headers of each answer."""
    buffer = io.BytesIO()
    writer = Writer(buffer, gzip=True)
    writer.write_record(writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))
    for number, (kind, body, status, headers) in enumerate(answers):
        heads = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        address = f"https://baypost.example/2019/ferry-{number}"
        about = {"WARC-Date": "2026-11-22T10:00:00Z"}
        writer.write_record(
            writer.create_warc_record(
                address, kind, io.BytesIO(body), http_headers=heads, warc_headers_dict=about
            )
        )
    return buffer.getvalue()


HTML = ("Content-Type", "text/html; charset=utf-8")


def in_pieces(data: bytes) -> bytes:
    pieces = (data[at : at + 100] for at in range(0, len(data), 100))
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("", bytes),
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", None),
        ("gzip", bytes),  # unpacked by the crawler
        ("br", bytes),
    ],
)
def test_a_page_is_read_in_whatever_way_it_was_sent(
    coding: str, pack: Callable[[bytes], bytes] | None, chunked: bool
) -> None:
    if coding == "br":
        brotli = pytest.importorskip("brotli")
        pack = pack or brotli.compress
    assert pack is not None
    body = in_pieces(pack(PAGE)) if chunked else pack(PAGE)
    headers = [HTML, ("Content-Encoding", coding)] if coding else [HTML]
    headers += [("Transfer-Encoding", "Chunked")] if chunked else []
    (article,), skipped = read("c.warc.gz", written(("response", body, "200 OK", tuple(headers))))
    known = {s.field: s.value for s in article.metadata}
    assert skipped == {}
    assert "café is shut" in article.text
    assert "Home" not in article.text
    assert known["url"] == "https://baypost.example/2019/ferry-0"
    assert article.published is None  # that it was fetched in 2026 says nothing


def test_answers_that_are_no_article_are_passed_over_in_silence() -> None:
    data = written(
        ("revisit", b"", "200 OK", (HTML,)),
        ("request", b"", "GET / HTTP/1.1", ()),
        ("response", PAGE, "404 Not Found", (HTML,)),
        ("response", PAGE, "301 Moved Permanently", (HTML,)),
        ("response", b"\x89PNG", "200 OK", (("Content-Type", "image/png"),)),
        ("response", b"GIF89a", "200 OK", ()),
        ("response", PAGE, "200 OK", (HTML,)),
    )
    articles, skipped = read("c.warc.gz", data)
    assert [a.path for a in articles] == ["c.warc.gz/https://baypost.example/2019/ferry-6"]
    assert skipped == {}


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_an_answer_that_is_a_bomb_is_told_and_the_next_one_read(coding: str) -> None:
    blanks = b" " * 50_000_000
    if coding == "gzip":
        bomb = gzip.compress(blanks, 1)
    else:
        bomb = pytest.importorskip("brotli").compress(blanks, quality=1)
    del blanks
    data = written(
        ("response", bomb, "200 OK", (HTML, ("Content-Encoding", coding))),
        ("response", PAGE, "200 OK", (HTML,)),
    )
    tracemalloc.start()
    articles, skipped = read("c.warc.gz", data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(articles) == 1
    assert "times its size" in next(iter(skipped.values()))
    assert most < 49_000_000  # three times what 16 KB of deflate stand for at most


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_half_an_answer_is_no_article(coding: str) -> None:
    pack = gzip.compress if coding == "gzip" else pytest.importorskip("brotli").compress
    half = ("response", pack(PAGE * 50)[:-50], "200 OK", (HTML, ("Content-Encoding", coding)))
    articles, skipped = read("c.warc.gz", written(half, ("response", PAGE, "200 OK", (HTML,))))
    assert len(articles) == 1
    assert list(skipped.values()) == [warc.CUT_OFF]


def test_the_extra_that_reads_brotli_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    data = written(("response", PAGE, "200 OK", (HTML, ("Content-Encoding", "br"))))
    assert "factcheck-news[crawls]" in next(iter(read("c.warc.gz", data)[1].values()))


@pytest.mark.parametrize("name", ["crawl.wacz", "crawl.zip"])
def test_of_a_packed_crawl_the_answers_alone_are_read(name: str) -> None:
    data = packed(
        ("archive/data.warc.gz", written(("response", PAGE, "200 OK", (HTML,)))),
        ("indexes/index.cdx.gz", gzip.compress(b"example,baypost)/2019/ferry 2026 {}")),
        (
            "pages/pages.jsonl",
            '{"format": "json-pages-1.0"}\n{"url": "x", "text": "A ferry sank."}',
        ),
        ("logs/crawl.txt", "A log."),
        ("datapackage.json", '{"profile": "data-package", "text": "A crawl."}'),
    )
    articles, skipped = read(name, data)
    assert [a.path for a in articles] == [
        f"{name}/archive/data.warc.gz/data.warc/https://baypost.example/2019/ferry-0"
    ] or [a.path for a in articles] == [
        f"{name}/archive/data.warc.gz/https://baypost.example/2019/ferry-0"
    ]
    assert skipped == {}


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
