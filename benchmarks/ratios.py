"""How fast is factcheck? Prints a table of ratios: what is measured, what it is compared to, and
both in one run on this machine. Each row is a benchmark of its own, which says more.

usage: python -m benchmarks.ratios FOLDER… [--only NAME…] [--quick]

Each FOLDER holds the articles of a story. The whole table takes some 45 minutes on two quiet cores,
most of it for the growth to 100,000 articles; --quick takes smaller sizes and fewer turns. What
needs something that is not there (Spark: Java; embeddings: their packages) is said and left out.
Linux alone, as its parts.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MOST_OF_A_REASON = 120  # characters of what went wrong


@dataclass(frozen=True)
class Row:
    """One benchmark: what it measures, against what, its module and arguments, and where in its
    output the ratios stand (groups of the pattern: what, ratio)."""

    name: str
    measured: str
    against: str
    module: str
    whole: tuple[str, ...]
    quick: tuple[str, ...]
    ratio: str
    takes_folders: bool = True


_INCREMENTAL = r"^ +(the same again|one article more|called, one more) +[\d.]+ +([\d.]+)"

ROWS = (
    Row(
        "parse",
        "a whole check, files to reports, one process",
        "spaCy alone on the same texts",
        "speed",
        ("--runs", "3"),
        ("--runs", "1"),
        r"articles: ()([\d.]+) times spaCy alone",
    ),
    Row(
        "workers",
        "one process",
        "two processes (how many times as long)",
        "workers",
        ("--runs", "3"),
        ("--runs", "1"),
        r"(.+): 2 are ([\d.]+) times as fast",
    ),
    Row(
        "incremental",
        "a check of 1,000 articles in an earlier run's footsteps",
        "the same with nothing kept",
        "incremental",
        ("--articles", "1000", "--workers", "1"),
        ("--articles", "200", "--workers", "1"),
        _INCREMENTAL,
    ),
    Row(
        "incremental-long",
        "the same of articles of 1,500 characters and more, without excerpts",
        "the same with nothing kept",
        "incremental",
        ("--articles", "1000", "--workers", "1", "--shortest", "1500"),
        ("--articles", "200", "--workers", "1", "--shortest", "1500"),
        _INCREMENTAL,
    ),
    Row(
        "growth",
        "exponent of time and memory over the number of articles",
        "1.00: in proportion",
        "growth",
        ("--counts", "100", "1000", "10000", "100000"),
        ("--counts", "100", "1000", "3000"),
        r"^ +(.+): (-?[\d.]+)$",
        takes_folders=False,
    ),
    Row(
        "spark",
        "Spark on this machine, two cores",
        "the local engine",
        "spark",
        (),
        (),
        r"(\d+ articles), .*ratio ([\d.]+);",
    ),
    Row(
        "embeddings",
        "sentence embeddings and all pairs, nothing judged yet",
        "a whole check of the same articles",
        "embedding_pairs",
        ("--runs", "3"),
        ("--runs", "1"),
        r"articles: ()embeddings and pairs take ([\d.]+) times",
    ),
)


def ratios(row: Row, folders: list[str], quick: bool) -> Iterator[tuple[str, str]]:
    """What a benchmark says: what, and the ratio; or why there is none."""
    given = [*(folders if row.takes_folders else ()), *(row.quick if quick else row.whole)]
    command = [sys.executable, "-m", f"benchmarks.{row.module}", *given]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode:
        said = (ended.stderr.strip() or ended.stdout.strip() or "no word").splitlines()[-1]
        yield f"not measured: {said[:MOST_OF_A_REASON]}", ""
        return
    found = re.findall(row.ratio, ended.stdout, re.MULTILINE)
    yield from found or [("not measured: its output is another than it was", "")]


def main() -> None:
    """Print the table as Markdown, row by row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    names = [row.name for row in ROWS]
    parser.add_argument("--only", nargs="+", choices=names, default=names, metavar="NAME")
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args()
    missing = [folder for folder in args.folders if not Path(folder).is_dir()]
    if missing:
        parser.error(f"no folder: {', '.join(missing)}; give the folders that hold the articles")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first\n")
    print("| measured | compared to | | ratio |\n| --- | --- | --- | --- |")
    for row in ROWS:
        if row.name in args.only:
            for what, ratio in ratios(row, args.folders, args.quick):
                print(f"| {row.measured} | {row.against} | {what} | {ratio} |", flush=True)


if __name__ == "__main__":
    main()
