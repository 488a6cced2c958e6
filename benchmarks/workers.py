"""What do several processes gain? Prints the time by the clock of one process as a multiple of
that of several, on the same articles: of the whole `factcheck check`, start and reports included,
and of reading the articles alone, the start of the processes included.

usage: python benchmarks/workers.py FOLDER… [--workers 2] [--runs 3]

All articles of the folders are checked in one run, with nothing kept before it. One and several
take turns, each run in a process of its own. Nothing else should be running: the load is printed
before each turn (the processes that want a core, on average of the last minute).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from factcheck.engine.forking import cores
from factcheck.engine.reading import Reader
from factcheck.ingest import once_each, read_articles
from factcheck.pipeline import Settings, silent
from factcheck.rules.loader import load_builtin

READING = "--reading"  # said by this program to itself


def whole(folders: list[str], workers: int) -> float:
    """Seconds of a check in a process of its own."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "factcheck", "check", *folders, "--quiet"]
        command += ["--no-project", "--workers", str(workers), "--output", output]
        kept = {**os.environ, "FACTCHECK_CACHE": str(Path(output, "cache.db"))}
        start = perf_counter()
        ended = subprocess.run(command, env=kept, check=False, stderr=subprocess.PIPE)
        seconds = perf_counter() - start
    if ended.returncode not in (0, 3):
        sys.exit(f"the check ended with {ended.returncode}: {ended.stderr.decode()}")
    return seconds


def alone(folders: list[str], workers: int) -> float:
    """Seconds of reading in a process of its own."""
    command = [sys.executable, __file__, *folders, READING, "--workers", str(workers)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def read(folders: list[str], workers: int) -> float:
    """Seconds of reading, here; files and rules have been read before."""
    articles, rules = once_each(read_articles(folders)).articles, load_builtin()
    start = perf_counter()
    for _ in Reader(None, workers).parcels(articles, rules, Settings(), silent):
        pass
    return perf_counter() - start


def compare(
    what: str, seconds: Callable[[list[str], int], float], folders: list[str], many: int, runs: int
) -> None:
    """Print the ratio of every turn, and that of the medians."""
    one, several = [], []
    for turn in range(runs):
        load = os.getloadavg()[0]
        one.append(seconds(folders, 1))
        several.append(seconds(folders, many))
        ratio = one[-1] / several[-1]
        print(f"{what}, turn {turn + 1}: {one[-1]:.1f} s and {several[-1]:.1f} s,", end=" ")
        print(f"{ratio:.2f} times as fast; load {load:.1f}", flush=True)
    print(f"{what}: {many} are {median(one) / median(several):.2f} times as fast (medians)")


def main() -> None:
    """Compare the whole check, and reading."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--workers", type=int, default=2, help="how many several are (default 2)")
    parser.add_argument("--runs", type=int, default=3, help="turns of each (default 3)")
    parser.add_argument(READING, action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.reading:
        print(read(args.folders, args.workers))
        return
    missing = [folder for folder in args.folders if not Path(folder).is_dir()]
    if missing:
        parser.error(f"no folder: {', '.join(missing)}; give the folders that hold the articles")
    if args.runs < 1 or args.workers < 2:
        parser.error("--runs must be 1 or more, --workers 2 or more")
    print(f"{cores()} cores")
    compare("whole check", whole, args.folders, args.workers, args.runs)
    compare("reading", alone, args.folders, args.workers, args.runs)


if __name__ == "__main__":
    main()
