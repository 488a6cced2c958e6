"""How do matching and comparing grow? Prints processor time and peak memory of questions, copies,
findings and report.json at several numbers of articles, each in a process of its own, and the
exponents of their growth: 1.00 is in proportion to the number of articles. Linux alone (/proc).

usage: python benchmarks/growth.py [--counts 100 300 1000 3000 10000] [--long] [--seed 1]

Extraction would take hours at the larger sizes and is not what is asked. So the claims of some 300
short articles (with --long, of whole ones) from `invented_stories.py` are extracted once, and
issued again and again as those of new stories: with another town, another person (names of the same
length, so that all passages stay where they are), another day, and other words around what a
sentence states: with a dozen wordings for all stories, every sentence would be told by thousands.
Numbers, what happened and who did what stay, and repeat more than they would in news.
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
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from math import log
from pathlib import Path

from benchmarks.invented_stories import ARTICLES_A_STORY, SEED, stories
from factcheck.compare.copies import copies
from factcheck.compare.findings import findings
from factcheck.extract.extractor import Extractors
from factcheck.match.questions import each_question
from factcheck.model import Article, Claim, NotCompared, Provenance, Report
from factcheck.pipeline import Settings, documents
from factcheck.report import to_json
from factcheck.rules.loader import load_builtin
from factcheck.values.dates import DateValue
from factcheck.values.settings import Setting
from factcheck.values.statements import Statement

Template = tuple[tuple[Article, ...], tuple[Claim, ...], tuple[str, ...]]  # and the names to change

TEMPLATES = 60  # stories whose claims are extracted
DAYS = 20_000  # over which the events of re-issued stories are spread
STRIDE = 7_919  # days from one to the next: a prime, so that all days come
MEGABYTE = 1_000_000
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
FITTED_FROM = 1_000  # articles: below, what every run costs counts too much


def templates(short: bool, seed: int) -> list[Template]:
    """Stories with all their claims, as they are made where the articles are too many to be held
    against each other before."""
    rules = load_builtin()
    extractors = Extractors(rules.rules)
    found = []
    for story in islice(stories(short, seed), TEMPLATES):
        articles = list(story.articles)
        claims = [
            claim
            for document in documents(articles, rules, Settings())
            for claim in extractors.of(document.doc.language).claims(document)
        ]
        names = re.findall(r"[A-Z]\w+", (articles[0].publisher or "").split()[1])
        person = re.search(
            r"(?:Ida|Paul|Susan|Martin|Clara|Peter|Helen|Robert|Laura|Simon) (\w+)",
            articles[0].text,
        )
        found.append((story.articles, tuple(claims), (*names, *([person[1]] if person else []))))
    return found


def issued(made: list[Template], articles: int) -> Iterator[Template]:
    """Stories of so many articles together."""
    for number in range(articles // ARTICLES_A_STORY):
        yield reissue(made[number % len(made)], number)


def reissue(template: Template, number: int) -> Template:
    """A story again, as another one."""
    articles, claims, names = template
    renamed = {
        old.casefold(): _name(number * len(names) + n, len(old)) for n, old in enumerate(names)
    }
    pattern = re.compile("|".join(map(re.escape, sorted(renamed, key=len))), re.IGNORECASE)

    @cache
    def text(old: str) -> str:
        return pattern.sub(lambda m: _as_written(m.group(), renamed[m.group().casefold()]), old)

    made: dict[int, object] = {}  # one new object for one old: claims share their values

    def again(value: object) -> object:
        if isinstance(value, str):
            return text(value)
        if id(value) not in made:
            made[id(value)] = _again(value, again, number)
        return made[id(value)]

    ids = {a.id: f"s{number:06}-{a.id.rpartition('-')[2]}" for a in articles}
    new = tuple(
        a.model_copy(
            update={
                "id": ids[a.id],
                "path": f"{ids[a.id]}.txt",
                "text": text(a.text),
                "title": text(a.title or ""),
                "publisher": text(a.publisher or ""),
            }
        )
        for a in articles
    )
    return new, tuple(_claim(c, ids[c.article], again, text) for c in claims), ()


def _claim(
    claim: Claim, article: str, again: Callable[[object], object], text: Callable[[str], str]
) -> Claim:
    evidence = claim.evidence
    changed = {f.name: again(getattr(claim, f.name)) for f in fields(claim) if f.name not in _KEPT}
    update = {
        "article": article,
        "quote": text(evidence.quote),
        "answer_text": text(evidence.answer_text),
        "attributed_to": evidence.attributed_to and text(evidence.attributed_to),
    }
    return replace(claim, article=article, evidence=evidence.model_copy(update=update), **changed)  # type: ignore[arg-type]


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


def _as_written(old: str, new: str) -> str:
    return new.title() if old[0].isupper() else new


def peak() -> float:
    """The most memory that this process has had at once, in megabytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024 / MEGABYTE


def measure(store: Path, count: int) -> dict[str, float]:
    """Match and compare so many articles, in this process."""
    made: list[Template] = pickle.loads(store.read_bytes())
    articles: list[Article] = []
    claims: list[Claim] = []
    for own, theirs, _ in issued(made, count):
        articles += own
        claims += theirs
    rules = load_builtin()
    row = {"articles": float(len(articles)), "claims": float(len(claims)), "before": peak()}
    gc.freeze()  # as a check does
    too_many: list[NotCompared] = []
    start = time.process_time()
    asked = list(
        each_question(claims, rules.single_valued, rules.only_shared, rules.once, too_many)
    )
    row["questions"] = time.process_time() - start
    start = time.process_time()
    shared = copies(articles)
    row["copies"] = time.process_time() - start
    start = time.process_time()
    found = findings(asked, rules.by_id, articles, shared)
    row["findings"] = time.process_time() - start
    row["found"] = float(len(found))
    row["flagged"] = float(sum(f.verdict.value == "conflict" for f in found))
    row["not compared"] = float(sum(one.pairs for one in too_many))
    start = time.process_time()
    report = Report(
        articles=tuple(articles),
        findings=tuple(found),
        copies=shared,
        provenance=Provenance(factcheck="", model="", packs=()),
    )
    row["characters"] = float(len(to_json(report)))
    row["report"] = time.process_time() - start
    row["all"] = sum(row[step] for step in ("questions", "copies", "findings", "report"))
    row["match + compare"] = row["questions"] + row["copies"] + row["findings"]
    row["peak"] = peak()
    return row


def exponent(rows: list[dict[str, float]], what: str) -> float:
    """The slope of the line through logarithms of articles and of what grows (least squares)."""
    points = [(log(r["articles"]), log(max(r[what], 1e-3))) for r in rows]
    middle = [sum(p[n] for p in points) / len(points) for n in (0, 1)]
    steep = sum((x - middle[0]) * (y - middle[1]) for x, y in points)
    return steep / sum((x - middle[0]) ** 2 for x, _ in points)


SHOWN = ("questions", "copies", "findings", "report", "all", "before", "peak")
SHOWN += ("claims", "found", "flagged", "not compared")


def main() -> None:
    """Print a row for every size, and the exponents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[100, 300, 1_000, 3_000, 10_000])
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
        for what in ("questions", "copies", "findings", "match + compare", "report", "peak"):
            print(f"  {what}: {exponent(fitted, what):.2f}")


if __name__ == "__main__":
    main()
