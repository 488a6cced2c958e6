"""PDFs: reading order, what stands on every page, what the file says of itself, hostile files."""

from __future__ import annotations

import io
import time
import zlib
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.errors import DependencyError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from factcheck.ingest.readers.pdf import PdfFile
from factcheck.ingest.readers.pdf_document import BROKEN, LOCKED, NO_KEY, NO_TEXT
from factcheck.ingest.readers.pdf_page import Line, hyphenated, joined
from factcheck.model import Skipped
from tests.ingest.opening import opened, read

PARAGRAPHS = (
    (
        "A ferry sank off Kiln Bay on Monday, and two of its",
        "passengers are missing, the harbour govern-",
        "ment said.",
    ),
    (
        "The search goes on. Divers from three towns came to",
        "help in the night, and more are on their way.",
    ),
)


def made(draw: Callable[[Canvas], None], **about: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1)
    for field, value in about.items():
        getattr(canvas, f"set{field}")(value)
    draw(canvas)
    canvas.save()
    return buffer.getvalue()


def lines(canvas: Canvas, x: float, y: float, paragraphs: Iterable[Iterable[str]]) -> None:
    for paragraph in paragraphs:
        for line in paragraph:
            canvas.drawString(x, y, line)
            y -= 14
        y -= 10


def page(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 24)
    canvas.drawString(72, 760, "Two missing after ferry")
    canvas.drawString(72, 732, "sinks off Kiln Bay")
    canvas.setFont("Helvetica", 12)
    lines(canvas, 72, 690, PARAGRAPHS)
    canvas.showPage()


def text(data: bytes) -> str:
    (draft,) = PdfFile().read(opened("a.pdf", data))
    assert not isinstance(draft, Skipped)
    return draft.text


def test_lines_become_paragraphs_and_words_are_put_together() -> None:
    assert text(made(page)).split("\n\n") == [
        "Two missing after ferry sinks off Kiln Bay",
        "A ferry sank off Kiln Bay on Monday, and two of its passengers are missing, the harbour "
        "government said.",
        "The search goes on. Divers from three towns came to help in the night, and more are on "
        "their way.",
    ]


@pytest.mark.parametrize("alternating", [True, False])
def test_columns_are_read_one_after_the_other(alternating: bool) -> None:
    left = [f"left {n} of the story and" for n in range(12)]
    right = [f"right {n} of the story and" for n in range(12)]

    def columns(canvas: Canvas) -> None:
        if alternating:
            for n, pair in enumerate(zip(left, right, strict=True)):
                lines(canvas, 72, 700 - 14 * n, [pair[:1]])
                lines(canvas, 320, 700 - 14 * n, [pair[1:]])
        else:
            lines(canvas, 72, 700, [left])
            lines(canvas, 320, 700, [right])

    assert text(made(columns)) == " ".join((*left, *right))


def test_what_stands_on_every_page_is_removed_and_can_be_seen() -> None:
    def pages(canvas: Canvas) -> None:
        for number, paragraph in enumerate((*PARAGRAPHS, *PARAGRAPHS), 1):
            canvas.drawString(72, 810, f"The Harbour Post, page {number}")
            lines(canvas, 72, 700, [paragraph, (f"Only here {number}, by the {'x' * number}.",)])
            canvas.drawString(300, 30, f"- {number} -")
            canvas.showPage()

    (draft,) = PdfFile().read(opened("a.pdf", made(pages)))
    assert not isinstance(draft, Skipped)
    assert "Harbour Post" not in draft.text
    assert "Only here 3" in draft.text
    reasons = {r.text: r.reason for r in draft.removed}
    assert reasons["The Harbour Post, page 2"] == "on every page"
    assert reasons["- 3 -"] == "page number"


def test_what_a_browser_prints_around_a_page_is_no_date_of_the_article() -> None:
    def printed(canvas: Canvas) -> None:
        canvas.drawString(30, 820, "11/22/26, 6:09 PM")
        page(canvas)

    data = made(printed, Producer="Skia/PDF m156", Title="Two missing")
    (article,), _ = read("a.pdf", data)
    assert article.published is None
    assert "11/22/26" not in article.text


def test_what_the_file_says_of_itself_is_stated_with_modest_confidence() -> None:
    data = made(page, Title="Two missing", Author="Kari Solberg", Producer="Adobe InDesign")
    (draft,) = PdfFile().read(opened("a.pdf", data))
    assert not isinstance(draft, Skipped)
    stated = {s.field: (s.value, s.confidence) for s in draft.stated}
    assert stated == {
        "title": ("Two missing", 0.4),
        "byline": ("Kari Solberg", 0.4),
        "published": ("2000-01-01", 0.3),
    }
    (draft,) = PdfFile().read(opened("a.pdf", made(page, Title="Microsoft Word - a.doc")))
    assert not isinstance(draft, Skipped)
    assert draft.stated == ()


def test_a_date_in_the_text_counts_before_the_day_on_which_the_file_was_made() -> None:
    (article,), _ = read("a.pdf", made(page, Producer="Adobe InDesign"))
    assert article.published == "2000-01-01"
    (article,), _ = read("a.pdf", made(dated_page, Producer="Adobe InDesign"))
    assert article.published == "2013-05-03"


