"""A PDF goes in; its paragraphs, without what stands at the head and foot of every page, and what
the document says of itself come out.

pypdf and not pdfminer.six: see docs/decisions/0017-documents-tables-archives.md.
"""

from __future__ import annotations

import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf import apply_configuration as limits
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from factcheck.ingest.marked_dates import read_marked_date
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.pdf_page import Line, goes_on, hyphenated, joined, paragraphs
from factcheck.model import MetadataField, Removed, Skipped, Stated

MAX_PAGES = 400
MAX_SECONDS = 30.0  # a page of text takes a fiftieth of a second
# What one page may unpack to and hold. A full page of a newspaper has 20,000 operators in 1 MB;
# half a million take three seconds.
MAX_UNPACKED = 20_000_000
MAX_OPERATORS = 500_000
MAX_FORMS = 500
MAX_TEXT = 4_000_000  # characters; longer than any article may be

HEAD_AND_FOOT = 2  # lines at the top and the bottom of a page that may be on every page
REPEATED = 0.5  # part of the pages that has them: left and right pages differ
MODEST = 0.4  # how sure the fields of the file are: a template's title, a typist for an author
LITTLE = 0.3  # how sure the day is on which the file was made

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page\s*|p\.\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.I
)
# What a browser prints at the head and foot of a page: the day it was printed, the address.
_PRINTED = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d\d(?: ?[AP]M)?(?: .*)?|file://.*", re.I
)
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
# Programs that pages are written and set with. The file of any other may have been made by a
# reader who printed a page long after it was published.
_TYPESETTERS = re.compile(
    r"InDesign|QuarkXPress|Scribus|TeX|Microsoft® ?Word|Microsoft Word|Writer|FrameMaker|PageMaker|"
    r"Affinity|Distiller|Adobe PDF Library",
    re.I,
)
_NOBODY = frozenset({"anonymous", "unknown", "admin", "administrator", "user"})
_NOT_A_TITLE = re.compile(r"untitled|microsoft word|\.(?:docx?|indd|pdf|qxd|html?)\b", re.I)

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its complaints name no file

LOCKED = (
    "locked with a password; open it with the password and print it to a new PDF, "
    "or: qpdf --decrypt --password=… OLD NEW"
)
NO_KEY = (
    'encrypted with AES; pip install "factcheck-news[pdf]" to read it if it needs no password, '
    "or print it to a new PDF"
)
BROKEN = "a broken PDF, perhaps cut off; fetch or save it again"
NO_TEXT = "no text in it: its pages are pictures; run OCR first, such as: ocrmypdf OLD NEW"


def read(file: Opened) -> Iterator[Draft | Skipped]:
    """The text of a PDF, and its pages that cannot be read. Raises `Unusable`."""
    deadline = time.monotonic() + MAX_SECONDS
    file.stream.seek(0)
    try:
        with limits(
            zlib_maximum_output_length=MAX_UNPACKED,
            lzw_maximum_output_length=MAX_UNPACKED,
            run_length_maximum_output_length=MAX_UNPACKED,
            array_based_stream_maximum_output_length=MAX_UNPACKED,
            stream_parsing_work_maximum_count=MAX_OPERATORS,
            xform_maximum_invocations_per_extraction=MAX_FORMS,
            page_tree_maximum_entries=10 * MAX_PAGES,
            jbig2dec_binary=None,
        ):
            found = _read(file, deadline)
    except Unusable:
        raise
    except LimitReachedError:
        raise Unusable("a PDF that unpacks to more than any article holds") from None
    except DependencyError:
        raise Unusable(NO_KEY) from None
    except FileNotDecryptedError:
        raise Unusable(LOCKED) from None
    except RecursionError:
        raise Unusable("a PDF with parts in parts without end") from None
    except Exception:  # a broken PDF can make pypdf fail in any way
        raise Unusable(BROKEN) from None
    yield from found


def _read(file: Opened, deadline: float) -> list[Draft | Skipped]:
    """The draft of a PDF and its broken pages; what pypdf raises goes on."""
    reader = PdfReader(file.stream)
    if reader.is_encrypted and not _opened_without_password(reader):
        raise Unusable(LOCKED)
    pages: list[list[Line]] = []
    broken: list[Draft | Skipped] = []
    length = 0
    for number, page in enumerate(_pages(reader), 1):
        try:
            lines = _lines(page, deadline)
        except (Unusable, LimitReachedError, DependencyError, RecursionError):
            raise
        except Exception:  # one page may be broken; the others tell their text
            name = f"{file.name}#page {number}"
            broken.append(Skipped(path=name, reason="a broken page; the others are read"))
            continue
        length += sum(len(line.text) for line in lines)
        if length > MAX_TEXT:
            raise Unusable(f"more than {MAX_TEXT:,} characters; split it into its articles")
        pages.append(lines)
    if not length:
        raise Unusable(BROKEN if broken else NO_TEXT)
    kept, removed = without_head_and_foot(pages)
    text: list[str] = []
    known = hyphenated(line for lines in kept for line in lines)
    for lines in kept:
        for number, paragraph in enumerate(paragraphs(lines, known)):
            if number == 0 and text and goes_on(text[-1], paragraph):
                text[-1] = joined(text[-1], paragraph, known)
            else:
                text.append(paragraph)
    stated = tuple(_stated(reader))
    return [Draft("\n\n".join(text), stated=stated, removed=tuple(removed)), *broken]


