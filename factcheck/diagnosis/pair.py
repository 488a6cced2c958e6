"""Two passages go in; for every pair of claims that one rule made of them, what match and compare
say comes out: the answer to "why was this not flagged?", and to "why was it?".
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from factcheck.compare.diagnosis import VERDICT, compared, values
from factcheck.compare.findings import findings
from factcheck.compare.verdicts import numbers_stated
from factcheck.diagnosis.passages import Passage, PassageError, find_passages
from factcheck.diagnosis.reading import ClaimReading, MissReading, claim_reading, miss_reading
from factcheck.extract.extractor import Extractors
from factcheck.extract.misses import near_misses
from factcheck.ingest import Progress
from factcheck.language.document import Document
from factcheck.match.diagnosis import grouped, matched
from factcheck.match.questions import questions
from factcheck.model import FLAGGED, Article, Claim, Evidence, Finding, Question, Step, Verdict
from factcheck.pipeline import Settings, documents, silent
from factcheck.rules.loader import RuleSet


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Meeting(_Frozen):
    """Two claims of one rule, what was looked at, and what they came to."""

    a: ClaimReading
    b: ClaimReading
    steps: tuple[Step, ...]
    verdict: Verdict | None = Field(description="of the finding that shows both; null: none does")
    conclusion: str = Field(description="flagged or not, and why, one sentence")


class Seen(_Frozen):
    """A passage, the claims of the rules that read it, and the rules that came near."""

    passage: Passage
    claims: tuple[ClaimReading, ...]
    misses: tuple[MissReading, ...]


class PairDiagnosis(_Frozen):
    """What the two articles alone make of two of their passages."""

    a: Seen
    b: Seen
    meetings: tuple[Meeting, ...] = Field(description="flagged ones first, then the nearest")
    conclusion: str = Field(description="one sentence on the passages as a whole")

    @property
    def flagged(self) -> bool:
        """Whether the passages are held against each other."""
        return any(meeting.verdict in FLAGGED for meeting in self.meetings)


class _Checked:
    """Two articles on the road from claims to findings, every station kept."""

    def __init__(self, articles: tuple[Article, ...], claims: list[Claim], rules: RuleSet) -> None:
        self.rules = rules.by_id
        self.articles = {article.id: article for article in articles}
        self.questions = questions(claims, rules.single_valued, once=rules.once)
        self.findings = findings(self.questions, self.rules, articles)
        self.stated = numbers_stated(self.questions)

    def question_of(self, claim: Claim) -> Question:
        """The question that a claim was sorted under."""
        return next(q for q in self.questions if any(c is claim for c in q.claims))

    def finding_with(self, a: Claim, b: Claim) -> Finding | None:
        """The finding that shows the passages of both claims."""
        wanted = {a.evidence, b.evidence}
        return next((f for f in self.findings if f.rule == a.rule and wanted <= _shown(f)), None)

    def repeated_in(self, a: Claim, b: Claim) -> Finding | None:
        """The flagged finding of another rule, or on another subject, that says the same of the
        same passages: one fact is flagged once."""
        return next(
            (
                f
                for f in self.findings
                if f.verdict in FLAGGED and all(_states(f, claim) for claim in (a, b))
            ),
            None,
        )


def explain_pair(
    given: tuple[str, str], rules: RuleSet, settings: Settings, progress: Progress | None = None
) -> PairDiagnosis:
    """Why two passages ('FILE:LINE' or 'FILE:words in it') were flagged, or were not.

    Raises PassageError, IngestError and ModelError.
    """
    articles, passages = find_passages(given)
    return explain_passages(articles, passages, rules, settings, progress)


def explain_passages(
    articles: tuple[Article, ...],
    pointed_at: tuple[Passage, Passage],
    rules: RuleSet,
    settings: Settings,
    progress: Progress | None = None,
) -> PairDiagnosis:
    """The same for passages of articles that have been read."""
    passages = list(pointed_at)
    extractors = Extractors(rules.rules)
    claims: list[Claim] = []
    misses: list[tuple[str, int, int, MissReading]] = []
    parsed = documents(list(articles), rules, settings, progress or silent)
    for document in parsed:
        passages = [_whole_sentences(passage, document) for passage in passages]
        language = document.doc.language
        own = extractors.of(language).claims(document)
        claims += own
        misses += [
            (m.evidence.article, m.evidence.start, m.evidence.end, miss_reading(m))
            for m in near_misses(document, extractors.rules(language), own)
        ]
    if _meets(passages[0], passages[1].article, passages[1].start, passages[1].end):
        raise PassageError("both passages lie in one sentence; name two, in two articles")
    checked = _Checked(articles, claims, rules)
    of_a, of_b = ([c for c in claims if _covers(p, c.evidence)] for p in passages)
    meetings = [
        _meeting(a, b, checked) for a in of_a for b in of_b if a.rule == b.rule and a is not b
    ]
    meetings.sort(key=_flagged_first)
    seen = [
        Seen(
            passage=passage,
            claims=tuple(claim_reading(c, checked.rules[c.rule]) for c in own),
            misses=tuple(
                m for article, start, end, m in misses if _meets(passage, article, start, end)
            ),
        )
        for passage, own in zip(passages, (of_a, of_b), strict=True)
    ]
    return PairDiagnosis(
        a=seen[0], b=seen[1], meetings=tuple(meetings), conclusion=_conclusion(seen, meetings)
    )


def _whole_sentences(passage: Passage, document: Document) -> Passage:
    """The passage with the sentences that it begins and ends in, if it is of this document."""
    if passage.article != document.article.id:
        return passage
    inside = [
        sentence
        for sentence in document.sentences
        if sentence.start_char < passage.end and passage.start < sentence.end_char
    ]
    start = min([passage.start, *(s.start_char for s in inside)])
    end = max([passage.end, *(s.end_char for s in inside)])
    text = document.article.text[start:end]
    end -= len(text) - len(text.rstrip())
    return passage.model_copy(update={"start": start, "end": end, "text": text.rstrip()})


def _covers(passage: Passage, evidence: Evidence) -> bool:
    return _meets(passage, evidence.article, evidence.start, evidence.end)


def _meets(passage: Passage, article: str, start: int, end: int) -> bool:
    return passage.article == article and start < passage.end and passage.start < end


def _shown(finding: Finding) -> set[Evidence]:
    return {evidence for answer in finding.answers for evidence in answer.evidence}


def _states(finding: Finding, claim: Claim) -> bool:
    """Whether a finding has this answer from this passage."""
    return any(
        answer.value == claim.answer.normal
        and (evidence.article, evidence.start) == (claim.evidence.article, claim.evidence.start)
        for answer in finding.answers
        for evidence in answer.evidence
    )


def _meeting(a: Claim, b: Claim, checked: _Checked) -> Meeting:
    rule = checked.rules[a.rule]
    single = rule.values == "single"
    steps = [*matched(a, b, single), values(a, b)]
    together = grouped(a, b, checked.questions, single)
    steps.append(together)
    if not together.decides:
        question = checked.question_of(a)
        steps += compared(a, b, question, rule, checked.articles, checked.stated)
    finding = checked.finding_with(a, b)
    if finding is None and any(step.name == VERDICT for step in steps):
        finding = checked.repeated_in(a, b)
    return Meeting(
        a=claim_reading(a, rule),
        b=claim_reading(b, rule),
        steps=tuple(steps),
        verdict=finding.verdict if finding else None,
        conclusion=_why(finding, steps, a.rule),
    )


def _why(finding: Finding | None, steps: Iterable[Step], rule: str) -> str:
    if finding is not None and finding.verdict in FLAGGED:
        elsewhere = "" if finding.rule == rule else f", shown once, by the rule {finding.rule}"
        return f"Flagged: {finding.verdict.value}{elsewhere}."
    if finding is not None and finding.verdict is Verdict.AGREEMENT:
        return "Not flagged: both give one answer, an agreement."
    deciding = next((step for step in steps if step.decides), None)
    if deciding is None:
        last = list(steps)[-1]
        return f"Not flagged: {last.detail}."
    return f"Not flagged: {deciding.name}: {deciding.detail}."


def _flagged_first(meeting: Meeting) -> tuple[bool, bool, int]:
    """Of the rest, those that fewest steps keep apart."""
    apart = sum(step.decides for step in meeting.steps)
    return meeting.verdict not in FLAGGED, meeting.verdict is None, apart


def _conclusion(seen: list[Seen], meetings: list[Meeting]) -> str:
    verdicts = [m.verdict.value for m in meetings if m.verdict in FLAGGED and m.verdict]
    if verdicts:
        return f"Flagged: {', '.join(dict.fromkeys(verdicts))}."
    if meetings:
        return "Not flagged: " + (
            "the passages agree."
            if any(m.verdict is Verdict.AGREEMENT for m in meetings)
            else "no claim of one is held against a claim of the other."
        )
    unread = [name for name, one in zip("AB", seen, strict=True) if not one.claims]
    if unread:
        return f"Not flagged: no rule extracted anything from {' or from '.join(unread)}."
    return "Not flagged: no rule extracted a claim from both, and claims of two rules never meet."
