"""What `factcheck check --engine spark` refuses before any work is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.cli.on_spark import in_words
from factcheck.engine.spark.results import Totals
from tests.cli.conftest import Type

ON_SPARK = ("--engine", "spark")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--master", "local[2]"), "--conf are for --engine spark"),
        (("--top", "5"), "--conf are for --engine spark"),
        (("--tables", "found"), "--conf are for --engine spark"),
        (("--conf", "spark.executor.memory=2g"), "--conf are for --engine spark"),
        ((*ON_SPARK, "--workers", "2"), "--workers is not for --engine spark"),
        ((*ON_SPARK, "--one-story"), "--one-story is not for --engine spark"),
        ((*ON_SPARK, "--allow-private"), "--allow-private is not for --engine spark"),
        ((*ON_SPARK, "--ignore-robots"), "--ignore-robots is not for --engine spark"),
        ((*ON_SPARK, "--conf", "memory"), "write it as spark.executor.memory=8g"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    type_command: Type, story: Path, options: tuple[str, ...], said: str
) -> None:
    result = type_command("check", story, *options)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_number_of_processes_in_the_environment_is_not_refused(
    type_command: Type, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCHECK_WORKERS", "2")
    result = type_command("check", story, *ON_SPARK, "--conf", "memory")  # the next thing looked at
    assert "--workers" not in result.stderr
    assert "spark.executor.memory=8g" in " ".join(result.stderr.split())


def test_without_java_the_command_says_what_to_install(
    check_story: Type, story: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyspark")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    result = check_story(story, *ON_SPARK)
    assert result.exit_code == 3
    assert "Java 17 or later" in " ".join(result.stderr.split())
    assert not out.exists()


def test_the_numbers_of_all_are_said_in_one_line() -> None:
    totals = Totals(12_000, 1, {"conflict": 3, "single": 4_000}, 1_000, 0, 0, 0)
    assert in_words(totals) == (
        "12,000 articles in 1 story, findings: conflict 3, single 4,000; "
        "the report has 1,000 of these, the tables all"
    )
