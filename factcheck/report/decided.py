"""A decision of people goes in, the words for it come out; every renderer says it alike."""

from __future__ import annotations

from factcheck.model import Decision, Finding, Reason, State
from factcheck.report.days import date_label

REASONS = {
    Reason.DIFFERENT_EVENTS: "different events",
    Reason.SAME_MEANING: "the same meaning",
    Reason.UPDATE: "an update",
    Reason.WRONG_EXTRACTION: "wrongly extracted",
    Reason.OTHER: "another reason",
}


def in_words(finding: Finding) -> str | None:
    """'Dismissed (different events) by Ada, 3 May 2026'; None where nobody has decided."""
    decision = finding.review
    if decision is None:
        return None
    changed = "; the passages have changed since" if decision.changed else ""
    day = date_label(decision.at.date().isoformat())
    what = _what(decision, finding)
    return f"{what[0].upper()}{what[1:]} by {decision.person}, {day}{changed}"


def _what(decision: Decision, finding: Finding) -> str:
    match decision.state:
        case State.DISMISSED if decision.reason is not None:
            elsewhere = " as another finding" if decision.same_as else ""
            return f"dismissed{elsewhere} ({REASONS[decision.reason]})"
        case State.RESOLVED:
            labels = {answer.value: answer.label for answer in finding.answers}
            return f"resolved in favour of “{labels.get(decision.answer or '', decision.answer)}”"
        case State.DEFERRED:
            return "found to need more checking"
        case State.CONTESTED:
            return "decided differently by several people, last"
    return decision.state.value
