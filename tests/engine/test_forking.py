"""What processes are forked from is begun early, where much will be read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.engine import forking
from factcheck.engine.forking import LARGE, expect
from factcheck.engine.reading import Reader
from factcheck.pipeline import Settings
from factcheck.store.cache import Cache

HEAVY = ("spacy", "numpy", "pydantic", "yaml", "factcheck.pipeline", "factcheck.model")


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each time that it is begun, whether with the usual language model."""
    found: list[bool] = []
    monkeypatch.setattr(forking, "begin", lambda *, usual_model: found.append(usual_model))
    monkeypatch.setattr(forking, "cores", lambda: 2)
    return found


@pytest.mark.parametrize(
    ("workers", "all_new", "size", "prepared"),
    [
        (None, True, LARGE + 1, True),
        (None, True, LARGE - 10_000, False),
        (None, False, LARGE + 1, False),  # perhaps nothing is new
        (1, True, LARGE + 1, False),
        (2, True, 1, True),
    ],
)
def test_it_is_begun_where_much_is_new(
    begun: list[bool],
    tmp_path: Path,
    workers: int | None,
    all_new: bool,
    size: int,
    prepared: bool,
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"x" * size)
    expect([tmp_path / "in", "-", "https://news.example/a"], workers, all_new=all_new)
    assert begun == [True] * prepared


def test_a_reader_knows_what_is_kept_and_with_which_model(
    begun: list[bool], tmp_path: Path
) -> None:
    with Cache(tmp_path / "cache.db") as cache:
        reader = Reader(cache, 2)
        reader.expect([tmp_path], Settings())
        reader.expect([tmp_path], Settings(model="another"))
        cache.put(b"key", b"value", "article")
        reader.expect([tmp_path], Settings())
    assert begun == [True, False]


def test_nothing_large_is_imported_for_it() -> None:
    asked = f"import sys, factcheck.engine.forking; print(*set({HEAVY}) & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
