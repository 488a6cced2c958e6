"""An address goes in, the file behind it comes out, opened; or the reason why there is none, and
what to do about it.

One request at a time, no cookies, no passwords, no proxies, nothing of the user's in any header.
"""

from __future__ import annotations

import gzip
import ssl
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from importlib.metadata import version
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, cast

import httpcore2
import httpx2

from factcheck.ingest.fetching import robots
from factcheck.ingest.fetching.addresses import POLITE, USUAL, Limits, Manners
from factcheck.ingest.fetching.connecting import CheckedBackend, Clock, LookUp, TooSlow
from factcheck.ingest.fetching.hosts import look_up, refuse_unusual
from factcheck.ingest.opened import Opened, Unusable
from factcheck.model import Stated

USER_AGENT = f"{robots.PRODUCT}/{version('factcheck-news')} (reads single pages for a person)"
HEADERS = (
    (b"User-Agent", USER_AGENT.encode()),
    (b"Accept", b"text/html, application/xhtml+xml, text/plain, application/pdf, */*;q=0.5"),
    (b"Accept-Encoding", b"gzip"),
    (b"Connection", b"close"),  # one that is used again may just have been closed by the server
)
USUAL_PORTS = {"http": 80, "https": 443}

IN_MEMORY = 1_000_000  # bytes; what is larger waits in a temporary file without a name
CHUNK = 65_536  # bytes that are unpacked at a time
AS_ASKED = 0.9  # that an address is the article's own: its page may name a better one
REDIRECTS = frozenset({301, 302, 303, 307, 308})

SAVE_IT = "save the page in a browser and give the file"
SAID = {  # what a status means to whoever gave the address
    401: f"it wants a login; {SAVE_IT}",
    402: f"it wants to be paid; {SAVE_IT}",
    403: f"it wants no programs; {SAVE_IT}",
    404: "there is no such page; check the address",
    410: "the page is gone; look for a copy and give the file",
    429: f"it was asked too often; wait a while, or {SAVE_IT}",
    451: f"it may not show the page here, for legal reasons; {SAVE_IT}",
}


