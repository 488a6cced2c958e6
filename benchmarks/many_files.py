"""Does it stay bounded with thousands of files? Writes invented files of all formats, mixed, reads
the first 1,000, 3,000 and 10,000 of them, each time in a new process, and prints the time, the peak
of memory, how both grow, and the files per second of each format. Linux alone (/proc).

usage: python benchmarks/many_files.py [--counts 1000 3000 10000] [--folder FOLDER] [--seed 1]

Two ways are measured: one article at a time, as `factcheck ingest` prints them, and all of them
kept, as a check needs them. A growth of 1.00 is in proportion to the number of files.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from math import log
from pathlib import Path

from factcheck.ingest import OneByOne, each_article, once_each, read_articles

Row = dict[str, float]

MEGABYTE = 1_000_000
FORMATS_OF = 2_000  # files from which the speed of each format is taken


def peak() -> float:
    """The most memory that this process has had at once, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024 / MEGABYTE


def one_by_one(files: list[Path]) -> Row:
    """Read the files and keep none."""
    read = OneByOne(each_article(files))
    characters = sum(len(article.text) for article in read)
    return _row(read.count, len(read.skipped), len(read.history()), characters)


def kept(files: list[Path]) -> Row:
    """Read the files and keep all articles."""
    read = once_each(read_articles(files))
    characters = sum(len(article.text) for article in read.articles)
    articles = len(read.articles) + len(read.history)
    return _row(articles, len(read.skipped), len(read.history), characters)


def _row(articles: int, skipped: int, copies: int, characters: int) -> Row:
    return {
        "articles": articles,
        "skipped": skipped,
        "copies": copies,
        "text": characters / MEGABYTE,
    }


def formats(files: list[Path]) -> Row:
    """Files per second of processor time, by format."""
    seconds: defaultdict[str, list[float]] = defaultdict(list)
    list(each_article(files[:50]))  # libraries and word lists are loaded
    for file in files[:FORMATS_OF]:
        start = time.process_time()
        for _ in each_article([file]):
            pass
        seconds[file.name.partition("-")[2].partition(".")[0]].append(time.process_time() - start)
    return {name: len(taken) / sum(taken) for name, taken in seconds.items()}


WAYS: dict[str, Callable[[list[Path]], Row]] = {
    "one at a time": one_by_one,
    "kept": kept,
    "formats": formats,
}


def measure(way: str, folder: Path, count: int) -> Row:
    """One way with so many files, in a process of its own."""
    command = [sys.executable, __file__, "--way", way, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--counts", str(count)], capture_output=True, text=True, check=True
    )
    row: Row = json.loads(done.stdout)
    return row


def in_this_process(way: str, folder: Path, count: int) -> Row:
    """One way with so many files, here."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:count]
    wall, processor = time.perf_counter(), time.process_time()
    row = WAYS[way](files)
    if way == "formats":
        return row
    return {
        **row,
        "wall": time.perf_counter() - wall,
        "processor": time.process_time() - processor,
        "peak": peak(),
    }


def growth(rows: list[tuple[int, Row]], what: str) -> float:
    """The exponent between the first and the last row."""
    (few, first), (many, last) = rows[0], rows[-1]
    return log(last[what] / first[what]) / log(many / few) if many > few else 1.0


def table(folder: Path, counts: list[int]) -> Iterator[str]:
    """The lines to be printed."""
    yield "| | files | articles | skipped | copies | text | time | processor | peak of memory |"
    yield "| --- |" + " ---: |" * 8
    for way in ("one at a time", "kept"):
        rows = []
        for count in counts:
            row = measure(way, folder, count)
            rows.append((count, row))
            yield (
                f"| {way} | {count:,} | {row['articles']:,} | {row['skipped']:,} | "
                f"{row['copies']:,} | {row['text']:.1f} MB | {row['wall']:.0f} s | "
                f"{row['processor']:.0f} s | {row['peak']:.0f} MB |"
            )
        if len(rows) > 1:
            (few, first), (many, last) = rows[0], rows[-1]
            more = (last["peak"] - first["peak"]) / (many - few) * 1000
            grown = " | ".join(f"{growth(rows, what):.2f}" for what in ("wall", "processor"))
            yield f"| {way}: growth | | | | | | {grown} | {more:.1f} kB a file |"
    yield ""
    speeds = measure("formats", folder, min(FORMATS_OF, counts[-1]))
    yield "Files per second of processor time: " + ", ".join(
        f"{name} {speed:.0f}" for name, speed in sorted(speeds.items(), key=lambda pair: -pair[1])
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[1_000, 3_000, 10_000])
    parser.add_argument("--folder", type=Path, help="where the files go, to be kept")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)  # for the new process
    args = parser.parse_args()
    if args.way:
        print(json.dumps(in_this_process(args.way, args.folder, args.counts[0])))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.folder or Path(temporary)
        from invented_files import write_files  # takes memory that is not ingest's

        write_files(folder, max(args.counts), args.seed)
        for line in table(folder, sorted(args.counts)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
