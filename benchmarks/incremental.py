"""What does one more article cost? Prints the time of a whole `factcheck check` of many articles
with nothing kept, of the same again, and of the same with one article more, each a process of its
own, as parts of the first.

usage: python benchmarks/incremental.py FOLDER… [--articles 1000] [--shortest 0] [--added 5]
                                        [--workers N]

Each folder holds the articles of a story. They are taken again and again until there are enough,
each time with other names, and letters for words that most stories do not have, so that they are on
other stories (and say less that rules understand). The articles that are added, each to the same
others, were held back: of an even distance among all. `--shortest` leaves out what has fewer
characters, such as excerpts. Times are processor seconds of the process and its children, files and
reports included; of what is done more than once, the median.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import median

from factcheck.ingest import read_articles
from factcheck.model import Article

LETTERS = ("bcdfghjklmnpqrstvwxz", "aeiouy")
WORD = re.compile(r"[^\W\d_]{2,}")
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


def seconds(articles: Path, output: Path, cache: Path, workers: int) -> float:
    """Processor time of a check in a process of its own."""
    command = [sys.executable, "-m", "factcheck", "check", str(articles), "--no-project", "-q"]
    command += ["--output", str(output), *(["--workers", str(workers)] if workers else [])]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ended = subprocess.run(command, env={**os.environ, "FACTCHECK_CACHE": str(cache)}, check=False)
    if ended.returncode not in (0, 3):
        sys.exit(f"the check ended with {ended.returncode}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(written: list[tuple[str, str]], added: int, workers: int) -> dict[str, list[float]]:
    """The times, by what was done."""
    apart = [int((n + 0.5) * len(written) / added) for n in range(added)]
    with tempfile.TemporaryDirectory() as folder:
        place, report = Path(folder, "articles"), Path(folder, "report")
        cache, kept = Path(folder, "cache"), Path(folder, "kept")
        cache.mkdir()
        for number, (name, text) in enumerate(written):
            if number not in apart:
                write(place / name, text)

        def time() -> float:
            return seconds(place, report, cache / "cache.db", workers)

        row = {"nothing kept": [time()], "the same again": [time(), time(), time()]}
        row["one article more"] = []
        shutil.copytree(report, kept / "report")
        shutil.copytree(cache, kept / "cache")
        for name, text in (written[number] for number in apart):
            write(place / name, text)
            row["one article more"].append(time())
            (place / name).unlink()
            for whole in (report, cache):
                shutil.rmtree(whole)
                shutil.copytree(kept / whole.name, whole)
        pages = Path(folder, "report").rglob("*.html")
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
    parser.add_argument("--workers", type=int, default=0, help="as in check; its default if 0")
    args = parser.parse_args()
    read = [read_articles([folder]).articles for folder in args.folders]
    long = [tuple(a for a in story if len(a.text) >= args.shortest) for story in read]
    stories = [story for story in long if len(story) > 1]
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
