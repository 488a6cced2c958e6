"""A site on 127.0.0.1, and fetchers to which it is the public network."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable, Iterator

import pytest

from factcheck.ingest.fetching.addresses import Limits, Manners
from factcheck.ingest.fetching.client import Fetcher
from tests.ingest.fetching.site import PUBLIC, Site, Wire, serving

QUICK = Limits(size=200_000, connect=2, silence=2, total=5, pause=0)

TRUSTS_NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

MakeFetcher = Callable[..., Fetcher]


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def wire(site: Site) -> Wire:
    return Wire(site)


@pytest.fixture
def fetcher(wire: Wire) -> MakeFetcher:
    """A fetcher for which hosts have the addresses given, names without one a public one."""

    def make(
        hosts: dict[str, list[str]] | None = None,
        limits: Limits = QUICK,
        manners: Manners | None = None,
        **further: object,
    ) -> Fetcher:
        def look_up(host: str, port: int, seconds: float) -> list[str]:
            try:
                return [str(ipaddress.ip_address(host))]
            except ValueError:
                return (hosts or {}).get(host, [PUBLIC])

        known = {"look_up": look_up, "connected": wire, "tls": TRUSTS_NOBODY} | further
        return Fetcher(manners or Manners(), limits, **known)  # type: ignore[arg-type]

    return make
