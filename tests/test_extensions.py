"""Extension points: every one is documented and used by the example package, which installs."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pluggy
import pytest

from factcheck import extensions
from factcheck.extensions import ExtensionError, Points, gathered

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "examples" / "factcheck-flights"
POINTS = [name for name in vars(Points) if name.startswith("factcheck_")]


def manager_with(*modules: object) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(extensions.GROUP)
    manager.add_hookspecs(Points)
    for module in modules:
        manager.register(module)
    return manager


@pytest.mark.parametrize("point", POINTS)
def test_every_point_says_what_it_is_for(point: str) -> None:
    assert len((inspect.getdoc(getattr(Points, point)) or "").splitlines()) == 1


def test_two_packages_cannot_define_one_name() -> None:
    class One:
        @extensions.extension
        def factcheck_places(self) -> dict[str, object]:
            return {"porch": list}

    with pytest.raises(ExtensionError, match="two installed extensions define the place 'porch'"):
        gathered(manager_with(One(), One()))


def test_nothing_is_installed_here_and_nothing_is_added() -> None:
    assert gathered(manager_with()) == extensions.Extensions()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example package, installed in a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", folder, EXAMPLE]
    subprocess.run(command, check=True, capture_output=True)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """factcheck in a process that finds what is installed in `folder`."""
    code = f"import sys; sys.path[:0] = [{str(folder)!r}, {str(ROOT)!r}]; "
    code += "sys.argv[0] = 'factcheck'; from factcheck.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_example_package_installs_and_its_rules_work(installed: Path) -> None:
    result = run(installed, "rules", "test", "flights")
    assert "8 examples of 3 rules: all hold." in result.stdout, result.stderr


def test_what_it_adds_is_known_to_the_rule_language(installed: Path) -> None:
    rule = (installed / "factcheck_flights" / "rules" / "flights.yaml").read_text("utf-8")
    (installed / "own.yaml").write_text(
        rule.replace("pack: flights", "pack: own").replace("same-airline", "same-airlin"), "utf-8"
    )
    result = run(installed, "rules", "validate", "own.yaml")
    assert "did you mean 'same-airline'?" in result.stderr


@pytest.mark.parametrize("group", ["factcheck", "factcheck.rules"])
def test_a_package_that_is_broken_is_named_with_what_to_do(tmp_path: Path, group: str) -> None:
    dist = tmp_path / "lost-1.0.dist-info"
    dist.mkdir()
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: lost\nVersion: 1.0\n", "utf-8")
    (dist / "entry_points.txt").write_text(f"[{group}]\nlost = lost_module\n", "utf-8")
    result = run(tmp_path, "rules", "list")
    assert result.returncode == 2
    assert "lost" in result.stderr
    assert "install" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("point", POINTS)
def test_the_example_shows_every_point_but_places(point: str) -> None:
    shown = (EXAMPLE / "factcheck_flights" / "__init__.py").read_text("utf-8")
    assert (f"def {point}(" in shown) is (point != "factcheck_places")
