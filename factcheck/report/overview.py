"""Cards of findings and articles go in; what is better looked at than read comes out: who agrees
with whom, who answers which question, what happened when. All three are tables, so that whoever
cannot see the pictures has the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.cards import FindingView
from factcheck.report.days import date_label
from factcheck.report.names import ArticleName, FindingName, by_letter
from factcheck.report.scale import Scale, Stretch, Tick, stretch

# What fits on a screen of 1,280 pixels; the findings themselves have everything.
MOST_SOURCES = 20
MOST_QUESTIONS = 25
MOST_DATED = 12
MOST_DAYS = 12
_COMPARED = (Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE, Verdict.AGREEMENT)


@dataclass(frozen=True)
class Between:
    """What two articles come to where both answer: findings by verdict, and the gravest one."""

    a: ArticleName
    b: ArticleName
    counts: tuple[tuple[Verdict, int], ...]
    gravest: FindingName | None


@dataclass(frozen=True)
class Matrix:
    """Every pair of articles once: a row for each but the first, a column for each but the last."""

    articles: tuple[ArticleName, ...]
    rows: tuple[tuple[ArticleName, tuple[Between, ...]], ...]
    left_out: int  # articles with fewer findings than those shown

    @property
    def verdicts(self) -> list[Verdict]:
        """The verdicts that occur, gravest first."""
        found = {v for _, cells in self.rows for between in cells for v, _ in between.counts}
        return [verdict for verdict in _COMPARED if verdict in found]


@dataclass(frozen=True)
class Asked:
    """A question and, for each article of the table, the numbers of the answers it gives."""

    view: FindingView
    given: tuple[tuple[int, ...], ...]

    def by_article(
        self, articles: Sequence[ArticleName]
    ) -> list[tuple[ArticleName, tuple[int, ...]]]:
        """The numbers with the articles that they belong to."""
        return list(zip(articles, self.given, strict=True))


@dataclass(frozen=True)
class Coverage:
    """Which article speaks to which question."""

    articles: tuple[ArticleName, ...]
    questions: tuple[Asked, ...]
    articles_left_out: int
    questions_left_out: int


@dataclass(frozen=True)
class Mark:
    """A day or a longer time on the line, and who names it."""

    label: str
    start: float  # percent of the line
    width: float
    articles: tuple[ArticleName, ...]


@dataclass(frozen=True)
class Dated:
    """A question that a date answers, and where each answer puts it."""

    name: FindingName
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """Dates that articles give, over the dates on which they came out."""

    ticks: tuple[Tick, ...]
    questions: tuple[Dated, ...]
    published: tuple[Mark, ...]
    left_out: int


def matrix(findings: Sequence[FindingView]) -> Matrix | None:
    """Who agrees and who conflicts with whom; None where no two articles answer one question."""
    compared = [view for view in findings if view.name.verdict in _COMPARED]
    shown, left_out = _most_involved(compared)
    if len(shown) < 2:
        return None
    counts: defaultdict[tuple[ArticleName, ArticleName], Counter[Verdict]] = defaultdict(Counter)
    gravest: dict[tuple[ArticleName, ArticleName], FindingName] = {}
    for view in compared:
        for pair, verdict in _pairs(view, shown).items():
            counts[pair][verdict] += 1
            gravest.setdefault(pair, view.name)  # findings come gravest first
    rows = tuple(
        (
            row,
            tuple(
                Between(
                    column,
                    row,
                    tuple((v, counts[column, row][v]) for v in _COMPARED if counts[column, row][v]),
                    gravest.get((column, row)),
                )
                for column in shown[:number]
            ),
        )
        for number, row in enumerate(shown[1:], start=1)
    )
    return Matrix(tuple(shown), rows, left_out)


def _pairs(
    view: FindingView, shown: Sequence[ArticleName]
) -> dict[tuple[ArticleName, ArticleName], Verdict]:
    """What the finding says of each two articles that answer; who gives both answers of a
    conflict contradicts nobody."""
    given: defaultdict[ArticleName, set[int]] = defaultdict(set)
    for number, answer in enumerate(view.answers):
        for article in answer.articles:
            given[article].add(number)
    answering = [article for article in shown if article in given]
    return {
        (a, b): Verdict.AGREEMENT if given[a] & given[b] else view.name.verdict
        for a, b in combinations(answering, 2)
    }


def coverage(findings: Sequence[FindingView]) -> Coverage | None:
    """Who answers which question; None where there is nothing that two articles answer."""
    compared = [view for view in findings if view.name.verdict in _COMPARED]
    shown, left_out = _most_involved(compared)
    if not compared:
        return None
    asked = tuple(
        Asked(
            view,
            tuple(
                tuple(n for n, answer in enumerate(view.answers, 1) if article in answer.articles)
                for article in shown
            ),
        )
        for view in compared[:MOST_QUESTIONS]
    )
    return Coverage(tuple(shown), asked, left_out, max(0, len(compared) - MOST_QUESTIONS))


def _most_involved(findings: Iterable[FindingView]) -> tuple[list[ArticleName], int]:
    """The articles that answer most of the questions, in their own order; how many are left out."""
    involved = Counter(name for view in findings for name in view.articles)
    most = sorted(involved, key=lambda name: (-involved[name], by_letter(name)))[:MOST_SOURCES]
    return sorted(most, key=by_letter), len(involved) - len(most)


def timeline(
    findings: Iterable[FindingView],
    articles: Iterable[model.Article],
    names: dict[str, ArticleName],
) -> Timeline | None:
    """When things happened, as each article has it; None where fewer than two days are named."""
    dated = [
        (view, days)
        for view in findings
        if view.finding.kind == "date" and view.name.verdict is not Verdict.SINGLE
        if (days := [stretch(answer.value) for answer in view.answers]) and None not in days
    ]
    published: defaultdict[tuple[Stretch, str], list[ArticleName]] = defaultdict(list)
    for article in articles:
        if day := stretch(article.published or ""):
            published[day, date_label(article.published or "")].append(names[article.id])
    shown = dated[:MOST_DATED]
    every = [day for _, days in shown for day in days if day] + [day for day, _ in published]
    if len(set(every)) < 2:
        return None
    scale = Scale.over(every)
    questions = tuple(
        Dated(
            view.name,
            tuple(
                _mark(scale, day, answer.label, answer.articles)
                for day, answer in zip(days, view.answers, strict=True)
                if day
            ),
        )
        for view, days in shown
    )
    by_day = sorted(published.items(), key=lambda item: (item[0][0].first, item[0][0].last))
    return Timeline(
        scale.ticks,
        questions,
        tuple(_mark(scale, day, label, tuple(who)) for (day, label), who in by_day[:MOST_DAYS]),
        len(dated) - len(shown),
    )


def _mark(scale: Scale, day: Stretch, label: str, articles: tuple[ArticleName, ...]) -> Mark:
    start, end = scale.x(day.first), scale.x(day.last)
    return Mark(label, start, round(end - start, 2), articles)
