"""What is fetched, what is refused and why; against a server on this machine that does as told."""

from __future__ import annotations

import gc
import gzip
import socket
import ssl
import time
import tracemalloc

import httpcore2
import pytest
import trustme

from factcheck.ingest.fetching.addresses import Limits, Manners
from factcheck.ingest.fetching.client import Fetcher
from factcheck.ingest.opened import Unusable
from factcheck.ingest.reading import read_file
from factcheck.model import Article
from tests.ingest.fetching.conftest import QUICK, MakeFetcher
from tests.ingest.fetching.site import PUBLIC, Site, Wire, answer, moved, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TEXT = b"A ferry sank off Kiln Bay on Monday.\nTwo people are missing."
PAGE = "http://baypost.example/ferry"


def fetched(fetcher: Fetcher, address: str = PAGE) -> bytes:
    with fetcher.opened(address) as file:
        data = file.all(10_000_000)
        assert file.size == len(data)
        return data


def reason(fetcher: Fetcher, address: str = PAGE) -> str:
    with pytest.raises(Unusable) as refused, fetcher.opened(address):
        pass
    return str(refused.value)


# What is asked, and what comes back


def test_a_page_comes_with_its_media_type_and_address(site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/ferry"] = answer(TEXT, Content_Type="Text/Plain; charset=utf-8")
    with fetcher().opened(f"{PAGE}#top") as file:
        assert file.all(1_000) == TEXT
        assert file.name == f"{PAGE}#top"
        assert file.media_type == "Text/Plain; charset=utf-8"
        (stated,) = file.stated
    assert (stated.field, stated.value, stated.source) == ("url", PAGE, "surroundings")


def test_a_request_says_who_asks_and_nothing_else(
    site: Site, fetcher: MakeFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.pages["/ferry"] = answer(TEXT, Set_Cookie="who=you; Path=/")
    one = fetcher()
    fetched(one)
    fetched(one)
    for request in site.requests:
        names = [line.partition(":")[0].lower() for line in request.splitlines()[1:] if line]
        assert sorted(names) == ["accept", "accept-encoding", "connection", "host", "user-agent"]
        assert "\r\nUser-Agent: factcheck/0.1.0 " in request
        assert "\r\nHost: baypost.example\r\n" in request


def test_names_and_paths_outside_ascii_are_asked_for_as_they_must_be(
    site: Site, fetcher: MakeFetcher
) -> None:
    site.pages["/f%C3%A4hre?tag=gr%C3%BCn"] = answer(TEXT)
    assert fetched(fetcher(), "http://bücher.example/fähre?tag=grün") == TEXT
    assert "Host: xn--bcher-kva.example\r\n" in site.requests[-1]


def test_packed_pages_are_unpacked(site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/ferry"] = answer(gzip.compress(TEXT), Content_Encoding="gzip")
    assert fetched(fetcher()) == TEXT


def test_a_page_in_pieces_and_one_without_a_length_are_read(
    site: Site, fetcher: MakeFetcher
) -> None:
    pieces = b"%x\r\n%b\r\n0\r\n\r\n" % (len(TEXT), TEXT)
    site.pages["/ferry"] = answer(pieces, Content_Length="", Transfer_Encoding="chunked")
    site.pages["/old"] = answer(TEXT, Content_Length="", Connection="close")
    assert fetched(fetcher()) == TEXT
    assert fetched(fetcher(), "http://baypost.example/old") == TEXT


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("Der Fährmann heißt Møller.", "text/plain; charset=ISO-8859-1"),
        ("Паром затонул в понедельник.", "text/plain; charset=windows-1251"),
        ("Паром затонул в понедельник.", "text/plain; charset=koi8-r"),
        ("Паром затонул в понедельник.", "text/plain; charset=utf-8"),
    ],
)
def test_text_is_read_in_the_encoding_that_the_server_declares(
    text: str, media_type: str, site: Site, fetcher: MakeFetcher
) -> None:
    data = text.encode(media_type.partition("=")[2])
    site.pages["/ferry"] = answer(data, Content_Type=media_type)
    with fetcher().opened(PAGE) as file:
        (article,) = read_file(file)
    assert isinstance(article, Article)
    assert article.text == text


def test_a_wrong_declaration_does_no_harm(site: Site, fetcher: MakeFetcher) -> None:
    text = "Der Fährmann heißt Møller – und er schweigt."
    site.pages["/ferry"] = answer(text.encode(), Content_Type="text/plain; charset=windows-1251")
    with fetcher().opened(PAGE) as file:
        (article,) = read_file(file)
    assert isinstance(article, Article)
    assert article.text == text


# Which machines are asked


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::]"],
)
def test_machines_of_the_own_network_are_not_even_connected_to(
    host: str, fetcher: MakeFetcher, wire: Wire
) -> None:
    assert "--allow-private" in reason(fetcher(), f"http://{host}/")
    assert wire.connected == []


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://2130706433/", "no usual IP address"),
        ("http://127.1/", "no usual IP address"),
        ("http://0177.0.0.1/", "no proper address"),
        ("http://me:secret@baypost.example/", "none is ever sent"),
        ("http://baypost.example:22/", "port 22 is none that pages are published on"),
        ("http://baypost.example:99999/", "no port 99999"),
        ("http:///ferry", "names no host"),
        ("http://baypost.example/a\r\nX-Injected: b", "no proper address"),
        ("http://[baypost.example/", "no name that a host can have"),
        ("http://[fe80::1%25eth0]/", "private or reserved network"),
        ("http://localhost%2e/", "no name that a host can have"),
        ("http://baypost.example/" + "x" * 70_000, "no proper address"),
    ],
)
def test_odd_addresses_are_refused(
    address: str, why: str, fetcher: MakeFetcher, wire: Wire
) -> None:
    assert why in reason(fetcher(), address)
    assert wire.connected == []


