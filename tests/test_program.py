"""What is kept is used by the same program alone."""

from __future__ import annotations

import platform
from importlib import metadata

import pytest

from factcheck.program import program


@pytest.fixture(autouse=True)
def _anew() -> None:
    program.cache_clear()


def test_one_program_has_one_name() -> None:
    first = program("match", "compare")
    program.cache_clear()
    assert program("match", "compare") == first


def test_other_files_are_another_program() -> None:
    assert program("match") != program("compare")


def test_a_module_is_part_of_a_program() -> None:
    assert len({program("match"), program("match", "model.py"), program("match", "api.py")}) == 3


def test_a_newer_library_makes_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program("match")
    program.cache_clear()
    honest = metadata.version
    monkeypatch.setattr(
        "factcheck.program.version", lambda name: "99" if name == "spacy" else honest(name)
    )
    assert program("match") != before


def test_another_python_makes_another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    before = program("match")
    program.cache_clear()
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    assert program("match") != before
