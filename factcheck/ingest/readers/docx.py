"""A Word document (DOCX, ISO/IEC 29500) goes in; its paragraphs and tables as they stand when all
changes are accepted, and what it says of itself come out. Comments, notes, heads and feet of pages
stand in parts of their own, which are not read.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.ingest.containers.unpacking import check
from factcheck.ingest.containers.zip import is_office_document, is_open_document
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.model import MetadataField, Stated

if TYPE_CHECKING:
    from lxml import etree

MAX_BYTES = 200_000_000  # nearly all of it pictures, which are not unpacked
MAX_XML = 50_000_000  # bytes of the text's part, unpacked: a long book has 10 MB
MAX_PROPERTIES = 1_000_000
MAX_PARTS = 20_000

WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MODEST = 0.4  # how sure its properties are: a template's title, a typist for an author

# What holds no text of the document's: what was deleted or moved away, what a field is computed
# from, and the copy of a drawing's text that older programs read.
LEFT_OUT = frozenset(
    {"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "Fallback", "fldData"}
)
BLANKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}

_PROPERTIES: dict[str, tuple[MetadataField, float]] = {
    "{http://purl.org/dc/elements/1.1/}title": ("title", MODEST),
    "{http://purl.org/dc/elements/1.1/}creator": ("byline", MODEST),
    "{http://purl.org/dc/elements/1.1/}language": ("language", MODEST),
}

BROKEN = "a broken Word document, perhaps cut off; fetch or save it again"
LOCKED = "a Word document locked with a password; save a copy without one"


class DocxFile:
    """Word documents: one article a file."""

    name = "a Word document"
    suffixes = frozenset({".docx", ".docm"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By the first part of an office document."""
        return is_office_document(head) and not is_open_document(head)

    def read(self, file: Opened) -> Iterator[Draft]:
        """Its text. Raises `Unusable`."""
        from lxml import etree  # for Word documents alone

        if file.head().startswith(b"\xd0\xcf\x11\xe0"):
            raise Unusable("an old or locked Word document; save it as .docx without a password")
        try:
            with zipfile.ZipFile(file.stream) as archive:
                draft = _read(archive)
        except Unusable:
            raise
        except RecursionError:
            raise Unusable("a Word document with parts in parts without end") from None
        except (zipfile.BadZipFile, etree.LxmlError, zlib.error, NotImplementedError, RuntimeError,
                EOFError, OSError, ValueError):  # fmt: skip
            raise Unusable(BROKEN) from None
        yield draft


def _read(archive: zipfile.ZipFile) -> Draft:
    if len(archive.infolist()) > MAX_PARTS:
        raise Unusable("a Word document of too many parts")
    parts = set(archive.namelist())
    main = next((p for p in ("word/document.xml", "word/document2.xml") if p in parts), None)
    if "xl/workbook.xml" in parts:
        raise Unusable("a spreadsheet; open it and save the sheet as .csv")
    if main is None:
        raise Unusable("an office document, but no Word document; save its text as .docx or .txt")
    body = _tree(archive, main, MAX_XML)
    text = "\n\n".join(_paragraphs(body))
    stated: tuple[Stated, ...] = ()
    if "docProps/core.xml" in parts:
        stated = tuple(_stated(_tree(archive, "docProps/core.xml", MAX_PROPERTIES)))
    return Draft(text, stated=stated)


def _tree(archive: zipfile.ZipFile, part: str, most: int) -> etree._Element:
    """A part's XML; no entity, DTD or address in it is followed. Raises `Unusable`."""
    from lxml import etree

    if archive.getinfo(part).flag_bits & 1:
        raise Unusable(LOCKED)
    with archive.open(part) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise Unusable(f"unpacks to more than {most:,} bytes; save its text alone")
    check(len(data), archive.getinfo(part).compress_size)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def _paragraphs(element: etree._Element) -> Iterator[str]:
    """The paragraphs in their order; a table's row is one, with bars between its cells."""
    for child in element:
        match _name(child):
            case "p":
                if text := _text(child):
                    yield text
            case "tr":
                cells = [" ".join(_paragraphs(cell)) for cell in child]
                if any(cells):
                    yield " | ".join(cell for cell in cells if cell)
            case name if name not in LEFT_OUT:
                yield from _paragraphs(child)


def _text(paragraph: etree._Element) -> str:
    """The words of a paragraph."""
    words: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        name = _name(element)
        if name == "t":
            words.append(element.text or "")
        elif name in BLANKS:
            words.append(BLANKS[name])
        elif name == "p":  # in a box beside the text
            words.append(f"\n{_text(element)}\n")
        elif name not in LEFT_OUT:
            waiting.extend(reversed(element))
    return "\n".join(" ".join(line.split()) for line in "".join(words).split("\n")).strip()


def _name(element: etree._Element) -> str:
    """'p' of '{…wordprocessingml…}p'; nothing for a comment in the XML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _stated(properties: etree._Element) -> Iterator[Stated]:
    """What its core properties say. The day on which it was made or saved is no publication."""
    for element in properties:
        known = _PROPERTIES.get(element.tag) if isinstance(element.tag, str) else None
        value = (element.text or "").strip()
        if known and value:
            field, confidence = known
            yield Stated(
                field=field,
                value=value,
                evidence=f"DOCX {_name(element)}",
                source="markup",
                confidence=confidence,
            )