def test_a_password_is_never_sent_not_even_to_the_own_network(fetcher: MakeFetcher) -> None:
    private = fetcher(manners=Manners(allow_private=True))
    assert "none is ever sent" in reason(private, "http://me:secret@127.0.0.1/")


def test_the_own_network_is_asked_where_that_is_allowed(site: Site) -> None:
    site.pages["/ferry"] = answer(TEXT)
    allowed = Fetcher(Manners(allow_private=True), QUICK)
    assert fetched(allowed, f"http://127.0.0.1:{site.port}/ferry") == TEXT


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    site: Site, fetcher: MakeFetcher, wire: Wire
) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    rebinding = fetcher(
        look_up=lambda host, port, seconds: next(answers), manners=Manners(ignore_robots=True)
    )
    site.pages["/ferry"] = answer(TEXT)
    assert fetched(rebinding) == TEXT
    assert wire.connected == [(PUBLIC, 80)]
    assert "(127.0.0.1) is in a private or reserved network" in reason(rebinding)
    assert wire.connected == [(PUBLIC, 80)]


def test_the_next_address_of_a_host_is_tried(fetcher: MakeFetcher, site: Site) -> None:
    class HalfDead(Wire):
        def connect_tcp(self, host, port, *args, **kwargs):  # type: ignore[no-untyped-def]
            if ":" in host:
                raise httpcore2.ConnectError(OSError(101, "Network is unreachable"))
            return super().connect_tcp(host, port, *args, **kwargs)

    site.pages["/ferry"] = answer(TEXT)
    hosts = {"baypost.example": ["2606:2800:21f::1", PUBLIC]}
    assert fetched(fetcher(hosts, connected=HalfDead(site))) == TEXT


# Redirects


