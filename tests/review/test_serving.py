"""The server itself: where it listens, what it prints, how it ends."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from factcheck.review.settings import DEFAULT_PORT, Settings
from factcheck.review.web import ReportsFolder, ReviewError, serve
from factcheck.store.ledger import Ledger
from tests.review.serving import serving

pytestmark = [
    pytest.mark.enable_socket,
]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_it_prints_an_address_that_lets_in_and_ends_with_ctrl_c(
    folder: Path, tmp_path: Path
) -> None:
    with serving(tmp_path / "decisions.db", folder) as url:
        assert "?token=" in url
        with urlopen(url) as answer:
            assert answer.status == 200
            assert "httponly" in answer.headers["set-cookie"].lower()
            assert "server" not in answer.headers


def test_where_the_usual_port_is_taken_the_next_free_one_is_used(
    folder: Path, tmp_path: Path
) -> None:
    with (
        serving(tmp_path / "one.db", folder) as first,
        serving(tmp_path / "two.db", folder) as second,
    ):
        assert first.partition("?")[0] != second.partition("?")[0]
        assert urlopen(second).status == 200


def test_a_port_that_is_asked_for_and_taken_is_told(
    folder: Path, ledger: Ledger, taken: int
) -> None:
    with pytest.raises(ReviewError, match=f"port {taken} .* --port"):
        serve(ReportsFolder.open([folder]), ledger, Settings(port=taken), open_browser=False)


@pytest.mark.parametrize("host", ["203.0.113.7", "no-such-host.invalid"])
def test_an_address_that_is_not_of_this_machine_is_told(
    folder: Path, ledger: Ledger, host: str
) -> None:
    settings = Settings(host=host, password="long enough")
    with pytest.raises(ReviewError, match=f"{host} .* --host$"):
        serve(ReportsFolder.open([folder]), ledger, settings, open_browser=False)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", f"http://127.0.0.1:{DEFAULT_PORT}/?token="),
        ("::1", f"http://[::1]:{DEFAULT_PORT}/?token="),
        ("localhost", f"http://localhost:{DEFAULT_PORT}/?token="),
    ],
)
def test_the_address_is_one_that_a_browser_understands(host: str, url: str) -> None:
    assert Settings(host=host).url.startswith(url)
