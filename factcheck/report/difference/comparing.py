"""Two reports go in, their Difference comes out: articles are paired, then findings, and each pair
is judged by what a reader of both reports sees.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.model import FLAGGED, GRAVEST_FIRST, Finding, Report, Severity, Verdict
from factcheck.report.difference.articles import article_differences, pair_articles
from factcheck.report.difference.causes import Context, because
from factcheck.report.difference.changes import answer_differences, changed
from factcheck.report.difference.findings import Side, pair_findings, sides
from factcheck.report.difference.independence import in_words, independence_differences
from factcheck.report.difference.model import (
    Aspect,
    Because,
    Cause,
    Change,
    Difference,
    FindingDifference,
    Totals,
    Unchanged,
)
from factcheck.report.difference.runs import run_differences, seems_swapped

DISMISSED = "dismissed"  # among the verdicts of totals

_SEVERITIES = tuple(Severity)
# What a reader sees of a question: nothing, that one source answers it, or a finding.
_UNSEEN, _SINGLE, _SHOWN = range(3)


def difference(old: Report, new: Report) -> Difference:
    """What is new, gone and changed in `new` since `old`. `difference(r, r)` is empty; the other
    way round, new and gone change places."""
    pairs = pair_articles(old, new)
    articles = article_differences(old, new, pairs)
    runs = run_differences(old.provenance, new.provenance)
    old_side, new_side = sides(old, new, pairs)
    told = list(_told(old_side, new_side, Context(runs, bool(articles))))
    findings = [one for one in told if one.finding.verdict is not Verdict.SINGLE]
    singles = [one for one in told if one.finding.verdict is Verdict.SINGLE]
    return Difference(
        run=runs,
        swapped=seems_swapped(old, new, pairs),
        old=_totals(old, old_side),
        new=_totals(new, new_side),
        articles=articles,
        findings=tuple(sorted(findings, key=_urgency)),
        singles=tuple(singles),
        unchanged=Unchanged(
            articles=len(pairs) - sum(one.change is Change.CHANGED for one in articles),
            findings=_shown(new_side, _SHOWN) - _in_new(findings),
            singles=_shown(new_side, _SINGLE) - _in_new(singles),
        ),
    )


def _told(old: Side, new: Side, context: Context) -> Iterator[FindingDifference]:
    """Everything that is not the same, in the order of the new report; what is gone comes last."""
    partners = {n: o for o, n in pair_findings(old, new)}
    for n, finding in enumerate(new.findings):
        o = partners.get(n)
        was, seen = _seen(old, o), _seen(new, n)
        before = None if o is None else old.findings[o]
        if was == seen and before is not None:
            difference = changed(before, finding, (old, new)) if seen else None
            if difference is not None:
                yield difference
        elif was < seen:
            why = because(finding, before, o in old.dismissed, new, Change.NEW, context)
            yield _appeared(Change.NEW, before, finding, why, (old, new))
    places = {o: n for n, o in partners.items()}
    for o, finding in enumerate(old.findings):
        other = places.get(o)
        if _seen(new, other) < _seen(old, o):
            after = None if other is None else new.findings[other]
            why = because(finding, after, other in new.dismissed, old, Change.GONE, context)
            yield _appeared(Change.GONE, finding, after, why, (old, new))


def _appeared(
    change: Change,
    before: Finding | None,
    after: Finding | None,
    why: Because,
    sides: tuple[Side, Side],
) -> FindingDifference:
    """A finding that is new, or gone, with what differs about it where the other report has it."""
    one = FindingDifference(change=change, old=before, new=after, because=why)
    if before is None or after is None:
        return one
    answers = answer_differences(before, after, sides[0].renamed)
    sources = independence_differences(before, after, sides)
    if sources and why.cause is Cause.OTHER:
        why = Because(cause=why.cause, detail=in_words(sources, alone=len(after.answers) == 1))
    return one.model_copy(update={"answers": answers, "independence": sources, "because": why})


def _seen(side: Side, place: int | None) -> int:
    if place is None or place in side.dismissed:
        return _UNSEEN
    return _SINGLE if side.findings[place].verdict is Verdict.SINGLE else _SHOWN


def _shown(side: Side, how: int) -> int:
    return sum(_seen(side, place) == how for place in range(len(side.findings)))


def _in_new(differences: list[FindingDifference]) -> int:
    return sum(one.change is not Change.GONE for one in differences)


def _totals(report: Report, side: Side) -> Totals:
    counts = Counter(
        DISMISSED if place in side.dismissed else finding.verdict.value
        for place, finding in enumerate(side.findings)
    )
    names = [*(verdict.value for verdict in GRAVEST_FIRST), DISMISSED]
    return Totals(articles=len(report.articles), findings={n: counts[n] for n in names})


def _urgency(one: FindingDifference) -> tuple[int, int, int, float]:
    """What needs a person first: flagged and new, or become another verdict; flagged with other
    answers, then otherwise changed; what is flagged no more; agreements."""
    finding = one.finding
    weight = _SEVERITIES.index(finding.severity), -finding.confidence
    return _group(one), GRAVEST_FIRST.index(finding.verdict), *weight


def _group(one: FindingDifference) -> int:
    if one.flags:
        if one.change is Change.NEW or Aspect.VERDICT in one.aspects:
            return 0
        return 1 if Aspect.ANSWERS in one.aspects else 2
    if one.change is Change.CHANGED:
        return 3 if _was_flagged(one.old) else 5
    if one.change is Change.GONE:
        return 3 if _was_flagged(one.old) else 6
    return 4


def _was_flagged(finding: Finding | None) -> bool:
    return finding is not None and finding.verdict in FLAGGED
