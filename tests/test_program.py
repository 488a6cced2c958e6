"""What is kept is used by the same program alone."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib import metadata

import pytest

from factcheck import program as module
from factcheck.program import program


@pytest.fixture(autouse=True)
def forget() -> Callable[[], None]:
    """Nothing is known of the program: called again, nothing any more."""

    def forgotten() -> None:
        program.cache_clear()
        module._around.cache_clear()

    forgotten()
    return forgotten


def test_one_program_has_one_name(forget: Callable[[], None]) -> None:
    first = program("match", "compare")
    forget()
    assert program("match", "compare") == first


def test_other_files_are_another_program() -> None:
    assert program("match") != program("compare")


def test_a_module_is_part_of_a_program() -> None:
    assert len({program("match"), program("match", "model.py"), program("match", "api.py")}) == 3


def test_a_newer_library_makes_another_program(
    forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program("match")
    forget()
    honest = module.package_version
    monkeypatch.setattr(
        module, "package_version", lambda name: "99" if name == "spacy" else honest(name)
    )
    assert program("match") != before


def test_versions_are_those_that_packages_state(forget: Callable[[], None]) -> None:
    told = dict(one.split(" ") for one in module._around())
    assert {"spacy", "pydantic", "jinja2"} <= set(told)
    assert told == {name: metadata.version(name) for name in told}


def test_another_python_makes_another_program(
    forget: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program("match")
    forget()
    monkeypatch.setattr(platform, "python_version", lambda: "3.99.0")
    assert program("match") != before
