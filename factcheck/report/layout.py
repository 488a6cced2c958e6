"""A report goes in, the page to be shown comes out as plain views: numbered findings, lettered
articles, passages cut around their answers, pictures, and anchors. Templates only write what
stands here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Literal

from factcheck import model
from factcheck.model import GRAVEST_FIRST, Severity, Verdict
from factcheck.report.addresses import web_address
from factcheck.report.cards import Cited, FindingView, Surroundings, card, citations
from factcheck.report.days import date_label
from factcheck.report.independence import listed
from factcheck.report.limits import REPORT, home, others
from factcheck.report.marking import Paragraph, Reference, paragraphs
from factcheck.report.names import (
    ArticleName,
    FindingName,
    article_names,
    by_letter,
    count,
    finding_names,
    shortened,
)
from factcheck.report.notes import Notes
from factcheck.report.overview import Coverage, Matrix, Timeline, coverage, matrix, timeline
from factcheck.report.scale import stretch
from factcheck.report.sharing import shared_text

_OPENING_WORDS = 18  # about one line of the list of articles
_OPENING_LENGTH = 140
_EVIDENCE_LENGTH = 60
_ADDRESS_LENGTH = 100  # about a line; the host stands first
_SEVEREST_FIRST = list(Severity)
_FOREMOST = 3  # conflicts that the first screen tells
_WHY: tuple[tuple[Literal["words", "agency", "citation"], str], ...] = (
    ("words", "copies of one text"),
    ("agency", "copy of one agency"),
    ("citation", "articles that cite an outlet"),
)
# Findings and articles from which on a browser is told not to lay out what is not in view.
_LARGE = 150


@dataclass(frozen=True)
class Sharing:
    """Text that an article shares with others."""

    letters: tuple[str, ...]  # of the other articles
    passages: int

    @property
    def words(self) -> str:
        """'shares two passages with A and C'."""
        return f"shares {count(self.passages, 'passage')} with {listed(list(self.letters))}"


@dataclass(frozen=True)
class ArticleView:
    """One article with its passages marked."""

    name: ArticleName
    article: model.Article
    opening: str
    paragraphs: tuple[Paragraph, ...]
    sharing: Sharing | None

    @property
    def file(self) -> str:
        """The file's name and its folder's: what stands above may be nobody's business."""
        return "/".join(re.split(r"[\\/]", self.article.path)[-2:])

    @property
    def address(self) -> str | None:
        """Where it was published, if that can be followed."""
        return web_address(self.article)

    @property
    def said(self) -> tuple[str | None, ...]:
        """What stands above the text by itself."""
        return self.name.name, self.article.title, self.shown_address

    @property
    def shown_address(self) -> str:
        """Its host and at most a line of the rest."""
        return shortened(self.address or "", _ADDRESS_LENGTH)

    @property
    def evidence(self) -> str:
        """What the publication date was read from, at most a line of it."""
        return shortened(self.article.published_evidence or "", _EVIDENCE_LENGTH)


