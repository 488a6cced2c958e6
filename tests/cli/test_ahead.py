"""What is made ready in threads is there when it is needed, and no run hangs on it."""

from __future__ import annotations

import time
from functools import _lru_cache_wrapper

import pytest

from factcheck.cli import ahead
from factcheck.cli.ahead import preparing_page
from factcheck.report import html
from factcheck.report.filling import Environment

PATIENCE = 30  # seconds that something may take which takes one


def until_cached(found: _lru_cache_wrapper[Environment]) -> None:
    """Wait until a cached function has been called."""
    end = time.monotonic() + PATIENCE
    while not found.cache_info().currsize:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_the_page_is_prepared_when_an_article_has_been_read() -> None:
    steps: list[tuple[str, int, int]] = []
    html.environment.cache_clear()
    told = preparing_page(lambda *step: steps.append(step))
    told("looking for copies", 0, 0)
    assert not html.environment.cache_info().currsize
    told("reading article 1 of 2", 1, 2)
    told("reading article 2 of 2", 2, 2)
    until_cached(html.environment)
    assert [step for step, *_ in steps][1:] == ["reading article 1 of 2", "reading article 2 of 2"]


def test_what_goes_wrong_there_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(ahead, "Thread", refused)
    preparing_page(lambda *_: None)("reading article 1 of 2", 1, 2)
