"""Small news stories by several outlets go in, findings come out as an editor wrote them down.

The stories and the format of their expected.yaml are described in tests/stories/README.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel, ConfigDict

from factcheck import check
from factcheck.model import Answer, Finding, Report, Verdict

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("stories/*/expected.yaml"))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExpectedAnswer(_Strict):
    value: str | tuple[str, ...]  # several: each of these normal forms would do
    articles: tuple[str, ...]

    def is_met_by(self, answer: Answer) -> bool:
        stated_by = {evidence.article for evidence in answer.evidence}
        return self.has_value_of(answer) and {*self.articles} <= stated_by

    def has_value_of(self, answer: Answer) -> bool:
        return answer.value in ((self.value,) if isinstance(self.value, str) else self.value)


class ExpectedQuestion(_Strict):
    rule: str
    question_has: tuple[str, ...] = ()

    def asks(self, finding: Finding) -> bool:
        question = finding.question.casefold()
        has_all = all(part.casefold() in question for part in self.question_has)
        return finding.rule == self.rule and has_all


class ExpectedFlag(ExpectedQuestion):
    verdict: Verdict
    answers: tuple[ExpectedAnswer, ...] = ()  # empty: any

    def allows(self, finding: Finding) -> bool:
        """Whether the finding is this one, perhaps incomplete, and holds no other answer."""
        only_these = not self.answers or all(
            any(e.has_value_of(answer) for e in self.answers) for answer in finding.answers
        )
        return self.asks(finding) and finding.verdict is self.verdict and only_these

    def is_met_by(self, finding: Finding) -> bool:
        """Whether the finding is this one with all its answers and articles."""
        return self.allows(finding) and all(
            any(e.is_met_by(answer) for answer in finding.answers) for e in self.answers
        )


class ExpectedAgreement(ExpectedQuestion, ExpectedAnswer):
    def is_found_in(self, finding: Finding) -> bool:
        agreed = self.asks(finding) and finding.verdict is Verdict.AGREEMENT
        return agreed and any(self.is_met_by(a) for a in finding.answers)


class Expected(_Strict):
    about: str
    flagged: tuple[ExpectedFlag, ...]
    optional: tuple[ExpectedFlag, ...]
    agreements: tuple[ExpectedAgreement, ...]
    copies: tuple[str, ...] = ()


@cache
def expected(story: Path) -> Expected:
    text = (story / "expected.yaml").read_text(encoding="utf-8")
    return Expected.model_validate(yaml.safe_load(text))


@cache
def report(story: Path) -> Report:
    return check([story])


def shown(findings: Iterable[Finding]) -> str:
    """The findings as lines of text, for the message of a test that fails."""
    lines = []
    for finding in findings:
        lines.append(f"  {finding.verdict} [{finding.rule}] {finding.question}")
        for answer in finding.answers:
            for e in answer.evidence:
                lines.append(f"      {answer.value} · {e.article} · {e.answer_text!r}: {e.quote}")
    return "\n".join(lines) or "  nothing"


each_story = pytest.mark.parametrize("story", STORIES, ids=lambda folder: folder.name)


@each_story
def test_every_article_of_a_story_is_read_and_nothing_else(story: Path) -> None:
    articles = {path.stem for path in story.glob("*.txt")}
    answers = [a for flag in expected(story).flagged for a in flag.answers]
    named = {name for a in (*answers, *expected(story).agreements) for name in a.articles}

    assert {article.id for article in report(story).articles} == articles
    assert not report(story).skipped
    assert named | {*expected(story).copies} <= articles


@each_story
def test_what_an_editor_would_flag_is_flagged(story: Path) -> None:
    found = report(story)
    for flag in expected(story).flagged:
        assert any(flag.is_met_by(finding) for finding in found.flagged), (
            f"{expected(story).about}\nnot flagged: {flag}\nfound:\n{shown(found.findings)}"
        )


@each_story
def test_nothing_else_is_flagged(story: Path) -> None:
    allowed = [*expected(story).flagged, *expected(story).optional]
    alarms = [
        finding
        for finding in report(story).flagged
        if not any(flag.allows(finding) for flag in allowed)
    ]
    assert not alarms, f"{expected(story).about}\nfalse alarms:\n{shown(alarms)}"


@each_story
def test_agreements_are_found(story: Path) -> None:
    found = report(story)
    for agreement in expected(story).agreements:
        assert any(agreement.is_found_in(finding) for finding in found.findings), (
            f"{expected(story).about}\nnot found: {agreement}\nfound:\n{shown(found.findings)}"
        )


@pytest.mark.parametrize("story", [s for s in STORIES if expected(s).copies], ids=lambda s: s.name)
def test_a_copy_makes_nothing_surer(story: Path) -> None:
    originals = [p for p in sorted(story.glob("*.txt")) if p.stem not in expected(story).copies]
    without_copies = check(originals)
    for agreement in expected(story).agreements:
        sure = [f.confidence for f in report(story).findings if agreement.asks(f)]
        assert sure, f"{agreement} is not found"
        assert sure == [f.confidence for f in without_copies.findings if agreement.asks(f)]