class Fetcher:
    """Fetches pages one after the other, and remembers what each site asks of programs.

    `look_up` gives the IP addresses of a host, `connected` connects to one of them, `tls` says
    whose certificates are trusted (by default those that the system trusts).
    """

    def __init__(
        self,
        manners: Manners = POLITE,
        limits: Limits = USUAL,
        *,
        look_up: LookUp = look_up,
        connected: httpcore2.NetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners = manners
        self._limits = limits
        self._look_up = look_up
        self._connected = connected or httpcore2.SyncBackend()
        self._tls = tls or httpx2.create_ssl_context()
        self._sleep = sleep
        self._robots: dict[str, robots.Robots] = {}  # by scheme, host and port
        self._visited: dict[str, float] = {}  # host → when it was asked last

    @contextmanager
    def opened(self, address: str) -> Iterator[Opened]:
        """The file behind an address, named by it. Raises `Unusable`."""
        clock = Clock(self._limits.total)
        with SpooledTemporaryFile(IN_MEMORY) as packed, SpooledTemporaryFile(IN_MEMORY) as unpacked:
            with self._told(clock):
                url, headers = self._fetch(_parsed(address), packed, clock)
            self._unpack(headers.get("content-encoding", ""), packed, unpacked)
            led = "" if str(url) == str(_parsed(address)) else f", to which {address} led"
            found_at = Stated(
                field="url",
                value=str(url),
                evidence=f"the address that was asked{led}",
                source="surroundings",
                confidence=AS_ASKED,
            )
            size = unpacked.seek(0, 2)
            stream = cast(BinaryIO, unpacked)
            yield Opened(address, stream, size, headers.get("content-type"), (found_at,))

    def _fetch(
        self, url: httpx2.URL, body: IO[bytes], clock: Clock
    ) -> tuple[httpx2.URL, httpx2.Headers]:
        """Write the page to `body`, wherever redirects lead; where that was and what headers it
        came with."""
        backend = CheckedBackend(
            clock, self._look_up, self._connected, allow_private=self._manners.allow_private
        )
        host, seen = "", {str(url)}
        with httpcore2.ConnectionPool(
            ssl_context=self._tls, max_keepalive_connections=0, network_backend=backend
        ) as pool:
            for _ in range(self._limits.redirects + 1):
                self._refuse(url)
                self._obey_robots(pool, url, clock)
                if url.host != host:  # a redirect within a site is one visit
                    self._wait_for(url, clock)
                host = url.host
                status, headers = self._get(pool, url, body, self._limits.size)
                if status == 200:
                    return url, headers
                if status not in REDIRECTS or "location" not in headers:
                    raise Unusable(_refused(status))
                url = _joined(url, headers["location"])
                if str(url) in seen:
                    raise Unusable(f"leads in a circle; it may want cookies or a login: {SAVE_IT}")
                seen.add(str(url))
        most = self._limits.redirects
        raise Unusable(f"leads from one address to the next, more than {most} times; {SAVE_IT}")

    def _refuse(self, url: httpx2.URL) -> None:
        """Raise `Unusable` for an address that is not to be asked, before its host is looked up."""
        if url.scheme not in USUAL_PORTS:
            raise Unusable(f"leads to {url.scheme}:, and only https: and http: are read; {SAVE_IT}")
        if not url.host:
            raise Unusable("names no host; an address is https://HOST/PATH")
        if url.userinfo:
            raise Unusable(
                "has a name or password before the @, and none is ever sent; leave it out"
            )
        refuse_unusual(url.raw_host.decode("ascii"))
        if url.port is not None and not 0 < url.port < 65536:
            raise Unusable(f"there is no port {url.port}; check the address")
        usual = url.port is None or url.port in USUAL_PORTS.values()
        if not usual and not self._manners.allow_private:
            raise Unusable(
                f"port {url.port} is none that pages are published on; "
                "add --allow-private if you mean it"
            )

    def _obey_robots(self, pool: httpcore2.ConnectionPool, url: httpx2.URL, clock: Clock) -> None:
        """Raise `Unusable` where the site's robots.txt asks programs to leave a page alone."""
        if self._manners.ignore_robots:
            return
        site = str(url.copy_with(path=robots.PATH, query=None))
        if site not in self._robots:
            self._robots[site] = self._read_robots(pool, httpx2.URL(site))
        self._robots[site].refuse(str(url))

    def _read_robots(self, pool: httpcore2.ConnectionPool, url: httpx2.URL) -> robots.Robots:
        for _ in range(self._limits.redirects + 1):
            self._refuse(url)
            with SpooledTemporaryFile(IN_MEMORY) as packed, SpooledTemporaryFile(IN_MEMORY) as body:
                status, headers = self._get(pool, url, packed, robots.LARGEST, cut=True)
                if status not in REDIRECTS or "location" not in headers:
                    self._unpack(headers.get("content-encoding", ""), packed, body)
                    body.seek(0)
                    return robots.read_robots(status, body.read(robots.LARGEST))
            url = _joined(url, headers["location"])
        return robots.read_robots(404, b"")  # RFC 9309, 2.3.1.2: as if there were none

    def _wait_for(self, url: httpx2.URL, clock: Clock) -> None:
        """Pause, if a page of the host was fetched a moment ago."""
        site = self._robots.get(str(url.copy_with(path=robots.PATH, query=None)))
        pause = max(self._limits.pause, site.pause if site else 0.0)
        before = self._visited.get(url.host)
        now = time.monotonic()
        if before is not None and (seconds := before + pause - now) > 0:
            self._sleep(seconds)
            clock.stand_still(seconds)
        self._visited[url.host] = time.monotonic()

    def _get(
        self,
        pool: httpcore2.ConnectionPool,
        url: httpx2.URL,
        body: IO[bytes],
        most: int,
        *,
        cut: bool = False,
    ) -> tuple[int, httpx2.Headers]:
        """Status and headers of one answer; its body is written only where it is the page. What is
        longer than `most` bytes is `Unusable`, or `cut`."""
        target = httpcore2.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        timeout = {
            "connect": self._limits.connect,
            "read": self._limits.silence,
            "write": self._limits.silence,
            "pool": self._limits.connect,
        }
        extensions = {"timeout": timeout}
        with pool.stream("GET", target, headers=HEADERS, extensions=extensions) as response:
            headers = httpx2.Headers(response.headers)
            if response.status != 200:
                return response.status, headers
            announced = headers.get("content-length", "")
            if not cut and announced.isdecimal() and int(announced) > most:
                raise Unusable(_too_much(most))
            for chunk in response.iter_stream():
                room = most - body.tell()
                if len(chunk) > room and not cut:
                    raise Unusable(_too_much(most))
                body.write(chunk[:room])
                if len(chunk) > room:
                    break
            return response.status, headers

    def _unpack(self, encoding: str, packed: IO[bytes], unpacked: IO[bytes]) -> None:
        """Write what `packed` holds to `unpacked`. Raises `Unusable` for what is too large, broken,
        or packed in a way that was not asked for."""
        encoding = encoding.strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise Unusable(f"the server packs the page as {encoding!r}, unasked; {SAVE_IT}")
        packed.seek(0)
        try:
            with (
                gzip.open(packed, "rb") if encoding.endswith("gzip") else nullcontext(packed)
            ) as source:
                while chunk := source.read(CHUNK):
                    if unpacked.tell() + len(chunk) > self._limits.size:
                        raise Unusable(_too_much(self._limits.size))
                    unpacked.write(chunk)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            raise Unusable(
                f"what came is broken (bad gzip data); try again, or {SAVE_IT}"
            ) from None

    @contextmanager
    def _told(self, clock: Clock) -> Iterator[None]:
        """Faults of the network as reasons for the user. Raises `Unusable`."""
        try:
            yield
        except TooSlow:
            raise Unusable(self._too_slow()) from None
        except httpcore2.ConnectTimeout:
            reason = f"no answer within {self._limits.connect:g} s; try again later"
            raise Unusable(self._too_slow() if clock.over else reason) from None
        except httpcore2.TimeoutException:
            reason = f"silent for {self._limits.silence:g} s; try again later, or {SAVE_IT}"
            raise Unusable(self._too_slow() if clock.over else reason) from None
        except httpcore2.NetworkError as error:
            raise Unusable(_unreachable(error)) from None
        except httpcore2.ProtocolError as error:
            raise Unusable(_improper(str(error))) from None

    def _too_slow(self) -> str:
        return f"not here after {self._limits.total:g} s; try again later, or {SAVE_IT}"


def _parsed(address: str) -> httpx2.URL:
    """An address, without its fragment, which is for browsers. Raises `Unusable`."""
    try:
        return httpx2.URL(address).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError) as error:
        raise Unusable(f"no proper address ({error}); check how it is written") from None


