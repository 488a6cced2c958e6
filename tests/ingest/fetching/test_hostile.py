"""Whatever is typed and whatever a server sends: a file or a reason, never another error."""

from __future__ import annotations

import gzip
from contextlib import suppress

import httpcore2
from hypothesis import given
from hypothesis import strategies as st

from factcheck.ingest.fetching.addresses import Limits, Manners, file_like, is_address, path_in
from factcheck.ingest.fetching.client import Fetcher
from factcheck.ingest.media_types import charset_of, suffix_of
from factcheck.ingest.opened import Unusable
from factcheck.ingest.reading import read_file
from tests.ingest.fetching.conftest import TRUSTS_NOBODY
from tests.ingest.fetching.site import PUBLIC, answer

LIMITS = Limits(size=20_000, total=5, pause=0)
HEADERS = ("Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Location")

header = st.tuples(st.sampled_from(HEADERS), st.text(max_size=20)).map(
    lambda pair: f"{pair[0]}: {pair[1]}\r\n".encode("utf-8", "replace")
)
bodies = st.one_of(st.binary(max_size=200), st.binary(max_size=200).map(gzip.compress))
answers = st.builds(
    lambda status, headers, body: (
        b"HTTP/1.1 %d OK\r\n" % status + b"".join(headers) + b"\r\n" + body
    ),
    st.sampled_from([200, 200, 200, 301, 302, 403, 500, 100, 999]),
    st.lists(header, max_size=4),
    bodies,
)


def fetch(address: str, said: list[bytes], *, ignore_robots: bool = True) -> None:
    fetcher = Fetcher(
        Manners(ignore_robots=ignore_robots),
        LIMITS,
        look_up=lambda host, port, seconds: [PUBLIC],
        connected=httpcore2.MockBackend(said),
        tls=TRUSTS_NOBODY,
    )
    with suppress(Unusable), fetcher.opened(address) as file:
        list(read_file(file))


@given(st.one_of(st.binary(max_size=300), answers))
def test_any_answer_is_read_or_refused(said: bytes) -> None:
    fetch("http://baypost.example/ferry", [said])


@given(st.one_of(st.binary(max_size=300), answers))
def test_any_robots_txt_is_read_or_refused(said: bytes) -> None:
    fetch("http://baypost.example/ferry", [said], ignore_robots=False)


@given(st.text(max_size=60), st.sampled_from(["http://", "https://", "http://[", "http://a@"]))
def test_any_address_is_asked_or_refused(rest: str, start: str) -> None:
    address = start + rest
    assert is_address(address)
    path_in(address)
    assert file_like(address) or not rest.strip("/?#")
    fetch(address.replace("https", "http"), [answer(b"A ferry sank.")])


@given(st.text(max_size=60))
def test_any_location_is_followed_or_refused(location: str) -> None:
    said = b"HTTP/1.1 302 Found\r\nLocation: " + location.encode("utf-8", "replace") + b"\r\n\r\n"
    fetch("http://baypost.example/ferry", [said])


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_media_type_is_understood_or_not(media_type: str, charset: str) -> None:
    for said in (media_type, f"text/plain; charset={charset}"):
        suffix_of(said)
        name = charset_of(said)
        assert name is None or b"".decode(name) == ""
