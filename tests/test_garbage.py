"""Python's garbage collector rests while a check is made, and works as before afterwards."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import api
from factcheck.garbage import COLLECT_AFTER, rarely_collecting


def test_the_collector_is_as_it_was_afterwards() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with rarely_collecting():
        assert gc.get_threshold()[:2] == COLLECT_AFTER[:2]
        assert gc.get_freeze_count() > frozen
    assert gc.get_threshold() == before
    assert not gc.get_freeze_count()


def test_one_inside_another_changes_nothing() -> None:
    before = gc.get_threshold()
    with rarely_collecting():
        frozen = gc.get_freeze_count()
        made = [[n] for n in range(1000)]
        with rarely_collecting():
            assert gc.get_freeze_count() <= frozen
        assert gc.get_threshold()[:2] == COLLECT_AFTER[:2]
    assert gc.get_threshold() == before
    assert len(made) == 1000


def test_the_collector_rests_from_the_files_to_the_findings(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The ferry of {name} sank on Monday, and six people died.")
    before, seen = gc.get_threshold(), set()
    api.check(tmp_path, project=False, progress=lambda *_: seen.add(gc.get_threshold()[:2]))
    assert seen == {COLLECT_AFTER[:2]}
    assert gc.get_threshold() == before


def test_an_error_ends_it() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), rarely_collecting():
        raise KeyError
    assert gc.get_threshold() == before


@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_a_command_collects_as_usual_numpy_has_one_thread_and_pydantic_no_plugin(
    given: dict[str, str], threads: str
) -> None:
    """What it has imported is not looked through; a number of threads of the user's own stays."""
    program = """
import gc, os, sys
sys.argv = ["factcheck", "--version"]
from factcheck.cli import main
before = gc.get_threshold()
try:
    main()
except SystemExit:
    print(gc.isenabled(), gc.get_threshold() == before, gc.get_freeze_count() > 10_000)
    from pydantic.plugin import _loader
    print(os.environ["OPENBLAS_NUM_THREADS"], list(_loader.get_plugins()))
"""
    around = {name: value for name, value in os.environ.items() if "THREADS" not in name}
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=around | given,
    )
    assert ran.stdout.splitlines()[1:] == ["True True True", f"{threads} []"]
