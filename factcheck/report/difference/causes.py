"""A finding that one of two reports has goes in; why the other one lacks it comes out. New and gone
are the same question, asked from either side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.model import Finding, Verdict
from factcheck.report.decided import in_words
from factcheck.report.difference.findings import Side
from factcheck.report.difference.model import Because, Cause, Change, Maker, RunDifference

FEWEST = 2  # articles, and answers of what is flagged, that a finding needs
MOST_NAMED = 3  # articles in a sentence
PROJECT_FILE = "factcheck.toml"  # stands among the packs; switches rules of all of them off and on


@dataclass(frozen=True)
class Context:
    """What is not the same about the two reports as a whole."""

    runs: Sequence[RunDifference]
    any_article: bool  # whether any article is new, gone or changed


@dataclass(frozen=True)
class _View:
    """The difference as the report sees it that has the finding: NEW for the new one, GONE for
    the old one."""

    change: Change
    side: Side
    context: Context


def because(
    finding: Finding,
    other: Finding | None,
    put_aside: bool,
    side: Side,
    change: Change,
    context: Context,
) -> Because:
    """Why a finding of this side is new, or gone. `other`: what the other side has in its place,
    something that people dismissed if `put_aside`."""
    view = _View(change, side, context)
    if put_aside and other is not None:
        return Because(cause=Cause.REVIEW, detail=_reviewed(finding, other, view.change))
    alone = _once(a for a in _articles(finding) if a not in view.side.counterparts)
    if alone and not _stands_without(finding, set(alone)):
        return _by_articles(alone, view)
    if (rules := _by_rules(finding, view)) and rules[1]:
        return rules[0]
    lost = [a for a in _articles(finding) if _lost_quote(finding, a, view)]
    if lost:
        return _by_texts(lost, view, "the text of")
    if rules:
        return rules[0]
    if alone:
        return _by_articles(alone, view)
    dated = [a for a in _articles(finding) if _other_day(a, view)]
    if dated:
        return _by_texts(dated, view, "the date of")
    return _otherwise(view)


def _reviewed(finding: Finding, other: Finding, change: Change) -> str:
    if change is Change.GONE:
        words = in_words(other) or "dismissed"
        return f"{words[0].lower()}{words[1:]}"
    if finding.review is None:
        return "it was dismissed, and that has been taken back"
    if finding.review.changed:
        return "it was dismissed, and its passages have changed since"
    return f"it was dismissed, and is now {finding.review.state.value}"


def _by_articles(alone: Sequence[str], view: _View) -> Because:
    one = len(alone) == 1
    if view.change is Change.NEW:
        what = f"{'was' if one else 'were'} added"
    else:
        what = f"{'is' if one else 'are'} no longer among the articles"
    detail = f"{_names(alone, view)} {what}"
    return Because(cause=Cause.ARTICLES, detail=detail, articles=tuple(alone))


def _by_texts(ids: Sequence[str], view: _View, what: str) -> Because:
    detail = f"{what} {_names(ids, view)} has changed"
    return Because(cause=Cause.TEXTS, detail=detail, articles=tuple(ids))


def _by_rules(finding: Finding, view: _View) -> tuple[Because, bool] | None:
    """What happened to the rule of the finding, and whether that alone explains it."""
    packs = {run.name: run for run in view.context.runs if run.what is Maker.RULES}
    name = finding.rule.partition(".")[0]
    if (pack := packs.get(name)) is not None:
        if pack.old is None or pack.new is None:
            what = "is new" if view.change is Change.NEW else "is no longer there"
            return Because(cause=Cause.RULES, detail=f"rule pack {name} {what}"), True
        return Because(cause=Cause.RULES, detail=f"rule pack {name} has changed"), False
    if (project := packs.get(PROJECT_FILE)) is not None:
        what = "has changed" if project.old and project.new else "is there in one report alone"
        switch = "on" if view.change is Change.NEW else "off"
        detail = f"{PROJECT_FILE} {what}, which may switch its rule {switch}"
        return Because(cause=Cause.RULES, detail=detail), False
    return None


def _otherwise(view: _View) -> Because:
    makers = {run.what: run for run in view.context.runs}
    if Maker.FACTCHECK in makers:
        return Because(cause=Cause.VERSION, detail="another version of factcheck made the report")
    if Maker.MODEL in makers or Maker.SETTINGS in makers:
        what = "language model" if Maker.MODEL in makers else "setting"
        return Because(cause=Cause.VERSION, detail=f"another {what} was used")
    if Maker.RULES in makers:
        return Because(cause=Cause.RULES, detail="other rule packs have changed")
    found = "found" if view.change is Change.NEW else "no longer found"
    if view.context.any_article:
        return Because(
            cause=Cause.OTHER,
            detail=f"{found} although its own articles are the same; other articles can join or "
            "part what is asked",
        )
    return Because(cause=Cause.OTHER, detail=f"{found} although nothing else has changed")


def _articles(finding: Finding) -> list[str]:
    return _once(e.article for answer in finding.answers for e in answer.evidence)


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _stands_without(finding: Finding, gone: set[str]) -> bool:
    """Whether enough is left of a finding without these articles to come to the same verdict."""
    left = [{e.article for e in answer.evidence} - gone for answer in finding.answers]
    answers = [articles for articles in left if articles]
    if finding.verdict is Verdict.SINGLE:
        return bool(answers)
    enough = FEWEST if finding.verdict is not Verdict.AGREEMENT else 1
    return len(answers) >= enough and len(set().union(*answers)) >= FEWEST


def _lost_quote(finding: Finding, article: str, view: _View) -> bool:
    """Whether a passage of the finding no longer stands in the other text of its article."""
    there = view.side.counterparts.get(article)
    return there is not None and any(
        e.quote not in there.text
        for answer in finding.answers
        for e in answer.evidence
        if e.article == article
    )


def _other_day(article: str, view: _View) -> bool:
    here, there = view.side.articles.get(article), view.side.counterparts.get(article)
    return here is not None and there is not None and here.published != there.published


def _names(ids: Sequence[str], view: _View) -> str:
    """The articles as findings name them: 'Reuters, TASS and 3 more'."""
    found = {id_: view.side.articles.get(id_) for id_ in ids}
    names = list(dict.fromkeys((a.publisher or a.id) if a else id_ for id_, a in found.items()))
    more = len(names) - MOST_NAMED
    if more > 0:
        return f"{', '.join(names[:MOST_NAMED])} and {more} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