def test_redirects_are_followed_and_where_they_led_is_stated(
    site: Site, fetcher: MakeFetcher
) -> None:
    site.pages["/s/1"] = moved("../ferry?a=1#top", "301 Moved")
    site.pages["/ferry?a=1"] = moved("//news.example/ferry", "308 Permanent Redirect")
    site.pages["/ferry"] = answer(TEXT)
    with fetcher().opened("http://baypost.example/s/1") as file:
        (stated,) = file.stated
        assert file.all(1_000) == TEXT
    assert stated.value == "http://news.example/ferry"
    assert "http://baypost.example/s/1" in stated.evidence


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://127.0.0.1/admin", "private or reserved network"),
        ("http://169.254.169.254/latest/meta-data", "private or reserved network"),
        ("http://intranet.example/", r"intranet.example (10.0.0.1)"),
        ("http://[::ffff:10.0.0.1]/", "private or reserved network"),
        ("http://0x7f.1/", "no usual IP address"),
        ("http://news.example:6379/", "port 6379"),
        ("http://me:secret@news.example/", "none is ever sent"),
        ("file:///etc/passwd", "leads to file:"),
        ("javascript:alert(1)", "leads to javascript:"),
        ("http://[", "no name that a host can have"),
        ("http://127.0.0.1\\@news.example/", "none is ever sent"),
        ("http://news.example:port/", "no address"),
        ("/ferry", "in a circle"),
    ],
)
def test_redirects_are_checked_like_any_address(
    location: str, why: str, site: Site, fetcher: MakeFetcher, wire: Wire
) -> None:
    site.pages["/ferry"] = moved(location)
    assert why in reason(fetcher({"intranet.example": ["10.0.0.1"]}))
    assert {host for host, _ in wire.connected} == {PUBLIC}


def test_redirects_without_end_have_one(site: Site, fetcher: MakeFetcher) -> None:
    for number in range(100):
        site.pages[f"/{number}"] = moved(f"/{number + 1}")
    assert "more than 10 times" in reason(fetcher(), "http://baypost.example/0")
    assert len(site.paths) == QUICK.redirects + 1


# How much, and how long


