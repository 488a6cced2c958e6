"""What a person types goes in; whether it is an address, and how addresses are to be asked, come
out. Loads no network library: most runs have no address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=//)[^/?#]*@")
_LIKE_AN_ADDRESS = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]+):/|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked."""

    allow_private: bool = False  # machines of the own network, and ports that pages seldom have
    ignore_robots: bool = False  # what a site's robots.txt says


POLITE = Manners()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken from one address, and how long it may take."""

    size: int = 50_000_000  # bytes, packed and unpacked; the largest newspaper PDFs have 30 MB
    connect: float = 10.0  # seconds until a machine answers at all
    silence: float = 15.0  # seconds without a byte
    total: float = 60.0  # seconds for all of it: robots.txt, redirects, the page
    redirects: int = 10  # browsers follow 20, RFC 9110 once asked for 5
    pause: float = 1.0  # seconds between two pages of one host, unless robots.txt asks for more


USUAL = Limits()


def is_address(given: object) -> bool:
    """Whether a text is an address that can be asked for: http or https."""
    return isinstance(given, str) and _ADDRESS.match(given) is not None


def without_password(address: str) -> str:
    """An address with dots for a name and password before its host: no report is to show them."""
    return _USERINFO.sub("…@", address, count=1)


def mistaken(given: str) -> str | None:
    """What to do about a path that is missing and looks like an address; None for other paths."""
    like = _LIKE_AN_ADDRESS.match(given)
    if like is None:
        return None
    if (like["scheme"] or "").lower() in ("", "http", "https"):
        return "no such file; an address begins with https:// or http://"
    return "only addresses with https:// or http:// are asked; save the page and give the file"


def path_in(address: str) -> str:
    """The path of an address, without query and fragment: '/2018/ferry.html', or ''."""
    try:
        return urlsplit(address).path
    except ValueError:  # a bracket too many
        return ""


def file_like(address: str) -> str:
    """'HOST/LAST PART OF THE PATH': what stands for folder and file where articles are named."""
    host = address.partition("://")[2].partition("/")[0]
    last = PurePosixPath(path_in(address)).name
    return f"{host}/{last}" if last else host
