"""The nouns of factcheck: what travels between the rooms, and what report.json is made of.

Pydantic models without behaviour beyond validation. Field descriptions double as the
documentation of report.json.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1


class Verdict(StrEnum):
    """What the meeting of several answers to one question comes to."""

    CONFLICT = "conflict"  # the answers cannot both be right
    DISPUTE = "dispute"  # named parties disagree, the articles report it
    UPDATE = "update"  # the value moved between publication dates
    AGREEMENT = "agreement"  # at least two articles state the same answer
    SINGLE = "single"  # one source alone answers; kept, never flagged


GRAVEST_FIRST = tuple(Verdict)  # the order of findings everywhere
FLAGGED = frozenset({Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE})


class Severity(StrEnum):
    """How much a wrong answer to the question would matter, as the rule says."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class State(StrEnum):
    """Where the review of a finding by people stands."""

    UNREVIEWED = "unreviewed"  # nobody has decided
    CONFIRMED = "confirmed"  # it is a conflict, as flagged
    DISMISSED = "dismissed"  # it is none, for a Reason
    RESOLVED = "resolved"  # it is one, and somebody knows which answer is right
    DEFERRED = "deferred"  # somebody looked, and it needs more checking
    CONTESTED = "contested"  # two people decided differently, not knowing of each other


class Reason(StrEnum):
    """Why a finding was dismissed."""

    DIFFERENT_EVENTS = "different-events"
    SAME_MEANING = "same-meaning"
    UPDATE = "update"
    WRONG_EXTRACTION = "wrong-extraction"
    OTHER = "other"


class Factuality(StrEnum):
    """How the text presents the event of a claim (after FactBank, Saurí and Pustejovsky 2009)."""

    ASSERTED = "asserted"  # stated as a fact
    NEGATED = "negated"  # stated not to have happened
    PLANNED = "planned"  # future, intended, promised, requested
    POSSIBLE = "possible"  # may, might, expected, alleged
    CONDITIONAL = "conditional"  # inside or under an if-clause


class Value(Protocol):
    """What every value has: a normal form for machines and a label for people."""

    @property
    def normal(self) -> str:
        """The same for every way to say the same: EDTF, ISO code, number, folded name."""
        ...

    @property
    def label(self) -> str:
        """The value as a person would write it."""
        ...

    def __hash__(self) -> int: ...


class _Frozen(BaseModel):
    # A report of a later version may say more; what is not known here is left out.
    model_config = ConfigDict(frozen=True, extra="ignore")


class Removed(_Frozen):
    """A part of the original text that is not the article."""

    text: str = Field(description="the words that were taken out")
    reason: str = Field(description="why it was taken out, e.g. 'access time', 'related links'")
    at: int | None = Field(
        default=None,
        ge=0,
        description="offset in the article's text of the paragraph that followed it; null where "
        "it did not stand between the paragraphs",
    )


MetadataField = Literal[
    "publisher", "title", "byline", "place", "published", "updated", "language", "url", "agency"
]


class Stated(_Frozen):
    """A thing that is known of an article: what says so, and how sure that is."""

    field: MetadataField = Field(description="what is known")
    value: str = Field(description="dates as EDTF, languages as BCP 47, the rest as written")
    evidence: str = Field(description="the words or the place in the markup that it was read from")
    source: Literal["manifest", "sidecar", "markup", "surroundings", "text"] = Field(
        description="given beside the article, in its markup, by the archive or server, in its text"
    )
    confidence: float = Field(default=1.0, ge=0, le=1, description="how sure it is, 0 to 1")


class Article(_Frozen):
    """One document of one publisher, cleaned."""

    id: str = Field(description="unique within a report; from the file's name")
    path: str = Field(description="where it was read from, as the user named it")
    publisher: str | None = Field(default=None, description="who published it, where known")
    title: str | None = Field(default=None, description="its headline, where known")
    published: str | None = Field(
        default=None, description="publication date, EDTF; null where the text gives no evidence"
    )
    published_evidence: str | None = Field(
        default=None, description="the words that the publication date was read from"
    )
    metadata: tuple[Stated, ...] = Field(
        default=(), description="all that is known of it, a field once: what says so, how surely"
    )
    text: str = Field(description="the cleaned text; every offset in the report points into it")
    removed: tuple[Removed, ...] = Field(
        default=(), description="parts of the original text that are left out of `text`"
    )


class Skipped(_Frozen):
    """An input that could not be used, and why."""

    path: str = Field(description="what was given, as the user named it")
    reason: str = Field(description="why it could not be used")

    @classmethod
    def by_fault(cls, path: str, error: Exception) -> Skipped:
        """What factcheck itself failed at: that must not end a run over thousands."""
        kind = type(error).__name__
        return cls(path=path, reason=f"a fault in factcheck ({kind}); please report it")


