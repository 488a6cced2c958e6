"""The findings of two reports whose articles are paired go in; which of them are one and the same
question comes out. They are found as decisions of people find their finding again: an id names the
question as long as an article is shared. Where ids moved, the same passages under one rule do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from factcheck.model import FLAGGED, Article, Evidence, Finding, Report
from factcheck.report.difference.pairing import Pair, Score, best_pairs, sharing


@dataclass(frozen=True)
class Side:
    """One of the two reports: all its findings, and what its articles are in the other one."""

    findings: Sequence[Finding]
    dismissed: frozenset[int]  # places of the findings that people put aside
    articles: Mapping[str, Article]
    counterparts: Mapping[str, Article]  # id of an article here → the same article there
    names: Mapping[str, Hashable]  # id of an article here → what both sides call it
    renamed: Mapping[str, str]  # name of a source here → its name there, where that is another


def sides(old: Report, new: Report, articles: Sequence[Pair]) -> tuple[Side, Side]:
    """Both reports. `articles`: the places of those that are the same."""
    return _side(old, new, articles, "old"), _side(new, old, [(n, o) for o, n in articles], "new")


def _side(report: Report, other: Report, articles: Sequence[Pair], which: str) -> Side:
    names: dict[str, Hashable] = {a.id: (which, a.id) for a in report.articles}
    counterparts = {}
    for here, there in articles:
        # One of the two places alone would mean another article on the other side.
        names[report.articles[here].id] = tuple(sorted([(which, here), (_OTHER[which], there)]))
        counterparts[report.articles[here].id] = other.articles[there]
    findings = (*report.findings, *report.dismissed)
    return Side(
        findings=findings,
        dismissed=frozenset(
            n for n, f in enumerate(findings) if n >= len(report.findings) or _is_dismissed(f)
        ),
        articles={a.id: a for a in report.articles},
        counterparts=counterparts,
        names=names,
        renamed=_renamed([(report.articles[h], other.articles[t]) for h, t in articles]),
    )


def _renamed(articles: Iterable[tuple[Article, Article]]) -> dict[str, str]:
    """Sources all of whose articles are those of one other source on the other side."""
    pairs = {(here.publisher or here.id, there.publisher or there.id) for here, there in articles}
    here, there = Counter(name for name, _ in pairs), Counter(name for _, name in pairs)
    return {a: b for a, b in pairs if a != b and here[a] == there[b] == 1}


_OTHER = {"old": "new", "new": "old"}


def _is_dismissed(finding: Finding) -> bool:
    """As `factcheck check` has it, whether it leaves such findings out or not."""
    return finding.review is not None and finding.review.dismissed and finding.verdict in FLAGGED


def pair_findings(old: Side, new: Side) -> list[Pair]:
    """Places of the findings that are one question: those that share passages, of these the ones
    with one id before others; then those of one id in one article; then those of one wording."""
    found: list[Pair] = []
    olds, news = _marked(old), _marked(new)
    for marks in (_Marked.passages, _Marked.same_id, _Marked.same_words):
        for old_place, new_place in found:
            olds.pop(old_place, None)
            news.pop(new_place, None)
        candidates = {
            (o, n): _score(olds[o].finding, news[n].finding, shared)
            for (o, n), shared in sharing(olds, news, marks)
        }
        found += best_pairs(candidates)
    return found


def _score(old: Finding, new: Finding, shared: int) -> Score:
    return old.id != new.id, -shared, old.question != new.question, old.verdict != new.verdict


def passages(finding: Finding, side: Side) -> dict[Hashable, Evidence]:
    """The passages of a finding by what both sides call them, each with the answer it states."""
    return {
        (_passage(e, side), answer.value): e for answer in finding.answers for e in answer.evidence
    }


def _passage(evidence: Evidence, side: Side) -> Hashable:
    """What both sides call a passage, wherever it stands in its article."""
    article = side.names.get(evidence.article, evidence.article)
    start = evidence.answer_start - evidence.start
    return article, evidence.quote, start, evidence.answer_text


@dataclass(frozen=True)
class _Marked:
    """A finding with what tells that another one is the same question."""

    finding: Finding
    said: frozenset[Hashable]  # its passages, each with the words that answer
    articles: frozenset[Hashable]

    def passages(self) -> Iterable[Hashable]:
        """As a rule, a passage answers one question of a rule; else the one with the same id."""
        rule, id_ = self.finding.rule, self.finding.id
        return [mark for said in self.said for mark in ((rule, said), (rule, said, id_))]

    def same_id(self) -> Iterable[Hashable]:
        """Two stories can ask one question; what shares an article is of one story."""
        articles = self.articles or {None}  # a report made by hand may have no passages
        return [(self.finding.rule, self.finding.id, article) for article in articles]

    def same_words(self) -> Iterable[Hashable]:
        """Where ids and passages moved both: the same question, answered alike in one article."""
        asked = (self.finding.rule, self.finding.question)
        answers = [answer.value for answer in self.finding.answers]
        return [(*asked, article, value) for article in self.articles for value in answers]


def _marked(side: Side) -> dict[int, _Marked]:
    return {n: _mark(finding, side) for n, finding in enumerate(side.findings)}


def _mark(finding: Finding, side: Side) -> _Marked:
    evidence = [e for answer in finding.answers for e in answer.evidence]
    return _Marked(
        finding,
        frozenset(_passage(e, side) for e in evidence),
        frozenset(side.names.get(e.article, e.article) for e in evidence),
    )
