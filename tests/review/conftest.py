"""A report by hand about an invented town, a ledger in a file, and people with browsers."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from factcheck.model import (
    Answer,
    Article,
    Evidence,
    Finding,
    Level,
    Provenance,
    Report,
    Severity,
    Verdict,
)
from factcheck.report import to_json
from factcheck.review.settings import Settings
from factcheck.review.web import ReportsFolder, application
from factcheck.store.ledger import Ledger

TOKEN = "the-token-of-the-tests"
ADDRESS = "http://127.0.0.1:8765"

ARTICLES = {
    "gazette": (
        "The footbridge over the Halden gave way on Sunday evening. Five people were killed, the "
        "fire service said. Twelve walkers were hurt. Three firemen were hurt.\n\nThe council met "
        "on Monday. The repair had cost 340,000 crowns."
    ),
    "courier": (
        "Eight people were killed when the bridge fell. Twenty walkers were hurt, hospitals said. "
        "Two firemen were hurt.\n\nThe road office refused an inspection, the union says. “We "
        "refused nothing,” said its director."
    ),
}
Side = tuple[str, str, str, str]  # label, article, quote, the words in it that answer

SIDES: dict[str, list[Side]] = {
    "killed": [
        ("5", "gazette", "Five people were killed, the fire service said.", "Five"),
        ("8", "courier", "Eight people were killed when the bridge fell.", "Eight"),
    ],
    "walkers": [
        ("12", "gazette", "Twelve walkers were hurt.", "Twelve"),
        ("20", "courier", "Twenty walkers were hurt, hospitals said.", "Twenty"),
    ],
    "firemen": [
        ("3", "gazette", "Three firemen were hurt.", "Three"),
        ("2", "courier", "Two firemen were hurt.", "Two"),
    ],
    "refused": [
        ("Yes", "courier", "The road office refused an inspection, the union says.", "refused"),
        ("No", "courier", "“We refused nothing,” said its director.", "refused nothing"),
    ],
    "cost": [
        ("340,000 crowns", "gazette", "The repair had cost 340,000 crowns.", "340,000 crowns")
    ],
}


def cite(texts: dict[str, str], side: Side) -> Evidence:
    """The passage of an answer where it stands."""
    _, article, quote, words = side
    start = texts[article].index(quote)
    answer = texts[article].index(words, start)
    return Evidence(
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        answer_text=words,
        answer_start=answer,
        answer_end=answer + len(words),
    )


def finding(
    name: str,
    question: str,
    *,
    texts: dict[str, str] = ARTICLES,
    sides: list[Side] | None = None,
    **fields: Any,
) -> Finding:
    """A finding with these sides; answers of one label are one."""
    listed = SIDES[name] if sides is None else sides
    answers = {}
    for label in dict.fromkeys(side[0] for side in listed):
        own = [side for side in listed if side[0] == label]
        answers[label] = Answer(
            value=label,
            label=label,
            sources=tuple(dict.fromkeys(texts_name(side[1]) for side in own)),
            evidence=tuple(cite(texts, side) for side in own),
        )
    given: dict[str, Any] = {
        "id": name,
        "fingerprint": "-".join(str(abs(hash_of(side[2]))) for side in listed),
        "verdict": Verdict.CONFLICT,
        "kind": "quantity",
        "severity": Severity.MEDIUM,
        "confidence": 0.5,
        "explanation": (Level(name="values", detail="They differ.", contribution=0.5),),
        "rule": f"casualties.{name}",
    }
    return Finding(question=question, answers=tuple(answers.values()), **(given | fields))


def hash_of(text: str) -> int:
    """The same on every run, other than Python's."""
    return sum(ord(c) * (n + 1) for n, c in enumerate(text))


def texts_name(article: str) -> str:
    """The publisher of an article."""
    return {"gazette": "The Halden Gazette", "courier": "Coast Courier"}.get(article, article)


