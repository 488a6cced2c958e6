"""How does a run grow? Prints processor time and peak memory of what follows reading, stage by
stage, at several numbers of articles, each in a process of its own, and the exponents of their
growth: 1.00 is in proportion to the number of articles. Linux alone (/proc).

usage: python -m benchmarks.growth [--counts 100 1000 10000 100000] [--long] [--seed 1]

Stages: `words` (what each article is told by), `links` (to the articles most like it), `joined` (to
stories), `match + compare` (each story by itself), `kept` (its findings put with the others, aside
where they are many), `first` (those of the report, in its order), `lines` (all of them, where the
report has not all), `report.json`.

Extraction would take hours at the larger sizes and is not what is asked. So the claims of 300 short
articles (with --long, of whole ones) from `invented_stories.py` are extracted once, story by story
as a check does it, and issued again and again as those of new stories: with other names and other
small words (of the same length, so that all passages stay where they are), on another day, and with
other words around what a sentence states. Values of numbers, what happened and who did what stay. A
story's claims are issued when it is compared, as a run gets them from what it keeps; that takes
time, is no stage, and stands in a column of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import pickle
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import islice
from math import log
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import invented_stories
from benchmarks.invented_stories import ARTICLES_A_STORY, SEED, stories
from factcheck.compare.keeping import Findings
from factcheck.extract.common import Common
from factcheck.extract.extractor import Extractors
from factcheck.extract.given import Parsed
from factcheck.garbage import COLLECT_AFTER
from factcheck.match.stories import Alike, Weights, Words, joined, rarities, telling
from factcheck.model import Article, Claim, Copy, NotCompared, Provenance, Report
from factcheck.pipeline import MOST_LISTED, Settings, check_story, documents
from factcheck.report import Report as Written
from factcheck.rules.loader import load_builtin
from factcheck.values.dates import DateValue
from factcheck.values.settings import Setting
from factcheck.values.statements import Statement

T = TypeVar("T")

TEMPLATES = 60  # stories whose claims are extracted
DAYS = 20_000  # over which the events of re-issued stories are spread
STRIDE = 7_919  # days from one to the next: a prime, so that all days come
MEGABYTE = 1_000_000
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
MANY_WORDS = 4_000  # of one length, that small words are changed for
FITTED_FROM = 1_000  # articles: below, what every run costs counts too much
SMALL = {
    *(*invented_stories.DID, *invented_stories.THINGS, *invented_stories.GIVEN),
    *(*invented_stories.ROADS, *invented_stories.BUILDINGS, *invented_stories.MONTHS),
}  # words that are changed beside a story's names
LONG_NUMBER = 3  # digits of numbers in texts that are changed, too
REMEMBERED = 16  # stories whose claims are held: the next articles are of the same


@dataclass(frozen=True)
class Template:
    """A story that is issued again and again."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


def templates(short: bool, seed: int) -> list[Template]:
    """Stories with the claims that a check makes of them."""
    rules = load_builtin()
    extractors = Extractors(rules.rules)
    found = []
    for story in islice(stories(short, seed), TEMPLATES):
        read = documents(list(story.articles), rules, Settings())
        given = [Parsed(document, extractors.of(document.doc.language)) for document in read]
        common = Common.over((one.denied for one in given), (one.companies for one in given))
        claims = [
            claim
            for article, one in zip(story.articles, given, strict=True)
            for claim in one.claims(article.id, common)
        ]
        words = {word for a in story.articles for word in re.findall(r"\w+", a.text)}
        small = sorted(w for w in words if w in SMALL or (w.isdigit() and len(w) == LONG_NUMBER))
        found.append(Template(story.articles, tuple(claims), story.names, tuple(small)))
    return found


class Issue:
    """A template as the story of a number."""

    def __init__(self, template: Template, number: int) -> None:
        self._template, self._number = template, number
        names, words = template.names, template.words
        renamed = {
            old.casefold(): _name(number * len(names) + n, len(old)) for n, old in enumerate(names)
        }
        for old in words:
            drawn = zlib.crc32(f"{old} {number}".encode()) % MANY_WORDS
            renamed[old.casefold()] = _number(drawn) if old.isdigit() else _name(drawn, len(old))
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, renamed))})\b", re.IGNORECASE)

        @cache
        def text(old: str) -> str:
            return pattern.sub(lambda m: _as_written(m.group(), renamed[m.group().casefold()]), old)

        self._text = text
        self._ids = {a.id: f"s{number:06}-{a.id.rpartition('-')[2]}" for a in template.articles}

    def articles(self) -> Iterator[Article]:
        """Its articles."""
        for a in self._template.articles:
            new = self._ids[a.id]
            changed = {
                name: self._text(getattr(a, name)) for name in ("text", "title", "publisher")
            }
            yield a.model_copy(update={"id": new, "path": f"{new}.txt", **changed})

    def claims(self) -> dict[str, list[Claim]]:
        """Its claims, by the id of the article."""
        made: dict[int, object] = {}  # one new object for one old: claims share their values

        def again(value: object) -> object:
            if isinstance(value, str):
                return self._text(value)
            if id(value) not in made:
                made[id(value)] = _again(value, again, self._number)
            return made[id(value)]

        found: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self._template.claims:
            article = self._ids[claim.article]
            found[article].append(_claim(claim, article, again, self._text))
        return found


