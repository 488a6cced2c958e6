"""Files made to do harm, each read in a process of its own as a run reads it: what came out, how
long it took, and how much memory at most. Prints one table.

usage: python benchmarks/hostile.py [--only WORD]

The files are made here, one at a time, of 100 MB at most. Ends with 1 when one of them took more
than the bounds below, or came to another end than articles and reasons. Needs Linux or macOS.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import resource
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the tests' builders

# What one file may take at most, seconds of the processor (reading is one process) and MB.
MOST_SECONDS = 60.0
MOST_MEMORY = 2000
GIVEN_UP = 300  # seconds by the clock

SENTENCE = "The ferry Marla sank off Kiln Bay on Monday, and two people are missing.\n"
Make = Callable[[], tuple[str, Iterator[bytes]]]


def _repeated(piece: bytes, size: int) -> Iterator[bytes]:
    many = piece * max(1, 1_000_000 // len(piece))
    for _ in range(size // len(many)):
        yield many
    yield many[: size % len(many)]


def _around(start: bytes, piece: bytes, size: int, end: bytes = b"") -> Iterator[bytes]:
    yield start
    yield from _repeated(piece, size)
    yield end


def _packed(ending: str, piece: bytes, size: int) -> Iterator[bytes]:
    """Data packed as gzip, bzip2 or xz do, without holding it."""
    import bz2
    import lzma

    packers: dict[str, Any] = {"gz": zlib.compressobj(9, wbits=31), "bz2": bz2.BZ2Compressor()}
    packer: Any = packers.get(ending) or lzma.LZMACompressor()
    for data in _repeated(piece, size):
        yield packer.compress(data)
    yield packer.flush()


def _zip(members: Iterator[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def _nested_zips(levels: int) -> bytes:
    data = SENTENCE.encode()
    for level in range(levels):
        data = _zip(iter([("a.txt" if level == 0 else "a.zip", data)]))
    return data


def _overlapping(count: int) -> bytes:
    """A ZIP whose list names one member so many times (Fifield 2019)."""
    whole = _zip(iter([("a.txt", bytes(9_000_000))]))
    end = whole.rindex(b"PK\x05\x06")
    start = whole.rindex(b"PK\x01\x02", 0, end)
    entry, about = (
        whole[start:end],
        struct.pack("<2H2I", count, count, (end - start) * count, start),
    )
    return whole[:start] + entry * count + whole[end : end + 8] + about + b"\0\0"


def _tar(count: int) -> Iterator[bytes]:
    for number in range(count):
        info = tarfile.TarInfo(f"{number}.txt")
        info.size = 3
        yield info.tobuf() + b"abc".ljust(512, b"\0")
    yield bytes(1024)


def _header_of_a_tar() -> bytes:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 8_000_000_000
    return info.tobuf() + bytes(4096)


def _docx(body: bytes, head: str = "") -> bytes:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    start = f'{head}<w:document xmlns:w="{words}"><w:body>'.encode()
    return _zip(
        iter(
            [
                ("[Content_Types].xml", b"<Types/>"),
                ("word/document.xml", start + body + b"</w:body></w:document>"),
            ]
        )
    )


def _parquet(kind: str) -> bytes:
    import pyarrow
    import pyarrow.parquet

    if kind == "list":
        offsets = pyarrow.array([0, 50_000_000], pyarrow.int32())
        values = pyarrow.ListArray.from_arrays(offsets, pyarrow.nulls(50_000_000, pyarrow.int8()))
        columns = {"text": pyarrow.array([SENTENCE]), "author": values}
    else:
        index = pyarrow.array([0] * 1000, pyarrow.int32())
        texts = pyarrow.DictionaryArray.from_arrays(index, pyarrow.array(["x" * 7_000_000]))
        columns = {"text": texts, "title": pyarrow.array(["t"] * 1000)}
    held = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), held, compression="zstd")
    return held.getvalue()


def _pdf(kind: str) -> bytes:
    from tests.ingest.readers import test_pdf as pdf

    if kind == "unpacks":
        data = zlib.compress(pdf.SHOW * 1_500_000)
        return pdf.one_page(pdf.stream(data, pdf.FLATE))
    if kind == "operators":
        return pdf.one_page(pdf.stream(zlib.compress(b"q Q " * 600_000), pdf.FLATE))
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * 1_000_000


def _entities() -> str:
    """Each entity is ten of the one before: "a billion laughs"."""
    declared = "".join(f"<!ENTITY b{n} '{f'&b{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<!DOCTYPE x [<!ENTITY b0 'lol'>{declared}<!ENTITY f SYSTEM 'file:///etc/hosts'>]>"


def _crawl() -> bytes:
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    size = b"Content-Length: %d\r\n\r\n" % (len(answer) + 300_000_000)
    kind = b"Content-Type: application/http; msgtype=response\r\n"
    packer = zlib.compressobj(9, wbits=31)
    packed = packer.compress(head + kind + size + answer)
    packed += b"".join(packer.compress(zeros) for zeros in _repeated(b"\0", 300_000_000))
    return packed + packer.flush()


def _once(name: str, data: bytes | str) -> Make:
    return lambda: (name, iter([data.encode() if isinstance(data, str) else data]))


def _later(name: str, make: Callable[[], bytes]) -> Make:
    return lambda: (name, iter([make()]))


def _stream(name: str, make: Callable[[], Iterator[bytes]]) -> Make:
    return lambda: (name, make())


def _page(body: bytes) -> Callable[[], Iterator[bytes]]:
    return lambda: iter([b"<!doctype html><html><body>", body, b"</body></html>"])


SAID = SENTENCE.encode()
RECORD = b'{"title": "Ferry", "text": "'
NINJS = b'{"uri": "a", "body_text": "A ferry sank."},'
MAIL = b"MIME-Version: 1.0\nSubject: Ferry\nContent-Type: multipart/mixed; boundary=b\n\n"
# UTF-8 read as Latin 1 again and again: each line, each piece of a line, has many layers to undo.
LAYERS = "Ã\x83Â\x83\x82"
FEED = b"<rss version='2.0'><channel>"
ITEM = b"<item><title>Ferry</title><description>" + SAID + b"</description></item>"

CASES: dict[str, Make] = {
    "an ordinary text": _once("a.txt", SENTENCE * 20),
    "an ordinary page": _once("a.html", "<html><body>" + f"<p>{SENTENCE}</p>" * 20),
    "text of 100 MB": _stream("a.txt", lambda: _repeated(SAID, 100_000_000)),
    "text, one line of 50 MB": _stream("a.txt", lambda: _repeated(b"word ", 50_000_000)),
    "text, one line of 990 KB": _stream("a.txt", lambda: _repeated(b"word ", 990_000)),
    "text of 495,000 lines": _stream("a.txt", lambda: _repeated(b"a\n", 990_000)),
    "page of 100 MB": _stream("a.html", lambda: _around(b"<html>", b"<p>" + SAID, 100_000_000)),
    "page of 20 MB, prose": _stream(
        "a.html", lambda: _around(b"<html>", b"<p>" + SAID, 19_900_000)
    ),
    "page, one line of 20 MB": _stream("a.html", lambda: _around(b"<html>", b"word ", 19_900_000)),
    "page of 100,000 nested tags": _stream("a.html", _page(b"<div>" * 100_000 + SAID)),
    "page of 950,000 elements": _stream("a.html", _page(SAID + b"<br>" * 950_000)),
    "page of 19,000 elements": _stream("a.html", _page(b"<p>A ferry sank off Kiln Bay." * 19_000)),
    "page of 5,000 nested tables": _stream("a.html", _page(b"<table><tr><td>" * 5_000 + SAID)),
    "page, broken encoding, 7 MB": _stream(
        "a.html",
        lambda: _around(f"<html><p>{SENTENCE}<!--".encode(), f"{LAYERS}\n".encode(), 7_300_000),
    ),
    "page, broken encodings that differ": _once(
        "a.html",
        f"<html><p>{SENTENCE}<!--" + "".join(f"{LAYERS * 20}{n}\n" for n in range(20_000)),
    ),
    "text, one line of broken encoding": _once("a.txt", SENTENCE + LAYERS * 100_000),
    "page of 1,000,000 attributes": _stream("a.html", _page(b"<p " + b"a=b " * 1_000_000 + b">")),
    "feed, entities in entities": _once("a.rss", _entities() + "<rss><channel>&b9;&f;"),
    "NewsML, entities in entities": _once("a.xml", _entities() + "<newsItem>&b9;&f;</newsItem>"),
    "Word, entities in entities": _later("a.docx", lambda: _docx(b"&b9;&f;", _entities())),
    "feed of 50,000 entries": _stream("a.rss", lambda: _around(FEED, ITEM, 7_000_000)),
    "feed of nested tags, 9 MB": _stream("a.rss", lambda: _around(FEED, b"<item>", 9_000_000)),
    "NewsML of 20 MB": _stream(
        "a.xml", lambda: _around(b"<newsItem>", b"<p>a</p>", 19_200_000, b"</newsItem>")
    ),
    "ninjs of 20 MB": _stream(
        "a.ninjs", lambda: _around(b"[", NINJS, len(NINJS) * 400_000, b"{}]")
    ),
    "mail of 9,000 parts in parts": _stream(
        "a.eml", lambda: _around(MAIL, b"--b\n" + MAIL, 9_000 * (len(MAIL) + 4))
    ),
    "mail of 40 MB": _stream("a.eml", lambda: _around(b"Subject: a\n\n", SAID, 39_900_000)),
    "JSON, one line of 50 MB": _stream("a.json", lambda: _around(RECORD, b"word ", 50_000_000)),
    "JSON Lines, one of 50 MB": _stream("a.jsonl", lambda: _around(RECORD, b"word ", 50_000_000)),
    "JSON of 1,000,000 brackets": _once("a.json", b"[" * 1_000_000),
    "JSON, a record of 190,000 values": _stream(
        "a.json", lambda: _around(b'{"text": "a", "x": [', b"1,", 380_000, b"1]}")
    ),
    "CSV, one line of 50 MB": _stream(
        "a.csv", lambda: _around(b"text,title\n", b"word ", 50_000_000)
    ),
    "CSV of 1,000,000 columns": _once("a.csv", b"text," * 1_000_000 + b"\n"),
    "Parquet, 1,000 texts in 1 KB": _later("a.parquet", lambda: _parquet("text")),
    "Parquet, a list of 50,000,000": _later("a.parquet", lambda: _parquet("list")),
    "PDF that unpacks to 40 MB": _later("a.pdf", lambda: _pdf("unpacks")),
    "PDF of 1,200,000 operators": _later("a.pdf", lambda: _pdf("operators")),
    "PDF of 1,000,000 brackets": _later("a.pdf", lambda: _pdf("deep")),
    "Word, 49 MB of paragraphs": _later(
        "a.docx", lambda: _docx(b"<w:p><w:r><w:t>a ferry</w:t></w:r></w:p>" * 1_200_000)
    ),
    "Word, 100,000 nested": _later("a.docx", lambda: _docx(b"<w:sdt>" * 100_000)),
    "ZIP of 1 GB of zeros": _later("a.zip", lambda: _zip(iter([("a.txt", bytes(1_000_000_000))]))),
    "ZIP, one member 2,000 times": _later("a.zip", lambda: _overlapping(2_000)),
    "ZIP in ZIP in …, 20 deep": _later("a.zip", lambda: _nested_zips(20)),
    "ZIP of 100,001 members": _later(
        "a.zip", lambda: _zip((f"{n}.txt", b"abc") for n in range(100_001))
    ),
    "TAR of 100,001 members": _stream("a.tar", lambda: _tar(100_001)),
    "TAR, a header of 8 GB": _later("a.tar", _header_of_a_tar),
    "gzip of 1 GB of zeros": _stream("a.txt.gz", lambda: _packed("gz", b"\0", 1_000_000_000)),
    "gzip in gzip of 1 GB": _later(
        "a.txt.gz", lambda: gzip.compress(b"".join(_packed("gz", b"\0", 1_000_000_000)))
    ),
    "bzip2 of 200 MB of zeros": _stream("a.txt.bz2", lambda: _packed("bz2", b"\0", 200_000_000)),
    "xz of 200 MB of zeros": _stream("a.txt.xz", lambda: _packed("xz", b"\0", 200_000_000)),
    "WARC, an answer of 300 MB": _later("a.warc.gz", _crawl),
    "WARC, a head without end": _stream(
        "a.warc", lambda: _around(b"WARC/1.0\r\nX: ", b"x", 50_000_000)
    ),
}


def make(case: str, folder: Path) -> None:
    """Write the file of a case into a folder that is empty."""
    name, pieces = CASES[case]()
    with (folder / name).open("wb") as file:
        file.writelines(pieces)


def read(file: Path) -> None:
    """Read a file as a run does; print what it came to as JSON."""
    from factcheck.ingest import read_articles

    began = time.monotonic()
    ingested = read_articles([file])
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    unit = 1 if sys.platform == "darwin" else 1024
    found = {
        "clock": time.monotonic() - began,
        "seconds": sum(used.ru_utime + used.ru_stime for used in (own, children)),
        "memory": max(own.ru_maxrss, children.ru_maxrss) * unit / 1_000_000,
        "articles": len(ingested.articles),
        "skipped": len(ingested.skipped),
        "reason": ingested.skipped[0].reason if ingested.skipped else "",
    }
    print(json.dumps(found))


def measured(case: str) -> dict[str, object]:
    """Make the file of a case and read it, each in a process of its own: this one stays small, for
    Linux counts the memory of the process that starts another one as that one's."""
    with tempfile.TemporaryDirectory() as made:
        this = [sys.executable, __file__]
        subprocess.run([*this, "--make", case, "--folder", made], check=True)
        (file,) = Path(made).iterdir()
        size = file.stat().st_size
        try:
            done = subprocess.run(
                [*this, "--read", str(file)], capture_output=True, timeout=GIVEN_UP, check=False
            )
        except subprocess.TimeoutExpired:
            return {"size": size, "reason": f"NOT DONE IN {GIVEN_UP} s"}
    if done.returncode:
        return {"size": size, "reason": f"FAILED: {done.stderr.decode()[-200:]}"}
    return {"size": size, **json.loads(done.stdout)}


def main() -> int:
    parser = argparse.ArgumentParser(description="read files made to do harm")
    parser.add_argument("--only", default="", help="cases with this word in their name")
    parser.add_argument("--make", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(given.make, given.folder)
        return 0
    if given.read:
        read(given.read)
        return 0
    print("| file | bytes | seconds | MB | articles | skipped | because |")
    print("|---|--:|--:|--:|--:|--:|---|")
    bad = 0
    for case in (case for case in CASES if given.only in case):
        found = measured(case)
        seconds, memory = (
            float(str(found.get("seconds", 9e9))),
            float(str(found.get("memory", 9e9))),
        )
        bad += seconds > MOST_SECONDS or memory > MOST_MEMORY
        cells = (
            case,
            f"{found['size']:,}",
            f"{seconds:.1f}",
            f"{memory:.0f}",
            found.get("articles", "-"),
            found.get("skipped", "-"),
            str(found["reason"])[:60],
        )
        print("|", " | ".join(map(str, cells)), "|", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
