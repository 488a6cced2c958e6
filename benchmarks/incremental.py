"""What does one more article cost? Prints the time of a whole `factcheck check` of many articles
with nothing kept, of the same again, and of the same with one article more, each a process of its
own, as parts of the first; then those of `check()`, called by a process that stays.

usage: python -m benchmarks.incremental FOLDER… [--articles 1000] [--shortest 0] [--added 5]
                                        [--workers N]

Each folder holds the articles of a story. They are taken again and again until there are enough,
each time with other letters in all words that most stories do not have, so that they are on other
stories (and say less that rules understand). The articles that are added were held back: at even
distances from all. Commands add each to the same others, calls one after the other. `--shortest`
leaves out what has fewer characters, such as excerpts. Times are processor seconds of the process,
files and reports included (processes that read are not counted: leave --workers at 1); of what is
done more than once, the median.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median

from factcheck.api import check
from factcheck.ingest import read_articles
from factcheck.model import Article
from factcheck.store.cache import Cache

LETTERS = ("bcdfghjklmnpqrstvwxz", "aeiouy")
WORD = re.compile(r"[^\W\d_]{2,}")
LEAST_STORIES = 4  # of which it can be told what words most have
COMMON = 0.5  # of the stories have a word that stays


def common_words(stories: list[tuple[Article, ...]]) -> set[str]:
    """The words, in small letters, that tell no story from others."""
    words = [{w for article in one for w in WORD.findall(article.text.lower())} for one in stories]
    often = Counter(word for of_one in words for word in of_one)
    return {word for word in often if often[word] > len(stories) * COMMON}


def renamed(text: str, common: set[str], number: int) -> str:
    """A text with other words, of the same length and with the same capitals, but for the common
    ones; others for each number, and itself for number 0."""
    if not number:
        return text
    shuffled = Random(number)
    table: dict[int, str] = {}
    for letters in (*LETTERS, *map(str.upper, LETTERS)):
        others = shuffled.sample(letters, len(letters))
        table |= {ord(letter): other for letter, other in zip(letters, others, strict=True)}

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return word if word.lower() in common else word[0] + word[1:].translate(table)

    return WORD.sub(other, text)


def texts(stories: list[tuple[Article, ...]]) -> Iterator[tuple[str, str]]:
    """Names of files and what stands in them, without end."""
    common = common_words(stories)
    for number in count():
        for place, story in enumerate(stories):
            for article in story:
                name = f"{number:03}-{place:03}/{article.id}.txt"
                text = f"{article.title or ''}\n\n{article.text}"
                yield name, renamed(text, common, number)


def used() -> float:
    """Processor seconds of this process, and of those of its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(times.ru_utime + times.ru_stime for times in both)


class Place:
    """A folder with articles, the report on them, and what is kept."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.articles, self.report = folder / "articles", folder / "report"
        self.kept, self._workers = folder / "kept", workers
        self.kept.mkdir(parents=True)

    def command(self) -> float:
        """The time of `factcheck check`."""
        command = [sys.executable, "-m", "factcheck", "check", str(self.articles), "--no-project"]
        command += ["-q", "--output", str(self.report), "--workers", str(self._workers)]
        environment = {**os.environ, "FACTCHECK_CACHE": str(self.kept / "cache.db")}
        before = used()
        ended = subprocess.run(command, env=environment, check=False)
        taken = used() - before
        if ended.returncode not in (0, 3):
            sys.exit(f"the check ended with {ended.returncode}")
        skipped = json.loads((self.report / "report.json").read_bytes())["skipped"]
        if skipped:
            sys.exit(f"{len(skipped)} articles were skipped: {skipped[0]['reason']}")
        return taken

    def calls(self, added: list[tuple[str, str]]) -> list[float]:
        """The times of `check()`, called by one process that stays: of all, then of all and one
        more, and so on."""
        times = []
        with Cache(self.kept / "cache.db") as cache:
            for name, text in [("", ""), *added]:
                if name:
                    write(self.articles / name, text)
                before = used()
                report = check(self.articles, project=False, cache=cache, workers=self._workers)
                report.to_html(self.report / "report.html")
                report.to_json(self.report / "report.json")
                del report
                times.append(used() - before)
        return times


def measure(written: list[tuple[str, str]], added: int, workers: int) -> dict[str, list[float]]:
    """The times, by what was done."""
    apart = [int((n + 0.5) * len(written) / added) for n in range(added)]
    more = [written[number] for number in apart]
    row: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder, "commands"), workers)
        for number, (name, text) in enumerate(written):
            if number not in apart:
                write(place.articles / name, text)
        stays = Place(Path(folder, "stays"), workers)
        shutil.copytree(place.articles, stays.articles)
        row["nothing kept"] = [place.command()]
        row["the same again"] = [place.command() for _ in range(3)]
        row["one article more"] = []
        shutil.copytree(place.kept, Path(folder, "cache"))
        shutil.copytree(place.report, Path(folder, "first"))
        for name, text in more:
            write(place.articles / name, text)
            row["one article more"].append(place.command())
            (place.articles / name).unlink()
            for whole, before in ((place.kept, "cache"), (place.report, "first")):
                shutil.rmtree(whole)
                shutil.copytree(Path(folder, before), whole)
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            first, *others = alone.submit(stays.calls, more).result()
        row |= {"called, nothing kept": [first], "called, one more": others}
        pages = place.report.rglob("*.html")
        row["pages, MB"] = [sum(page.stat().st_size for page in pages) / 1e6]
    return row


def write(file: Path, text: str) -> None:
    """Write an article."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the times, and as parts of the first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--shortest", type=int, default=0, help="characters of an article")
    parser.add_argument("--added", type=int, default=5)
    parser.add_argument("--workers", type=int, default=1, help="as in check")
    args = parser.parse_args()
    read = [read_articles([folder]).articles for folder in args.folders]
    long = [tuple(a for a in story if len(a.text) >= args.shortest) for story in read]
    stories = [story for story in long if len(story) > 1]
    if len(stories) < LEAST_STORIES:
        parser.error(f"{len(stories)} stories; give {LEAST_STORIES} folders of articles or more")
    if args.added < 1:
        parser.error("--added is 1 at least")
    written = list(islice(texts(stories), args.articles + args.added))
    row = measure(written, args.added, args.workers)
    whole = median(row["nothing kept"])
    length = sum(len(text) for _, text in written) / len(written)
    print(f"{args.articles} articles of {length:,.0f} characters, and one more")
    for what, times in row.items():
        part = f"{median(times) / whole:8.3f}" if not what.endswith("MB") else ""
        print(f"  {what:18} {median(times):9.2f} {part}")


if __name__ == "__main__":
    main()
