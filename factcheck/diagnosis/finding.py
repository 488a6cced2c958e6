"""A finding of a stored report by its number or id, and what would have made it another verdict."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.model import Evidence, Finding, Report, Verdict
from factcheck.rules.schema import MOVING, Rule

FEWEST_DIGITS = 4  # of an id that stands in a message
MOST_NAMED = 4  # findings that fit, in a message

NUMBER = "quantity"  # kind of the answers that move while the news is young, tolls above all


class FindingError(ValueError):
    """The report has no such finding, or several; the message says what to give instead."""


def pick(report: Report, reference: str) -> tuple[int, Finding]:
    """The finding meant, and its number in the report, from 1.

    `reference` is its number, its id or the first letters of its id, as long as they fit one
    alone. Raises FindingError.
    """
    found = report.findings
    wanted = reference.strip().lower()
    if not found:
        raise FindingError("the report has no findings: no rule extracted anything from it")
    if wanted.isdecimal() and 1 <= int(wanted) <= len(found):
        return int(wanted), found[int(wanted) - 1]
    fitting = [(n, f) for n, f in enumerate(found, 1) if wanted and f.id.startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        some = ", ".join(f"{f.id} (number {n})" for n, f in fitting[:MOST_NAMED])
        raise FindingError(f"'{reference}' fits {len(fitting)} findings: {some}; give more of it")
    raise FindingError(
        f"the report has no finding '{reference}'; give a number from 1 to {len(found)}, or the "
        f"first letters of an id, such as {found[0].id[:FEWEST_DIGITS]}"
    )


def otherwise(finding: Finding, rule: Rule | None, report: Report) -> str | None:
    """One sentence on what would make it another verdict; None where that cannot be told.

    `rule`: the rule that made it, None where it is not at hand.
    """
    match finding.verdict:
        case Verdict.CONFLICT:
            return _conflict(finding, rule)
        case Verdict.DISPUTE:
            return (
                "It would be no dispute if one of the answers stood in an article's own voice: "
                "then the articles themselves would be held against each other."
            )
        case Verdict.UPDATE:
            return _update(finding, rule, report)
        case Verdict.AGREEMENT | Verdict.SINGLE if rule is not None and rule.values == "list":
            return (
                "It can never be a conflict: its rule takes several answers to the question as "
                "right."
            )
        case Verdict.AGREEMENT:
            return (
                "It would be a conflict if an independent article gave an answer that cannot be "
                "right beside this one."
            )
        case Verdict.SINGLE:
            return _single(finding)


def _passages(finding: Finding) -> list[Evidence]:
    return [evidence for answer in finding.answers for evidence in answer.evidence]


def _conflict(finding: Finding, rule: Rule | None) -> str | None:
    change = _change(finding, rule)
    if change is not None:
        return f"It would be an update if {change.update}: {change.why}."
    passages = _passages(finding)
    own = sum(passage.attributed_to is None for passage in passages)
    if not own:
        return None
    stand = "stands" if own == 1 else "stand"
    return (
        "It would be a dispute if every passage named the party that says it and no party stood "
        f"on both sides; {own} of the {len(passages)} {stand} in the article's own voice."
    )


def _update(finding: Finding, rule: Rule | None, report: Report) -> str | None:
    change = _change(finding, rule)
    if change is None:
        return None
    cited = {passage.article for passage in _passages(finding)}
    undated = sum(a.id in cited and a.published is None for a in report.articles)
    bear = "bears" if undated == 1 else "bear"
    known = f"; {undated} of the {len(cited)} articles {bear} no date" if undated else ""
    return f"It would be a conflict if {change.conflict}: {change.why}{known}."


class _Change(NamedTuple):
    """What parts an update from a conflict, for a value that can change."""

    update: str
    conflict: str
    why: str


def _change(finding: Finding, rule: Rule | None) -> _Change | None:
    """None where the value cannot change, or not in a way that is known here."""
    if rule is not None and rule.over_time == "yearly":
        why = "its rule asks for a value that can change from year to year"
        return _Change(
            "the articles were known to be of different years",
            "the articles were of one year, or of unknown ones",
            why,
        )
    if rule is None or rule.over_time not in MOVING:
        return None
    if finding.kind == NUMBER:
        why = "its rule asks for a number that moves while the news is young"
        return _Change("the event were not long past", "the event were one of long ago", why)
    why = "its rule asks for a value that can change from day to day"
    return _Change(
        "the articles were not known to be of one day", "the articles were of one day", why
    )


def _single(finding: Finding) -> str:
    articles = {passage.article for passage in _passages(finding)}
    if len(articles) > 1:
        return "It would be an agreement if its articles were independent; they are one source."
    return (
        "It would be an agreement if a second independent article gave the same answer, and a "
        "conflict if one gave an answer that cannot be right beside it."
    )
