"""A report made by hand about an invented story: a footbridge in a town that is not on any map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factcheck.model import (
    Answer,
    Article,
    Evidence,
    Finding,
    Level,
    Provenance,
    Removed,
    Report,
    Severity,
    Skipped,
    Verdict,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.report.browsing import Show

GAZETTE = Article(
    id="gazette",
    path="stories/gazette.txt",
    publisher="The Halden Gazette",
    title="Footbridge gives way after the market",
    published="2021-05-03",
    published_evidence="3 May 2021",
    text=(
        "The footbridge over the Halden gave way on Sunday evening, shortly after the spring "
        "market had closed. Five people were hurt, the fire service said.\n"
        "\n"
        "“It was the town council that ordered the new cables,” said Ingrid Solvang, who runs "
        "the bakery on the east bank. The council’s minutes of last autumn record the order.\n"
        "\n"
        "The bridge, opened in 1962, carried some two thousand walkers a day. Divers searched "
        "the river until midnight and found nobody, and the quay stayed closed to boats.\n"
        "\n"
        "The repair had cost 340,000 crowns, according to the council’s books.\n"
    ),
    removed=(
        Removed(text="READ ALSO: Ten walks along the Halden", reason="related links"),
        Removed(text="Share this  |  Print  |  Newsletter", reason="share bar"),
    ),
)
COURIER = Article(
    id="courier",
    path="stories/courier.html",
    publisher="Coast Courier",
    title="Collapse at Halden",
    text=(
        "The cables that failed had been ordered by the regional road office, two of its former "
        "engineers told the Courier.\n"
        "The bridge came down on Sunday, 2 May 2021. The road office refused an inspection in "
        "March, the builders’ union says. “We refused nothing,” said its director, Pavel Orlik.\n"
    ),
)
WIRE = Article(
    id="wire-0504",
    path="stories/wire-0504.txt",
    title="Halden: eight hurt as footbridge falls",
    published="2021-05-04",
    text=(
        "Eight people were hurt when a footbridge fell into the Halden, hospitals said on "
        "Tuesday. The town council ordered the cables that broke, its mayor conceded.\n"
        "It fell on 2 May, hours after a market.\n"
    ),
)
LETTER = Article(
    id="letter",
    path="stories/letter.txt",
    published="2021-05",
    text="Who will pay? The bridge was the pride of the town, and nobody has yet said a word.\n",
)


def cite(
    article: Article,
    quote: str,
    answer: str,
    attributed_to: str | None = None,
    *,
    direct: bool = False,
) -> Evidence:
    """The evidence for words that stand in an article."""
    start = article.text.index(quote)
    answer_start = article.text.index(answer, start)
    return Evidence(
        article=article.id,
        start=start,
        end=start + len(quote),
        quote=quote,
        answer_text=answer,
        answer_start=answer_start,
        answer_end=answer_start + len(answer),
        attributed_to=attributed_to,
        direct=direct,
    )


CONFLICT = Finding(
    id="order-cables-agent",
    fingerprint="c0ffee01",
    verdict=Verdict.CONFLICT,
    kind="actor",
    question="Who ordered the new cables?",
    severity=Severity.HIGH,
    confidence=0.86,
    rule="decisions.order",
    explanation=(
        Level(name="same event", detail="An order of cables for one bridge.", contribution=0.4),
        Level(name="time", detail="No passage names another order.", contribution=0.15),
        Level(name="values", detail="A town council is not a road office.", contribution=0.41),
        Level(name="sources", detail="One side rests on unnamed people.", contribution=-0.1),
    ),
    answers=(
        Answer(
            value="town council",
            label="The town council",
            sources=("The Halden Gazette", "wire-0504"),
            evidence=(
                cite(
                    GAZETTE,
                    "“It was the town council that ordered the new cables,” said Ingrid "
                    "Solvang, who runs the bakery on the east bank.",
                    "the town council",
                    "Ingrid Solvang",
                    direct=True,
                ),
                cite(
                    WIRE,
                    "The town council ordered the cables that broke, its mayor conceded.",
                    "The town council",
                    "the mayor",
                ),
            ),
        ),
        Answer(
            value="regional road office",
            label="The regional road office",
            sources=("Coast Courier",),
            evidence=(
                cite(
                    COURIER,
                    "The cables that failed had been ordered by the regional road office, two "
                    "of its former engineers told the Courier.",
                    "the regional road office",
                    "two former engineers",
                ),
            ),
        ),
    ),
)
DISPUTE = Finding(
    id="refuse-inspection",
    fingerprint="c0ffee02",
    verdict=Verdict.DISPUTE,
    kind="polarity",
    question="Did the road office refuse an inspection?",
    severity=Severity.MEDIUM,
    confidence=0.7,
    rule="decisions.refuse",
    explanation=(Level(name="parties", detail="Each answer has a named party.", contribution=0.7),),
    answers=(
        Answer(
            value="yes",
            label="Yes",
            sources=("builders’ union",),
            evidence=(
                cite(
                    COURIER,
                    "The road office refused an inspection in March, the builders’ union says.",
                    "refused an inspection",
                    "the builders’ union",
                ),
            ),
        ),
        Answer(
            value="no",
            label="No",
            sources=("Coast Courier",),
            evidence=(
                cite(
                    COURIER,
                    "“We refused nothing,” said its director, Pavel Orlik.",
                    "refused nothing",
                    "Pavel Orlik",
                    direct=True,
                ),
            ),
        ),
    ),
)
UPDATE = Finding(
    id="collapse-injured",
    fingerprint="c0ffee03",
    verdict=Verdict.UPDATE,
    kind="number",
    question="How many people were hurt?",
    severity=Severity.MEDIUM,
    confidence=0.91,
    rule="casualties.injured",
    explanation=(
        Level(name="values", detail="5 and 8 cannot both be right on one day.", contribution=0.5),
        Level(name="order", detail="The later article has the higher number.", contribution=0.41),
    ),
    answers=(
        Answer(
            value="5",
            label="5",
            sources=("The Halden Gazette",),
            evidence=(
                cite(
                    GAZETTE,
                    "Five people were hurt, the fire service said.",
                    "Five people",
                    "the fire service",
                ),
            ),
        ),
        Answer(
            value="8",
            label="8",
            sources=("wire-0504",),
            evidence=(
                cite(
                    WIRE,
                    "Eight people were hurt when a footbridge fell into the Halden, hospitals "
                    "said on Tuesday.",
                    "Eight people",
                    "hospitals",
                ),
            ),
        ),
    ),
)
AGREEMENT = Finding(
    id="collapse-date",
    fingerprint="c0ffee04",
    verdict=Verdict.AGREEMENT,
    kind="date",
    question="When did the footbridge collapse?",
    severity=Severity.LOW,
    confidence=0.95,
    rule="disasters.date",
    explanation=(Level(name="values", detail="The dates are one day.", contribution=0.95),),
    answers=(
        Answer(
            value="2021-05-02",
            label="2 May 2021",
            sources=("Coast Courier", "wire-0504", "The Halden Gazette"),
            evidence=(
                cite(COURIER, "The bridge came down on Sunday, 2 May 2021.", "Sunday, 2 May 2021"),
                cite(WIRE, "It fell on 2 May, hours after a market.", "2 May"),
                cite(
                    GAZETTE,
                    "The footbridge over the Halden gave way on Sunday evening, shortly after "
                    "the spring market had closed.",
                    "Sunday evening",
                ),
            ),
        ),
    ),
)
SINGLE = Finding(
    id="repair-cost",
    fingerprint="c0ffee05",
    verdict=Verdict.SINGLE,
    kind="money",
    question="What did the repair cost?",
    severity=Severity.LOW,
    confidence=0.8,
    rule="money.cost",
    explanation=(),
    answers=(
        Answer(
            value="340000 [crown]",
            label="340,000 crowns",
            sources=("The Halden Gazette",),
            evidence=(
                cite(
                    GAZETTE,
                    "The repair had cost 340,000 crowns, according to the council’s books.",
                    "340,000 crowns",
                ),
            ),
        ),
    ),
)


@pytest.fixture
def report() -> Report:
    """One finding of each verdict, four articles, one input that could not be read."""
    return Report(
        articles=(GAZETTE, COURIER, WIRE, LETTER),
        findings=(CONFLICT, DISPUTE, UPDATE, AGREEMENT, SINGLE),
        skipped=(Skipped(path="stories/bridge.jpg", reason="not text: it is a picture"),),
        provenance=Provenance(
            factcheck="0.1.0",
            model="en_core_web_sm 3.8.0",
            packs=("decisions (6 rules, 5e1f)", "casualties (4 rules, 77ab)"),
            settings={"minimum confidence": "0.5"},
        ),
    )


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Show]:
    """A report → its page. In the end nothing may have run, been fetched or been complained of."""
    from tests.report.browsing import Desk  # most tests of this folder need no browser

    desk = Desk(chromium, tmp_path)
    yield desk.show
    desk.tidy()
