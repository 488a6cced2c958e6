"""Extension points: every one is documented and used by the example package, which installs."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pluggy
import pytest

from factcheck import extensions, pipeline
from factcheck.extensions import ExtensionError, Points, gathered
from factcheck.ingest import readers as formats
from factcheck.ingest.extended import GuardedContainer, GuardedReader
from factcheck.ingest.opened import Opened
from factcheck.ingest.reader import Draft, LeftOut
from factcheck.model import Skipped
from tests.ingest.opening import opened, read

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "examples"
FLIGHTS = EXAMPLES / "factcheck-flights"
SUBTITLES = EXAMPLES / "factcheck-subtitles"
NOT_SHOWN = {"factcheck_places", "factcheck_containers"}
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
    """The example packages, installed in a folder of their own."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", folder]
    command += [FLIGHTS, SUBTITLES]
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
def test_the_examples_show_every_point_but_two(point: str) -> None:
    modules = (FLIGHTS / "factcheck_flights", SUBTITLES / "factcheck_subtitles")
    shown = "".join((module / "__init__.py").read_text("utf-8") for module in modules)
    assert (f"def {point}(" in shown) is (point not in NOT_SHOWN)


SRT = """1
00:00:01,000 --> 00:00:03,000
<i>A ferry sank off</i>

2
00:00:03,100 --> 00:00:05,000
Kiln Bay on Monday.

3
00:00:05,200 --> 00:00:07,000
- Two people are missing,
the harbour master said.
"""
VTT = """WEBVTT

00:01.000 --> 00:03.000
<v Ada Brandt>We search all night.

00:09.000 --> 00:11.000
The bridge stays shut.
"""


def test_a_format_of_an_installed_package_is_read_like_any_other(installed: Path) -> None:
    for name, text in (("a.srt", SRT), ("b.vtt", VTT), ("c.txt", SRT), ("d.xyz", "A ferry sank.")):
        (installed / name).write_text(text, "utf-8")
    result = run(installed, "ingest", "a.srt", "b.vtt", "c.txt", "d.xyz", "--json")
    found = {a["path"]: a["text"] for a in json.loads(result.stdout)["articles"]}
    spoken = (
        "A ferry sank off Kiln Bay on Monday.\nTwo people are missing, the harbour master said."
    )
    assert found["a.srt"].replace("\n\n", "\n") == spoken
    assert found["b.vtt"].replace("\n\n", "\n") == (
        "Ada Brandt: We search all night.\nThe bridge stays shut."
    )
    assert "c.txt" in result.stderr  # the same words as a.srt: told by its bytes
    assert ".rss, .srt, .tar" in " ".join(result.stderr.split())  # what is read, for d.xyz


class Diary:
    """A reader for the tests."""

    name = "a diary"
    suffixes = frozenset({".diary", ".txt"})
    largest = 1000

    def knows(self, head: bytes) -> bool:
        return head.startswith(b"Dear diary")

    def read(self, file: Opened) -> Iterator[object]:
        yield Draft(file.all(self.largest).decode())
        if b"torn" in file.head():
            raise KeyError("page")
        yield from ["no draft"] * (b"odd" in file.head())


class Box:
    """A container for the tests: a file a line."""

    name = "a box"
    suffixes = frozenset({".box"})
    folders = False

    def knows(self, head: bytes) -> bool:
        return b"BOX" in head[: head.index(b"\n")]  # fails where there is no line

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        for number, line in enumerate(file.all(1000).splitlines()[1:]):
            yield Opened(f"{file.name}/{number}.txt", BytesIO(line), len(line))


@pytest.fixture
def extended(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = formats.READERS, formats.CONTAINERS
    monkeypatch.setattr(formats, "readers", lambda: (*ours[0], GuardedReader(Diary())))
    monkeypatch.setattr(formats, "containers", lambda: (*ours[1], GuardedContainer(Box())))


@pytest.mark.usefixtures("extended")
@pytest.mark.parametrize(
    ("name", "text", "reader"),
    [
        ("a.txt", "Dear diary, a ferry sank.", "a diary"),
        ("a.txt", "A ferry sank.", "text"),
        ("a.diary", "A ferry sank.", "a diary"),
    ],
)
def test_ours_read_what_only_its_name_tells(name: str, text: str, reader: str) -> None:
    found = formats.reader_of(opened(name, text.encode()))
    assert found is not None
    assert found.name == reader


@pytest.mark.usefixtures("extended")
def test_a_container_of_a_package_is_opened() -> None:
    articles, _ = read("a.box", b"BOX\nA ferry sank off Kiln Bay.\nThe bridge is shut.")
    assert [a.path for a in articles] == ["a.box/0.txt", "a.box/1.txt"]


@pytest.mark.usefixtures("extended")
@pytest.mark.parametrize(
    ("text", "why"), [("torn", "failed (KeyError: 'page')"), ("odd", "str is neither Draft nor")]
)
def test_a_reader_that_fails_costs_one_file_and_says_which_it_is(text: str, why: str) -> None:
    articles, skipped = read("a.diary", f"Dear diary, {text}: a ferry sank.".encode())
    assert len(articles) == 1
    assert why in skipped["a.diary"]
    assert skipped["a.diary"].startswith("a diary, and the installed extension")


class Untrue:
    name = "untrue"
    suffixes = ".untrue"
    largest = 1
    knows = read = None


@pytest.mark.parametrize(
    ("made", "why"),
    [
        ([object()], "the reader object of the extension 'own' has no name and no suffixes"),
        ([Untrue()], "its suffixes are to be a set"),
        ([Diary(), Diary()], "two installed extensions define the reader 'a diary'"),
    ],
)
def test_a_reader_that_is_none_is_one_clear_error(made: list[object], why: str) -> None:
    class Own:
        @extensions.extension
        def factcheck_readers(self) -> list[object]:
            return made

    manager = manager_with()
    manager.register(Own(), name="own")
    with pytest.raises(ExtensionError, match=why):
        gathered(manager)


def test_the_report_names_the_packages_that_extend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    none = pipeline.check_articles([]).provenance.settings
    assert "extensions" not in none
    made = extensions.Extensions(packages=("factcheck-subtitles 1.0.0", "own 2.1"))
    monkeypatch.setattr(pipeline, "installed", lambda: made)
    named = pipeline.check_articles([]).provenance.settings
    assert named == {**none, "extensions": "factcheck-subtitles 1.0.0, own 2.1"}


def test_a_broken_extension_ends_a_reading_with_one_line(tmp_path: Path) -> None:
    dist = tmp_path / "torn-1.0.dist-info"
    dist.mkdir()
    (dist / "METADATA").write_text("Metadata-Version: 2.1\nName: torn\nVersion: 1.0\n", "utf-8")
    (dist / "entry_points.txt").write_text("[factcheck]\ntorn = torn\n", "utf-8")
    (tmp_path / "torn.py").write_text(
        "from factcheck.extensions import extension\n"
        "@extension\ndef factcheck_readers():\n    return 1 / 0\n",
        "utf-8",
    )
    (tmp_path / "a.txt").write_text("A ferry sank.", "utf-8")
    result = run(tmp_path, "ingest", "a.txt")
    assert result.returncode == 2
    assert "division by zero; install that package again" in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
