"""A report on many stories goes in, the views of the page that leads to them come out: each story
with what is flagged in it, the gravest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from factcheck import model
from factcheck.model import FLAGGED, GRAVEST_FIRST, Verdict
from factcheck.report.cards import FindingView, Surroundings, card, citations
from factcheck.report.layout import checked, gravity, named, number, opening, told
from factcheck.report.limits import REPORT, home, others
from factcheck.report.names import anchor, article_names, count, shortened
from factcheck.report.notes import Notes

# Stories that get a page of their own, the gravest before others. A page has 36 kB of style and
# script before it says anything, and nobody opens as many in a day.
MOST_PAGES = 500
MOST_FLAGGED = 8  # findings that are told here of one story; its page has all
MOST_ALONE = 200  # articles on no story with others that are named
_TITLE_LENGTH = 120
_Of = TypeVar("_Of")


@dataclass(frozen=True)
class StoryView:
    """One story, and what is to be said of it before its page is opened."""

    report: model.Report  # of its articles alone
    in_part: tuple[str, ...] = ()  # what of the run is not on its page, in words for every story
    has_page: bool = True

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
        compared = [v for v in GRAVEST_FIRST if v is not Verdict.SINGLE and counted[v]]
        return [(v, f"{counted[v]:,} {v.value}{'s' * (counted[v] != 1)}") for v in compared]

    @cached_property
    def flagged(self) -> list[FindingView]:
        """The first findings that are flagged, under the numbers that they have on its page."""
        around = Surroundings(article_names(self.report.articles), {}, {}, {})
        first = [(f, n) for f, n in named(self.report.findings) if f.verdict in FLAGGED]
        return [card(f, n, citations(f, n), around) for f, n in first[:MOST_FLAGGED]]

    @property
    def has_more(self) -> int:
        """How many flagged findings only its page tells."""
        return max(0, len(self.report.flagged) - MOST_FLAGGED)

    @property
    def weight(self) -> tuple[object, ...]:
        """Sorts stories: those with the gravest finding first, then those with most articles."""
        gravest = min(map(gravity, self.report.flagged), default=(len(GRAVEST_FIRST),))
        return (*gravest, -len(self.report.articles), self.name)


@dataclass(frozen=True)
class Front(Notes):
    """The page that leads to the stories."""

    every: list[StoryView]  # of two articles or more, the gravest first
    alone: list[model.Article]  # on no story with others
    folder: str  # where the pages of stories are, from here

    @property
    def headline(self) -> str:
        """What was found, in a few words."""
        return self.found if self.every else "Nothing was compared"

    @property
    def checked(self) -> str:
        """What was checked, in words."""
        return checked(self.report.articles, len(self.every))

    @cached_property
    def stories(self) -> list[StoryView]:
        """The stories that have a page."""
        return [story for story in self.every if story.has_page]

    @cached_property
    def flagged(self) -> list[StoryView]:
        """The stories in which something is flagged."""
        return [story for story in self.every if story.report.flagged]

    @cached_property
    def quiet(self) -> list[StoryView]:
        """The others, as far as they have a page."""
        return [story for story in self.stories if not story.report.flagged]

    @property
    def alone_named(self) -> list[str]:
        """What the first articles that are alone are called."""
        return [_title([article]) for article in self.alone[:MOST_ALONE]]

    @property
    def shows(self) -> str:
        """What this page and those that it leads to show."""
        return "Stories have pages of their own, with their findings and articles."

    @property
    def beyond(self) -> list[str]:
        """What no page shows, and where it is."""
        lines = []
        if listed := {v: n for v in GRAVEST_FIRST if (n := self.report.not_listed.get(v, 0))}:
            lines.append(others(listed, home(self.report)))
        if without := len(self.every) - len(self.stories):
            lines.append(f"{without:,} of {len(self.every):,} stories, all in {REPORT}")
        told = sum(len(story.report.findings) for story in self.every)
        if lost := len(self.report.findings) - told:
            lines.append(f"{count(lost, 'finding')} on one article alone, all in {REPORT}")
        return lines


def front(report: model.Report, folder: str) -> Front:
    """The views of a report that tells stories apart; their pages are in `folder`."""
    in_part = tuple(_in_part(report))
    parts = by_story(report)
    views = [StoryView(part, in_part) for part in parts if len(part.articles) > 1]
    views.sort(key=lambda story: story.weight)
    every = [replace(view, has_page=place < MOST_PAGES) for place, view in enumerate(views)]
    together = {article.id for story in every for article in story.report.articles}
    alone = [article for article in report.articles if article.id not in together]
    return Front(report, every, alone, folder)


def _in_part(report: model.Report) -> Iterator[str]:
    """What of a run the pages of stories may not have: the same on all of them, that they stay."""
    if report.not_listed:
        yield f"It found more than it lists; {home(report)} beside it has all findings."
    if report.not_compared:
        yield f"Not all that could belong together was compared; {REPORT} says what was not."


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
    """A headline that can be seen, or else what a first article begins with or is called."""
    first = articles[0]
    titles = (*(article.title for article in articles), opening(first.text), first.path)
    seen = (title for title in titles if title and any(map(str.isalnum, title)))
    return shortened(next(seen, first.id), _TITLE_LENGTH)
