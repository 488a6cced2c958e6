"""What fuzzing begins with: small good and odd files for each target, made here or by the builders
of the tests, and the words of their formats.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import re
from pathlib import Path

from tests.ingest.containers import test_tar, test_warc, test_zip
from tests.ingest.opening import ARTICLE, OTHER
from tests.ingest.readers import test_docx, test_html, test_pdf, test_records

CORPUS = Path(__file__).parents[1] / "tests" / "ingest" / "corpus"
MOST_WORDS = 400  # of a dictionary: libFuzzer tries them in turn
_WORD = re.compile(rb"</?[\w:-]{1,20}|[\w:-]{3,24}[=:]|/[A-Z]\w{2,20}|&#?\w+;|[\w-]{3,12}/[\w-]+")

TEXT = (
    "Ferry sinks off Kiln Bay\nBy Ada Brandt\nPosted May 3, 2013 8:57 AM CDT\n"
    "https://baypost.example/2013/05/03/ferry\n\nKILN BAY, May 3 (Reuters) - A ferry sank on "
    "Monday.\n\nRead more: the bridge is closed\nShare this\n\nTwo are missing, the guard said.\n"
    "Last updated at 13:59 GMT\n(AP)\nWith files from AFP\n"
)


def _corpus(*endings: str) -> list[bytes]:
    return [file.read_bytes() for file in sorted(CORPUS.iterdir()) if file.suffix in endings]


def _pdf() -> list[bytes]:
    shown = (
        b"BT /F1 12 Tf 72 700 Td (A ferry sank off Kiln Bay on Monday,) Tj 0 -14 Td "
        b"[(and two of its) -250 (passengers)] TJ T* (are missing.) ' ET q 1 0 0 1 0 0 cm Q"
    )
    mapped = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange <20> <7e> <0020> "
        b"endbfrange endcmap end"
    )
    font = b"<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>>>"
    data = test_pdf.document(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font%s>>>>"
        % font,
        test_pdf.stream(shown),
        b"<</Title(Ferry sinks)/Author(Ada)/CreationDate(D:20130503)/Producer(TeX)>>",
        test_pdf.stream(mapped),
    ).replace(b"/Root 1 0 R", b"/Root 1 0 R/Info 5 0 R")
    return [test_pdf.made(test_pdf.page, Title="Ferry", Author="Ada"), data]


def _docx() -> list[bytes]:
    para, run, words = test_docx.para, test_docx.run, test_docx.W
    cell = f"<w:tc>{para(run('Dead'))}</w:tc>"
    bodies = [
        para(run("A ferry sank."), "<w:r><w:tab/><w:br/></w:r>", run("Two died.")),
        f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>{para(run('More.'))}",
        para(f"<w:ins>{run('five')}</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del>"),
        f"<w:sdt><w:sdtContent>{para(run('a'), para(run('b')))}</w:sdtContent></w:sdt>",
    ]
    parts = [
        f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>\n---\n{test_docx.CORE}'
        for body in bodies
    ]
    return [*(part.encode() for part in parts), test_docx.made(bodies[0])]


def _zip() -> list[bytes]:
    packed = test_zip.packed
    inner = packed(("b.txt", OTHER), method=0)
    return [
        packed(("mon/a.txt", ARTICLE), ("b.md", OTHER), method=0),
        packed(("a.txt", ARTICLE), ("in.zip", inner), ("x.doc", "x"), method=0),
        packed(("a.html", test_html.page(test_html.paragraphs(3)))),
        packed((test_zip.named("../a.txt"), ARTICLE), (test_zip.named("l", test_zip.LINK), "x")),
        packed(("a.txt", ARTICLE), method=14),
    ]


def _tar() -> list[bytes]:
    packed = test_tar.packed(("a.txt", ARTICLE), ("b/" + "c" * 120 + ".md", OTHER))
    return [packed, test_tar.special("a.txt", b"2")]


def _records() -> dict[str, list[bytes]]:
    record, other = test_records.RECORD, test_records.SECOND
    row: dict[str, object] = {"text": ARTICLE, "title": "Ferry", "date": "2024-05-03"}
    rows = [{**row, "tags": ["a", "b"]}]
    return {
        "json": [
            json.dumps([record, other]).encode(),
            json.dumps({"articles": [record, other], "next": None}, indent=1).encode(),
            f"{json.dumps(record)}\n{json.dumps(other)}\n".encode(),
            json.dumps({"content": {"rendered": "<p>A ferry<br/>sank.</p>"}}).encode(),
            json.dumps({"text": "x\ud83d\ude00", "date": 1714731000, "lang": "en_GB"}).encode(),
        ],
        "csv": [
            f'title,text,date\nFerry,"{ARTICLE}",2024-05-03\nBridge,"{OTHER}",3 May\n'.encode(),
            "titel;text;url\nFähre;Ein Schiff;https://a.example/\n".encode("cp1252"),
            "text\ttitle\nA ferry sank.\tFerry\n".encode("utf-16"),
        ],
        "parquet": [
            test_records.parquet(rows),
            test_records.parquet(rows, compression="none", use_dictionary=False),
        ],
    }


def _crawls() -> list[bytes]:
    crawl, ferry, bridge = test_warc.crawl, test_warc.FERRY, test_warc.BRIDGE
    return [
        crawl(ferry, bridge, compressed=False),
        crawl(ferry, bridge),
        crawl(
            (*ferry[:2], gzip.compress(ARTICLE.encode())),
            heads=(("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")),
            compressed=False,
        ),
    ]


_MAIL = (
    b"MIME-Version: 1.0\nFrom: Ada <ada@a.example>\nSubject: =?utf-8?q?F=C3=A4hre?=\n"
    b"Date: Fri, 03 May 2013 10:11:12 GMT\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
    b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"A ferry sank.=0A\n--b\nContent-Type: message/rfc822\n\nSubject: x\n\ny\n--b\n"
    b"Content-Disposition: attachment; filename*0*=utf-8''a%20b; filename*1=c\n\nx\n--b--\n"
)
_NITF = (
    b'<nitf><head><title>Ferry</title><docdata><date.issue norm="20130503T101112Z"/></docdata>'
    b"</head><body><body.head><hedline><hl1>Ferry sinks</hl1></hedline><byline>By Ada</byline>"
    b"<dateline><location>KILN BAY</location></dateline></body.head><body.content><p>A ferry sank."
    b"</p></body.content></body></nitf>"
)
_FEED = (
    b"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Bay Post"
    b"</title><item><guid>1</guid><title>Fish &amp; co</title><dc:creator>Ada</dc:creator><pubDate>"
    b"Fri, 03 May 2013 10:11:12 GMT</pubDate><description><![CDATA[<p>A ferry <b>sank</b>.</p>]]>"
    b"</description></item></channel></rss>"
)


def seeds(target: str) -> list[bytes]:
    """The files with which the fuzzing of a target begins."""
    linked = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry", '
    linked += '"datePublished": "2019-05-07T06:45:00+01:00", "author": [{"name": "Ada"}]}</script>'
    found: dict[str, list[bytes]] = {
        "html": [
            *_corpus(".html", ".xhtml"),
            test_html.page(test_html.paragraphs(3), linked),
            test_html.page("<article><h1>A</h1>" + test_html.paragraphs(4) + "</article>"),
        ],
        "feed": [*_corpus(".rss", ".atom"), _FEED],
        "newsml": [*_corpus(".newsml", ".xml"), _NITF],
        "ninjs": _corpus(".json"),
        "email": [*_corpus(".eml", ".mhtml"), _MAIL],
        "pdf": _pdf(),
        "docx": _docx(),
        "text": [TEXT.encode(), TEXT.encode("utf-16"), "Fähre – “so”".encode("cp1252")],
        "zip": _zip(),
        "tar": _tar(),
        "warc": _crawls(),
        "gzip": [pack(ARTICLE.encode()) for pack in (gzip.compress, bz2.compress, lzma.compress)]
        + [test_tar.packed(("a.txt", ARTICLE), mode="w:gz")],
        "sidecar": [b'{"title": "Ferry", "published": "2013-05-03", "url": "https://a.example"}'],
        "manifest": [
            b"file,publisher,published,url\na.txt,Bay Post,2013-05-03,https://a.example/\n",
            b'\xef\xbb\xbffile;title;language\n"a.txt";"Fe;rry";en-GB\n../b.txt;x;\n',
        ],
        "robots": [
            b"User-agent: *\nDisallow: /a*b$\nAllow: /a\nCrawl-delay: 2\n\nUser-agent: factcheck\n"
            b"Disallow: /x%20y\nRequest-rate: 1/5 0800-1200\nVisit-time: 0600-0845\n",
        ],
        "address": [
            b"https://ada:x@baypost.example:8080/a/../b?c=d#e",
            b"http://[::ffff:127.0.0.1]/",
            b"http://0x7f.1/",
            "http://bücher.example/ü".encode(),
        ],
        **_records(),
    }
    if target == "charset":
        return [b"text/html; charset=koi8-r\n" + data for data in seeds("html")] + [
            b"\n<meta charset=shift_jis>\x83t\x83F",
            b"\n<?xml version='1.0' encoding='big5'?>x",
        ]
    if target == "file":
        kinds = [kind for name, kind in found.items() if name not in ("robots", "address")]
        return [b"\x10\n" + data for kind in kinds for data in kind[:3]]
    return found[target]


def words(target: str) -> list[bytes]:
    """What stands in the seeds of a target again and again: names of tags, fields and headers."""
    counted = {word for seed in seeds(target) for word in _WORD.findall(seed)}
    return sorted(counted)[:MOST_WORDS]
