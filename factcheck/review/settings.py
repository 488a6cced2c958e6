"""How a review is served: to whom, at which address, behind which secrets."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from ipaddress import ip_address

from factcheck.review.errors import ReviewError

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8765
TOKEN_BYTES = 24  # 192 bits: cannot be guessed, and the address still fits one line
SHORTEST_PASSWORD = 8  # characters; NIST SP 800-63B asks for at least as many


@dataclass(frozen=True)
class Settings:
    """What `factcheck review` was told, and the secrets of this run."""

    person: str | None = None  # who reviews; None: asked in the browser
    host: str = LOOPBACK
    port: int | None = None  # None: DEFAULT_PORT or the next that is free
    password: str | None = field(default=None, repr=False)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES), repr=False)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def __post_init__(self) -> None:
        if not self.host.strip():
            raise ReviewError("--host is empty; name an address, or leave it out")
        if self.password is None and not is_loopback(self.host):
            raise ReviewError(
                f"--host {self.host} lets other machines in; give a --password, too, or leave "
                f"--host out to review on this machine alone"
            )
        if self.password is not None and len(self.password) < SHORTEST_PASSWORD:
            raise ReviewError(f"the password is short; take {SHORTEST_PASSWORD} characters or more")

    @property
    def address(self) -> str:
        """Host and port as a browser names them."""
        host = LOOPBACK if is_wildcard(self.host) else self.host
        return f"{f'[{host}]' if ':' in host else host}:{self.port or DEFAULT_PORT}"

    @property
    def url(self) -> str:
        """What to open in a browser; who has it is let in."""
        return f"http://{self.address}/?token={self.token}"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_wildcard(host: str) -> bool:
    """Whether it stands for every address of this machine."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
