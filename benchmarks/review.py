"""How fast the review answers: 5,000 findings of 400 articles, a quarter of them decided, served
as `factcheck review` serves them; times are taken by a client, over the loopback.

    python benchmarks/review.py [--findings 5000] [--rounds 40]
"""

from __future__ import annotations

import argparse
import html
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

from factcheck.model import (
    Answer,
    Article,
    Evidence,
    Finding,
    Level,
    Provenance,
    Reason,
    Report,
    Severity,
    Verdict,
)
from factcheck.report import to_json
from factcheck.store.entries import Action, Entry
from factcheck.store.ledger import Ledger

ARTICLES = 400  # 25 passages in each: long articles that much is asked about
DECIDED = 4  # every fourth finding
FLAGGED = [Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE]


def made_up(findings: int) -> Report:
    """A report of that size; the same every time."""
    chance = random.Random(1)
    lines: list[list[str]] = [[] for _ in range(ARTICLES)]
    ends = [0] * ARTICLES

    def answer(number: int, article: int) -> Answer:
        hurt = str(chance.randrange(2, 900))
        quote = f"Officials in Halden said that {hurt} people were hurt in accident {number}."
        start, ends[article] = ends[article], ends[article] + len(quote) + 1
        lines[article].append(quote)
        where = start + quote.index(hurt)
        evidence = Evidence(
            article=f"a{article}",
            start=start,
            end=start + len(quote),
            quote=quote,
            answer_text=hurt,
            answer_start=where,
            answer_end=where + len(hurt),
            attributed_to="officials",
        )
        source = (f"Paper {article}",)
        return Answer(value=hurt, label=f"{hurt} people", sources=source, evidence=(evidence,))

    made = tuple(
        Finding(
            id=f"accident-{n}",
            fingerprint=f"passages-{n}",
            verdict=chance.choice(FLAGGED),
            kind="quantity",
            question=f"How many people were hurt in accident {n} near Halden?",
            severity=chance.choice(list(Severity)),
            confidence=round(chance.uniform(0.3, 0.99), 3),
            explanation=(Level(name="values", detail="They differ.", contribution=0.5),) * 4,
            rule=f"pack{n % 12}.rule{n % 60}",
            answers=tuple(answer(n, a) for a in chance.sample(range(ARTICLES), 2)),
        )
        for n in range(findings)
    )
    articles = tuple(
        Article(id=f"a{n}", path=f"a{n}.txt", publisher=f"Paper {n}", text="\n".join(text))
        for n, text in enumerate(lines)
    )
    made_by = Provenance(factcheck="benchmark", model="none", packs=())
    return Report(articles=articles, findings=made, provenance=made_by)


def decide_some(report: Report, database: Path) -> None:
    """A ledger in which others have already worked."""
    articles = {article.id: article for article in report.articles}
    with Ledger.open(str(database)) as ledger:
        ledger.record(
            Entry.about(finding, articles, Action.DISMISS, "Ben", reason=Reason.OTHER)
            for finding in report.findings[::DECIDED]
        )


@contextmanager
def served(folder: Path, database: Path) -> Iterator[str]:
    """The address of a review that runs."""
    command = ["-m", "factcheck", "review", str(folder), "--database", str(database)]
    process = subprocess.Popen(
        [sys.executable, *command, "--no-browser", "--port", "0", "--person", "Ana"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield next(re.findall(r"http://\S+", line)[0] for line in process.stdout if "http" in line)
    finally:
        process.terminate()
        process.wait()


class Client:
    """A browser that only measures."""

    def __init__(self, url: str) -> None:
        self._home = url.partition("/?")[0]
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor())
        self._opener.open(url).read()
        self.page, self.at = "", ""

    def get(self, path: str) -> str:
        """Open a page."""
        return self._read(Request(self._home + path))

    def next_finding(self) -> None:
        """Decide the finding of the open page; the next one comes."""
        fields = {name: self._hidden(name) for name in ("csrf", "form", "seen")}
        sent = urlencode(fields | {"decision": "confirm"}).encode()
        path = self.at.partition("?")[0]
        self._read(Request(f"{path}/decide", sent, {"Origin": self._home}))

    def _read(self, request: Request) -> str:
        with self._opener.open(request) as answer:
            self.at, self.page = answer.url, answer.read().decode()
        return self.page

    def _hidden(self, name: str) -> str:
        return html.unescape(re.findall(rf'name="{name}" value="([^"]*)"', self.page)[0])


def measure(name: str, rounds: int, work: Callable[[], object]) -> None:
    """Print the median and the slowest of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name:44} median {statistics.median(times):5.0f} ms   slowest {max(times):5.0f} ms")


def main() -> None:
    """Build, serve, measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--findings", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "decisions.db"
        report = made_up(given.findings)
        (Path(folder) / "report.json").write_text(to_json(report), encoding="utf-8")
        decide_some(report, database)
        with served(Path(folder), database) as url:
            client = Client(url)
            print(f"{given.findings} findings")
            measure("first page after the start", 1, lambda: client.get("/"))
            measure("queue", given.rounds, lambda: client.get("/"))
            narrowed = "/?verdict=conflict&severity=high&sort=source&q=accident+7"
            measure("queue, filtered and searched", given.rounds, lambda: client.get(narrowed))
            last = "/?state=all&page=999"
            measure("queue, last page of all", given.rounds, lambda: client.get(last))
            key = re.findall(r'class="question" href="(/finding/\w+)', client.get("/"))[0]
            measure("one finding", given.rounds, lambda: client.get(key))
            measure("decide, and the next finding is there", given.rounds, client.next_finding)


if __name__ == "__main__":
    main()
