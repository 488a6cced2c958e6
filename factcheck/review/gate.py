"""A request goes in, a verdict comes out: is it addressed to us, does it come from our own pages,
from a browser that was let in? Only computing; `factcheck.review.guard` speaks HTTP.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import socket
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address

from factcheck.review.settings import DEFAULT_PORT, Settings, is_loopback, is_wildcard

SESSION_BYTES = 18
HTTP_PORT = 80  # what a Host header without a port means
FREE_ATTEMPTS = 5  # wrong passwords before a client has to wait
LONGEST_WAIT = 60.0  # seconds; doubles from one second up to this
MOST_CLIENTS = 1_000  # whose failures are remembered, the latest ones
# Memory-hard, 16 MiB and about 50 ms (the interactive parameters of RFC 7914).
SCRYPT_COST, SCRYPT_BLOCK, SCRYPT_LANES = 2**14, 8, 1


_HAS_PORT = re.compile(r":\d+$")


@dataclass(frozen=True)
class Session:
    """A browser that came by; a member once it has shown token or password."""

    id: str
    member: bool
    csrf: str  # what its forms carry


class Gate:
    """The checks of one running review."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._salt = secrets.token_bytes(16)
        password = settings.password
        self._password = None if password is None else self._hash(password)
        self._clock = clock
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._hosts = _own_names(settings)

    @property
    def has_password(self) -> bool:
        """Whether a password lets people in who do not have the token."""
        return self._password is not None

    @property
    def cookie(self) -> str:
        """The name of the session cookie. Cookies know no ports: two reviews need two names."""
        return f"factcheck-review-{self._settings.port or DEFAULT_PORT}"

    def is_own_host(self, host: str) -> bool:
        """Whether a Host header names this server. A page of another site that has its name
        point here (DNS rebinding) is told by the name it was loaded under."""
        host = host.lower() if _HAS_PORT.search(host) else f"{host.lower()}:{HTTP_PORT}"
        if host in self._hosts:
            return True
        return is_wildcard(self._settings.host) and self._is_address(host)

    def is_own_origin(self, origin: str | None, host: str) -> bool:
        """Whether a change is asked for by a page of the very address it is sent to."""
        return origin is not None and origin.lower() == f"http://{host.lower()}"

    def is_token(self, given: str) -> bool:
        """Whether this is the token of the opened address."""
        return hmac.compare_digest(given.encode(), self._settings.token.encode())

    def new_session(self, *, member: bool) -> Session:
        """A session of its own for a browser."""
        return self._session(secrets.token_urlsafe(SESSION_BYTES), member)

    def written(self, session: Session) -> str:
        """A session as its cookie has it."""
        kind = "member" if session.member else "visitor"
        return f"{session.id}.{kind}.{self._sign('session', kind, session.id)}"

    def read(self, cookie: str) -> Session | None:
        """The session of a cookie; None unless this server has written it."""
        identifier, _, rest = cookie.partition(".")
        kind, _, signature = rest.partition(".")
        expected = self._sign("session", kind, identifier)
        if not hmac.compare_digest(signature.encode(), expected.encode()):
            return None
        return self._session(identifier, kind == "member")

    def is_csrf(self, given: str, session: Session) -> bool:
        """Whether a form was made for this session."""
        return hmac.compare_digest(given.encode(), session.csrf.encode())

    def wait(self, client: str) -> float:
        """Seconds until this client may try a password again; 0 when it may now."""
        _, until = self._failures.get(client, (0, 0.0))
        return max(0.0, until - self._clock())

    def attempt(self, client: str) -> float:
        """Seconds that this client has to wait, or 0: it may try now, and the attempt counts as
        failed until the password is known to be right, so that many at once are many."""
        if wait := self.wait(client):
            return wait
        count = self._failures.pop(client, (0, 0.0))[0] + 1
        pause = 0.0 if count < FREE_ATTEMPTS else min(2.0 ** (count - FREE_ATTEMPTS), LONGEST_WAIT)
        self._failures[client] = (count, self._clock() + pause)
        if len(self._failures) > MOST_CLIENTS:
            self._failures.popitem(last=False)
        return 0.0

    def is_password(self, given: str, client: str) -> bool:
        """Whether it is the password. Slow on purpose; ask `attempt` before."""
        if self._password is not None and hmac.compare_digest(self._hash(given), self._password):
            self._failures.pop(client, None)
            return True
        return False

    def _session(self, identifier: str, member: bool) -> Session:
        return Session(identifier, member, self._sign("csrf", identifier))

    def _sign(self, *parts: str) -> str:
        message = "\x1f".join(parts).encode()
        return hmac.new(self._settings.secret, message, hashlib.sha256).hexdigest()

    def _hash(self, password: str) -> bytes:
        return hashlib.scrypt(
            password.encode(), salt=self._salt, n=SCRYPT_COST, r=SCRYPT_BLOCK, p=SCRYPT_LANES
        )

    def _is_address(self, host: str) -> bool:
        """Whether it is an IP address with our port: no name that could be pointed elsewhere."""
        address, _, port = host.rpartition(":")
        try:
            ip_address(address.strip("[]"))
        except ValueError:
            return False
        return port == str(self._settings.port or DEFAULT_PORT)


def _own_names(settings: Settings) -> frozenset[str]:
    """The Host headers that mean this server."""
    names = {settings.host}
    if is_loopback(settings.host):
        names |= {"127.0.0.1", "localhost"}  # neither can be made to point elsewhere
    if is_wildcard(settings.host):
        names |= {socket.gethostname(), "localhost"}
    port = settings.port or DEFAULT_PORT
    return frozenset(f"{f'[{n}]' if ':' in n else n}:{port}".lower() for n in names)
