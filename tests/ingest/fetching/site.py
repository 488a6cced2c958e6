"""A web site on this machine that says exactly what a test wants, and a network in which it has
whatever names and addresses a test gives it."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import httpcore2

LOCAL = "127.0.0.1"
PUBLIC = "93.184.215.14"  # stands for the public network; nothing is ever sent to it
LONGEST = 10  # seconds that a connection of a test may last

Answer = bytes | Callable[[socket.socket], None]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """What a well-behaved server sends; `Content_Length=''` leaves that header out."""
    named = {"Content-Type": "text/plain", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join([*lines, "", ""]).encode() + body


def moved(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return answer(status=status, Location=location)


MISSING = answer(b"", "404 Not Found")


class Site:
    """A server: what it says by path, and what it was asked."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Answer] = {}
        self.requests: list[str] = []  # heads of requests
        self._tls = tls
        self._listening = socket.create_server((LOCAL, 0))
        self.port = self._listening.getsockname()[1]
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        asked = [request.split(" ")[1] for request in self.requests]
        return [path for path in asked if path != "/robots.txt"]

    def stop(self) -> None:
        """End it; connections that are open end, too."""
        self._done.set()
        with suppress(OSError):
            socket.create_connection((LOCAL, self.port)).close()
        for thread in self._threads:
            thread.join(LONGEST)
        self._listening.close()

    def wait(self, seconds: float) -> bool:
        """Wait between two bytes; whether the test is still running."""
        return not self._done.wait(seconds)

    def _listen(self) -> None:
        while not self._done.is_set():
            connection, _ = self._listening.accept()
            if self._done.is_set():
                connection.close()
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(LONGEST)
        with connection, suppress(OSError):
            if self._tls is None:
                self._answer(connection)
            else:
                with self._tls.wrap_socket(connection, server_side=True) as secured:
                    self._answer(secured)

    def _answer(self, connection: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            if not (more := connection.recv(65_536)):
                return
            head += more
        self.requests.append(head.decode("latin-1"))
        said = self.pages.get(self.requests[-1].split(" ")[1], MISSING)
        if callable(said):
            said(connection)
        else:
            connection.sendall(said)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A site for a while."""
    site = Site(tls)
    try:
        yield site
    finally:
        site.stop()


class Wire(httpcore2.NetworkBackend):
    """A network in which every machine is the site; it keeps what was connected to."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.connected: list[tuple[str, int]] = []

    def connect_tcp(  # type: ignore[no-untyped-def]
        self, host, port, timeout=None, local_address=None, socket_options=None
    ):
        self.connected.append((host, port))
        return httpcore2.SyncBackend().connect_tcp(LOCAL, self.site.port, timeout)
