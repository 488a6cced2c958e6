"""Addresses on the command line: fetched where they are given, explained where they are not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from factcheck.ingest.fetching.addresses import Limits
from factcheck.ingest.fetching.client import Fetcher
from tests.ingest.fetching.site import Site, answer, serving

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Type = Callable[..., Result]

SIGNED = b"Norway signed the fish treaty on 3 May 2016."


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(
        "factcheck.ingest.sources._fetcher",
        lambda found, manners: Fetcher(manners, Limits(total=5, pause=0)),
    )
    with serving() as site:
        site.pages["/a"] = answer(SIGNED)
        site.pages["/closed/b"] = answer(SIGNED.replace(b"3 May", b"9 June"))
        site.pages["/robots.txt"] = answer(b"User-agent: *\nDisallow: /closed")
        yield site


def test_pages_are_checked_and_what_was_not_read_is_named(
    type_command: Type, site: Site, tmp_path: Path
) -> None:
    here = f"http://127.0.0.1:{site.port}"
    given = ["check", f"{here}/a", f"{here}/closed/b", "--output", str(tmp_path), "--no-project"]

    refused = type_command(*given)
    assert refused.exit_code == 3
    assert refused.stderr.count("--allow-private") == 2
    assert site.requests == []

    closed = type_command(*given, "--allow-private")
    assert closed.exit_code == 3
    assert f"skipped {here}/closed/b: the site's robots.txt asks" in closed.stderr

    checked = type_command(*given, "--allow-private", "--ignore-robots")
    assert checked.exit_code == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert [article["path"] for article in report["articles"]] == [f"{here}/a", f"{here}/closed/b"]
    assert report["findings"][0]["verdict"] == "conflict"


def test_claims_reads_addresses_too(type_command: Type, site: Site) -> None:
    result = type_command("claims", f"http://127.0.0.1:{site.port}/a", "--allow-private")
    assert "3 May 2016" in result.stdout


def test_ingest_reads_addresses_too(type_command: Type, site: Site) -> None:
    here = f"http://127.0.0.1:{site.port}"
    assert "--allow-private" in type_command("ingest", f"{here}/a").stderr
    given = ["ingest", f"{here}/a", f"{here}/closed/b", "--allow-private", "--ignore-robots"]
    result = type_command(*given)
    assert result.exit_code == 0
    assert "9 June 2016" in result.stdout


def test_an_address_without_a_command_is_told_which_one(type_command: Type) -> None:
    result = type_command("https://baypost.example/ferry")
    assert "factcheck check https://baypost.example/ferry" in " ".join(
        result.output.replace("│", " ").split()
    )


def test_a_passage_is_not_pointed_at_by_an_address(type_command: Type) -> None:
    result = type_command("explain", "--pair", "https://baypost.example/ferry:3", "a.txt:2")
    assert result.exit_code == 2
    assert "is an address; save the page as a file" in result.stderr
