"""Word documents: what of them is text, what they say of themselves, broken and hostile ones."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.readers import docx
from factcheck.ingest.readers.docx import DocxFile
from factcheck.model import Skipped
from tests.ingest.opening import opened, read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-'
    'properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Two missing</dc:title>'
    "<dc:creator>Kari Solberg</dc:creator><dcterms:created>2026-11-22T10:00:00Z</dcterms:created>"
    "</cp:coreProperties>"
)


def para(*runs: str) -> str:
    return f"<w:p><w:pPr><w:pStyle w:val='x'/></w:pPr>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def made(body: str, *, head: str = "", first: str = "[Content_Types].xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", 8) as archive:
        archive.writestr(first, "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}">'
            f"<w:body>{body}</w:body></w:document>",
        )
        archive.writestr(
            "word/comments.xml", f'<w:comments xmlns:w="{W}">{para(run("no"))}</w:comments>'
        )
        archive.writestr("docProps/core.xml", CORE)
    return buffer.getvalue()


def text(body: str) -> str:
    (draft,) = DocxFile().read(opened("a.docx", made(body)))
    assert not isinstance(draft, Skipped)
    return draft.text


def test_paragraphs_are_put_together_from_their_runs() -> None:
    body = (
        para(run("A ferry "), run("sank."))
        + para()
        + para(run("Two"), "<w:r><w:tab/></w:r>", run("more."))
    )
    assert text(body) == "A ferry sank.\n\nTwo more."


def test_what_was_deleted_is_left_out_and_what_was_put_in_is_read() -> None:
    body = para(
        run("The toll is "),
        "<w:del><w:r><w:delText>four</w:delText></w:r></w:del>",
        f"<w:ins>{run('five')}</w:ins>",
        f"<w:moveFrom>{run(' gone')}</w:moveFrom>",
        "<w:r><w:commentReference w:id='0'/></w:r>",
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        run("."),
    )
    assert text(body) == "The toll is five."


def test_tables_links_and_boxes_are_read() -> None:
    cell = "<w:tc>{}</w:tc>".format
    body = (
        f"<w:tbl><w:tr>{cell(para(run('Dead')))}{cell(para(run('5')))}</w:tr></w:tbl>"
        + para(f"<w:hyperlink>{run('a link')}</w:hyperlink>")
        + f"<w:sdt><w:sdtContent>{para(run('in a field'))}</w:sdtContent></w:sdt>"
    )
    assert text(body) == "Dead | 5\n\na link\n\nin a field"


def test_title_and_author_are_stated_and_the_day_of_saving_is_no_publication_date() -> None:
    (draft,) = DocxFile().read(opened("a.docx", made(para(run("A ferry sank.")))))
    assert not isinstance(draft, Skipped)
    assert [(s.field, s.value) for s in draft.stated] == [
        ("title", "Two missing"),
        ("byline", "Kari Solberg"),
    ]


@pytest.mark.parametrize("first", ["[Content_Types].xml", "_rels/.rels", "docProps/app.xml"])
def test_a_document_is_no_archive_whatever_it_is_called(first: str) -> None:
    (article,), _ = read("a.zip", made(para(run("A ferry sank off Kiln Bay.")), first=first))
    assert article.text == "A ferry sank off Kiln Bay."


@pytest.mark.parametrize(
    ("part", "why"), [("xl/workbook.xml", "as .csv"), ("ppt/a.xml", "no Word document")]
)
def test_other_office_documents_are_told(part: str, why: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    assert why in read("a.docx", buffer.getvalue())[1]["a.docx"]


def test_an_old_or_locked_document_is_told() -> None:
    assert "without a password" in read("a.docx", b"\xd0\xcf\x11\xe0" + bytes(99))[1]["a.docx"]


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(para(run(" " * 20_000_000)))
    assert "200 times its size" in read("a.docx", data)[1]["a.docx"]
    monkeypatch.setattr(docx, "MAX_XML", 1000)
    assert "unpacks to more than" in read("a.docx", data)[1]["a.docx"]


def test_entities_are_not_followed() -> None:
    bomb = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/hostname">]>'
    )
    _, skipped = read("a.docx", made(para(run("&b;&f;")), head=bomb))
    assert list(skipped) == ["a.docx"]


def test_depth_and_cuts_are_told() -> None:
    deep = "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000
    assert list(read("a.docx", made(deep))[1]) == ["a.docx"]
    data = made(para(run("A ferry sank.")))
    assert read("a.docx", data[: len(data) // 2])[1] == {"a.docx": docx.BROKEN}


@given(st.integers(0, 3000), st.binary(max_size=8))
def test_a_damaged_document_is_read_or_refused(at: int, damage: bytes) -> None:
    data = made(para(run("A ferry sank off Kiln Bay.")))
    at %= len(data)
    read("a.docx", data[:at] + damage + data[at + len(damage) :])
