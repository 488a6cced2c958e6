"""A difference goes in, Markdown for a mail or an issue comes out (CommonMark, as GitHub and mail
programs show it): what needs a person first, with the passages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from factcheck.model import FLAGGED, Evidence
from factcheck.report.difference.model import Change, Difference, FindingDifference
from factcheck.report.difference.words import (
    MARKS,
    answer_lines,
    article_in_words,
    counts_in_words,
    finding_in_words,
    runs_in_words,
)
from factcheck.report.inert import escaped, one_line

MOST_CHARACTERS = 400  # of one text: two long sentences
MOST_FINDINGS = 50  # of a section; a mail with more is not read
MOST_PASSAGES = 3  # behind one finding: those it has now, and those it had


def inert(text: str) -> str:
    """What a stranger wrote, on one line, shortened, as text that marks up and calls nothing."""
    return escaped(one_line(text, MOST_CHARACTERS))


def render(difference: Difference, *, every: bool = False) -> str:
    """The difference as Markdown. `every`: without limits, and questions of one source, too."""
    return "\n".join(_lines(difference, every)) + "\n"


def _lines(difference: Difference, every: bool) -> Iterator[str]:
    yield "# What changed since the last report"
    yield ""
    yield " ".join(inert(sentence) for sentence in counts_in_words(difference))
    if made := runs_in_words(difference.run):
        yield ""
        yield f"**{inert(made)}**"
    to_see = [one for one in difference.findings if one.flags]
    yield from _section("New and changed", to_see, every, _finding)
    yield from _section(
        "No longer flagged",
        [one for one in difference.findings if not one.flags and _was_flagged(one)],
        every,
        _finding,
    )
    if difference.articles:
        yield from _heading("Articles")
        shown = difference.articles if every else difference.articles[:MOST_FINDINGS]
        yield from (f"- {_WORDS[one.change]}: {inert(article_in_words(one))}" for one in shown)
        yield from _more(len(difference.articles) - len(shown))
    rest = [one for one in difference.findings if not one.flags and not _was_flagged(one)]
    yield from _section("Agreements", rest, every, _short)
    if every:
        yield from _section(
            "Questions that one source alone answers", difference.singles, every, _short
        )


_MARKED = {" ": "", MARKS[Change.NEW]: "new: ", MARKS[Change.GONE]: "gone: "}
_WORDS = {Change.NEW: "added", Change.GONE: "removed", Change.CHANGED: "changed"}


def _was_flagged(one: FindingDifference) -> bool:
    return one.old is not None and one.old.verdict in FLAGGED


def _section(
    title: str,
    findings: Sequence[FindingDifference],
    every: bool,
    told: Callable[[FindingDifference], Iterator[str]],
) -> Iterator[str]:
    if not findings:
        return
    yield from _heading(title)
    shown = findings if every else findings[:MOST_FINDINGS]
    for one in shown:
        yield from told(one)
    yield from _more(len(findings) - len(shown))


def _heading(title: str) -> Iterator[str]:
    yield from ("", f"## {title}", "")


def _more(number: int) -> Iterator[str]:
    if number:
        yield f"- and {number} more"


def _finding(one: FindingDifference) -> Iterator[str]:
    finding = one.finding
    verdict = finding.verdict.value.capitalize()
    yield f"- **{verdict}: {inert(finding.question)}** {inert(finding_in_words(one))}"
    for mark, label, sources in answer_lines(one):
        yield f"  - {_MARKED[mark]}**{inert(label)}**: {inert(', '.join(sources))}"
    if not one.flags:
        return
    if one.change is Change.NEW:
        for answer in finding.answers:
            yield from _passages("", answer.evidence[:1])
    yield from _passages("new: ", one.passages_added[:MOST_PASSAGES])
    yield from _passages("gone: ", one.passages_removed[:MOST_PASSAGES])


def _short(one: FindingDifference) -> Iterator[str]:
    """One line: the question, its answers, what became of it."""
    answers = inert("; ".join(answer.label for answer in one.finding.answers))
    became = inert(finding_in_words(one, sources=True))
    yield f"- **{inert(one.finding.question)}** {answers}. {became}"


def _passages(lead: str, passages: Sequence[Evidence]) -> Iterator[str]:
    for evidence in passages:
        yield f"  - {lead}“{inert(evidence.quote)}” ({inert(evidence.article)})"
