"""A report goes in, the rows of its two tables come out: findings, and claims (one a passage).

Every format of tables has these columns in this order; docs/exports.md has their descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from factcheck import model
from factcheck.model import GRAVEST_FIRST, Severity, State

Cell: TypeAlias = str | int | float | bool | datetime | list[str] | None
Row: TypeAlias = Mapping[str, Cell]


class Kind(StrEnum):
    """What the cells of a column are; any but `texts` may be empty (None)."""

    TEXT = "text"
    WORD = "word"  # text out of a few: a category
    WHOLE = "whole number"
    NUMBER = "number"
    FLAG = "true or false"
    MOMENT = "moment"  # UTC
    TEXTS = "texts"  # a list, perhaps empty


class Column(NamedTuple):
    """One column of a table."""

    name: str
    kind: Kind
    words: tuple[str, ...] = ()  # what a WORD may be, where it is known


FINDINGS = (
    Column("number", Kind.WHOLE),
    Column("finding", Kind.TEXT),
    Column("fingerprint", Kind.TEXT),
    Column("verdict", Kind.WORD, GRAVEST_FIRST),
    Column("kind", Kind.WORD),
    Column("question", Kind.TEXT),
    Column("severity", Kind.WORD, tuple(reversed(Severity))),  # low < medium < high
    Column("confidence", Kind.NUMBER),
    Column("rule", Kind.WORD),
    Column("answers", Kind.TEXTS),
    Column("values", Kind.TEXTS),
    Column("sources", Kind.TEXTS),
    Column("articles", Kind.TEXTS),
    Column("independent_sources", Kind.WHOLE),
    Column("passages", Kind.WHOLE),
    Column("people", Kind.TEXTS),
    Column("places", Kind.TEXTS),
    Column("organizations", Kind.TEXTS),
    Column("explanation", Kind.TEXTS),
    Column("review_state", Kind.WORD, tuple(State)),
    Column("review_person", Kind.TEXT),
    Column("review_at", Kind.MOMENT),
    Column("review_reason", Kind.WORD),
    Column("review_answer", Kind.TEXT),
    Column("review_note", Kind.TEXT),
    Column("review_changed", Kind.FLAG),
)
CLAIMS = (
    Column("finding_number", Kind.WHOLE),
    Column("finding", Kind.TEXT),
    Column("verdict", Kind.WORD, GRAVEST_FIRST),
    Column("kind", Kind.WORD),
    Column("question", Kind.TEXT),
    Column("rule", Kind.WORD),
    Column("answer_number", Kind.WHOLE),
    Column("answer", Kind.TEXT),
    Column("value", Kind.TEXT),
    Column("article", Kind.TEXT),
    Column("publisher", Kind.TEXT),
    Column("title", Kind.TEXT),
    Column("published", Kind.TEXT),
    Column("path", Kind.TEXT),
    Column("origin", Kind.WHOLE),
    Column("attributed_to", Kind.TEXT),
    Column("direct", Kind.FLAG),
    Column("quote", Kind.TEXT),
    Column("start", Kind.WHOLE),
    Column("end", Kind.WHOLE),
    Column("answer_text", Kind.TEXT),
    Column("answer_start", Kind.WHOLE),
    Column("answer_end", Kind.WHOLE),
)
TABLES: Mapping[str, tuple[Column, ...]] = {"findings": FINDINGS, "claims": CLAIMS}


def rows(report: model.Report, table: str) -> list[Row]:
    """The rows of a table, `findings` or `claims`: a cell for each of its columns, in their order.

    Raises ValueError for another name.
    """
    match table:
        case "findings":
            return [_finding(number, f) for number, f in enumerate(report.findings, start=1)]
        case "claims":
            return list(_claims(report))
    raise ValueError(f"there is no table {table!r}; there are {' and '.join(TABLES)}")


def _finding(number: int, finding: model.Finding) -> Row:
    answers, review = finding.answers, finding.review
    evidence = [e for answer in answers for e in answer.evidence]
    return {
        "number": number,
        "finding": finding.id,
        "fingerprint": finding.fingerprint,
        "verdict": finding.verdict.value,
        "kind": finding.kind,
        "question": finding.question,
        "severity": finding.severity.value,
        "confidence": finding.confidence,
        "rule": finding.rule,
        "answers": [answer.label for answer in answers],
        "values": [answer.value for answer in answers],
        "sources": _distinct(source for answer in answers for source in answer.sources),
        "articles": _distinct(e.article for e in evidence),
        "independent_sources": _independent(answers),
        "passages": len(evidence),
        "people": _named(finding, "person"),
        "places": _named(finding, "place"),
        "organizations": _named(finding, "organization"),
        "explanation": [
            f"{level.name}: {level.detail} ({level.contribution:+.2f})"
            for level in finding.explanation
        ],
        "review_state": None if review is None else review.state.value,
        "review_person": None if review is None else review.person,
        "review_at": None if review is None else review.at,
        "review_reason": review.reason.value if review and review.reason else None,
        "review_answer": None if review is None else review.answer,
        "review_note": None if review is None else review.note,
        "review_changed": None if review is None else review.changed,
    }


def _claims(report: model.Report) -> Iterator[Row]:
    articles = {article.id: article for article in report.articles}
    for finding_number, finding in enumerate(report.findings, start=1):
        for answer_number, answer in enumerate(finding.answers, start=1):
            for evidence in answer.evidence:
                yield {
                    "finding_number": finding_number,
                    "finding": finding.id,
                    "verdict": finding.verdict.value,
                    "kind": finding.kind,
                    "question": finding.question,
                    "rule": finding.rule,
                    "answer_number": answer_number,
                    "answer": answer.label,
                    "value": answer.value,
                    **_where(evidence, articles.get(evidence.article), answer),
                }


def _where(evidence: model.Evidence, article: model.Article | None, answer: model.Answer) -> Row:
    """The cells that tell who says it, and in which words of which article."""
    return {
        "article": evidence.article,
        "publisher": article.publisher if article else None,
        "title": article.title if article else None,
        "published": article.published if article else None,
        "path": article.path if article else None,
        "origin": next(
            (n for n, ids in enumerate(answer.origins, start=1) if evidence.article in ids), None
        ),
        "attributed_to": evidence.attributed_to,
        "direct": evidence.direct,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "answer_text": evidence.answer_text,
        "answer_start": evidence.answer_start,
        "answer_end": evidence.answer_end,
    }


def _independent(answers: Iterable[model.Answer]) -> int | None:
    """How many independent sources there are over all answers: what is one source for one of them
    is one source. None where the report does not tell."""
    sources: list[set[str]] = []
    for origin in filter(None, (o for answer in answers for o in answer.origins)):
        apart = [source for source in sources if source.isdisjoint(origin)]
        shared = (source for source in sources if not source.isdisjoint(origin))
        sources = [*apart, set(origin).union(*shared)]
    return len(sources) or None


def _named(finding: model.Finding, kind: str) -> list[str]:
    return [subject.label for subject in finding.about if subject.kind == kind]


def _distinct(names: Iterable[str]) -> list[str]:
    """Each name once, in the order in which it came first."""
    return list(dict.fromkeys(names))