@dataclass(frozen=True)
class Page(Notes):
    """The whole page."""

    findings: tuple[FindingView, ...]
    articles: tuple[ArticleView, ...]
    matrix: Matrix | None
    coverage: Coverage | None
    timeline: Timeline | None
    named: tuple[model.Subject, ...]  # whom findings are about; their numbers are their places

    @cached_property
    def stories(self) -> list[list[ArticleView]]:
        """The articles of each story, the largest first; none where all are on one."""
        views = {view.article.id: view for view in self.articles}
        told = [[views[id_] for id_ in story if id_ in views] for story in self.report.stories]
        shown = [story for story in told if story]
        return sorted(shown, key=lambda story: -len(story)) if len(told) > 1 else []

    @property
    def shows(self) -> str:
        """What a page shows that does not show all."""
        return "It shows the gravest findings and the articles that they quote."

    @cached_property
    def beyond(self) -> list[str]:
        """What the page does not show, and where it is."""
        findings = self.counted - Counter(view.name.verdict for view in self.findings)
        articles = len(self.report.articles) - len(self.articles)
        told = []
        if findings:
            there = home(self.report) if self.report.not_listed else REPORT
            told.append(others({v: findings[v] for v in GRAVEST_FIRST if findings[v]}, there))
        if articles:
            told.append(f"{articles:,} of {len(self.report.articles):,} articles, all in {REPORT}")
        return told

    @property
    def headline(self) -> str:
        """What was found, in a few words."""
        if len(self.articles) < 2:  # "no conflicts" would be read as a result
            return "Nothing was compared"
        return self.found

    @cached_property
    def by_verdict(self) -> dict[Verdict, list[FindingView]]:
        """The findings of each verdict, gravest verdict first, in the report's order."""
        return {
            verdict: [view for view in self.findings if view.name.verdict is verdict]
            for verdict in GRAVEST_FIRST
        }

    @cached_property
    def foremost(self) -> list[FindingView]:
        """The findings that a reader should know of first: conflicts before all, the most severe
        ones; in the order of their numbers, which is the page's."""
        flagged = [view for view in self.findings if view.name.verdict in model.FLAGGED]
        most = sorted(flagged, key=lambda view: gravity(view.finding))[:_FOREMOST]
        return sorted(most, key=lambda view: view.name.number)

    @property
    def checked(self) -> str:
        """What was checked: '5 articles of 3 publishers, 3 to 7 May 2021, read as English'."""
        return checked(self.report.articles, len(self.stories))

    @property
    def kinds(self) -> list[str]:
        """The kinds of answers, in alphabetical order."""
        return sorted({view.finding.kind for view in self.findings})

    @cached_property
    def subjects(self) -> list[tuple[str, list[tuple[int, model.Subject]]]]:
        """Whom findings are about, with their numbers, by kind and name."""
        numbered = sorted(enumerate(self.named), key=lambda item: item[1].label.casefold())
        kinds = sorted({subject.kind for subject in self.named})
        return [(kind, [(n, s) for n, s in numbered if s.kind == kind]) for kind in kinds]

    @cached_property
    def copying(self) -> list[ArticleView]:
        """The articles that share text with others."""
        return [view for view in self.articles if view.sharing]

    @cached_property
    def dependent(self) -> str | None:
        """How many answers have fewer sources than articles, and why; None where none has."""
        answers = [a for f in self.report.findings for a in f.answers if a.dependences]
        if not answers:
            return None
        reasons = Counter(r for a in answers for r in {d.reason for d in a.dependences})
        why = listed([f"{told} ({reasons[r]})" for r, told in _WHY if reasons[r]])
        number = count(len(answers), "answer")
        has = "has" if len(answers) == 1 else "have"
        return f"{number} {has} fewer independent sources than articles: {why}.".capitalize()

    @property
    def copies_known(self) -> bool:
        """Whether anybody looked for copies: reports of earlier versions do not say."""
        return self.report.copies is not None

    @property
    def large(self) -> bool:
        """Whether the page is so long that a browser should put off what is not in view."""
        return len(self.findings) + len(self.articles) > _LARGE


def page(report: model.Report, part: model.Report | None = None) -> Page:
    """Arrange a report for showing; of a large one, a part."""
    part = part or report
    ordered = named(part.findings)
    cited = [list(citations(finding, name)) for finding, name in ordered]
    names = article_names(part.articles)
    articles = tuple(_articles(part, names, [c for of_one in cited for c in of_one]))
    placed = {reference.anchor for article in articles for reference in _references(article)}
    published = {a.id: a.published for a in part.articles if a.published}
    subjects = _subjects(finding for finding, _ in ordered)
    numbers = {key: number for number, key in enumerate(subjects)}
    around = Surroundings(names, placed, published, numbers)
    findings = tuple(
        card(finding, name, of_one, around)
        for (finding, name), of_one in zip(ordered, cited, strict=True)
    )
    return Page(
        report,
        findings,
        articles,
        matrix(findings),
        coverage(findings),
        timeline(findings, part.articles, names),
        tuple(subjects.values()),
    )


