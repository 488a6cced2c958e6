"""A small report by hand, and people who decide about it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from factcheck.model import (
    Answer,
    Article,
    Evidence,
    Finding,
    Provenance,
    Report,
    Severity,
    Verdict,
)
from factcheck.store.entries import Action, Entry, Review, digest
from factcheck.store.ledger import Ledger
from tests.store.postgres import running_server, server_programs

MakeReport = Callable[..., Report]
Decide = Callable[..., Entry]

TOLL = "How many people were killed?"


def finding_of(
    sides: dict[str, list[tuple[str, str]]], *, id: str = "toll", rule: str = "casualties.killed"
) -> Finding:
    """A conflict. `sides`: answer → (article, quote) of each passage."""
    quotes = sorted(f"{a}|{quote}" for a, passages in sides.items() for _, quote in passages)
    return Finding(
        id=id,
        fingerprint=digest("\n".join(quotes)),
        verdict=Verdict.CONFLICT,
        kind="quantity",
        question=TOLL,
        severity=Severity.HIGH,
        confidence=0.9,
        explanation=(),
        rule=rule,
        answers=tuple(
            Answer(
                value=answer,
                label=answer,
                sources=tuple(article for article, _ in passages),
                evidence=tuple(
                    Evidence(
                        article=article,
                        start=0,
                        end=len(quote),
                        quote=quote,
                        answer_text=quote,
                        answer_start=0,
                        answer_end=len(quote),
                    )
                    for article, quote in passages
                ),
            )
            for answer, passages in sides.items()
        ),
    )


def report_of(*findings: Finding, articles: dict[str, str] | None = None) -> Report:
    """A report on findings; articles are what is quoted from them unless given."""
    texts: dict[str, str] = {}
    for finding in findings:
        for answer in finding.answers:
            for e in answer.evidence:
                texts[e.article] = f"{texts.get(e.article, '')}{e.quote}\n"
    texts |= articles or {}
    return Report(
        articles=tuple(
            Article(id=name, path=f"{name}.txt", publisher=name.title(), text=text)
            for name, text in texts.items()
        ),
        findings=findings,
        provenance=Provenance(factcheck="0", model="none", packs=()),
    )


def decided(
    report: Report, action: Action, person: str = "Ada", number: int = 0, **fields: object
) -> Entry:
    """What a person does about a finding of the report."""
    if action is Action.DISMISS:
        fields.setdefault("reason", "different-events")
    articles = {a.id: a for a in report.articles}
    return Entry.about(report.findings[number], articles, action, person, **fields)


@pytest.fixture
def report() -> Report:
    """Two papers, two tolls."""
    sides = {
        "5": [("post", "Five people died in the fire.")],
        "8": [("echo", "Eight people died in the fire.")],
    }
    return report_of(finding_of(sides))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server; without one installed, what needs it is skipped, unless
    FACTCHECK_TEST_ALL says that nothing may be."""
    programs = server_programs()
    if programs is None:
        missing = "PostgreSQL's server is not installed (Debian: apt install postgresql)"
        if os.environ.get("FACTCHECK_TEST_ALL"):
            pytest.fail(missing)
        pytest.skip(missing)
    with running_server(programs) as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The URL of an empty PostgreSQL database."""
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(postgres_server.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres_server.format(name=name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of a database that is not there yet, or empty; one test, each sort."""
    if request.param == "sqlite":
        return str(tmp_path / "decisions.db")
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
def ledger(database: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(database) as opened:
        yield opened


@pytest.fixture
def review_of(ledger: Ledger) -> Callable[..., Review]:
    """A report → the review of its first finding."""
    return lambda report, number=0: ledger.reviews(report)[report.findings[number].id]