def test_a_page_that_says_it_is_too_large_is_not_read(site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/ferry"] = answer(TEXT, Content_Length="300000")
    assert reason(fetcher()).startswith("too large: more than 200,000 bytes")


def test_a_page_that_is_larger_than_it_may_be_is_cut_off(site: Site, fetcher: MakeFetcher) -> None:
    def endless(connection: socket.socket) -> None:
        connection.sendall(answer(Content_Length=""))
        while site.wait(0):
            connection.sendall(b"x" * 65_536)

    site.pages["/ferry"] = endless
    assert reason(fetcher()).startswith("too large")


def test_a_gzip_bomb_is_not_unpacked(site: Site, fetcher: MakeFetcher) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    site.pages["/ferry"] = answer(bomb, Content_Encoding="gzip")
    tracemalloc.start()
    try:
        assert reason(fetcher()).startswith("too large")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_server_that_falls_silent_is_left(site: Site, fetcher: MakeFetcher) -> None:
    def silent(connection: socket.socket) -> None:
        site.wait(3)

    site.pages["/ferry"] = silent
    quick = fetcher(limits=Limits(silence=0.2, total=5, pause=0))
    assert reason(quick).startswith("silent for 0.2 s")


@pytest.mark.parametrize("head", [b"", answer(Content_Length="5000")])
def test_a_server_that_drips_is_left(head: bytes, site: Site, fetcher: MakeFetcher) -> None:
    def drip(connection: socket.socket) -> None:
        connection.sendall(head)
        while site.wait(0.02):
            connection.sendall(b"H")

    site.pages["/ferry"] = drip
    started = time.monotonic()
    assert reason(fetcher(limits=Limits(silence=1, total=0.4, pause=0))).startswith(
        "not here after 0.4 s"
    )
    assert time.monotonic() - started < 1


def test_a_machine_that_does_not_answer_is_told(fetcher: MakeFetcher, site: Site) -> None:
    class Dead(Wire):
        def connect_tcp(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            raise httpcore2.ConnectTimeout

    assert reason(fetcher(connected=Dead(site))).startswith("no answer within 2 s")


def test_a_machine_that_refuses_is_told(fetcher: MakeFetcher, site: Site) -> None:
    class Shut(Wire):
        def connect_tcp(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            raise httpcore2.ConnectError(OSError(111, "Connection refused"))

    assert reason(fetcher(connected=Shut(site))).startswith("cannot be reached (Connection refused")


def test_time_that_is_over_before_tls_begins_leaves_nothing_open(
    site: Site, fetcher: MakeFetcher
) -> None:
    class Late(Wire):
        def connect_tcp(self, *args, **kwargs):  # type: ignore[no-untyped-def]
            time.sleep(0.1)
            return super().connect_tcp(*args, **kwargs)

    late = fetcher(connected=Late(site), limits=Limits(total=0.05, pause=0))
    assert reason(late, "https://baypost.example/ferry").startswith("not here after 0.05 s")
    assert gc.collect() >= 0  # a socket that is left open would be a warning, hence an error


# Servers that lie, break off or say no


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (answer(TEXT, Content_Length="5000"), "broke off"),
        (answer(b"ffff\r\nA ferry", Content_Length="", Transfer_Encoding="chunked"), "broke off"),
        (b"", "broke off"),
        (answer(TEXT, Content_Length="-5"), "no proper HTTP"),
        (answer(TEXT, Content_Length="many"), "no proper HTTP"),
        (answer(b"zz\r\n", Content_Length="", Transfer_Encoding="chunked"), "no proper HTTP"),
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "no proper HTTP"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000 + b"\r\n\r\n", "no proper HTTP"),
        (answer(gzip.compress(TEXT)[:-12], Content_Encoding="gzip"), "bad gzip data"),
        (answer(TEXT, Content_Encoding="gzip"), "bad gzip data"),
        (answer(TEXT, Content_Encoding="br"), "packs the page as 'br', unasked"),
    ],
)
def test_broken_answers_are_told(said: bytes, why: str, site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/ferry"] = said
    assert why in reason(fetcher())


def test_what_follows_the_length_that_was_announced_is_not_read(
    site: Site, fetcher: MakeFetcher
) -> None:
    site.pages["/ferry"] = answer(TEXT + b"HTTP/1.1 200 OK", Content_Length=str(len(TEXT)))
    assert fetched(fetcher()) == TEXT


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("401 Unauthorized", "the server says 401: it wants a login; save the page"),
        ("403 Forbidden", "the server says 403: it wants no programs; save the page"),
        ("404 Not Found", "the server says 404: there is no such page; check the address"),
        ("410 Gone", "the server says 410: the page is gone"),
        ("429 Too Many Requests", "the server says 429: it was asked too often; wait a while"),
        ("451 Unavailable", "the server says 451: it may not show the page here"),
        ("500 Oops", "the server says 500: no page; try again later"),
        ("503 Service Unavailable", "the server says 503: no page; try again later"),
        ("204 No Content", "the server says 204: no page; save the page"),
        ("302 Found", "the server says 302: no page"),
        ("999 Odd", "the server says 999: no page"),
    ],
)
def test_a_server_that_says_no_is_quoted(
    status: str, why: str, site: Site, fetcher: MakeFetcher
) -> None:
    site.pages["/ferry"] = answer(b"Sorry.", status)
    assert reason(fetcher()).startswith(why)


# Manners