@dataclass
class Given:
    """What an article gives to a check: claims that were made before."""

    made: list[Claim]
    denied = companies = ()

    def claims(self, article: str, common: Common) -> list[Claim]:
        """All of them."""
        return self.made

    def let_go(self) -> None:
        """It is small."""


def _claim(
    claim: Claim, article: str, again: Callable[[object], object], text: Callable[[str], str]
) -> Claim:
    evidence = claim.evidence
    changed: dict[str, Any] = {
        f.name: again(getattr(claim, f.name)) for f in fields(claim) if f.name not in _KEPT
    }
    update = {
        "article": article,
        "quote": text(evidence.quote),
        "answer_text": text(evidence.answer_text),
        "attributed_to": evidence.attributed_to and text(evidence.attributed_to),
    }
    return replace(claim, article=article, evidence=evidence.model_copy(update=update), **changed)


_KEPT = frozenset({"rule", "article", "evidence", "certainty", "factuality"})


def _again(value: object, again: Callable[[object], object], number: int) -> object:
    """A value with other names and days in it."""
    if isinstance(value, DateValue):
        return _later(value, number)
    if isinstance(value, Setting | Statement):
        return replace(value, words=tuple((f"{word} {number}", w) for word, w in value.words))
    if isinstance(value, tuple):
        return tuple(map(again, value))
    if isinstance(value, frozenset):
        return frozenset(map(again, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: again(getattr(value, f.name)) for f in fields(value)})
    return value


def _later(value: DateValue, number: int) -> DateValue:
    if value.lower is None or value.lower != value.upper:
        return value
    first = date(1950, 1, 1)
    day = first + timedelta(((value.lower - first).days + number * STRIDE) % DAYS)
    return DateValue(day.isoformat(), part_of_day=value.part_of_day)


def _name(number: int, length: int) -> str:
    """A name of its own for every number, of so many letters."""
    letters = []
    for place in range(length):
        of = VOWELS if place % 2 else CONSONANTS
        number, letter = divmod(number, len(of))
        letters.append(of[letter])
    return "".join(letters)


def _number(number: int) -> str:
    """A number of as many digits."""
    least = 10 ** (LONG_NUMBER - 1)
    return str(least + number % (9 * least))


def _as_written(old: str, new: str) -> str:
    return new.title() if old[0].isupper() else new


def peak() -> float:
    """The most memory that this process has had at once, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024 / MEGABYTE


class Clock:
    """Seconds of processor time, by stage."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, float] = defaultdict(float)

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """What is done meanwhile belongs to a stage."""
        start = time.process_time()
        try:
            yield
        finally:
            self.taken[stage] += time.process_time() - start

    def each(self, stage: str, made: Iterable[T]) -> Iterator[T]:
        """The same, the time that it takes to make them counted."""
        left = iter(made)
        while True:
            with self.of(stage):
                try:
                    one = next(left)
                except StopIteration:
                    return
            yield one


def told_apart(articles: list[Article], clock: Clock) -> list[list[int]]:
    """What `factcheck.match.stories.stories` does, in the same way, step by step."""
    with clock.of("words"):
        having = Counter(word for article in articles for word in Words.of(article).often)
        common = rarities(having, len(articles))
        del having
        weights = Weights.of(telling(Words.of(article), common) for article in articles)
        del common
    links = clock.each("links", Alike(weights).links(range(len(articles))))
    before = clock.taken["links"]
    with clock.of("joined"):
        told = joined(links, len(articles))
    clock.taken["joined"] -= clock.taken["links"] - before
    return told