def named(findings: Iterable[model.Finding]) -> list[tuple[model.Finding, FindingName]]:
    """Findings in the order of a page, the gravest verdicts first, and what they are called."""
    ordered = sorted(findings, key=lambda finding: GRAVEST_FIRST.index(finding.verdict))
    return list(zip(ordered, finding_names(ordered), strict=True))


def gravity(finding: model.Finding) -> tuple[int, int, float]:
    """Sorts findings: gravest verdicts, of these the severest, and of these the surest first."""
    return (
        GRAVEST_FIRST.index(finding.verdict),
        _SEVEREST_FIRST.index(finding.severity),
        -finding.confidence,
    )


def single(finding: model.Finding, names: dict[str, ArticleName]) -> FindingView:
    """One finding for a page of its own that shows all its articles; `names` of its report."""
    (name,) = finding_names([finding])
    cited = list(citations(finding, name))
    around = Surroundings(names, {one.anchor for one in cited}, {}, {})
    return card(finding, name, cited, around)


def checked(articles: Sequence[model.Article], stories: int) -> str:
    """What was checked: articles, on how many stories if they are on several, and as what."""
    return f"{told(articles, f' on {stories:,} stories' if stories else '')}, read as English"


def told(articles: Sequence[model.Article], on: str = "") -> str:
    """Articles in words: how many, of how many publishers, of which days."""
    return f"{number(articles)}{on}{_published(articles)}"


def number(articles: Sequence[model.Article]) -> str:
    """'Five articles of three publishers'."""
    publishers = len({article.publisher for article in articles if article.publisher})
    of = f" of {count(publishers, 'publisher')}" if publishers else ""
    words = f"{count(len(articles), 'article')}{of}"
    return words[0].upper() + words[1:]


def opening(text: str) -> str:
    """The first words of a text, with an ellipsis when more follows."""
    words = text[: _OPENING_LENGTH * 2].split()
    first = shortened(" ".join(words[:_OPENING_WORDS]), _OPENING_LENGTH)
    whole = first.endswith("…") or len(first) == len(" ".join(text.split(maxsplit=_OPENING_WORDS)))
    return first if whole else f"{first} …"


def _subjects(findings: Iterable[model.Finding]) -> dict[tuple[str, str], model.Subject]:
    found: dict[tuple[str, str], model.Subject] = {}
    for finding in findings:
        for subject in finding.about:
            found.setdefault((subject.kind, subject.value), subject)
    return found


def _published(articles: Sequence[model.Article]) -> str:
    """', published 3 May 2021 to 7 May 2021', as far as it is known."""
    days = [(day, a.published) for a in articles if a.published and (day := stretch(a.published))]
    if not days:
        return ", publication dates unknown"
    first = min(days, key=lambda d: (d[0].first, d[0].last))[1]
    last = max(days, key=lambda d: (d[0].last, d[0].first))[1]
    told = date_label(first) + (f" to {date_label(last)}" if first != last else "")
    unknown = len(articles) - len(days)
    return f", published {told}" + (f" ({unknown} without a date)" if unknown else "")


def _articles(
    report: model.Report, names: dict[str, ArticleName], cited: Iterable[Cited]
) -> Iterable[ArticleView]:
    of_article: defaultdict[str, list[Cited]] = defaultdict(list)
    for one in cited:
        of_article[one.evidence.article].append(one)
    copied = shared_text(report.copies or ())
    letters = cache(partial(_letters, names))
    for article in report.articles:
        shared = copied.get(article.id, {})
        others = frozenset().union(*shared.values()) - {article.id}
        yield ArticleView(
            names[article.id],
            article,
            opening(article.text),
            paragraphs(
                article.text,
                of_article[article.id],
                {place: letters(ids - {article.id}) for place, ids in shared.items()},
            ),
            Sharing(_letters(names, others), len(shared)) if others & names.keys() else None,
        )


def _letters(names: dict[str, ArticleName], ids: frozenset[str]) -> tuple[str, ...]:
    known = sorted((names[i] for i in ids if i in names), key=by_letter)
    return tuple(name.letter for name in known)


def _references(article: ArticleView) -> Iterable[Reference]:
    return (r for paragraph in article.paragraphs for piece in paragraph for r in piece.references)