def test_robots_txt_is_asked_once_a_site_and_heeded(site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /private")
    site.pages["/ferry"] = site.pages["/ferry?a=1"] = answer(TEXT)
    one = fetcher()
    assert fetched(one, f"{PAGE}?a=1") == TEXT
    assert "robots.txt asks programs not to read it" in reason(
        one, "http://baypost.example/private/1"
    )
    assert fetched(one) == TEXT
    assert [request.split()[1] for request in site.requests] == [
        "/robots.txt",
        "/ferry?a=1",
        "/ferry",
    ]


def test_robots_txt_can_be_ignored(site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    site.pages["/ferry"] = answer(TEXT)
    assert fetched(fetcher(manners=Manners(ignore_robots=True))) == TEXT
    assert len(site.requests) == 1


def test_robots_txt_of_the_site_that_a_redirect_leads_to_counts(
    site: Site, fetcher: MakeFetcher
) -> None:
    site.pages["/ferry"] = moved("/closed/ferry")
    site.pages["/robots.txt"] = answer(b"User-agent: factcheck\nDisallow: /closed")
    assert "robots.txt asks programs" in reason(fetcher())


def test_a_server_without_a_readable_robots_txt_is_not_asked_for_more(
    site: Site, fetcher: MakeFetcher
) -> None:
    site.pages["/robots.txt"] = answer(b"", "503 Service Unavailable")
    assert "says 503 for robots.txt" in reason(fetcher())
    assert site.paths == []


def test_robots_txt_may_be_moved_and_long(site: Site, fetcher: MakeFetcher) -> None:
    rules = b"User-agent: *\nDisallow: /closed\n"
    site.pages["/robots.txt"] = moved("/r.txt")
    site.pages["/r.txt"] = answer(rules + b"# and so on\n" * 50_000)
    site.pages["/ferry"] = answer(TEXT)
    one = fetcher(limits=Limits(pause=0))
    assert fetched(one) == TEXT
    assert "robots.txt asks" in reason(one, "http://baypost.example/closed")


def test_two_pages_of_a_host_are_fetched_with_a_pause(site: Site, fetcher: MakeFetcher) -> None:
    slept: list[float] = []
    site.pages["/ferry"] = answer(TEXT)
    one = fetcher(limits=Limits(), sleep=slept.append)
    for address in (PAGE, "http://news.example/ferry", PAGE):
        fetched(one, address)
    assert [0.5 < seconds <= 1 for seconds in slept] == [True]


def test_a_longer_pause_is_kept_where_a_site_asks_for_it(site: Site, fetcher: MakeFetcher) -> None:
    slept: list[float] = []
    site.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 7")
    site.pages["/ferry"] = answer(TEXT)
    one = fetcher(limits=Limits(), sleep=slept.append)
    fetched(one)
    fetched(one)
    assert [6 < seconds <= 7 for seconds in slept] == [True]


# HTTPS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def certified(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_https_keeps_the_name_though_an_ip_address_is_connected_to(
    authority: trustme.CA, fetcher: MakeFetcher
) -> None:
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    with serving(certified(authority, "baypost.example")) as site:
        site.pages["/ferry"] = answer(TEXT)
        wire = Wire(site)
        one = fetcher(tls=trusting, connected=wire)
        assert fetched(one, "https://baypost.example/ferry") == TEXT
        assert "\r\nHost: baypost.example\r\n" in site.requests[-1]
        assert set(wire.connected) == {(PUBLIC, 443)}
        why = reason(one, "https://news.example/ferry")
    assert why.startswith("its certificate cannot be trusted (Hostname mismatch")


def test_a_certificate_of_nobody_knows_whom_is_refused(
    authority: trustme.CA, fetcher: MakeFetcher
) -> None:
    with serving(certified(authority, "baypost.example")) as site:
        why = reason(fetcher(connected=Wire(site)), "https://baypost.example/ferry")
    assert why.startswith("its certificate cannot be trusted (")
    assert "save the page in a browser" in why
    assert site.requests == []


def test_a_server_that_speaks_no_tls_is_told(site: Site, fetcher: MakeFetcher) -> None:
    site.pages["/ferry"] = answer(TEXT)
    why = reason(fetcher(limits=Limits(silence=0.3, connect=0.3)), "https://baypost.example/ferry")
    assert why.startswith(("no secure connection", "cannot be reached", "no answer"))
