"""A report goes in, the page to be shown comes out as plain views: numbered findings, lettered
articles, passages cut around their answers, and anchors. Templates only write what stands here.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Literal, NamedTuple

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.days import date_label as date_label
from factcheck.report.decided import in_words
from factcheck.report.segments import Span, segments

_ANCHOR_DIGITS = 12  # 48 bits: two of a million anchors meet with a chance of 1 in 500
_NAME_LENGTH = 80  # characters; the longest newspaper names stay whole
_OPENING_WORDS = 18  # about one line of the list of articles
_OPENING_LENGTH = 140
_GRAVEST_FIRST = list(Verdict)  # the model names the verdicts in this order
_NUMBER_WORDS = "no one two three four five six seven eight nine ten eleven twelve".split()


class ArticleName(NamedTuple):
    """How an article is called everywhere on the page."""

    letter: str
    name: str
    published: str | None
    anchor: str


class FindingName(NamedTuple):
    """How a finding is called everywhere on the page."""

    number: int
    verdict: Verdict
    question: str
    anchor: str


@dataclass(frozen=True)
class PassageView:
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


@dataclass(frozen=True)
class FindingView:
    """One finding; what needs no arranging is taken from the finding itself."""

    name: FindingName
    finding: model.Finding
    answers: tuple[AnswerView, ...]

    @property
    def percent(self) -> int:
        """Confidence in percent."""
        return round(self.finding.confidence * 100)

    @property
    def decided(self) -> str | None:
        """What people decided, in words."""
        return in_words(self.finding)


@dataclass(frozen=True)
class Reference:
    """A footnote mark in an article: it leads to a finding, and a passage leads to it."""

    anchor: str
    finding: FindingName


@dataclass(frozen=True)
class Piece:
    """A stretch of an article's text that is marked up alike."""

    text: str
    passage: bool  # inside a sentence that a finding quotes
    verdict: Verdict | None  # of the gravest finding that these words answer
    references: tuple[Reference, ...]  # findings whose answer ends here


@dataclass(frozen=True)
class ArticleView:
    """One article with its passages marked."""

    name: ArticleName
    article: model.Article
    opening: str
    paragraphs: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Page:
    """The whole page."""

    report: model.Report
    findings: tuple[FindingView, ...]
    articles: tuple[ArticleView, ...]

    @property
    def headline(self) -> str:
        """What was found, in a few words."""
        if len(self.articles) < 2:  # "no conflicts" would be read as a result
            return "Nothing was compared"
        found = count(len(self.by_verdict[Verdict.CONFLICT]), "conflict")
        return f"{found} in {count(len(self.articles), 'article')}".capitalize()

    @cached_property
    def by_verdict(self) -> dict[Verdict, list[FindingView]]:
        """The findings of each verdict, gravest verdict first, in the report's order."""
        return {
            verdict: [view for view in self.findings if view.name.verdict is verdict]
            for verdict in _GRAVEST_FIRST
        }


class _Cited(NamedTuple):
    """An evidence, the finding that cites it and its own anchor."""

    evidence: model.Evidence
    finding: FindingName
    anchor: str


class _Tag(NamedTuple):
    """What a span of an article is: the passage of an evidence or the answer in it."""

    role: Literal["passage", "answer"]
    cited: _Cited


def page(report: model.Report) -> Page:
    """Arrange a report for showing."""
    ordered = sorted(report.findings, key=lambda finding: _GRAVEST_FIRST.index(finding.verdict))
    named = list(zip(ordered, _finding_names(ordered), strict=True))
    cited = [list(_citations(finding, name)) for finding, name in named]
    of_article: defaultdict[str, list[_Cited]] = defaultdict(list)
    for citations in cited:
        for citation in citations:
            of_article[citation.evidence.article].append(citation)
    names = article_names(report.articles)
    articles = tuple(
        ArticleView(
            names[article.id],
            article,
            opening(article.text),
            _paragraphs(article.text, of_article[article.id]),
        )
        for article in report.articles
    )
    placed = {reference.anchor for article in articles for reference in _references(article)}
    findings = tuple(
        FindingView(name, finding, tuple(_answers(finding, citations, names, placed)))
        for (finding, name), citations in zip(named, cited, strict=True)
    )
    return Page(report, findings, articles)


def single(finding: model.Finding, names: dict[str, ArticleName]) -> FindingView:
    """One finding for a page of its own that shows all its articles; `names` of its report."""
    (name,) = _finding_names([finding])
    citations = list(_citations(finding, name))
    placed = {cited.anchor for cited in citations}
    return FindingView(name, finding, tuple(_answers(finding, citations, names, placed)))


def letters(index: int) -> str:
    """The badge of the article at `index`: A … Z, AA, AB …, as columns of a spreadsheet."""
    rest, last = divmod(index, len(ascii_uppercase))
    return (letters(rest - 1) if rest else "") + ascii_uppercase[last]


def opening(text: str) -> str:
    """The first words of a text, with an ellipsis when more follows."""
    words = text[: _OPENING_LENGTH * 2].split()
    first = _shortened(" ".join(words[:_OPENING_WORDS]), _OPENING_LENGTH)
    whole = first.endswith("…") or len(first) == len(" ".join(text.split()))
    return first if whole else f"{first} …"


