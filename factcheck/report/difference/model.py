"""The nouns of a difference between two reports: pydantic models whose field descriptions double as
the documentation of `factcheck diff --json`.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from factcheck.model import FLAGGED, Evidence, Finding

DIFFERENCE_VERSION = 1


class Change(StrEnum):
    """What became of an article, a finding or an answer between the old report and the new."""

    NEW = "new"  # only the new report has it
    GONE = "gone"  # only the old report has it
    CHANGED = "changed"  # both have it, and it is not the same


class Aspect(StrEnum):
    """What is not the same about a finding that both reports have."""

    VERDICT = "verdict"
    ANSWERS = "answers"  # one more, one fewer, or other sources for one
    INDEPENDENCE = "independence"  # articles that became one source, or no longer are
    PASSAGES = "passages"  # what its fingerprint names
    SEVERITY = "severity"
    REVIEW = "review"  # what people decided
    QUESTION = "question"  # its words, or its id
    CONFIDENCE = "confidence"


class Cause(StrEnum):
    """Why a finding is new or gone; of several causes, the one that is surest to explain it."""

    REVIEW = "review"  # people dismissed it, or took that back
    ARTICLES = "articles"  # articles of its were added or removed
    RULES = "rules"  # its rule pack, or factcheck.toml, is new, gone or changed
    TEXTS = "texts"  # the text or the date of one of its articles has changed
    VERSION = "version"  # another factcheck, model or setting made the report
    OTHER = "other"  # none of these: articles that became one source, or that join what is asked


class Maker(StrEnum):
    """What takes part in making a report and can differ between two runs."""

    FACTCHECK = "factcheck"
    MODEL = "model"
    RULES = "rules"
    SETTINGS = "settings"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RunDifference(_Frozen):
    """Something about how the reports were made that is not the same, and explains the rest."""

    what: Maker = Field(description="`factcheck`, `model`, `rules` or `settings`")
    name: str = Field(description="which one: the name of a rule pack or of a setting")
    old: str | None = Field(description="version or digest in the old report; null: it is new")
    new: str | None = Field(description="the same in the new report; null: it is gone")


class ArticleName(_Frozen):
    """An article without its text."""

    id: str = Field(description="as in its report")
    path: str = Field(description="as in its report")
    publisher: str | None = Field(description="as in its report")
    title: str | None = Field(description="as in its report")
    published: str | None = Field(description="publication date, EDTF")

    @property
    def name(self) -> str:
        """What findings call it among their sources."""
        return self.publisher or self.id


class ArticleDifference(_Frozen):
    """An article that was added, removed or changed."""

    change: Change = Field(description="`new`, `gone` or `changed`")
    old: ArticleName | None = Field(description="null for a new one")
    new: ArticleName | None = Field(description="null for one that is gone")
    fields: tuple[str, ...] = Field(
        default=(),
        description="what changed: `text`, `id`, `publisher`, `title`, `published`",
    )
    words_added: int = Field(default=0, description="words that the new text has more often")
    words_removed: int = Field(default=0, description="words that the old text has more often")
    reason: str | None = Field(
        default=None, description="why the other report could not read it, where it says so"
    )

    @property
    def article(self) -> ArticleName:
        """The article as it is, or was."""
        article = self.new or self.old
        assert article is not None
        return article


class AnswerDifference(_Frozen):
    """An answer that a finding has more or less, or that other sources give."""

    change: Change = Field(description="`new`, `gone` or `changed`")
    value: str = Field(description="normal form")
    label: str = Field(description="the value for people to read")
    sources_added: tuple[str, ...] = Field(description="sources that give it now and did not")
    sources_removed: tuple[str, ...] = Field(description="sources that gave it and no longer do")


class IndependenceDifference(_Frozen):
    """An answer of which articles became one source, or no longer are. Articles that give it in
    one report alone do not count."""

    value: str = Field(description="normal form")
    label: str = Field(description="the value for people to read")
    joined: tuple[tuple[str, ...], ...] = Field(
        description="names of articles that are one source now and were not; ids where "
        "two bear one name"
    )
    parted: tuple[tuple[str, ...], ...] = Field(
        description="names of articles that were one source and no longer are"
    )


class Because(_Frozen):
    """Why a finding is new or gone."""

    cause: Cause = Field(description="`review`, `articles`, `rules`, `texts`, `version` or `other`")
    detail: str = Field(description="the same in words, a part of a sentence")
    articles: tuple[str, ...] = Field(
        default=(), description="ids of the articles that make the difference"
    )


class FindingDifference(_Frozen):
    """A finding that is new, gone or changed. A finding that one source alone answers counts as
    none: what was `single` and is a conflict is new."""

    change: Change = Field(description="`new`, `gone` or `changed`")
    aspects: tuple[Aspect, ...] = Field(
        default=(),
        description="what changed: `verdict`, `answers`, `independence`, `passages`, `severity`, "
        "`review`, `question` (its words or its id), `confidence`",
    )
    old: Finding | None = Field(
        description="the finding in the old report; beside a new one: what it was there, "
        "dismissed or single"
    )
    new: Finding | None = Field(description="the same in the new report")
    because: Because | None = Field(default=None, description="why it is new or gone")
    answers: tuple[AnswerDifference, ...] = Field(
        default=(),
        description="answers that are not the same, where both reports have the question",
    )
    independence: tuple[IndependenceDifference, ...] = Field(
        default=(),
        description="answers that other independent sources give, where both reports have the "
        "question",
    )
    passages_added: tuple[Evidence, ...] = Field(
        default=(), description="passages that a changed finding has now and had not"
    )
    passages_removed: tuple[Evidence, ...] = Field(
        default=(), description="passages that a changed finding had and has no longer"
    )

    @property
    def finding(self) -> Finding:
        """The finding as it is, or, when it is gone, as it was."""
        finding = self.old if self.change is Change.GONE or self.new is None else self.new
        assert finding is not None
        return finding

    @property
    def flags(self) -> bool:
        """Whether something flagged is new or changed."""
        return self.change is not Change.GONE and self.finding.verdict in FLAGGED


class Totals(_Frozen):
    """How much a report holds."""

    articles: int = Field(description="number of articles")
    findings: dict[str, int] = Field(
        description="number of findings by verdict; those that people dismissed as `dismissed`"
    )


class Unchanged(_Frozen):
    """How much is the same in both reports."""

    articles: int = Field(description="number of articles")
    findings: int = Field(description="number of findings, but for the singles")
    singles: int = Field(description="number of questions that one source alone answers")


class Difference(_Frozen):
    """What is new, gone and changed between two reports."""

    difference_version: int = Field(
        default=DIFFERENCE_VERSION, description="1; another number means other fields"
    )
    run: tuple[RunDifference, ...] = Field(
        description="version, model, rules and settings that are not the same"
    )
    swapped: str | None = Field(
        default=None, description="what speaks for the old report being the newer one, or null"
    )
    old: Totals = Field(description="what the old report holds")
    new: Totals = Field(description="what the new report holds")
    articles: tuple[ArticleDifference, ...] = Field(
        description="articles that are new, gone or changed, in this order"
    )
    findings: tuple[FindingDifference, ...] = Field(
        description="findings that are new, gone or changed; what needs a person comes first"
    )
    singles: tuple[FindingDifference, ...] = Field(
        description="the same for questions that one source alone answers"
    )
    unchanged: Unchanged = Field(description="how much is the same")

    @property
    def empty(self) -> bool:
        """Whether the two reports say the same."""
        return not (self.run or self.articles or self.findings or self.singles)

    @property
    def flags(self) -> bool:
        """Whether something flagged is new or changed."""
        return any(finding.flags for finding in self.findings)
