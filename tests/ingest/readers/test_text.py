"""From bytes to characters, and which bytes are no text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.opened import Unusable
from factcheck.ingest.readers.text import read_text

SENTENCE = "The café’s owner said “no” – twice. She wants £3m for the château on the hill."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_the_encodings_that_articles_come_in(encoding: str) -> None:
    assert read_text(SENTENCE.encode(encoding)) == SENTENCE


def test_big_endian_utf_16_is_told_by_its_mark() -> None:
    assert read_text(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == SENTENCE


def test_latin_1_is_not_taken_for_a_central_european_page() -> None:
    sentence = "Le préfet a annoncé mardi que la fête était annulée."
    assert read_text(sentence.encode("latin-1")) == sentence


def test_cyrillic_is_told_from_latin() -> None:
    sentence = "Паром затонул у берега в понедельник утром. Двое пропали без вести."
    assert read_text(sentence.encode("cp1251")) == sentence


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "not text: starts like a PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"{\\rtf1 text}", "RTF"),
        (b"  <!DOCTYPE html><html></html>", "HTML page"),
        (b"text with \x00 in it", "NUL"),
        (b"\xe9\x00\x01\x02", "NUL"),
        (b"\x01\x02\x03 bell", "control characters"),
        (b"\xff\xfeabc", "broken utf-16 text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        read_text(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(Unusable):
        assert "\x00" not in read_text(data)


def test_arabic_in_its_windows_code_page_is_read() -> None:
    text = (
        "وقعت وزارة الموانئ عقدا مع حوض بناء السفن. وقالت الوزيرة إن القوارب ستصل في الصيف المقبل."
    )
    assert read_text(text.encode("cp1256")) == text
