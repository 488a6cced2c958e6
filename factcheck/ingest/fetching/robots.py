"""A site's robots.txt goes in; whether a page may be fetched, and how long to pause between two,
come out (RFC 9309, the Robots Exclusion Protocol).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from protego import Protego

from factcheck.ingest.opened import Unusable

PATH = "/robots.txt"
LARGEST = 512_000  # bytes; RFC 9309 asks for 500 KiB at least, what is beyond may be passed over
LONGEST_PAUSE = 10.0  # seconds; some sites ask robots for minutes, a person who waits gives up
PRODUCT = "factcheck"  # the name under which a robots.txt can speak to us

_AGENT = re.compile(r"\s*user[\s-]*agent\b\s*:?(?P<name>.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[a-z_-]+")  # RFC 9309: a name ends where these do
_OTHERS = "others"  # how the rules for all other programs are known here

_OVERRIDE = "save the page and give the file, or add --ignore-robots if you may"


@dataclass(frozen=True, slots=True)
class Robots:
    """What a site asks of programs; `rules` is None where nothing could be read."""

    rules: Protego | None
    status: int

    @property
    def pause(self) -> float:
        """Seconds between two pages that the site asks for, up to the longest that we wait."""
        asked = self.rules.crawl_delay(PRODUCT) if self.rules else None
        return min(max(asked or 0.0, 0.0), LONGEST_PAUSE)

    def refuse(self, address: str) -> None:
        """Raise `Unusable` where programs are asked to leave the page alone."""
        if self.rules is None:  # RFC 9309, 2.3.1.4: then everything is to be left alone
            raise Unusable(
                f"whether programs may read it is not to be known: the server says {self.status} "
                f"for robots.txt; try again later, or {_OVERRIDE}"
            )
        if not self.rules.can_fetch(address, PRODUCT):
            raise Unusable(f"the site's robots.txt asks programs not to read it; {_OVERRIDE}")


def read_robots(status: int, body: bytes) -> Robots:
    """What an answer for robots.txt says. Errors of ours (4xx) mean that there is none, and all
    may be read; errors of the server (5xx) that nobody knows."""
    if status >= 500:
        return Robots(None, status)
    text = body.decode("utf-8-sig", "replace") if status == 200 else ""
    return Robots(Protego.parse("\n".join(map(_of_few_names, text.splitlines()))), status)


def _of_few_names(line: str) -> str:
    """A line of robots.txt in which all programs but ours have one name: Protego keeps the rules of
    each apart, and 2,000 names with 2,000 rules (54 kB) took it 23 seconds."""
    agent = _AGENT.match(line)
    if agent is None:
        return line
    name = agent["name"].partition("#")[0].strip().lower()
    token = _TOKEN.match(name)
    ours = token is not None and token.group() == PRODUCT
    return f"User-agent: {PRODUCT if ours else '*' if name == '*' else _OTHERS}"
