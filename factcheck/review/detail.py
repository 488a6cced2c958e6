"""One case and its review go in, what the page of a finding shows comes out: answers side by side,
each passage within its article, what was done about it and what has changed since.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from factcheck.model import FLAGGED, Answer, Article, Evidence, Finding
from factcheck.report import layout
from factcheck.report.cards import AnswerView, FindingView, PassageView
from factcheck.report.names import ArticleName
from factcheck.report.segments import Span, segments
from factcheck.review.reports import Case, case_key
from factcheck.review.standing import Item

WINDOW = 60_000  # characters of an article on one page: 10,000 words, more than news articles have
QUOTED = 1_200  # characters of a passage on either side of its answer; long sentences have 400
ANSWERED = 300  # characters of the answer itself
MOST_ANSWERS = 9  # that a single key can name

Role = Literal["answer", "passage", "other"]
_ROLES: tuple[Role, ...] = ("answer", "passage", "other")  # the first one that holds is shown


class Piece(NamedTuple):
    """A stretch of an article that is marked alike."""

    text: str
    role: Role | None
    anchor: str | None  # id for the first piece of a passage
    about: str | None  # of another claim: the question that it answers
    link: str | None  # of another flagged claim: key of its case


class _Tag(NamedTuple):
    role: Role
    anchor: str | None
    finding: Finding


@dataclass(frozen=True)
class Pane:
    """A part of an article, the whole of it as a rule, with its passages marked."""

    article: Article
    name: ArticleName
    number: int  # of the article in its report
    start: int
    end: int
    paragraphs: tuple[tuple[Piece, ...], ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self.end - self.start >= len(self.article.text)

    @property
    def anchor(self) -> str | None:
        """The first passage in it."""
        return next((p.anchor for line in self.paragraphs for p in line if p.anchor), None)


@dataclass(frozen=True)
class SourceDetail:
    """What one article says for an answer."""

    name: ArticleName | None  # None: the report does not hold the article
    passages: tuple[PassageView, ...]  # long ones cut around their answer
    pane: Pane | None


@dataclass(frozen=True)
class AnswerDetail:
    """An answer with the articles that give it."""

    view: AnswerView
    code: str  # names the answer in forms
    sources: tuple[SourceDetail, ...]


@dataclass(frozen=True)
class Detail:
    """Everything about one finding."""

    item: Item

    @property
    def case(self) -> Case:
        """The finding and its report."""
        return self.item.case

    @cached_property
    def view(self) -> FindingView:
        """As report.html shows it."""
        return layout.single(self.case.finding, self.case.report.names)

    @cached_property
    def answers(self) -> tuple[AnswerDetail, ...]:
        """The answers in the report's order."""
        return tuple(
            AnswerDetail(view, answer_code(answer.value), tuple(self._sources(answer, view)))
            for answer, view in zip(self.case.finding.answers, self.view.answers, strict=True)
        )

    def _sources(self, answer: Answer, view: AnswerView) -> Iterator[SourceDetail]:
        """Article by article, in the order of the passages."""
        report = self.case.report
        of_article: dict[str, list[tuple[Evidence, PassageView]]] = {}
        for evidence, passage in zip(answer.evidence, view.passages, strict=True):
            of_article.setdefault(evidence.article, []).append((evidence, passage))
        for article, passages in of_article.items():
            marked = [(evidence, passage.target) for evidence, passage in passages]
            yield SourceDetail(
                name=report.names.get(article),
                passages=tuple(_shortened(passage) for _, passage in passages),
                pane=pane(self.case, article, marked, marked[0][0].answer_start)
                if article in report.articles
                else None,
            )


def answer_code(value: str) -> str:
    """A short name for an answer that stays when the order of answers changes."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def pane(
    case: Case, article_id: str, passages: list[tuple[Evidence, str | None]], around: int
) -> Pane:
    """The part of an article around an offset, with these passages of the case (and the ids they
    get on the page) marked, and faintly those of all other findings."""
    return _pane(case, article_id, passages, *window(case.report.articles[article_id].text, around))


def part(
    case: Case, article_id: str, passages: list[tuple[Evidence, str | None]], number: int
) -> Pane:
    """One part of a long article, from 0, marked in the same way."""
    return _pane(case, article_id, passages, number * WINDOW, (number + 1) * WINDOW)


def _pane(
    case: Case,
    article_id: str,
    passages: list[tuple[Evidence, str | None]],
    start: int,
    end: int,
) -> Pane:
    report = case.report
    article = report.articles[article_id]
    tags = [
        tag
        for evidence, anchor in passages
        for tag in _spans(evidence, "passage", _Tag("passage", anchor, case.finding))
    ] + [
        tag
        for evidence, finding in report.cited.get(article_id, ())
        if finding is not case.finding
        for tag in _spans(evidence, "other", _Tag("other", None, finding))
    ]
    near = [span for span in tags if span.start < end and span.end > start]
    return Pane(
        article=article,
        name=report.names[article_id],
        number=list(report.articles).index(article_id),
        start=start,
        end=min(end, len(article.text)),
        paragraphs=tuple(_paragraphs(case, article.text, start, end, near)),
    )


def window(text: str, around: int) -> tuple[int, int]:
    """Start and end of the part that is shown: all, or WINDOW characters around an offset."""
    if len(text) <= WINDOW:
        return 0, len(text)
    start = min(max(0, around - WINDOW // 2), len(text) - WINDOW)
    return start, start + WINDOW


def _spans(evidence: Evidence, role: Role, tag: _Tag) -> Iterator[Span[_Tag]]:
    """The passage of an evidence; of the case's own also the words that answer. Of other claims
    these words alone: a whole article would be marked otherwise."""
    if role == "passage":
        yield Span(evidence.start, evidence.end, tag)
        tag = tag._replace(role="answer", anchor=None)
    yield Span(evidence.answer_start, evidence.answer_end, tag)


def _paragraphs(
    case: Case, text: str, start: int, end: int, spans: list[Span[_Tag]]
) -> Iterator[tuple[Piece, ...]]:
    placed: set[str] = set()
    found = re.compile(r"[^\n]+").finditer(text, start, end)
    lines = (line for line in found if not line.group().isspace())
    for line in segments(text, spans, (line.span() for line in lines)):
        yield tuple(_piece(case, segment.text, segment.tags, placed) for segment in line)


def _piece(case: Case, text: str, tags: tuple[_Tag, ...], placed: set[str]) -> Piece:
    """The piece with its gravest role; an anchor that is not on the page yet is put on it."""
    if not tags:
        return Piece(text, None, None, None, None)
    role = next((role for role in _ROLES if any(tag.role == role for tag in tags)), None)
    anchor = next((tag.anchor for tag in tags if tag.anchor and tag.anchor not in placed), None)
    if anchor:
        placed.add(anchor)
    other = next((tag.finding for tag in tags if role == tag.role == "other"), None)
    flagged = other is not None and other.verdict in FLAGGED
    return Piece(
        text=text,
        role=role,
        anchor=anchor,
        about=other.question if other else None,
        link=case_key(case.report, other) if other and flagged else None,
    )


def _shortened(passage: PassageView) -> PassageView:
    before, answer, after = passage.before, passage.answer, passage.after
    return passage._replace(
        before=before if len(before) <= QUOTED else f"… {before[-QUOTED:]}",
        answer=answer if len(answer) <= ANSWERED else f"{answer[:ANSWERED]} …",
        after=after if len(after) <= QUOTED else f"{after[:QUOTED]} …",
    )
