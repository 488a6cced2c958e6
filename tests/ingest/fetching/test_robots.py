"""What robots.txt asks of programs."""

from __future__ import annotations

import time

import pytest

from factcheck.ingest.fetching.robots import LONGEST_PAUSE, read_robots
from factcheck.ingest.opened import Unusable

PAGE = "https://baypost.example/news/ferry"


def refused(text: str, address: str = PAGE) -> bool:
    try:
        read_robots(200, text.encode()).refuse(address)
    except Unusable:
        return True
    return False


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /",
        "\ufeffUser-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /news/*rr",
        "User-Agent: FactCheck/2 # us\nDisallow: /news",
        "user agent factcheck\nDisallow: /",
        "User-agent: googlebot\nUser-agent: factcheck\nDisallow: /",
    ],
)
def test_what_is_disallowed_is_refused(text: str) -> None:
    assert refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "User-agent: *\nDisallow:",
        "User-agent: *\nDisallow: /sport",
        "User-agent: *\nDisallow: /\nAllow: /news/",
        "User-agent: googlebot\nDisallow: /",
        "User-agent: factcheckbot\nDisallow: /",
        "User-agent: *\nDisallow: /\n\nUser-agent: factcheck\nDisallow: /sport",
        "<html>There is no such page</html>",
    ],
)
def test_what_is_not_disallowed_is_allowed(text: str) -> None:
    assert not refused(text)


@pytest.mark.parametrize("status", [401, 403, 404, 410, 204])
def test_a_site_without_robots_txt_allows_all(status: int) -> None:
    read_robots(status, b"User-agent: *\nDisallow: /").refuse(PAGE)


def test_a_server_in_trouble_allows_nothing() -> None:
    with pytest.raises(Unusable, match=r"says 503 for robots\.txt; try again later"):
        read_robots(503, b"").refuse(PAGE)


def test_the_pause_that_is_asked_for_has_an_end() -> None:
    assert read_robots(200, b"User-agent: *\nCrawl-delay: 3").pause == 3
    assert read_robots(200, b"User-agent: *\nCrawl-delay: 86400").pause == LONGEST_PAUSE
    assert read_robots(200, b"User-agent: *\nCrawl-delay: nan").pause == 0
    assert read_robots(404, b"").pause == 0


@pytest.mark.parametrize(
    "agent", ["User-agent: {}", "useragent:{}", "user agent {}", "User \tagent:{}"]
)
def test_many_names_with_many_rules_take_no_time(agent: str) -> None:
    names = "".join(agent.format(n) + "\n" for n in range(2_000))
    rules = "".join(f"Disallow: /{n}*x\n" for n in range(2_000))
    started = time.perf_counter()
    assert not refused(names + rules)
    assert time.perf_counter() - started < 2
