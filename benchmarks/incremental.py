"""What does one more article cost? Prints the time of a whole `factcheck check` of many articles
with nothing kept, of the same again, and of the same with one article more, each a process of its
own, as parts of the first.

usage: python benchmarks/incremental.py FOLDER… [--articles 1000] [--runs 1] [--workers N]

Each folder holds the articles of a story. They are taken again and again until there are enough,
each time with other names, and letters for words that most stories do not have, so that they are on
other stories (and say less that rules understand). The article that is added is the last one, which
was held back. Times are processor seconds of the process and its children, files and reports
included.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from statistics import median

from factcheck.ingest import read_articles
from factcheck.model import Article

LETTERS = ("bcdfghjklmnpqrstvwxz", "aeiouy")
NAME = re.compile(r"(?<=[^\W\d_] |[,;] )[A-Z][a-z]{3,}")  # a capital inside a sentence
WORD = re.compile(r"[a-z]{4,}")


def own_words(stories: list[tuple[Article, ...]]) -> list[set[str]]:
    """The words of each story that most others do not have, and its names."""
    words = [{w for article in one for w in WORD.findall(article.text)} for one in stories]
    often = Counter(word for of_one in words for word in of_one)
    names = [{n for article in one for n in NAME.findall(article.text)} for one in stories]
    return [
        {word for word in of_one if often[word] <= len(stories) / 2} | names[place]
        for place, of_one in enumerate(words)
    ]


def renamed(text: str, words: set[str], number: int) -> str:
    """A text with these words replaced, of the same length; itself for number 0."""
    if not number:
        return text
    table = {
        ord(letter): letters[(place + number) % len(letters)]
        for letters in LETTERS
        for place, letter in enumerate(letters)
    }

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return word[0] + word[1:].translate(table) if word in words else word

    return re.sub(r"[^\W\d_]+", other, text)


def texts(stories: list[tuple[Article, ...]]) -> Iterator[tuple[str, str]]:
    """Names of files and what stands in them, without end."""
    own = own_words(stories)
    for number in count():
        for place, story in enumerate(stories):
            for article in story:
                name = f"{number:03}-{place:03}/{article.id}.txt"
                text = f"{article.title or ''}\n\n{article.text}"
                yield name, renamed(text, own[place], number)


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


def measure(written: list[tuple[str, str]], workers: int) -> dict[str, float]:
    """The times of one round."""
    with tempfile.TemporaryDirectory() as folder:
        place, cache = Path(folder, "articles"), Path(folder, "cache.db")
        (held_back, text), *others = reversed(written)
        for name, what in others:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(what, encoding="utf-8")
        row = {"nothing kept": seconds(place, Path(folder, "report"), cache, workers)}
        row["the same again"] = seconds(place, Path(folder, "report"), cache, workers)
        (place / held_back).parent.mkdir(parents=True, exist_ok=True)
        (place / held_back).write_text(text, encoding="utf-8")
        row["one article more"] = seconds(place, Path(folder, "report"), cache, workers)
        pages = Path(folder, "report").rglob("*.html")
        row["pages, MB"] = sum(page.stat().st_size for page in pages) / 1e6
    return row


def main() -> None:
    """Print the times, and as parts of the first."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--workers", type=int, default=0, help="as in check; its default if 0")
    args = parser.parse_args()
    stories = [read_articles([folder]).articles for folder in args.folders]
    written = list(islice(texts(stories), args.articles + 1))
    rows = [measure(written, args.workers) for _ in range(args.runs)]
    whole = median(row["nothing kept"] for row in rows)
    print(f"{args.articles} articles and one more, medians of {args.runs}")
    for what in rows[0]:
        middle = median(row[what] for row in rows)
        part = f"{middle / whole:8.3f}" if not what.endswith("MB") else ""
        print(f"  {what:18} {middle:9.2f} {part}")


if __name__ == "__main__":
    main()