def _joined(url: httpx2.URL, location: str) -> httpx2.URL:
    """Where a redirect leads. Raises `Unusable`."""
    try:
        return url.join(location).copy_with(fragment=None)
    except (httpx2.InvalidURL, ValueError):
        raise Unusable(f"leads to what is no address; {SAVE_IT}") from None


def _refused(status: int) -> str:
    """What a status other than 200 means, and what to do about it."""
    otherwise = f"try again later, or {SAVE_IT}" if status >= 500 else SAVE_IT
    return f"the server says {status}: {SAID.get(status, f'no page; {otherwise}')}"


def _too_much(most: int) -> str:
    return f"too large: more than {most:,} bytes; save the article alone and give the file"


def _unreachable(error: httpcore2.NetworkError) -> str:
    """Why there is no connection, and what to do about it."""
    cause = error.args[0] if error.args else error  # httpcore2 hands on the system's own error
    if isinstance(cause, ssl.SSLCertVerificationError):
        why = getattr(cause, "verify_message", "") or str(cause)  # not every system fills it in
        return (
            f"its certificate cannot be trusted ({why}), so nobody knows whose page it is; "
            f"if you do, {SAVE_IT}"
        )
    if isinstance(cause, ssl.SSLError):
        return f"no secure connection can be made ({cause.reason or cause}); {SAVE_IT}"
    why = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause)
    return f"cannot be reached ({why}); is this machine online, and is the address right?"


def _improper(why: str) -> str:
    """Why an answer is none, and what to do about it."""
    if "without sending" in why:
        return f"the connection broke off; try again, or {SAVE_IT}"
    return f"its answer is no proper HTTP ({why}); {SAVE_IT}"
