"""A report on many stories goes in, the views of the page that leads to them come out: each story
with what is flagged in it, the gravest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from factcheck import model
from factcheck.model import FLAGGED, Severity, Verdict
from factcheck.report.cards import AnswerView, FindingView, Surroundings, card, citations
from factcheck.report.layout import checked, number, opening, told
from factcheck.report.limits import REPORT, home, others
from factcheck.report.names import anchor, article_names, count, finding_names, shortened
from factcheck.report.notes import Notes

# Stories that get a page of their own, the gravest before others. A page has 50 kB of style and
# script before it says anything, and nobody opens as many in a day.
MOST_PAGES = 500
MOST_FLAGGED = 8  # findings that are told here of one story; its page has all
MOST_ALONE = 200  # articles on no story with others that are named
_TITLE_LENGTH = 120
_GRAVEST_FIRST = list(Verdict)
_SEVEREST_FIRST = list(Severity)
_Of = TypeVar("_Of")


@dataclass(frozen=True)
class StoryView:
    """One story, and what is to be said of it before its page is opened."""

    report: model.Report  # of its articles alone

    @property
    def name(self) -> str:
        """The name of its page: that of its first article."""
        return anchor("story", self.report.articles[0].id)

    @property
    def title(self) -> str:
        """The first headline; without one, how the first article begins."""
        return _title(self.report.articles)

    @property
    def checked(self) -> str:
        """Its articles in words: '14 articles of three publishers, published 3 May 2021'."""
        articles = self.report.articles
        return told(articles) if any(a.published for a in articles) else number(articles)

    @property
    def counts(self) -> list[tuple[Verdict, str]]:
        """'2 conflicts', for each verdict that occurs and says more than one source does."""
        counted = self.report.counted
        compared = [v for v in Verdict if v is not Verdict.SINGLE and counted[v]]
        return [(v, f"{counted[v]:,} {v.value}{'s' * (counted[v] != 1)}") for v in compared]

    @staticmethod
    def names(answer: AnswerView) -> list[str]:
        """Who gives an answer, each name once; there is no room for letters of many stories."""
        return list(dict.fromkeys([a.name for a in answer.articles] + [*answer.other_sources]))

    @property
    def has_more(self) -> int:
        """How many flagged findings only its page tells."""
        return max(0, len(self.report.flagged) - MOST_FLAGGED)

    @cached_property
    def flagged(self) -> list[FindingView]:
        """The first findings that are flagged, under the numbers that they have on its page."""
        ordered = sorted(self.report.findings, key=lambda f: _GRAVEST_FIRST.index(f.verdict))
        around = Surroundings(article_names(self.report.articles), {}, {}, {})
        named = zip(ordered, finding_names(ordered), strict=True)
        first = [(f, name) for f, name in named if f.verdict in FLAGGED][:MOST_FLAGGED]
        return [card(finding, name, citations(finding, name), around) for finding, name in first]

    @property
    def weight(self) -> tuple[object, ...]:
        """Sorts stories: those with the gravest finding first, then those with most articles."""
        grave = [
            (_GRAVEST_FIRST.index(f.verdict), _SEVEREST_FIRST.index(f.severity), -f.confidence)
            for f in self.report.flagged
        ]
        gravest = min(grave, default=(len(Verdict), 0, 0.0))
        return (*gravest, -len(self.report.articles), self.name)


@dataclass(frozen=True)
class Front(Notes):
    """The page that leads to the stories."""

    stories: list[StoryView]  # those that have a page, the gravest first
    without: list[StoryView]  # those beyond them
    alone: list[model.Article]  # on no story with others
    folder: str  # where the pages of stories are, from here

    @property
    def headline(self) -> str:
        """What was found, in a few words."""
        found = count(self.report.counted[Verdict.CONFLICT], "conflict")
        return f"{found} in {count(len(self.report.articles), 'article')}".capitalize()

    @property
    def checked(self) -> str:
        """What was checked, in words."""
        return checked(self.report.articles, len(self.report.stories))

    @property
    def flagged(self) -> list[StoryView]:
        """The stories in which something is flagged."""
        return [story for story in self.stories if story.report.flagged]

    @property
    def quiet(self) -> list[StoryView]:
        """The others."""
        return [story for story in self.stories if not story.report.flagged]

    @property
    def alone_named(self) -> list[str]:
        """What the first articles that are alone are called."""
        return [_title([article]) for article in self.alone[:MOST_ALONE]]

    @property
    def shows(self) -> str:
        """What this page and those that it leads to show."""
        return "Each story has a page of its own, with its findings and its articles."

    @property
    def beyond(self) -> list[str]:
        """What no page shows, and where it is."""
        listed = {v: n for v in Verdict if (n := self.report.not_listed.get(v, 0))}
        lines = [others(listed, home(self.report))] if listed else []
        if self.without:
            every = len(self.stories) + len(self.without)
            lines.append(f"{len(self.without):,} of {every:,} stories, all in {REPORT}")
        return lines


def front(report: model.Report, folder: str) -> Front:
    """The views of a report that tells stories apart; their pages are in `folder`."""
    parts = by_story(report)
    together = [StoryView(part) for part in parts if len(part.articles) > 1]
    alone = [part.articles[0] for part in parts if len(part.articles) == 1]
    together.sort(key=lambda story: story.weight)
    return Front(report, together[:MOST_PAGES], together[MOST_PAGES:], alone, folder)


def by_story(report: model.Report) -> list[model.Report]:
    """A report on each story alone, in the order of the report's."""
    place = {id_: number for number, ids in enumerate(report.stories) for id_ in ids}
    articles = _grouped(report.articles, lambda article: article.id, place)
    findings = _grouped(report.findings, _first_article, place)
    dismissed = _grouped(report.dismissed, _first_article, place)
    copies = _grouped(report.copies or (), lambda copy: copy.passage.article, place)
    return [
        model.Report(
            articles=tuple(of_one),
            findings=tuple(findings[number]),
            dismissed=tuple(dismissed[number]),
            copies=None if report.copies is None else tuple(copies[number]),
            provenance=report.provenance,
        )
        for number, of_one in sorted(articles.items())
    ]


def _grouped(
    ones: Iterable[_Of], article: Callable[[_Of], str], place: Mapping[str, int]
) -> defaultdict[int, list[_Of]]:
    """What is about articles, by the number of their story."""
    found: defaultdict[int, list[_Of]] = defaultdict(list)
    for one in ones:
        if (number := place.get(article(one))) is not None:
            found[number].append(one)
    return found


def _first_article(finding: model.Finding) -> str:
    """One of the articles that it is about, all of which are on one story."""
    return next((e.article for answer in finding.answers for e in answer.evidence), "")


def _title(articles: Sequence[model.Article]) -> str:
    titles = (article.title for article in articles if article.title and article.title.strip())
    return shortened(next(titles, None) or opening(articles[0].text), _TITLE_LENGTH)
