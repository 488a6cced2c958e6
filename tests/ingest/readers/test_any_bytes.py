"""Whatever bytes a file has, it becomes articles or a reason."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.ingest.opened import Opened
from factcheck.ingest.reading import read_file

BEGINNINGS = {
    "a.html": b"<html>",
    "a.eml": b"MIME-Version: 1.0\nSubject: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
    "a.rss": b"<rss version='2.0'><channel><item>",
    "a.json": b'{"uri": "a", "body_text": ',
    "a.xml": b"<newsItem>",
}
MARKUP = (
    '<p> </p> <td> <article> <time> <title> &amp; &#0; <!-- <![CDATA[ ]]> --b-- " { ] =?utf-8?q?='
)
PIECES = st.sampled_from(
    [
        *(piece.encode() for piece in MARKUP.split()),
        b"\n",
        b"Date: ",
        b"\xff\xfe",
        b"Ferries sank. ",
    ]
)


@pytest.mark.parametrize("name", BEGINNINGS)
@settings(max_examples=40)
@given(st.lists(PIECES | st.binary(max_size=6), max_size=30))
def test_any_file_is_read_or_refused(name: str, pieces: list[bytes]) -> None:
    data = BEGINNINGS[name] + b"".join(pieces)
    assert list(read_file(Opened(name, BytesIO(data), len(data))))