def _opened_without_password(reader: PdfReader) -> bool:
    """Whether only the changing of it is locked: those open with an empty password."""
    return bool(reader.decrypt(""))


def _pages(reader: PdfReader) -> Iterator[PageObject]:
    """The pages. Raises `Unusable` for too many."""
    if len(reader.pages) > MAX_PAGES:
        raise Unusable(f"more than {MAX_PAGES} pages; split it into its articles")
    yield from reader.pages


def _lines(page: PageObject, deadline: float) -> list[Line]:
    """The lines of a page in the order in which they are written."""
    lines: list[Line] = []
    words: list[str] = []
    place: list[tuple[float, float, float]] = []

    def take(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        for piece in re.split(r"(\n)", text):
            if piece == "\n":
                end()
            elif piece:
                if piece.strip() and not place:
                    place.append(_place(cm, tm, size))
                words.append(piece)

    def end() -> None:
        whole = " ".join("".join(words).translate(_LIGATURES).split())
        if whole and place:
            lines.append(Line(whole, *place[0]))
        words.clear()
        place.clear()

    # upright text alone: what is turned (a photographer's name beside a picture) is no article
    page.extract_text(orientations=0, visitor_text=take, visitor_operand_before=_clock(deadline))
    end()
    return lines


def _clock(deadline: float) -> Callable[[Any, Any, Any, Any], None]:
    """Raises `Unusable` when it is asked after the deadline."""

    def look(*_: object) -> None:
        if time.monotonic() > deadline:
            raise Unusable(f"a PDF that takes more than {MAX_SECONDS:.0f} seconds to read")

    return look


def _place(cm: list[float], tm: list[float], size: float) -> tuple[float, float, float]:
    """Where text stands on the page, and how large, from its two matrices (ISO 32000-2, 9.4.4)."""
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = abs(tm[3] * cm[3]) or abs(tm[0] * cm[0]) or 1.0
    return x, y, abs(size) * scale


def without_head_and_foot(pages: list[list[Line]]) -> tuple[list[list[Line]], list[Removed]]:
    """The pages without page numbers and what stands at the edges of most; what was taken out."""
    edges = [_edges(page) for page in pages]
    seen = Counter(
        form
        for page, edge in zip(pages, edges, strict=True)
        for form in {_form(page[n]) for n in edge}
    )
    kept: list[list[Line]] = []
    removed: dict[str, Removed] = {}
    for page, edge in zip(pages, edges, strict=True):
        gone: set[int] = set()
        for number in edge:
            text = page[number].text
            if reason := _why_gone(text, seen[_form(page[number])], len(pages)):
                gone.add(number)
                removed.setdefault(text, Removed(text=text, reason=reason))
        kept.append([line for number, line in enumerate(page) if number not in gone])
    return kept, list(removed.values())


def _why_gone(text: str, pages_with_it: int, pages: int) -> str | None:
    if _PRINTED.fullmatch(text):
        return "printed by a browser"
    if _PAGE_NUMBER.fullmatch(text):
        return "page number"
    if pages > 1 and pages_with_it >= max(2, REPEATED * pages):
        return "on every page"
    return None


def _edges(page: list[Line]) -> set[int]:
    """The numbers of the highest and the lowest lines of a page."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:HEAD_AND_FOOT], *heights[-HEAD_AND_FOOT:]}
    return {number for number, line in enumerate(page) if round(line.y) in outer}


def _form(line: Line) -> str:
    """A line as it is on every page: 'Page 3' and 'Page 4' are one."""
    return f"{_NUMBER.sub('0', line.text.casefold())} {round(line.y / 4)}"


def _stated(reader: PdfReader) -> Iterator[Stated]:
    """What the document says of itself; nothing where those fields are broken."""
    try:
        fields = {str(k): str(v).strip() for k, v in (reader.metadata or {}).items()}
    except (PyPdfError, ValueError, TypeError, AttributeError):
        return
    title, author, made = (fields.get(k, "") for k in ("/Title", "/Author", "/CreationDate"))
    if title and not _NOT_A_TITLE.search(title):
        yield _field("title", title, "PDF /Title")
    if author and author.casefold() not in _NOBODY:
        yield _field("byline", author, "PDF /Author")
    found = _DATE.match(made)
    programs = f"{fields.get('/Creator')} {fields.get('/Producer')}"
    if found and _TYPESETTERS.search(programs):
        day = read_marked_date("-".join(part for part in found.groups() if part))
        if day:
            yield _field("published", day, f"PDF /CreationDate {made}", LITTLE)


def _field(field: MetadataField, value: str, evidence: str, confidence: float = MODEST) -> Stated:
    return Stated(
        field=field, value=value, evidence=evidence, source="markup", confidence=confidence
    )