def halden(texts: dict[str, str] = ARTICLES, *more: Finding, **sides: list[Side]) -> Report:
    """Three conflicts, one dispute and an answer of one source."""
    asked = {"texts": texts}
    return Report(
        articles=tuple(
            Article(
                id=name,
                path=f"{name}.txt",
                publisher=texts_name(name),
                title=f"The {name} on the bridge",
                published="2021-05-03",
                text=text,
            )
            for name, text in texts.items()
        ),
        findings=(
            finding(
                "killed",
                "How many people were killed?",
                severity=Severity.HIGH,
                confidence=0.9,
                sides=sides.get("killed"),
                **asked,
            ),
            finding(
                "walkers",
                "How many walkers were hurt?",
                confidence=0.8,
                rule="casualties.hurt",
                sides=sides.get("walkers"),
                **asked,
            ),
            finding(
                "firemen",
                "How many firemen were hurt?",
                confidence=0.7,
                rule="casualties.hurt",
                **asked,
            ),
            finding(
                "refused",
                "Did the road office refuse an inspection?",
                verdict=Verdict.DISPUTE,
                kind="polarity",
                severity=Severity.LOW,
                confidence=0.6,
                rule="decisions.refuse",
                **asked,
            ),
            *more,
            finding("cost", "What did the repair cost?", verdict=Verdict.SINGLE, **asked),
        ),
        provenance=Provenance(factcheck="0.1.0", model="none", packs=()),
    )


def write(folder: Path, report: Report) -> Path:
    """The report as a report.json in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.json").write_text(to_json(report), encoding="utf-8")
    return folder


@dataclass
class Visitor:
    """A person with a browser that runs no script."""

    client: TestClient
    address: str = ADDRESS
    at: str = ""  # address of the page that is open
    text: str = ""  # what it holds
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    def open(self, path: str) -> Visitor:
        """Follow a link."""
        return self._shown(self.client.get(path))

    def send(self, path: str, fields: dict[str, Any], **headers: str) -> Visitor:
        """Send a form as it is, with the Origin that a browser would send."""
        return self._shown(
            self.client.post(path, data=fields, headers={"origin": self.address} | headers)
        )

    def decide(self, decision: str, **fields: Any) -> Visitor:
        """Press a button of the open finding."""
        path, _, query = self.at.partition("?")
        path = path.removesuffix("/decide")  # a form that was refused
        form = {name: self.hidden(name) for name in ("csrf", "form", "seen")}
        return self.send(f"{path}/decide?{query}", form | {"decision": decision} | fields)

    def undo(self) -> Visitor:
        """Press the first undo button."""
        form = {name: self.hidden(name) for name in ("csrf", "key", "entry")}
        return self.send("/undo", form)

    def hidden(self, name: str) -> str:
        """A hidden field of the open page."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, f"the page has no field {name}: {self.text}"
        return html.unescape(found[1])

    def value(self, label: str) -> str:
        """What the button with this text sends."""
        buttons = re.findall(r"<button[^>]*value=\"([^\"]*)\"[^>]*>(.*?)</button>", self.text)
        words = {re.sub(r"<kbd>.*?</kbd>|<[^>]*>", "", text).strip(): v for v, text in buttons}
        return words[label]

    @property
    def seen(self) -> str:
        """The text of the page as a person reads it."""
        without = re.sub(r"<(dialog|head|aside)\b.*?</\1>", "", self.text, flags=re.DOTALL)
        return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", without).split()))

    @property
    def questions(self) -> list[str]:
        """The questions of the queue, in order."""
        found = re.findall(r'class="question"[^>]*>(.*?)</a>', self.text)
        return [html.unescape(question) for question in found]

    def find(self, question: str, query: str = "state=all") -> Visitor:
        """Open the finding with that question."""
        self.open(f"/?{query}")
        links = re.findall(r'class="question" href="([^"]*)"[^>]*>(.*?)</a>', self.text)
        paths = {html.unescape(text): html.unescape(path) for path, text in links}
        return self.open(paths[question].partition("?")[0])

    def _shown(self, response: Any) -> Visitor:
        self.status, self.text = response.status_code, response.text
        self.headers = dict(response.headers)
        self.at = str(response.url).removeprefix(self.address)
        return self


Enter = Callable[..., Visitor]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report."""
    return write(tmp_path / "report", halden())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file."""
    with Ledger.open(str(tmp_path / "decisions.db")) as opened:
        yield opened


@pytest.fixture
def enter(folder: Path, ledger: Ledger) -> Iterator[Enter]:
    """A name → that person in front of a review of the report; all see one ledger and one
    application."""
    settings = Settings(token=TOKEN, port=8765)
    made = application(ReportsFolder.open([folder]), ledger, settings)
    opened: list[TestClient] = []

    def visit(name: str = "Ana") -> Visitor:
        client = TestClient(made, base_url=ADDRESS, raise_server_exceptions=False)
        opened.append(client)
        visitor = Visitor(client).open(f"/?token={TOKEN}").open("/")
        return visitor.send(
            "/person", {"csrf": visitor.hidden("csrf"), "person": name, "then": "/"}
        )

    yield visit
    for client in opened:
        client.close()


@pytest.fixture
def ana(enter: Enter) -> Visitor:
    """Ana, at the queue."""
    return enter("Ana")