def planted(told: list[list[int]]) -> dict[str, float]:
    """How many stories come out, how many of them are of several, and how many were cut."""
    of = [{place // ARTICLES_A_STORY for place in story} for story in told]
    parts = Counter(number for numbers in of for number in numbers)
    return {
        "stories": len(told),
        "mixed": sum(len(numbers) > 1 for numbers in of),
        "cut": sum(times > 1 for times in parts.values()),
    }


def measure(store: Path, count: int) -> dict[str, float]:
    """Tell apart, match, compare and write so many articles, in this process."""
    made: list[Template] = pickle.loads(store.read_bytes())
    rules, clock = load_builtin(), Clock()
    gc.freeze()  # as a check does
    gc.set_threshold(*COLLECT_AFTER)
    row = {"before": peak()}

    @lru_cache(maxsize=REMEMBERED)
    def claims(number: int) -> dict[str, list[Claim]]:
        return Issue(made[number % len(made)], number).claims()

    with clock.of("issuing"):
        numbers = range(count // ARTICLES_A_STORY)
        articles = [a for n in numbers for a in Issue(made[n % len(made)], n).articles()]
    row["articles"] = float(len(articles))
    row["with articles"] = peak()
    told = told_apart(articles, clock)
    row |= planted(told)
    shared: list[Copy] = []
    too_many: list[NotCompared] = []
    with Findings() as found, tempfile.TemporaryDirectory() as folder:
        for places in told:
            with clock.of("issuing"):
                given = [Given(claims(p // ARTICLES_A_STORY)[articles[p].id]) for p in places]
            row["claims"] = row.get("claims", 0) + sum(len(one.made) for one in given)
            story = tuple(articles[place] for place in places)
            with clock.of("match + compare"):
                checked = check_story(story, list(given), rules)
            with clock.of("kept"):
                found.add(checked.findings)
            shared += checked.copies
            too_many += checked.not_compared
            row["flagged"] = row.get("flagged", 0) + sum(
                finding.verdict == "conflict" for finding in checked.findings
            )
        row["found"] = float(len(found))
        with clock.of("first"):
            first, others = found.first(MOST_LISTED)
        if others:
            with clock.of("lines"), (Path(folder) / "lines").open("wb") as file:
                file.writelines(found.lines())
        with clock.of("report.json"):
            report = Report(
                articles=tuple(articles),
                findings=tuple(first),
                copies=tuple(shared),
                not_compared=tuple(too_many),
                stories=tuple(tuple(articles[p].id for p in places) for places in told),
                not_listed=others,
                provenance=Provenance(factcheck="", model="", packs=()),
            )
            Written.of(report).to_json(Path(folder) / "report.json")
        row["megabytes"] = sum(f.stat().st_size for f in Path(folder).iterdir()) / MEGABYTE
    row["not compared"] = float(sum(one.pairs for one in too_many))
    row |= {stage: clock.taken[stage] for stage in ("issuing", *STAGES)}
    row["all"] = sum(row[stage] for stage in STAGES)
    row["peak"] = peak()
    return row


def exponent(rows: list[dict[str, float]], what: str) -> float:
    """The slope of the line through logarithms of articles and of what grows (least squares)."""
    points = [(log(r["articles"]), log(max(r[what], 1e-3))) for r in rows]
    middle = [sum(p[n] for p in points) / len(points) for n in (0, 1)]
    steep = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return steep / sum((x - middle[0]) ** 2 for x, _ in points)


STAGES = ("words", "links", "joined", "match + compare", "kept", "first", "lines", "report.json")
SHOWN = ("claims", "stories", "mixed", "cut", *STAGES, "all", "issuing", "before", "with articles")
SHOWN += ("peak", "megabytes", "found", "flagged", "not compared")


def main() -> None:
    """Print a row for every size, and the exponents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 1_000, 10_000, 100_000])
    parser.add_argument("--long", action="store_true", help="whole articles")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)  # the process of one size
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one, args.counts[0])))
        return
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "claims"
        store.write_bytes(pickle.dumps(templates(not args.long, args.seed)))
        rows: list[dict[str, float]] = []
        print("articles", *SHOWN, sep="\t")
        for count in args.counts:
            command = [sys.executable, "-m", "benchmarks.growth", "--one", str(store)]
            done = subprocess.run(
                [*command, "--counts", str(count)], check=True, capture_output=True, text=True
            )
            rows.append(json.loads(done.stdout))
            print(count, *(f"{rows[-1][what]:,.1f}" for what in SHOWN), sep="\t", flush=True)
    fitted = [row for row in rows if row["articles"] >= FITTED_FROM]
    if len(fitted) > 1:
        print(f"exponents from {fitted[0]['articles']:,.0f} to {fitted[-1]['articles']:,.0f}:")
        for what in (*STAGES, "all", "peak"):
            print(f"  {what}: {exponent(fitted, what):.2f}")


if __name__ == "__main__":
    main()
