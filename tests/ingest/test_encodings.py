"""Every format in every encoding that its files come in, marked, declared, declared wrongly or not
at all: the right characters, or a reason that says what to do."""

from __future__ import annotations

import codecs
import json

import pytest

from tests.ingest.opening import read

SENTENCE = (
    "The café’s owner said “no” twice on Monday. She wants £3m for the château on the hill, and "
    "two people are missing."
)
RECORD = json.dumps({"title": "Ferry", "text": SENTENCE}, ensure_ascii=False)
ITEM = f"<channel><item><description>{SENTENCE}</description></item></channel></rss>"
NITF = f"<body><body.content><p>{SENTENCE}</p></body.content></body></nitf>"
HEADERS = "Content-Type: text/plain; charset={0}\nContent-Transfer-Encoding: 8bit"

FORMATS = {
    "a.txt": SENTENCE,
    "a.md": f"# Ferry\n\n{SENTENCE}",
    "a.html": f"<html><head><meta charset={{0}}></head><body><p>{SENTENCE}</p></body></html>",
    "bare.html": f"<html><body><h1>Ferry</h1><p>{SENTENCE}</p></body></html>",
    "a.csv": f'title,text\nFerry,"{SENTENCE}"\n',
    "a.rss": f"<?xml version='1.0' encoding='{{0}}'?><rss version='2.0'>{ITEM}",
    "bare.rss": f"<rss version='2.0'>{ITEM}",
    "a.xml": f"<?xml version='1.0' encoding='{{0}}'?><nitf>{NITF}",
    "a.eml": f"MIME-Version: 1.0\nSubject: Ferry\n{HEADERS}\n\n{SENTENCE}\n",
    "a.json": f"[{RECORD}]",
    "a.jsonl": f"{RECORD}\n{RECORD}\n",
}
ONLY_UNICODE = ("a.json", "a.jsonl")  # RFC 8259, 8.1


def text_of(name: str, data: bytes) -> str:
    articles, skipped = read(name, data)
    assert articles, skipped
    return articles[0].text


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_with_and_without_its_mark(name: str, encoding: str) -> None:
    assert SENTENCE in text_of(name, FORMATS[name].replace("{0}", "utf-8").encode(encoding))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "a.eml"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_utf_16_and_32_by_their_marks(name: str, mark: bytes, encoding: str) -> None:
    data = mark + FORMATS[name].replace("{0}", encoding[:6]).encode(encoding)
    assert SENTENCE in text_of(name, data)


@pytest.mark.parametrize("declared", ["windows-1252", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ONLY_UNICODE])
def test_a_code_page_declared_rightly_or_wrongly(name: str, declared: str) -> None:
    data = FORMATS[name].replace("{0}", declared).encode("cp1252")
    assert SENTENCE in text_of(name, data)


@pytest.mark.parametrize("name", ["a.html", "a.eml"])
def test_utf_8_that_is_declared_as_something_else(name: str) -> None:
    for declared in ("iso-8859-1", "x-none", "shift_jis"):
        assert SENTENCE in text_of(name, FORMATS[name].replace("{0}", declared).encode())


@pytest.mark.parametrize("name", ONLY_UNICODE)
def test_json_in_a_code_page_says_what_to_do(name: str) -> None:
    articles, skipped = read(name, FORMATS[name].encode("cp1252"))
    assert articles == []
    assert all("save the file again as UTF-8" in reason for reason in skipped.values())


@pytest.mark.parametrize("wrongly", ["cp1252", "latin-1"])
@pytest.mark.parametrize("name", FORMATS)
def test_mojibake_is_repaired(name: str, wrongly: str) -> None:
    broken = SENTENCE.replace("”", "“").encode().decode(wrongly)  # ” has no place in cp1252
    data = FORMATS[name].replace("{0}", "utf-8")
    for words in (SENTENCE, SENTENCE.replace("”", "“")):
        data = data.replace(words, broken)
    assert SENTENCE.replace("”", "“") in text_of(name, data.encode())


@pytest.mark.parametrize("name", FORMATS)
def test_nul_bytes_are_left_out_or_told(name: str) -> None:
    data = FORMATS[name].replace("{0}", "utf-8").replace("owner", "ow\0ner").encode()
    articles, skipped = read(name, data)
    if name in ("a.txt", "a.md"):
        assert "NUL bytes" in skipped[name]
    elif name in ONLY_UNICODE:
        assert all("no valid JSON" in reason for reason in skipped.values())
    else:
        assert SENTENCE in articles[0].text


def test_one_broken_byte_does_not_make_another_encoding_of_a_feed() -> None:
    item = f"<item><description>{SENTENCE * 20}</description></item>"
    data = f"<rss version='2.0'><channel>{item * 3}</channel></rss>".encode()
    assert SENTENCE in text_of("a.rss", data.replace("château".encode(), b"ch\xc3teau", 1))