class Evidence(_Frozen):
    """The passage that states an answer: `article.text[start:end] == quote`."""

    article: str = Field(description="id of the article")
    start: int = Field(ge=0, description="where the quote starts in the article's text")
    end: int = Field(ge=0, description="where it ends: the offset behind its last character")
    quote: str = Field(description="the sentence, verbatim from the cleaned text")
    answer_text: str = Field(description="the words that are the answer")
    answer_start: int = Field(ge=0, description="offset of answer_text in the article's text")
    answer_end: int = Field(ge=0, description="the offset behind its last character")
    attributed_to: str | None = Field(
        default=None, description="who says it, when the article reports somebody's words"
    )
    direct: bool = Field(default=False, description="inside quotation marks")


@dataclass(frozen=True, slots=True)
class Claim:
    """One value for one attribute of one event or thing, asserted in one passage."""

    rule: str  # id of the rule: pack.rule
    article: str  # id of the article
    answer: Value  # the value that the passage states
    identity: tuple[tuple[str, Value], ...]  # (role, value): what the question is about
    participants: tuple[tuple[str, Value], ...]  # further roles that must not contradict
    time: Value | None  # when the event took place, where the passage says so
    factuality: Factuality
    speaker: str | None  # normal form of who says it; None for the article's own voice
    evidence: Evidence
    certainty: float  # of the extraction, 0 to 1
    notes: tuple[str, ...] = ()  # what made the extraction less certain, for the explanation
    cited: tuple[str, ...] = ()  # to whom its sentence gives it, names as written, innermost first


class Dependence(_Frozen):
    """Why some articles are one source of an answer, and not several."""

    reason: Literal["words", "agency", "citation"] = Field(
        description="words: the passages are copies of one text; agency: the articles are one "
        "agency's copy; citation: they say that an outlet said so"
    )
    articles: tuple[str, ...] = Field(description="ids of the articles that are one source")
    outlet: str | None = Field(default=None, description="the agency, or the outlet that is cited")
    citing: tuple[str, ...] = Field(
        default=(),
        description="ids of those of the articles that cite it; the others are the outlet's own",
    )


class Answer(_Frozen):
    """The claims of a question that state the same value."""

    value: str = Field(description="normal form: EDTF, ISO 3166 code, number, folded name, …")
    label: str = Field(description="the value for people to read: '12 September 2017', 'Turkey'")
    sources: tuple[str, ...] = Field(description="names of the articles' publishers, or their ids")
    evidence: tuple[Evidence, ...] = Field(description="the passages that state it")
    origins: tuple[tuple[str, ...], ...] = Field(
        default=(),
        description="ids of the articles that state it, those of one independent source together",
    )
    dependences: tuple[Dependence, ...] = Field(
        default=(), description="why the articles of one group of `origins` are one source"
    )


class Level(_Frozen):
    """One row of an explanation: something that was checked, what came out, what it counts."""

    name: str = Field(description="what was looked at, e.g. 'same event', 'values'")
    detail: str = Field(description="what was found, one sentence")
    contribution: float = Field(
        default=0.0, description="what it adds to (or takes from) the confidence, −1 to 1"
    )


class Step(_Frozen):
    """One thing that was looked at when two claims met, and what came out."""

    name: str = Field(description="what was looked at, e.g. 'proposal', 'time', 'answers'")
    result: str = Field(description="what came out in a word or two, e.g. 'same', 'differs'")
    detail: str = Field(description="what was found, one sentence or a part of one")
    decides: bool = Field(default=False, description="whether this keeps the two claims apart")


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims are taken to answer one question."""

    a: Claim
    b: Claim
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A group of claims that answer one question, and what holds them together."""

    rule: str
    key: str  # the normalized subject: names the question in ids
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]


class Decision(_Frozen):
    """What people have decided about a finding, as far as a report tells it."""

    state: State = Field(description="what was decided")
    person: str = Field(description="who decided; the last one where several did")
    at: datetime = Field(description="when, UTC")
    reason: Reason | None = Field(default=None, description="why it was dismissed")
    answer: str | None = Field(
        default=None, description="normal form of the answer that it was resolved in favour of"
    )
    note: str = Field(default="", description="what the person wrote beside the decision")
    changed: bool = Field(
        default=False, description="whether the passages have changed since the decision"
    )
    same_as: str | None = Field(
        default=None,
        description="id of the finding that was decided, where it is another one with the same "
        "passages",
    )

    @property
    def open(self) -> bool:
        """Whether a person still has to decide, or to decide again."""
        return self.changed or self.state in {State.UNREVIEWED, State.CONTESTED}

    @property
    def dismissed(self) -> bool:
        """Whether the finding is dismissed, and nothing has changed since."""
        return self.state is State.DISMISSED and not self.changed


class Subject(_Frozen):
    """Somebody, some place or some organization that a question or an answer to it names."""

    kind: Literal["person", "place", "organization"] = Field(description="what it is")
    value: str = Field(description="normal form: folded name, ISO 3166 code")
    label: str = Field(description="the name for people to read")


