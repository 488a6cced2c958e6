"""A difference goes in, the words for it come out; every renderer says it alike, and makes what
strangers wrote inert in its own way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from factcheck.model import GRAVEST_FIRST, Finding, Verdict
from factcheck.report.days import date_label
from factcheck.report.decided import in_words as decision_in_words
from factcheck.report.difference.independence import in_words as independence_in_words
from factcheck.report.difference.model import (
    AnswerDifference,
    ArticleDifference,
    Aspect,
    Change,
    Difference,
    FindingDifference,
    Maker,
    RunDifference,
)

MARKS = {Change.NEW: "+", Change.GONE: "-", Change.CHANGED: " "}
MARK_OF_CHANGED_ARTICLE = "~"
ID_SHOWN = 8  # digits; enough to tell some thousand findings apart
MOST_NAMED = 8  # rule packs or sources in a sentence

NO_DIFFERENCE = "No difference"
_ONE_OF = {
    Verdict.CONFLICT: "a conflict",
    Verdict.DISPUTE: "a dispute",
    Verdict.UPDATE: "an update",
    Verdict.AGREEMENT: "an agreement",
    Verdict.SINGLE: "answered by one source alone",
}


def runs_in_words(runs: Sequence[RunDifference]) -> str | None:
    """One sentence on what was not alike when the reports were made; None: everything was."""
    parts = []
    for run in runs:
        if run.what is not Maker.RULES:
            name = "language model" if run.what is Maker.MODEL else run.name
            parts.append(f"{name} {run.new or '(not set)'}, was {run.old or '(not set)'}")
    packs = [run for run in runs if run.what is Maker.RULES]
    for words, found in (
        ("changed", [run.name for run in packs if run.old and run.new]),
        ("new", [run.name for run in packs if not run.old]),
        ("gone", [run.name for run in packs if not run.new]),
    ):
        if found:
            parts.append(f"rules {words}: {_some(found)}")
    if not parts:
        return None
    return f"Not made alike, which can explain differences: {'; '.join(parts)}."


def article_in_words(one: ArticleDifference) -> str:
    """An article and what became of it: 'Reuters (r1.txt), 4 May 2016: 12 words added'."""
    article = one.article
    name = f"{article.publisher} ({article.path})" if article.publisher else article.path
    day = f", {date_label(article.published)}" if article.published else ""
    if one.change is Change.CHANGED:
        return f"{name}: {', '.join(_article_changes(one))}"
    if one.reason:
        which = "old" if one.change is Change.NEW else "new"
        return f"{name}{day}: could not be read for the {which} report: {one.reason}"
    return f"{name}{day}"


def _article_changes(one: ArticleDifference) -> Iterable[str]:
    old, new = one.old, one.new
    assert old is not None
    assert new is not None
    if "text" in one.fields:
        if one.words_added or one.words_removed:
            yield f"{_count(one.words_added, 'word')} added, {one.words_removed} removed"
        else:
            yield "the same words in another order or spacing"
    if "id" in one.fields:
        yield f"was named {old.id}"
    if "publisher" in one.fields:
        yield f"publisher {new.publisher or 'unknown'}, was {old.publisher or 'unknown'}"
    if "title" in one.fields:
        yield f"title “{new.title or ''}”, was “{old.title or ''}”"
    if "published" in one.fields:
        now, before = (date_label(a.published) if a.published else "no date" for a in (new, old))
        yield f"published {now}, was {before}"


def finding_in_words(one: FindingDifference, *, sources: bool = False) -> str:
    """What became of a finding: 'New: Reuters was added', 'Changed: was an agreement'. `sources`:
    name those that changed, which `answer_lines` mark."""
    if one.change is Change.CHANGED and one.old is not None and one.new is not None:
        return f"Changed: {'; '.join(_finding_changes(one, one.old, one.new, sources))}"
    why = f": {one.because.detail}" if one.because else ""
    return f"{one.change.value.capitalize()}{why}"


def _finding_changes(
    one: FindingDifference, old: Finding, new: Finding, sources: bool
) -> Iterable[str]:
    for aspect in one.aspects:
        match aspect:
            case Aspect.VERDICT:
                yield f"was {_ONE_OF[old.verdict]}"
            case Aspect.ANSWERS:
                yield from _answer_changes(one.answers, sources, alone=len(new.answers) == 1)
            case Aspect.INDEPENDENCE:
                told = independence_in_words(one.independence, alone=len(new.answers) == 1)
                yield f"other independent sources: {told}"
            case Aspect.PASSAGES if Aspect.ANSWERS not in one.aspects:
                yield "other passages"
            case Aspect.SEVERITY:
                yield f"severity {new.severity.value}, was {old.severity.value}"
            case Aspect.REVIEW:
                yield _review_change(old, new)
            case Aspect.QUESTION if old.question != new.question:
                yield f"was asked as “{old.question}”"
            case Aspect.QUESTION:
                yield f"its id is {new.id[:ID_SHOWN]}, was {old.id[:ID_SHOWN]}"
            case Aspect.CONFIDENCE:
                yield f"confidence {new.confidence:.2f}, was {old.confidence:.2f}"


def _answer_changes(
    answers: Sequence[AnswerDifference], named: bool, *, alone: bool
) -> Iterable[str]:
    counts = Counter(answer.change for answer in answers)
    if counts[Change.NEW]:
        yield f"{_count(counts[Change.NEW], 'answer')} more"
    if counts[Change.GONE]:
        yield f"{_count(counts[Change.GONE], 'answer')} fewer"
    if counts[Change.CHANGED] and not named:
        yield "other sources"
    for answer in answers if named else ():
        if answer.change is not Change.CHANGED:
            continue
        which = "" if alone else f"“{answer.label}” "
        if answer.sources_added:
            yield f"{which}also in {_some(answer.sources_added)}"
        if answer.sources_removed:
            yield f"{which}no longer in {_some(answer.sources_removed)}"


def _review_change(old: Finding, new: Finding) -> str:
    if new.review is None:
        return f"no longer decided; was {_lower(decision_in_words(old) or 'decided')}"
    return f"now {_lower(decision_in_words(new) or 'decided')}"


def counts_in_words(difference: Difference) -> list[str]:
    """How much is new, gone, changed and the same, a sentence each."""
    was, now = difference.old.articles, difference.new.articles
    compared = f"{_count(was, 'article')}, now {now}" if was != now else _count(now, "article")
    parts = [
        f"{change.value.capitalize()}: {_verdicts(difference.findings, change)}."
        for change in Change
        if any(one.change is change for one in difference.findings)
    ]
    same = f"{_same(difference)} unchanged"
    if parts:
        return [f"{compared}.", *parts, f"{same}.", *_singles(difference)]
    if difference.empty:
        return [f"{NO_DIFFERENCE}: {compared}, {same}."]
    return [f"{NO_DIFFERENCE} in the findings: {compared}, {same}.", *_singles(difference)]


def _verdicts(findings: Iterable[FindingDifference], change: Change) -> str:
    counts = Counter(one.finding.verdict for one in findings if one.change is change)
    return ", ".join(_count(counts[v], v.value) for v in GRAVEST_FIRST if counts[v])


def _same(difference: Difference) -> str:
    """'12 findings and 20 single answers': what is not told is there, too."""
    findings = _count(difference.unchanged.findings, "finding")
    singles = difference.unchanged.singles
    return f"{findings} and {_count(singles, 'single answer')}" if singles else findings


def _singles(difference: Difference) -> list[str]:
    counts = Counter(one.change for one in difference.singles)
    told = ", ".join(f"{counts[change]} {change.value}" for change in Change if counts[change])
    return [f"Questions that one source alone answers: {told}."] if told else []


def _some(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join([*names[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


# -- the answers of a finding, each with what became of it ---------------------------------------


def answer_lines(one: FindingDifference) -> list[tuple[str, str, list[str]]]:
    """A mark (+ new, - gone, blank as it was), the answer, and its sources, with + and - on those
    that changed, which come first."""
    if one.old is None or one.new is None:
        return [(" ", a.label, list(a.sources)) for a in one.finding.answers]
    differing = {answer.value: answer for answer in one.answers}
    lines = []
    for answer in {a.value: a for a in one.new.answers}.values():
        changed = differing.pop(answer.value, None)
        if changed is None or changed.change is not Change.CHANGED:
            mark = MARKS[changed.change] if changed else " "
            lines.append((mark, answer.label, list(answer.sources)))
            continue
        kept = [s for s in answer.sources if s not in changed.sources_added]
        moved_ = [f"+{s}" for s in changed.sources_added]
        moved_ += [f"-{s}" for s in changed.sources_removed]
        lines.append((" ", answer.label, [*moved_, *kept]))
    gone = [a for a in differing.values() if a.change is Change.GONE]
    return [*lines, *((MARKS[a.change], a.label, list(a.sources_removed)) for a in gone)]
