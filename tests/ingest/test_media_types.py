"""What a Content-Type says of a file, and how far it is believed."""

from __future__ import annotations

import io

import pytest

from factcheck.ingest.media_types import charset_of, essence, suffix_of
from factcheck.ingest.opened import Opened
from factcheck.ingest.readers import reader_of


@pytest.mark.parametrize(
    ("media_type", "suffix"),
    [
        ("text/plain", ".txt"),
        ("Text/HTML; charset=utf-8", ".html"),
        (" application/pdf ;q=1", ".pdf"),
        ("application/octet-stream", None),
        ("garbage", None),
        ("", None),
        (None, None),
    ],
)
def test_the_ending_that_stands_for_a_media_type(
    media_type: str | None, suffix: str | None
) -> None:
    assert suffix_of(media_type) == suffix
    assert essence(media_type) == essence(media_type).lower().strip()


@pytest.mark.parametrize(
    ("media_type", "charset"),
    [
        ("text/plain; charset=UTF-8", "utf-8"),
        ('text/plain;charset="windows-1251"', "cp1251"),
        ("text/html; charset=ISO-8859-1", "cp1252"),  # as browsers read it
        ("text/html; charset=latin1", "cp1252"),
        ("text/html; charset=gb2312", "gbk"),
        ("text/plain; charset=nonsense", None),
        ("text/plain; charset=punycode", None),
        ("text/plain; charset=rot13", None),
        ("text/plain", None),
        (None, None),
    ],
)
def test_the_encoding_that_a_media_type_names(media_type: str | None, charset: str | None) -> None:
    assert charset_of(media_type) == charset


@pytest.mark.parametrize(
    ("name", "media_type", "read"),
    [
        ("https://baypost.example/ferry", "text/plain", True),
        ("https://baypost.example/ferry.php?id=3.txt", "text/markdown", True),
        (
            "https://baypost.example/ferry.md?id=3",
            "text/plain",
            True,
        ),  # said of all that is unknown
        ("https://baypost.example/ferry.txt?id=3", "application/octet-stream", True),
        ("https://baypost.example/ferry.txt", None, True),
        ("https://baypost.example/ferry", None, False),
        ("https://baypost.example/get?file=.txt", None, False),
        ("https://baypost.example/map.png", "image/png", False),
    ],
)
def test_what_the_server_says_counts_before_the_name(
    name: str, media_type: str | None, read: bool
) -> None:
    file = Opened(name, io.BytesIO(b"A ferry sank."), 13, media_type)
    assert (reader_of(file) is not None) == read