class Finding(_Frozen):
    """A question, its answers and what they come to."""

    id: str = Field(description="names the question; the same on every run and machine")
    fingerprint: str = Field(description="names the evidence; changes when the passages change")
    verdict: Verdict = Field(description="what the answers come to")
    kind: str = Field(description="kind of value that answers the question: date, actor, …")
    question: str = Field(description="the question that the answers answer, one sentence")
    severity: Severity = Field(description="how much a wrong answer would matter")
    confidence: float = Field(ge=0, le=1, description="how sure the verdict is, 0 to 1")
    explanation: tuple[Level, ...] = Field(
        description="what was looked at; the contributions add up to the confidence"
    )
    rule: str = Field(description="id of the rule: pack.rule")
    answers: tuple[Answer, ...] = Field(description="what the articles say, each value once")
    about: tuple[Subject, ...] = Field(
        default=(), description="people, places and organizations that it names"
    )
    review: Decision | None = Field(
        default=None, description="what people decided when the report was made; null: nothing"
    )


def in_report(finding: Finding) -> tuple[int, float, str, str]:
    """What the findings of a report are sorted by."""
    return GRAVEST_FIRST.index(finding.verdict), -finding.confidence, finding.question, finding.id


class Passage(_Frozen):
    """A stretch of an article's text."""

    article: str = Field(description="id of the article")
    start: int = Field(ge=0, description="where it starts in the article's text")
    end: int = Field(ge=0, description="the offset behind its last character")


class Copy(_Frozen):
    """A passage that stands, but for a word here and there, in another article, too."""

    passage: Passage = Field(description="where it stands")
    same_as: Passage = Field(description="where it stands in the first article that has it")


STORIES = "stories"  # in the place of a rule, where a story was too large


class NotCompared(_Frozen):
    """Claims that so many others could belong to that they were not all held against each other."""

    rule: str = Field(
        description="id of the rule that made the claims; 'stories': a story of too many articles, "
        "which was compared in parts"
    )
    about: str = Field(description="what the claims are about, roughly; may be empty")
    claims: int = Field(ge=0, description="how many claims there are; 0 of a story")
    articles: int = Field(ge=0, description="how many articles make them")
    pairs: int = Field(
        ge=0, description="how many pairs of them, of a story of articles, were not compared, about"
    )


SPARK = "Spark"  # the engine, among the settings of a run on a cluster


class Provenance(_Frozen):
    """How a report was made; enough to make it again."""

    factcheck: str = Field(description="version")
    model: str = Field(description="spaCy pipeline: name and version")
    packs: tuple[str, ...] = Field(description="rule packs: name, number of rules, digest")
    settings: dict[str, str] = Field(
        default_factory=dict, description="what was set for the run, by name"
    )


class Report(_Frozen):
    """What one run of factcheck found; the contract of report.json."""

    schema_version: int = Field(default=SCHEMA_VERSION, description="version of this format")
    articles: tuple[Article, ...] = Field(description="what was checked")
    findings: tuple[Finding, ...] = Field(
        description="conflicts first, then disputes, updates, agreements, single; surest first"
    )
    dismissed: tuple[Finding, ...] = Field(
        default=(), description="findings that people dismissed, left out of `findings`"
    )
    copies: tuple[Copy, ...] | None = Field(
        default=None,
        description="passages that articles share word for word, agency copy perhaps; null: nobody "
        "looked for them",
    )
    skipped: tuple[Skipped, ...] = Field(default=(), description="inputs that could not be used")
    history: tuple[Skipped, ...] = Field(
        default=(),
        description="inputs that another one stands for: copies and earlier versions of an article",
    )
    not_compared: tuple[NotCompared, ...] = Field(
        default=(), description="claims that were too many to be held against all others"
    )
    stories: tuple[tuple[str, ...], ...] = Field(
        default=(),
        description="ids of the articles that are taken to tell one story, and only those were "
        "held against each other; empty where nobody told stories apart",
    )
    not_listed: dict[Verdict, int] = Field(
        default_factory=dict,
        exclude_if=lambda others: not others,
        description="how many findings of each verdict stand behind those of `findings`, where a "
        "run has too many for one report; left out where there are none",
    )
    provenance: Provenance = Field(description="how the report was made")

    def with_verdict(self, *verdicts: Verdict) -> tuple[Finding, ...]:
        """The findings that have one of these verdicts, in the report's order."""
        return tuple(f for f in self.findings if f.verdict in verdicts)

    @property
    def counted(self) -> Counter[Verdict]:
        """How many findings of each verdict the run has, those that are not listed with them."""
        return Counter(finding.verdict for finding in self.findings) + Counter(self.not_listed)

    @property
    def conflicts(self) -> tuple[Finding, ...]:
        """The findings whose answers cannot both be right."""
        return self.with_verdict(Verdict.CONFLICT)

    @property
    def flagged(self) -> tuple[Finding, ...]:
        """Everything a person should look at: conflicts, disputes and updates."""
        return self.with_verdict(*FLAGGED)
