"""What does Spark cost, and does it find the same? Checks the same articles on Spark and in this
process, at two sizes, and prints the ratio of the times.

usage: python benchmarks/spark.py FOLDER… [--master 'local[2]'] [--sizes 60 250] [--conf NAME=VALUE]

Each FOLDER holds articles; all of them together are written as one file (JSON Lines) into a
temporary folder, and the first of each size are checked. Starting Spark and loading the language
model for the first time are told apart. Ends with 1 when a finding differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from factcheck import api
from factcheck.engine.spark.checking import run
from factcheck.engine.spark.program import Program
from factcheck.engine.spark.results import results
from factcheck.engine.spark.session import session
from factcheck.ingest import read_articles
from factcheck.model import Article
from factcheck.pipeline import Settings
from factcheck.report import Report
from factcheck.rules.loader import RuleSet, load_builtin

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

T = TypeVar("T")
ALL = 1_000_000  # findings that a report may have


def written(articles: Sequence[Article], folder: Path) -> Path:
    """The articles as JSON Lines in a folder of their own."""
    folder.mkdir()
    lines = (
        {
            "headline": one.title,
            "body": one.text,
            "source": one.publisher,
            "date": one.published,
        }
        for one in articles
    )
    file = folder / "articles.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return file


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What comes out, and seconds on the clock."""
    start = perf_counter()
    return work(), perf_counter() - start


def on_spark(spark: SparkSession, file: Path, rules: RuleSet, tables: Path) -> Report:
    """A check on a session that has been started."""
    steps: list[tuple[str, float]] = []
    program = Program.of(rules, Settings(), {})
    begun = perf_counter()

    def note(step: str, done: int, total: int) -> None:
        steps.append((step, perf_counter() - begun))

    made = run(spark, [str(file)], program, note)
    note("writing the findings", 0, 0)
    report, _ = results(spark, made, program, str(tables), ALL)
    note("", 0, 0)
    made.close()
    for (step, start), (_, end) in pairwise(steps):
        print(f"    {step}: {end - start:.1f} s", flush=True)
    return Report.of(report)


def compared(files: Sequence[Path], master: str, conf: dict[str, str], folder: Path) -> bool:
    """Print a line for each size; whether all findings are the same."""
    rules = load_builtin()
    api.check(files[0], project=False)  # what is loaded once, is loaded now
    local = [timed(partial(api.check, file, project=False)) for file in files]
    same = True
    with session(master, conf) as spark:
        _, first = timed(lambda: on_spark(spark, files[0], rules, folder / "first"))
        print(f"first check of a session, {files[0].parent.name} articles: {first:.1f} s")
        for file, (expected, alone) in zip(files, local, strict=True):
            tables = folder / f"tables-{file.parent.name}"
            found, seconds = timed(partial(on_spark, spark, file, rules, tables))
            agrees = found.findings == expected.findings
            same = same and agrees
            print(
                f"{file.parent.name} articles, {len(expected.findings)} findings: "
                f"Spark {seconds:.1f} s, this process {alone:.1f} s, "
                f"ratio {seconds / alone:.2f}; findings {'the same' if agrees else 'DIFFER'}"
            )
    return same


def main() -> None:
    """Print what each size takes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 250])
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE")
    args = parser.parse_args()
    conf = dict(given.split("=", 1) for given in args.conf)
    articles = read_articles(args.folders).articles
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = sorted({min(size, len(articles)) for size in args.sizes})
        files = [written(articles[:size], folder / str(size)) for size in sizes]
        if not compared(files, args.master, conf, folder):
            sys.exit(1)


if __name__ == "__main__":
    main()
