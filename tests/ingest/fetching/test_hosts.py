"""Which machines may be asked, and how an address is told from a path."""

from __future__ import annotations

import socket
import time

import pytest

from factcheck.ingest.fetching.addresses import file_like, is_address, mistaken, path_in
from factcheck.ingest.fetching.hosts import is_public, look_up, refuse_private, refuse_unusual
from factcheck.ingest.opened import Unusable


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",  # where clouds keep the passwords of a machine
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%2",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:1::",  # 6to4
        "64:ff9b::7f00:1",  # NAT64
        "64:ff9b::a9fe:a9fe",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",  # Teredo
    ],
)
def test_what_is_not_of_the_public_network_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(Unusable, match=r"private or reserved network.*--allow-private"):
        refuse_private("intranet.example", [address])


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f::1", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]
)
def test_the_public_network_is_asked(address: str) -> None:
    assert is_public(address)


def test_a_host_with_one_private_address_among_others_is_refused() -> None:
    with pytest.raises(Unusable, match=r"half\.example \(10\.0\.0\.1\)"):
        refuse_private("half.example", ["93.184.215.14", "10.0.0.1"])


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "127.1", "127.0.0.0x1", "127.0.0.1.", "0177.1"]
)
def test_ip_addresses_in_disguise_are_refused(host: str) -> None:
    with pytest.raises(Unusable, match="no usual IP address"):
        refuse_unusual(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "baypost.example", "1and1.example", "x2"])
def test_names_and_plain_ip_addresses_are_no_disguise(host: str) -> None:
    refuse_unusual(host)


@pytest.mark.enable_socket  # of the guarded look-up, pytest-socket would restore the wrong one
def test_a_name_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unusable, match=r"cannot be found .*is this machine online"):
        look_up("nowhere.example", 443, 5)


@pytest.mark.parametrize("host", ["a..example", "a" * 64 + ".example"])
@pytest.mark.enable_socket  # refused before anything is asked
def test_what_cannot_be_a_name_is_told(host: str) -> None:
    with pytest.raises(Unusable, match="no name that a host can have"):
        look_up(host, 443, 5)


@pytest.mark.enable_socket
def test_a_name_server_that_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(0.5) or [])
    with pytest.raises(Unusable, match="could not be looked up within"):
        look_up("slow.example", 443, 0.05)


@pytest.mark.parametrize("given", ["https://a.example", "HTTP://A.example/x", "http://[::1]/"])
def test_an_address_is_told_from_a_path(given: str) -> None:
    assert is_address(given)
    assert not is_address(f"./{given}")


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("https:/baypost.example/ferry", "begins with https://"),
        ("www.baypost.example/ferry", "begins with https://"),
        ("ftp://baypost.example/ferry", "only addresses with https:// or http://"),
        ("file:///etc/passwd", "only addresses with https:// or http://"),
    ],
)
def test_a_mistaken_address_is_put_right(given: str, advice: str) -> None:
    assert not is_address(given)
    assert advice in (mistaken(given) or "")


@pytest.mark.parametrize("given", ["no/such/folder", "C:/news/ferry.txt", "ferry.txt"])
def test_a_path_is_no_mistaken_address(given: str) -> None:
    assert mistaken(given) is None


def test_what_stands_for_the_file_of_an_address() -> None:
    assert (
        file_like("https://baypost.example/2018/ferry.html?a=/b#c") == "baypost.example/ferry.html"
    )
    assert file_like("https://baypost.example/news/ferry/") == "baypost.example/ferry"
    assert file_like("https://baypost.example") == "baypost.example"
    assert path_in("https://baypost.example/ferry.PDF?x=.txt") == "/ferry.PDF"
    assert path_in("https://[baypost.example/ferry.txt") == ""
