"""The name of a host goes in, the addresses of its machines come out; or the reason why it is not
asked: it is in the own network, where a page of a stranger must not send us.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from factcheck.ingest.opened import Unusable

# RFC 6052: IPv6-only networks reach IPv4 machines under this prefix, the address in the last bits.
_NAT64 = IPv6Network("64:ff9b::/96")
# "Ends in a number" (WHATWG URL): read by some as an IPv4 address, whatever its dots.
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)", re.IGNORECASE)

_NAME = re.compile(r"[a-z0-9._-]+", re.IGNORECASE)  # after IDNA; underscores are met, though wrong

_OFFLINE = "is this machine online, and is the name right?"


def refuse_unusual(host: str) -> None:
    """Raise `Unusable` for what is neither a name (in ASCII) nor an IP address, and for an IPv4
    address in octal, hexadecimal or fewer than four numbers: it is to pass for another one."""
    if ":" in host:
        try:
            IPv6Address(host)
        except ValueError:
            raise Unusable(f"{host} is no IP address; check the address") from None
        return
    if not _NAME.fullmatch(host):
        raise Unusable(f"{host} is no name that a host can have; check the address")
    if _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
        try:
            IPv4Address(host)
        except ValueError:
            raise Unusable(
                f"{host} is no name and no usual IP address; write its four numbers"
            ) from None


def look_up(host: str, port: int, seconds: float) -> list[str]:
    """The IP addresses of a host. Raises `Unusable` when there are none, or not in time."""
    if _is_ip(host):
        return [host]
    found: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:  # the system's resolver cannot be told when to stop
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(list(dict.fromkeys(str(answer[4][0]) for answer in answers)))
        except Exception as error:
            found.put(error)

    Thread(target=ask, daemon=True, name="look-up").start()
    try:
        answer = found.get(timeout=seconds)
    except Empty:
        raise Unusable(
            f"{host} could not be looked up within {seconds:.0f} s; {_OFFLINE}"
        ) from None
    if isinstance(answer, UnicodeError):
        raise Unusable(f"{host} is no name that a host can have; check the address")
    if isinstance(answer, OSError):
        raise Unusable(f"{host} cannot be found ({answer.strerror or answer}); {_OFFLINE}")
    if isinstance(answer, Exception):
        raise answer
    return answer


def refuse_private(host: str, addresses: Sequence[str]) -> None:
    """Raise `Unusable` if any of a host's IP addresses is not in the public network."""
    for address in addresses:
        if not is_public(address):
            where = address if host == address else f"{host} ({address})"
            raise Unusable(
                f"{where} is in a private or reserved network, where no news is published; "
                "add --allow-private if you mean it"
            )


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network: not private, loopback, link-local,
    multicast or reserved, nor an IPv6 address that carries such an IPv4 address."""
    ip = _carried(ip_address(address))
    # is_global alone does not do: multicast is global, and so is much that is reserved.
    refused = ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local
    site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (refused or ip.is_unspecified or site_local)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _carried(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address leads to (mapped, 6to4, NAT64), or the address."""
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip
