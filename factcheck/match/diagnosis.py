"""Two claims of one rule go in, what match looks at comes out as steps: the answer to "why are
these not taken for answers to one question?". `factcheck.match.questions` decides; this tells.
"""

from __future__ import annotations

from factcheck.match.blocking import KEYS
from factcheck.match.questions import TOGETHER, contradicts, same_question, told_apart
from factcheck.model import Claim, Question, Step, Value
from factcheck.values.kinds import relate
from factcheck.values.relation import Relation


def matched(a: Claim, b: Claim, single_valued: bool) -> tuple[Step, ...]:
    """What identity, participants, time and articles say of two claims of one rule."""
    joined = same_question(a, b) is not None
    steps = [
        _role(role, x, y, decides=not joined and related not in TOGETHER)
        for (role, x), (_, y) in zip(a.identity, b.identity, strict=True)
        for related in [relate(x, y).relation]
    ]
    others = dict(b.participants)
    steps += [_role(role, x, others[role]) for role, x in a.participants if role in others]
    if a.time is not None and b.time is not None:
        steps.append(_role("time", a.time, b.time))
    if joined and not any(key(a) == key(b) for key in KEYS.values()):
        detail = "they are kept under two keys, so they were never put side by side"
        steps.append(Step(name="look-up", result="never met", detail=detail, decides=True))
    if single_valued and told_apart(a, b):
        steps.append(_told_apart(a, b))
    return tuple(steps)


def grouped(a: Claim, b: Claim, questions: list[Question], single_valued: bool) -> Step:
    """Whether two claims came to stand under one question, and if not, what stood between."""
    of_a, of_b = (next(q for q in questions if any(c is x for c in q.claims)) for x in (a, b))
    name = "one question"
    if of_a is of_b:
        direct = same_question(a, b) is not None
        through = "the two passages fit" if direct else "passages that fit both join them"
        return Step(name=name, result="yes", detail=through)
    for claim, others in ((a, of_b.claims), (b, of_a.claims)):
        for other in others:
            apart = contradicts(claim, other) or (single_valued and told_apart(claim, other))
            if other is not a and other is not b and apart:
                detail = (
                    f"another passage that goes with one contradicts the other: "
                    f"“{other.evidence.quote}” ({other.article})"
                )
                return Step(name=name, result="no", detail=detail, decides=True)
    return Step(
        name=name, result="no", detail="they are taken for answers to two questions", decides=True
    )


def _role(name: str, a: Value, b: Value, decides: bool = False) -> Step:
    related = relate(a, b)
    return Step(
        name=name,
        result=related.relation.value,
        detail=related.detail,
        decides=decides or related.relation is Relation.DIFFERS,
    )


def _told_apart(a: Claim, b: Claim) -> Step:
    detail = (
        "one article in one voice gives one answer to one question, so two answers are of two"
        if a.article == b.article
        else "two dates that lie years apart are of two events"
    )
    return Step(name="told apart", result="yes", detail=detail, decides=True)
