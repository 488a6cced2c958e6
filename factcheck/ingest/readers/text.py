"""Bytes of a plain text file go in, their characters come out, or the reason why it is no text.

UTF-8 and marked UTF-16/32 are certain; anything else is what a server declares, or left to
charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from factcheck.ingest.media_types import charset_of
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft

# Longest first: the mark of UTF-32-LE begins with the mark of UTF-16-LE.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# First bytes that tell a format whatever the file is called (from the formats' specifications).
_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_AS_TEXT = "save the article's text as a .txt file"
_UNPACK = "unpack it, or give it its own ending"
SIGNATURES = (
    (b"%PDF", "a PDF", "give it the ending .pdf"),
    (b"PK\x03\x04", "a ZIP archive (also .odt, .epub)", "open it and save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _AS_DOCX),
    (b"{\\rtf", "an RTF document", _AS_DOCX),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"bplist00", "a page saved by Safari (.webarchive)", "save it as page source (.html)"),
    (b"\x89PNG", "a PNG picture", _AS_TEXT),
    (b"\xff\xd8\xff", "a JPEG picture", _AS_TEXT),
    (b"GIF8", "a GIF picture", _AS_TEXT),
)

# Code pages of the scripts that news in Latin, Cyrillic, Greek or Arabic letters is written in, the
# most common first. Asked for any encoding at all, charset-normalizer 3.5 took a short English line
# with one curly apostrophe for Big5; asked for these, it often ties, and the order decides.
CODE_PAGES = ["cp1252", "cp1250", "cp1254", "cp1251", "cp1253", "cp1256"]

# Differences in coherence below this are noise: a £ made one English sentence 0.03 more "coherent"
# in cp1250 than in its own cp1252, while Turkish sentences lead by 0.1 and more in cp1254.
COHERENCE_MARGIN = 0.05

# Stray control characters happen in scraped text (and are removed later); more than one in a
# hundred characters is no text.
MAX_CONTROL_SHARE = 0.01

LONGEST_CHARACTER = 4  # bytes, in UTF-8: a head may end within one

READS = "it is none of the formats that are read"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)


# The language pipeline takes a million characters at a time (spaCy's `nlp.max_length`); the
# longest press articles have a tenth of that. UTF-8 needs at most four bytes for a character.
MAX_BYTES = 4_000_000


class TextReader:
    """Plain text and Markdown: one article a file."""

    name = "text"
    suffixes = frozenset({".md", ".text", ".txt"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """Never by its bytes: text has no signature."""
        return False

    def read(self, file: Opened) -> Iterator[Draft]:
        """The text as it stands in the file."""
        yield Draft(read_text(file.all(self.largest), charset_of(file.media_type)))


def read_text(data: bytes, declared: str | None = None) -> str:
    """Return the characters of a text file; raise `Unusable` for anything that is not text.

    `declared` is the encoding that a server names; servers are often wrong about it.
    """
    for signature, name, advice in SIGNATURES:
        if data.startswith(signature):
            raise Unusable(f"not text: starts like {name}; {advice}")
    text = _decode(data, declared)
    if _HTML.match(data):
        raise Unusable(f"not plain text: an HTML page; {READS}, so save the article's text alone")
    if "\x00" in text:
        raise Unusable(f"not text: holds NUL bytes; {READS}")
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise Unusable(f"not text: holds many control characters; {READS}")
    return text


def looks_like_text(head: bytes) -> bool:
    """Whether a file that begins so has letters and no mark of a format or of binary data."""
    if any(head.startswith(signature) for signature, *_ in SIGNATURES) or b"%PDF-" in head:
        return False
    text = head.decode("utf-8", "ignore")
    is_utf8 = len(text.encode()) >= len(head) - LONGEST_CHARACTER
    return is_utf8 and any(map(str.isalpha, text)) and not _CONTROL.search(text)


def _decode(data: bytes, declared: str | None) -> str:
    """Return the characters of `data` in the encoding it is most certainly written in: what it is
    marked as, UTF-8 if it can be, what is declared, what it looks like."""
    encoding = marked_encoding(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise Unusable(f"broken {encoding} text; save the file again as UTF-8") from None
    if b"\x00" in data:
        raise Unusable(f"not text: holds NUL bytes; {READS}")
    if declared is not None:
        try:
            return data.decode(declared)
        except UnicodeError:
            pass  # declared wrongly
    guess = guess_encoding(data)
    if guess is None:
        raise Unusable("not text in any encoding that is known here; save the file again as UTF-8")
    return data.decode(guess)


def marked_encoding(data: bytes) -> str | None:
    """Return the encoding that the first bytes of a file mark it as, None where they do not."""
    return next((name for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def guess_encoding(data: bytes) -> str | None:
    """Return the code page that bytes are most likely written in, None if it is none of them."""
    from charset_normalizer import from_bytes

    guesses = from_bytes(data, cp_isolation=CODE_PAGES)
    if not guesses:
        return None
    least_chaos = min(guess.chaos for guess in guesses)
    tidy = [guess for guess in guesses if guess.chaos == least_chaos]
    enough = max(guess.coherence for guess in tidy) - COHERENCE_MARGIN
    likely = [guess for guess in tidy if guess.coherence >= enough]
    return min(likely, key=lambda guess: CODE_PAGES.index(guess.encoding)).encoding
