"""A finding goes in, its card comes out: answers with their sources and passages, the explanation
as steps that lead to the confidence, and what the card can be found by.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.decided import in_words
from factcheck.report.independence import in_numbers, sources_in_words
from factcheck.report.names import (
    NAME_LENGTH,
    ArticleName,
    FindingName,
    by_letter,
    shortened,
)
from factcheck.report.steps import Steps, steps_of

_HUNDRED = 100


class PassageView(NamedTuple):
    """One passage: the quotation around the words that answer, and where it stands."""

    before: str
    answer: str
    after: str
    attributed_to: str | None
    direct: bool
    article: ArticleName | None  # None: the report does not hold the article
    target: str | None  # anchor of the passage in the article


@dataclass(frozen=True)
class AnswerView:
    """One answer: what is said, by which articles, in which passages."""

    label: str
    value: str
    articles: tuple[ArticleName, ...]
    other_sources: tuple[str, ...]  # sources that are none of the articles, an agency perhaps
    passages: tuple[PassageView, ...]
    independence: str | None  # how many sources these articles are, in words

    @property
    def names(self) -> list[str]:
        """Who gives it, each name once."""
        return list(dict.fromkeys([*(a.name for a in self.articles), *self.other_sources]))


class Change(NamedTuple):
    """Where a level takes the confidence, in percent."""

    start: int
    width: int
    less: bool  # it takes from the confidence


class Reason(NamedTuple):
    """One level of the explanation, and what it does to the confidence."""

    level: model.Level
    change: Change


@dataclass(frozen=True)
class FindingView:
    """One finding; what needs no arranging is taken from the finding itself."""

    name: FindingName
    finding: model.Finding
    answers: tuple[AnswerView, ...]
    steps: Steps | None  # how the value moved, of an update
    about: tuple[int, ...]  # numbers of the subjects that it names

    @property
    def percent(self) -> int:
        """Confidence in percent."""
        return round(self.finding.confidence * _HUNDRED)

    @property
    def decided(self) -> str | None:
        """What people decided, in words."""
        return in_words(self.finding)

    @property
    def counted(self) -> str:
        """How many articles answer, and how many independent sources they are."""
        return in_numbers(self.finding)

    @cached_property
    def articles(self) -> tuple[ArticleName, ...]:
        """The articles that answer, each once."""
        return tuple(dict.fromkeys(name for a in self.answers for name in a.articles))

    @property
    def letters(self) -> str:
        """Of the articles that answer, each with a space behind it: 'A C '."""
        return "".join(f"{name.letter} " for name in self.articles)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The explanation as steps from nothing to the confidence, a waterfall."""
        reasons, reached, before = [], 0.0, 0
        for level in self.finding.explanation:
            reached += level.contribution
            after = round(max(0.0, min(reached, 1.0)) * _HUNDRED)
            change = Change(min(before, after), abs(after - before), level.contribution < 0)
            reasons.append(Reason(level, change))
            before = after
        return tuple(reasons)


class Cited(NamedTuple):
    """An evidence, the finding that cites it and its own anchor."""

    evidence: model.Evidence
    finding: FindingName
    anchor: str


def citations(finding: model.Finding, name: FindingName) -> Iterator[Cited]:
    """Every evidence of a finding in order; one passage cited twice has one anchor."""
    anchors: dict[tuple[str, int, int, int, int], str] = {}
    for answer in finding.answers:
        for evidence in answer.evidence:
            place = (
                evidence.article,
                evidence.start,
                evidence.end,
                evidence.answer_start,
                evidence.answer_end,
            )
            anchor = anchors.setdefault(place, f"{name.anchor}-p{len(anchors) + 1}")
            yield Cited(evidence, name, anchor)


@dataclass(frozen=True)
class Surroundings:
    """What a card has to know of the page that it stands on."""

    names: dict[str, ArticleName]  # of articles, by their ids
    placed: Container[str]  # anchors of passages that stand in a text of the page
    published: dict[str, str]  # publication dates by the ids of articles
    subjects: dict[tuple[str, str], int]  # numbers by kind and normal form

    @cached_property
    def letters(self) -> dict[str, str]:
        """The articles' letters by their ids."""
        return {id_: name.letter for id_, name in self.names.items()}


def card(
    finding: model.Finding, name: FindingName, cited: Iterable[Cited], around: Surroundings
) -> FindingView:
    """The card of a finding."""
    moved = finding.verdict is Verdict.UPDATE
    return FindingView(
        name,
        finding,
        tuple(_answers(finding, cited, around)),
        steps_of(finding, around.names, around.published) if moved else None,
        tuple(around.subjects[s.kind, s.value] for s in finding.about if around.subjects),
    )


def _answers(
    finding: model.Finding, cited: Iterable[Cited], around: Surroundings
) -> Iterator[AnswerView]:
    rest, names = iter(cited), around.names
    for answer in finding.answers:
        passages = tuple(_passage(next(rest), around) for _ in answer.evidence)
        articles = {view.article for view in passages if view.article is not None}
        known = {name.name for name in articles} | {e.article for e in answer.evidence}
        ids = dict.fromkeys(e.article for e in answer.evidence if e.article in names)
        yield AnswerView(
            label=answer.label,
            value=answer.value,
            articles=tuple(sorted((names[i] for i in ids), key=by_letter)),
            other_sources=tuple(
                shortened(source, NAME_LENGTH)
                for source in answer.sources
                if source not in known and shortened(source, NAME_LENGTH) not in known
            ),
            passages=passages,
            independence=sources_in_words(answer, around.letters),
        )


def _passage(cited: Cited, around: Surroundings) -> PassageView:
    evidence = cited.evidence
    start, end = evidence.answer_start - evidence.start, evidence.answer_end - evidence.start
    if not 0 <= start < end <= len(evidence.quote):
        start = end = len(evidence.quote)
    return PassageView(
        before=evidence.quote[:start],
        answer=evidence.quote[start:end],
        after=evidence.quote[end:],
        attributed_to=evidence.attributed_to,
        direct=evidence.direct,
        article=around.names.get(evidence.article),
        target=cited.anchor if cited.anchor in around.placed else None,
    )