@pytest.mark.parametrize("made_on", [b"20001301", b"20000230", b"00010101"])
def test_a_day_that_is_none_is_not_stated(made_on: bytes) -> None:
    data = made(page, Producer="Adobe InDesign").replace(b"D:20000101", b"D:" + made_on)
    (article,), _ = read("a.pdf", data)
    assert article.published is None


def dated_page(canvas: Canvas) -> None:
    canvas.drawString(72, 760, "Published: 3 May 2013")
    lines(canvas, 72, 690, PARAGRAPHS)


def test_a_pdf_is_told_by_its_bytes_whatever_it_is_called() -> None:
    (article,), _ = read("a.txt", made(page))
    assert article.text.startswith("Two missing after ferry")


def locked(password: str, algorithm: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made(page))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_pdf_that_only_forbids_changes_is_read_and_one_with_a_password_told(
    algorithm: str,
) -> None:
    assert text(locked("", algorithm)).startswith("Two missing")
    assert read("a.pdf", locked("secret", algorithm))[1] == {"a.pdf": LOCKED}


def test_what_reads_aes_is_named_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> bytes:
        raise DependencyError("cryptography>=3.1 is required for AES algorithm")

    data = locked("", "AES-256")
    monkeypatch.setattr("pypdf._encryption.aes_cbc_decrypt", missing)
    assert read("a.pdf", data)[1] == {"a.pdf": NO_KEY}


def test_a_scan_is_told() -> None:
    def scan(canvas: Canvas) -> None:
        picture = Image.effect_noise((60, 80), 40)
        canvas.drawImage(ImageReader(picture), 0, 0, 600, 800)

    for draw in (scan, lambda canvas: canvas.rect(10, 10, 90, 90)):
        assert read("a.pdf", made(draw))[1] == {"a.pdf": NO_TEXT}
    assert "ocrmypdf" in NO_TEXT


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_pdf_that_is_cut_off_is_told(part: float) -> None:
    data = made(page)
    assert read("a.pdf", data[: int(len(data) * part)])[1] == {"a.pdf": BROKEN}


def document(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, made in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, made)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))
    return data + head + table + tail


def stream(data: bytes, about: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (about, len(data), data)


def one_page(content: bytes, resources: bytes = b"<</Font<</F1 5 0 R>>>>") -> bytes:
    return document(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources%s>>" % resources,
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


FLATE = b"/Filter/FlateDecode"
SHOW = b"BT /F1 12 Tf (hello) Tj ET\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(one_page(stream(zlib.compress(SHOW * 1_500_000), FLATE)), id="unpacks"),
        pytest.param(one_page(stream(zlib.compress(SHOW * 60_000), FLATE)), id="operators"),
        pytest.param(
            one_page(
                stream(
                    zlib.compress(zlib.compress(SHOW * 1_500_000)),
                    b"/Filter[/FlateDecode/FlateDecode]",
                )
            ),
            id="twice",
        ),
        pytest.param(
            document(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
            id="loop",
        ),
        pytest.param(b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000, id="deep"),
        pytest.param(one_page(stream(b"[" * 200_000)), id="deep page"),
        pytest.param(
            document(
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[%s]/Count 5000>>" % (b"3 0 R " * 5000),
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            ),
            id="pages",
        ),
        pytest.param(b"%PDF-1.7\n" + b"\0" * 100_000, id="nothing"),
    ],
)
def test_a_hostile_pdf_is_refused_in_time(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.ingest.readers.pdf_document.MAX_OPERATORS", 50_000)
    began = time.monotonic()
    articles, skipped = read("a.pdf", data)
    assert articles == []
    assert list(skipped)[:1] == ["a.pdf"]
    assert time.monotonic() - began < 20


def test_a_form_that_shows_itself_ends() -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X 4 0 R>>>>"
    data = one_page(stream(b"/X Do /X Do", form), b"<</XObject<</X 4 0 R>>>>")
    assert list(read("a.pdf", data)[1]) == ["a.pdf"]


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("factcheck.ingest.readers.pdf_document.MAX_SECONDS", -1.0)
    assert "takes more than" in read("a.pdf", made(page))[1]["a.pdf"]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the govern-", "ment said", "the government said"),
        ("the Anglo-", "Saxon kings", "the Anglo-Saxon kings"),
        ("it rained –", "and then", "it rained – and then"),
        ("it rained", "and then", "it rained and then"),
    ],
)
def test_hyphens_at_the_end_of_a_line(first: str, second: str, whole: str) -> None:
    assert joined(first, second) == whole


@settings(max_examples=60)
@given(st.integers(0, 5000), st.binary(max_size=12))
def test_a_damaged_pdf_is_read_or_refused(at: int, damage: bytes) -> None:
    data = made(page)
    at %= len(data)
    read("a.pdf", data[:at] + damage + data[at + len(damage) :])


def test_a_hyphen_stays_where_the_word_has_one_elsewhere() -> None:
    known = hyphenated([Line("the well-known yard", 0, 0, 9)])
    assert joined("visited the well-", "known yard", known) == "visited the well-known yard"
    assert joined("the govern-", "ment said", known) == "the government said"


def test_a_text_that_is_called_a_pdf_is_told_as_one() -> None:
    _, skipped = read("a.pdf", "A ferry sank off Kiln Bay; the café was full.".encode())
    assert "a text that is called a PDF" in skipped["a.pdf"]
