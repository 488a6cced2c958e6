"""A host goes in, a connection to a machine of it comes out that has been checked, and that ends in
time however slowly the other side sends.

The name is looked up once, and the very address that was checked is connected to: a name server
that gives another answer the second time ("DNS rebinding") is never asked. TLS and the Host header
keep the name.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from factcheck.ingest.fetching.hosts import refuse_private

MOST_TRIED = 4  # addresses of one host: two of each kind, as large sites have them

LookUp = Callable[[str, int, float], Sequence[str]]  # host, port, seconds → IP addresses


class TooSlow(Exception):  # noqa: N818  (told to the user as a reason)
    """The time for an address is over."""


class Clock:
    """The time that is left for one address."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self._end

    def left(self, most: float | None) -> float:
        """Seconds until the end, and no more than `most`. Raises `TooSlow` when there are none."""
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise TooSlow
        return seconds if most is None else min(seconds, most)

    def stand_still(self, seconds: float) -> None:
        """Put off the end: that we wait is no fault of the other side's."""
        self._end += seconds


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects httpcore2 to machines of the public network alone, unless `allow_private`."""

    def __init__(
        self,
        clock: Clock,
        look_up: LookUp,
        connected: httpcore2.NetworkBackend,
        *,
        allow_private: bool,
    ) -> None:
        self._clock = clock
        self._look_up = look_up
        self._connected = connected
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first machine of the host that answers.

        Raises `Unusable` for a host that may not be asked, and httpcore2's errors.
        """
        addresses = self._look_up(host, port, self._clock.left(timeout))
        if not self._allow_private:
            refuse_private(host, addresses)
        refused: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses[:MOST_TRIED]:
            try:
                stream = self._connected.connect_tcp(address, port, self._clock.left(timeout))
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                refused = error
                continue
            return _TimedStream(stream, self._clock)
        raise refused


class _TimedStream(httpcore2.NetworkStream):
    """A connection that ends when the time is over, though a byte came every second."""

    def __init__(self, stream: httpcore2.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            seconds = self._clock.left(timeout)
        except TooSlow:
            self.close()  # nobody else does, for it is not a connection yet
            raise
        secured = self._stream.start_tls(ssl_context, server_hostname, seconds)
        return _TimedStream(secured, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
