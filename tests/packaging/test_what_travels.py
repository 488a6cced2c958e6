"""What travels in the wheel and the source archive, and what an installed factcheck knows."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

import factcheck
from factcheck.rules.loader import builtin_packs

ROOT = Path(__file__).parents[2]


def built(target: str, folder: Path) -> Path:
    """The archive that hatchling makes of this checkout."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (archive,) = folder.iterdir()
    return archive


def tracked(folder: str, *suffixes: str) -> set[str]:
    """The files under a folder of the checkout that have one of these suffixes."""
    paths = (ROOT / folder).rglob("*")
    return {path.relative_to(ROOT).as_posix() for path in paths if path.suffix in suffixes}


@pytest.fixture(scope="module")
def in_wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with zipfile.ZipFile(built("wheel", tmp_path_factory.mktemp("wheel"))) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def in_sdist(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with tarfile.open(built("sdist", tmp_path_factory.mktemp("sdist"))) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_the_rule_packs_travel_in_the_wheel(in_wheel: set[str]) -> None:
    packs = tracked("rules", ".yaml")

    assert packs
    assert {f"factcheck/rules/packs/{Path(pack).name}" for pack in packs} <= in_wheel


def test_code_templates_and_data_of_the_package_travel_in_the_wheel(in_wheel: set[str]) -> None:
    templates = tracked("factcheck", ".html", ".j2", ".css", ".js")

    assert templates
    assert templates | tracked("factcheck", ".py", ".typed", ".yaml") <= in_wheel


def test_only_the_package_travels_in_the_wheel(in_wheel: set[str]) -> None:
    tops = {name.partition("/")[0] for name in in_wheel}

    assert tops == {"factcheck", f"factcheck_news-{factcheck.__version__}.dist-info"}


def test_the_source_archive_is_enough_to_test_and_build(in_sdist: set[str]) -> None:
    tests = tracked("tests", ".py", ".yaml", ".txt")
    top = {"pyproject.toml", "Makefile", "LICENSE", "requirements.lock", "requirements-dev.lock"}

    assert top | tests | tracked("rules", ".yaml") | tracked("seeds", ".txt") <= in_sdist


def test_the_built_in_packs_are_those_in_the_rules_folder() -> None:
    assert {path.name for path in builtin_packs()} == {
        Path(pack).name for pack in tracked("rules", ".yaml")
    }


def test_the_version_is_the_one_in_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert factcheck.__version__ == project["version"]


def test_the_command_factcheck_is_installed() -> None:
    scripts = metadata.distribution("factcheck-news").entry_points.select(group="console_scripts")

    assert [script.name for script in scripts] == ["factcheck"]
    assert callable(scripts["factcheck"].load())