def count(number: int, noun: str) -> str:
    """A number with its noun, in words while it is small: 'two conflicts', '14 articles'."""
    words = _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else str(number)
    return f"{words} {noun}" if number == 1 else f"{words} {noun}s"


def _finding_names(findings: Iterable[model.Finding]) -> list[FindingName]:
    """Numbers from 1; ids that came before get a number behind their anchor."""
    seen: defaultdict[str, int] = defaultdict(int)
    names = []
    for number, finding in enumerate(findings, start=1):
        anchor = _anchor("f", finding.id)
        seen[anchor] += 1
        distinct = anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}"
        names.append(FindingName(number, finding.verdict, finding.question, distinct))
    return names


def article_names(articles: Iterable[model.Article]) -> dict[str, ArticleName]:
    """How the articles of a report are called, by their ids."""
    return {
        article.id: ArticleName(
            letters(index),
            _name(article),
            date_label(article.published) if article.published else None,
            _anchor("a", article.id),
        )
        for index, article in enumerate(articles)
    }


def _name(article: model.Article) -> str:
    """Publisher, else title, else file name."""
    file_name = re.split(r"[\\/]", article.path.rstrip("\\/"))[-1]
    candidates = (article.publisher, article.title, file_name, article.id)
    name = next((name for name in candidates if name and name.strip()), "article without a name")
    return _shortened(name, _NAME_LENGTH)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _anchor(prefix: str, identifier: str) -> str:
    """An id for HTML that carries nothing of the text that it stands for."""
    return f"{prefix}-{hashlib.sha256(identifier.encode('utf-8')).hexdigest()[:_ANCHOR_DIGITS]}"


def _citations(finding: model.Finding, name: FindingName) -> Iterator[_Cited]:
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
            yield _Cited(evidence, name, anchor)


def _answers(
    finding: model.Finding,
    citations: list[_Cited],
    names: dict[str, ArticleName],
    placed: set[str],
) -> Iterator[AnswerView]:
    rest = iter(citations)
    for answer in finding.answers:
        passages = tuple(_passage(next(rest), names, placed) for _ in answer.evidence)
        articles = {view.article for view in passages if view.article is not None}
        known = {name.name for name in articles} | {e.article for e in answer.evidence}
        yield AnswerView(
            label=answer.label,
            value=answer.value,
            articles=tuple(name for name in names.values() if name in articles),
            other_sources=tuple(
                _shortened(source, _NAME_LENGTH)
                for source in answer.sources
                if source not in known and _shortened(source, _NAME_LENGTH) not in known
            ),
            passages=passages,
        )


def _passage(cited: _Cited, names: dict[str, ArticleName], placed: set[str]) -> PassageView:
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
        article=names.get(evidence.article),
        target=cited.anchor if cited.anchor in placed else None,
    )


def _paragraphs(text: str, citations: list[_Cited]) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of an article, one a line, cut into pieces."""
    spans = [span for cited in citations for span in _spans(cited)]
    lines = [line for line in re.finditer(r"[^\n]+", text) if line.group().strip()]
    tagged = [
        [
            (segment.text, segment.tags)
            for segment in segments(
                line.group(),
                [
                    Span(span.start - line.start(), span.end - line.start(), span.tag)
                    for span in spans
                    if span.start < line.end() and span.end > line.start()
                ],
            )
        ]
        for line in lines
    ]
    ends = _where_answers_end(tagged)
    return tuple(
        tuple(_piece(text, tags, ends[row, column]) for column, (text, tags) in enumerate(line))
        for row, line in enumerate(tagged)
    )


def _spans(cited: _Cited) -> Iterator[Span[_Tag]]:
    evidence = cited.evidence
    yield Span(evidence.start, evidence.end, _Tag("passage", cited))
    yield Span(evidence.answer_start, evidence.answer_end, _Tag("answer", cited))


def _where_answers_end(
    lines: list[list[tuple[str, tuple[_Tag, ...]]]],
) -> defaultdict[tuple[int, int], list[Reference]]:
    """For each (line, piece): the references that belong behind it.

    A reference stands behind the last piece of its answer, or of its passage where the answer
    is not in the text.
    """
    last: dict[tuple[str, str], tuple[int, int]] = {}
    findings: dict[str, FindingName] = {}
    for row, line in enumerate(lines):
        for column, (_, tags) in enumerate(line):
            for role, cited in tags:
                last[cited.anchor, role] = (row, column)
                findings[cited.anchor] = cited.finding
    ends: defaultdict[tuple[int, int], list[Reference]] = defaultdict(list)
    for anchor, finding in sorted(findings.items(), key=lambda item: item[1].number):
        place = last.get((anchor, "answer")) or last[anchor, "passage"]
        ends[place].append(Reference(anchor, finding))
    return ends


def _piece(text: str, tags: tuple[_Tag, ...], references: list[Reference]) -> Piece:
    answered = [tag.cited.finding.verdict for tag in tags if tag.role == "answer"]
    return Piece(
        text=text,
        passage=bool(tags),
        verdict=min(answered, key=_GRAVEST_FIRST.index) if answered else None,
        references=tuple(references),
    )


def _references(article: ArticleView) -> Iterator[Reference]:
    for paragraph in article.paragraphs:
        for piece in paragraph:
            yield from piece.references
