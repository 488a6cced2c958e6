"""What a run on Spark is made of, without Spark: dealing, names of files, messages, tasks."""

from __future__ import annotations

import json
import pickle
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.engine import alone
from factcheck.engine.packing import Work
from factcheck.engine.spark import tasks
from factcheck.engine.spark.dealing import dealt, parts_for
from factcheck.engine.spark.errors import NO_JAVA, SparkError, meaning
from factcheck.engine.spark.files import address_of, as_walked, below, literal, name_of
from factcheck.engine.spark.program import OtherProgramError, Program
from factcheck.engine.spark.session import session
from factcheck.engine.spark.tables import PARCELS, PLACED, ddl, rows, table
from factcheck.model import Article
from factcheck.pipeline import Settings
from factcheck.rules.loader import load_builtin


class Sent:
    """What Spark makes of a value that is sent to executors."""

    def __init__(self, value: object) -> None:
        self.value = pickle.loads(pickle.dumps(value))


@pytest.fixture(scope="module")
def program() -> Program:
    return Program.of(load_builtin(), Settings(), {})


def test_a_large_story_keeps_no_other_waiting() -> None:
    loads = [10, 10, 1000, 10, 10, 10]
    parts = dealt(loads, 2)
    assert [place for place, part in enumerate(parts) if part == parts[2]] == [2]


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=60), st.integers(1, 8))
def test_parts_are_as_even_as_the_largest_load_allows(loads: list[int], parts: int) -> None:
    sums = Counter[int]()
    for load, part in zip(loads, dealt(loads, parts), strict=True):
        assert 0 <= part < parts
        sums[part] += load
    least = max(sum(loads) / parts, max(loads))  # no dealing is better
    assert max(sums.values()) <= least * (2 - 1 / parts) + 1e-9
    assert dealt(loads, parts) == dealt(list(loads), parts)


def test_there_are_parts_for_every_core_and_none_too_large() -> None:
    assert parts_for(3, 8, 4, 500) == 3
    assert parts_for(1_000, 8, 4, 500) == 32
    assert parts_for(100_000, 8, 4, 500) == 200
    assert parts_for(0, 8, 4, 500) == 1


@pytest.mark.parametrize(
    ("path", "address", "name"),
    [
        ("/data/a b", "file:/data/a b/x[1].jsonl", "/data/a b/x[1].jsonl"),
        ("/data/a.jsonl", "file:/data/a.jsonl", "/data/a.jsonl"),
        ("/data/", "file:/data/more/a.jsonl", "/data/more/a.jsonl"),
        ("/data/*/a.jsonl", "file:/data/more/a.jsonl", "/data/more/a.jsonl"),
        ("file:///data", "file:/data/a.jsonl", "file:///data/a.jsonl"),
        ("hdfs://host:8020/news", "hdfs://host:8020/news/a.jsonl", "hdfs://host:8020/news/a.jsonl"),
        ("s3a://news/*", "s3a://news/2024/a.jsonl", "s3a://news/2024/a.jsonl"),
        ("news", "hdfs://host:8020/user/ada/news/a", "hdfs://host:8020/user/ada/news/a"),
    ],
)
def test_files_are_called_as_a_check_on_one_machine_calls_them(
    path: str, address: str, name: str
) -> None:
    assert name_of(path, address) == name


def test_a_path_from_here_keeps_its_short_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert name_of("news/", f"file:{tmp_path}/news/a.jsonl") == "news/a.jsonl"
    assert name_of("./news", f"file:{tmp_path}/news/a.jsonl") == "news/a.jsonl"
    assert below("out", "findings") == (tmp_path / "out" / "findings").as_uri()
    assert below("s3a://out/", "findings") == "s3a://out/findings"


def test_signs_in_the_name_of_a_file_are_no_pattern(tmp_path: Path) -> None:
    file = tmp_path / "a[1].jsonl"
    assert literal(str(file)) == str(file)
    file.touch()
    assert literal(str(file)) == f"{tmp_path}/a\\[1\\].jsonl"
    assert address_of("file:///a%20b/%C3%BC") == "file:/a b/ü"
    assert address_of("hdfs://host/a%20b") == "hdfs://host/a b"


def test_files_come_as_a_walk_through_folders_meets_them() -> None:
    names = ["n/b/1", "n/z", "n/a/2", "n/a/1/x", "n/c"]
    assert sorted(names, key=as_walked) == ["n/c", "n/z", "n/a/2", "n/a/1/x", "n/b/1"]


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("...\nModuleNotFoundError: No module named 'factcheck'\n...", "have no factcheck"),
        ("ModuleNotFoundError: No module named 'spacy'", "lack a library"),
        ("Caused by: All masters are unresponsive! Giving up.", "master does not answer"),
        ("SparkException: Master must either be yarn or start with spark", "write local[2]"),
        ("java.lang.UnsupportedClassVersionError: x", NO_JAVA),
        ("at a\njava.io.IOException: no room\nat b", "IOException: no room"),
    ],
)
def test_what_spark_says_becomes_one_sentence(said: str, means: str) -> None:
    assert means in meaning(said)
    assert "\n" not in meaning(said)


def test_without_java_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SparkError, match="Java 17 or later"), session():
        pass


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark", None)
    with pytest.raises(SparkError, match=r"pip install \"factcheck-news\[spark\]\""), session():
        pass


def test_an_executor_with_another_version_is_told(program: Program) -> None:
    other = Program(program.rules, program.settings, {}, "0.0.0")
    with pytest.raises(OtherProgramError):
        next(tasks.parcels(iter(()), Sent(other)))  # type: ignore[arg-type]


def test_an_article_at_which_factcheck_fails_is_told_and_the_others_go_on(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = alone.packed_claims

    def fails(given: list[Work], *rest: object) -> object:
        if any(work.article.id == "b" for work in given):
            raise KeyError("deep inside")
        return honest(given, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(alone, "packed_claims", fails)
    articles = [Article(id=n, path=f"{n}.txt", text="Two people died in Karvik.") for n in "abc"]
    schema = pa.schema([("row", pa.int32()), ("id", pa.string()), ("article", pa.string())])
    given_ = table([(n, a.id, a.model_dump_json()) for n, a in enumerate(articles)], schema)
    read = list(rows(tasks.parcels(iter(given_.to_batches()), Sent(program))))  # type: ignore[arg-type]
    assert [skipped for *_, skipped in read][::2] == [None, None]
    assert "a fault in factcheck (KeyError)" in read[1][4]
    stories = [(0, *row) for row in read]
    columns = pa.schema([("story", pa.int32()), *((c.name, c.type) for c in PARCELS)])
    found = list(
        rows(tasks.found(iter(table(stories, columns).to_batches()), Sent(program)))  # type: ignore[arg-type]
    )
    assert [row[3] for row in found if row[2] == "skipped"] == ["b"]
    agreed = [json.loads(row[-1]) for row in found if row[6] == "agreement"]
    assert {e["article"] for f in agreed for a in f["answers"] for e in a["evidence"]} == {"a", "c"}


def test_columns_are_written_as_spark_has_them() -> None:
    assert ddl(PLACED) == "`file` int, `number` int, `row` int, `id` string"
