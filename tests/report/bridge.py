"""Reports made by hand on a story, a footbridge that fell, to be held against each other."""

from __future__ import annotations

from datetime import UTC, datetime

from factcheck.model import (
    Answer,
    Article,
    Decision,
    Evidence,
    Finding,
    Provenance,
    Reason,
    Report,
    Severity,
    State,
    Verdict,
)

FIVE = "Five people were hurt, the fire service said."
EIGHT = "Eight people were hurt when a footbridge fell into the Halden."
NINE = "Nine people were hurt, the hospital of the town said."
FILLER = "Divers searched the river until midnight, and the quay stayed closed to boats. "
HURT = "casualties.injured"
DISMISSED = Decision(
    state=State.DISMISSED,
    reason=Reason.DIFFERENT_EVENTS,
    person="Ada",
    at=datetime(2026, 5, 3, tzinfo=UTC),
)


def article(name: str, *sentences: str, **fields: str) -> Article:
    text = " ".join((*sentences, FILLER + name))
    return Article(**{"id": name, "path": f"{name}.txt", "text": text, **fields})


def said(where: str, quote: str) -> Evidence:
    words = quote.split()[0]
    return Evidence(
        article=where,
        start=0,
        end=len(quote),
        quote=quote,
        answer_text=words,
        answer_start=0,
        answer_end=len(words),
    )


def answer(value: str, *passages: Evidence) -> Answer:
    sources = tuple(dict.fromkeys(passage.article for passage in passages))
    return Answer(value=value, label=value, sources=sources, evidence=passages)


def finding(
    *answers: Answer, verdict: Verdict = Verdict.CONFLICT, id: str = "hurt", **fields: object
) -> Finding:
    passages = sorted(f"{a.value}|{e.quote}" for a in answers for e in a.evidence)
    made: dict[str, object] = {
        "id": id,
        "fingerprint": "".join(passages),
        "verdict": verdict,
        "kind": "quantity",
        "question": "How many people were hurt?",
        "severity": Severity.MEDIUM,
        "confidence": 0.8,
        "explanation": (),
        "rule": HURT,
        "answers": answers,
    }
    return Finding.model_validate({**made, **fields})


def made(**fields: object) -> Provenance:
    packs = ("casualties: 4 rules, sha256 77ab", "factcheck.toml: sha256 01")
    start: dict[str, object] = {"factcheck": "0.1.0", "model": "en 3.8", "packs": packs}
    return Provenance.model_validate({**start, **fields})


def report(
    articles: tuple[Article, ...],
    *findings: Finding,
    by: Provenance | None = None,
    **fields: object,
) -> Report:
    everything = {"articles": articles, "findings": findings, "provenance": by or made(), **fields}
    return Report.model_validate(everything)


GAZETTE = article("gazette", FIVE)
COURIER = article("courier", EIGHT)
WIRE = article("wire", NINE)
BOTH = (GAZETTE, COURIER)
ALL = (GAZETTE, COURIER, WIRE)
FIVE_ONLY = finding(answer("5", said("gazette", FIVE)), verdict=Verdict.SINGLE)
FIVE_OR_EIGHT = finding(answer("5", said("gazette", FIVE)), answer("8", said("courier", EIGHT)))
THREE_ANSWERS = finding(*FIVE_OR_EIGHT.answers, answer("9", said("wire", NINE)))
BEFORE = report(BOTH, FIVE_OR_EIGHT)
