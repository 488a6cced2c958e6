"""One question of two reports goes in; what is not the same about it comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck.model import Answer, Decision, Finding
from factcheck.report.difference.findings import Side, passages
from factcheck.report.difference.independence import independence_differences
from factcheck.report.difference.model import (
    AnswerDifference,
    Aspect,
    Change,
    FindingDifference,
)

# A confidence that moves by less is not told where nothing else has changed: a tenth is what one
# level of an explanation commonly adds or takes away.
CONFIDENCE_MOVES = 0.1
CONFIDENCE_DIGITS = 3  # of a confidence in a report


def changed(old: Finding, new: Finding, sides: tuple[Side, Side]) -> FindingDifference | None:
    """What changed about a question that both reports show; None where nothing did."""
    before, now = passages(old, sides[0]), passages(new, sides[1])
    added = tuple(e for mark, e in now.items() if mark not in before)
    removed = tuple(e for mark, e in before.items() if mark not in now)
    answers = answer_differences(old, new, sides[0].renamed)
    sources = independence_differences(old, new, sides)
    differs = {
        Aspect.VERDICT: old.verdict is not new.verdict,
        Aspect.ANSWERS: bool(answers),
        Aspect.INDEPENDENCE: bool(sources),
        Aspect.PASSAGES: old.fingerprint != new.fingerprint or bool(added or removed),
        Aspect.SEVERITY: old.severity is not new.severity,
        Aspect.REVIEW: _state(old.review) != _state(new.review),
        Aspect.QUESTION: (old.id, old.question) != (new.id, new.question),
        Aspect.CONFIDENCE: moved(old, new) >= CONFIDENCE_MOVES,
    }
    aspects = tuple(aspect for aspect, does in differs.items() if does)
    if not aspects:
        return None
    return FindingDifference(
        change=Change.CHANGED,
        aspects=aspects,
        old=old,
        new=new,
        answers=answers,
        independence=sources,
        passages_added=added,
        passages_removed=removed,
    )


def moved(old: Finding, new: Finding) -> float:
    """By how much the confidence moved, free of what binary fractions add."""
    return round(abs(new.confidence - old.confidence), CONFIDENCE_DIGITS)


@dataclass(frozen=True)
class _Given:
    """An answer with everybody who gives it."""

    label: str
    sources: tuple[str, ...]


def answer_differences(
    old: Finding, new: Finding, renamed: Mapping[str, str]
) -> tuple[AnswerDifference, ...]:
    """In the new finding's order, then those that are gone. `renamed`: old sources whose articles
    bear another name now."""
    before, now = _given(old.answers, renamed), _given(new.answers, {})
    found = []
    for value in dict.fromkeys([*now, *before]):
        was, is_ = before.get(value), now.get(value)
        change = Change.NEW if was is None else Change.CHANGED if is_ else Change.GONE
        here, there = is_.sources if is_ else (), was.sources if was else ()
        added = tuple(source for source in here if source not in there)
        removed = tuple(source for source in there if source not in here)
        if change is not Change.CHANGED or added or removed:
            label = is_.label if is_ else was.label if was else value
            found.append(
                AnswerDifference(
                    change=change,
                    value=value,
                    label=label,
                    sources_added=added,
                    sources_removed=removed,
                )
            )
    return tuple(found)


def _given(answers: tuple[Answer, ...], renamed: Mapping[str, str]) -> dict[str, _Given]:
    found: dict[str, _Given] = {}
    for answer in answers:
        known = found.get(answer.value, _Given(answer.label, ()))
        named = (renamed.get(source, source) for source in answer.sources)
        sources = tuple(dict.fromkeys([*known.sources, *named]))
        found[answer.value] = _Given(known.label, sources)
    return found


def _state(decision: Decision | None) -> tuple[object, ...]:
    """What a reader of two reports compares; who wrote it when, and notes, do not count."""
    if decision is None:
        return ()
    return decision.state, decision.reason, decision.answer, decision.changed
