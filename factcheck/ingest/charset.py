"""The bytes of a page and what is declared of them go in, its characters come out.

A byte order mark is believed, then bytes that are good UTF-8, then what the server, the page or
the XML declaration says if the bytes agree with it; else charset-normalizer decides.
"""

from __future__ import annotations

import codecs

from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from factcheck.ingest.media_types import ENCODINGS
from factcheck.ingest.mojibake import mended
from factcheck.ingest.opened import Unusable
from factcheck.ingest.readers.text import guess_encoding

# Encodings whose bytes look like ASCII: there, a declaration counts before good UTF-8.
SEVEN_BIT = frozenset({"iso2022_jp", "hz"})

# What a declaration may name; UTF-16 is told by its bytes.
LEGACY = (
    ENCODINGS
    | SEVEN_BIT
    | {"big5hkscs", "cp932", "cp949"}  # what w3lib calls big5, shift_jis and euc-kr
) - {"utf-16", "utf-16-be", "utf-16-le"}

# Of a thousand characters, so many may be broken under the encoding that is declared (a cut
# in the middle of a character, one foreign quotation): more, and the declaration is wrong.
MAX_BROKEN_SHARE = 0.002

# A declaration stands in the first kilobyte (HTML Living Standard); pages are later than that.
DECLARED_WITHIN = 4096

# What charset-normalizer looks at; more makes it slow, not surer.
MOST_TO_GUESS = 400_000


def decode_page(data: bytes, content_type: str | None = None) -> str:
    """Return the characters of a page, without NUL. `content_type` is the server's or mail's.

    Raises `Unusable` for bytes that are no text in any encoding.
    """
    text = _decoded(data, content_type).replace("\x00", "").replace("\r\n", "\n")
    return mended(text)  # parsers of markup drop controls, and then it could not be mended any more


def _decoded(data: bytes, content_type: str | None) -> str:
    marked, mark = read_bom(data)
    if marked and mark:
        return data[len(mark) :].decode(marked, "replace")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    declared = _declared(data, content_type)
    if declared not in SEVEN_BIT:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    if declared:
        text = data.decode(declared, "replace")
        if text.count("\ufffd") <= max(1.0, MAX_BROKEN_SHARE * len(text)):
            return text
    plain = data.replace(b"\x00", b"")
    encoding = guess_encoding(plain[:MOST_TO_GUESS])
    if encoding is None:
        raise Unusable("not text in any encoding that is known here; save the page again as UTF-8")
    return plain.decode(encoding, "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: a page begins with '<' beside a NUL."""
    return {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}.get(data[:2])


def _declared(data: bytes, content_type: str | None) -> str | None:
    """The encoding that the server or the page names, as Python calls it."""
    name = http_content_type_encoding(content_type) if content_type else None
    name = name or html_body_declared_encoding(data[:DECLARED_WITHIN])
    known = resolve_encoding(name) if name else None
    if known is None:
        return None
    try:
        codec = codecs.lookup(known).name
    except LookupError:
        return None
    return codec if codec in LEGACY else None
