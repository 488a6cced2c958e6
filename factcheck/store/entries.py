"""What a person does about a finding, as an Entry of the ledger, and what all entries about it come
to, as a Review. Entries are only ever added: to take one back is an entry, too.
"""

from __future__ import annotations

import functools
import hashlib
import uuid
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)

from factcheck.model import Article, Decision, Finding, Reason, State

MOST_OF_A_NAME = 120  # characters of a person's name; the longest real ones have about 60
MOST_OF_A_NOTE = 20_000  # characters; a page of notes has about 3,000
BEFORE_VERDICT = "/"  # between the fingerprint of the passages and the verdict
DIGEST_LENGTH = 32  # hexadecimal digits: 128 bits


class Action(StrEnum):
    """What a person can do about a finding."""

    CONFIRM = "confirm"  # it is a conflict
    DISMISS = "dismiss"  # it is none, for a Reason
    RESOLVE = "resolve"  # it is one, and this answer is right
    DEFER = "defer"  # it needs more checking
    NOTE = "note"  # something to know about it
    ASSIGN = "assign"  # somebody is to look at it; without a name: nobody any more
    UNDO = "undo"  # an entry is taken back


DECIDED: dict[Action, State] = {
    Action.CONFIRM: State.CONFIRMED,
    Action.DISMISS: State.DISMISSED,
    Action.RESOLVE: State.RESOLVED,
    Action.DEFER: State.DEFERRED,
}
"""The actions that are decisions, and the state that each leads to."""

WithoutNul = BeforeValidator(
    lambda text: text.replace("\0", "\ufffd") if isinstance(text, str) else text
)
"""PostgreSQL keeps no NUL in a text; everything else that people and articles write, it does."""

Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_OF_A_NAME),
    WithoutNul,
]
Written = Annotated[str, WithoutNul]


def _in_utc(at: datetime) -> datetime:
    try:
        return at.astimezone(UTC)
    except OverflowError as error:  # at the ends of the calendar
        raise ValueError("a time beyond the calendar") from error


InUtc = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Passage(_Frozen):
    """A passage of a decided finding, as it was when somebody decided."""

    article: str = Field(description="id of the article in its report")
    digest: str = Field(description="of the article's text")
    publisher: str | None = None
    published: str | None = Field(default=None, description="when the article was, EDTF")
    quote: str = Field(description="the sentence that states the answer")
    answer: str = Field(description="normal form of the answer")
    label: str = Field(description="the answer for people to read")


class Entry(_Frozen):
    """One thing that one person did about one finding."""

    id: str = Field(
        default_factory=lambda: str(uuid.uuid4()),
        max_length=64,
        min_length=1,
        description="made by whoever sends it: sent twice, it is written once",
    )
    finding: str = Field(description="id of the finding")
    fingerprint: str = Field(
        description="of the finding as the person saw it, with its verdict: `decided_on`"
    )
    rule: str
    question: Written
    action: Action
    reason: Reason | None = Field(default=None, description="of a dismissal")
    answer: Written | None = Field(
        default=None, description="normal form of the answer resolved for"
    )
    note: Written = Field(default="", max_length=MOST_OF_A_NOTE)
    assignee: Name | None = Field(default=None, description="who is to look; null: nobody")
    undoes: str | None = Field(default=None, description="id of the entry that is taken back")
    seen: tuple[str, ...] = Field(
        default=(),
        description="ids of the newest entries about the finding that the person had seen, as "
        "`Review.newest` has them",
    )
    person: Name
    at: InUtc = Field(default_factory=lambda: datetime.now(UTC), description="when, UTC")
    evidence: tuple[Passage, ...] = Field(description="the finding's passages then")

    @property
    def verdict(self) -> str | None:
        """Of the finding as the person saw it; None where the entry does not tell."""
        return self.fingerprint.partition(BEFORE_VERDICT)[2] or None

    @field_validator("seen", mode="before")
    @classmethod
    def _listed(cls, seen: object) -> object:
        """A form of a page has one field: ids with blanks between them."""
        if seen is None:
            return ()
        return tuple(seen.split()) if isinstance(seen, str) else seen

    @model_validator(mode="after")
    def _has_what_it_needs(self) -> Self:
        needed = {
            Action.DISMISS: ("reason", self.reason),
            Action.RESOLVE: ("answer", self.answer),
            Action.NOTE: ("note", self.note.strip()),
            Action.UNDO: ("undoes", self.undoes),
        }
        field, given = needed.get(self.action, ("", True))
        if not given:
            raise ValueError(f"an entry of the action '{self.action}' needs its field '{field}'")
        return self

    @classmethod
    def about(
        cls,
        finding: Finding,
        articles: dict[str, Article],
        action: Action,
        person: str,
        **fields: Any,
    ) -> Self:
        """An entry about a finding as it stands; `articles` of its report by their ids."""
        return cls(
            finding=finding.id,
            fingerprint=decided_on(finding),
            rule=finding.rule,
            question=finding.question,
            action=action,
            person=person,
            evidence=passages(finding, articles),
            **fields,
        )


class Review(_Frozen):
    """What all entries about a finding come to."""

    state: State = State.UNREVIEWED
    person: str | None = Field(default=None, description="who decided; the last one of several")
    at: datetime | None = Field(default=None, description="when it was decided, UTC")
    reason: Reason | None = None
    answer: str | None = None
    note: str = Field(default="", description="what stands beside the decision")
    notes: tuple[Entry, ...] = Field(default=(), description="all entries that say something")
    assignee: str | None = None
    changed: bool = Field(default=False, description="other passages than when it was decided")
    added: tuple[Passage, ...] = Field(default=(), description="passages that are new since")
    removed: tuple[Passage, ...] = Field(default=(), description="passages that are gone since")
    entries: tuple[Entry, ...] = Field(default=(), description="the history, oldest first")
    undone: frozenset[str] = Field(
        default=frozenset(), description="ids of the entries that were taken back"
    )
    newest: tuple[str, ...] = Field(
        default=(), description="what `Entry.seen` is to be for whoever sees this"
    )
    decisions: tuple[Entry, ...] = Field(
        default=(), description="the decisions that stand: several where it is contested"
    )
    same_as: str | None = Field(
        default=None, description="id of the dismissed finding that has the same passages"
    )

    @property
    def open(self) -> bool:
        """Whether a person still has to decide, or to decide again."""
        return self.changed or self.state in {State.UNREVIEWED, State.CONTESTED}

    @property
    def decision(self) -> Decision | None:
        """What a report tells of it; None where nobody has decided."""
        if self.person is None or self.at is None:
            return None
        return Decision(
            state=self.state,
            person=self.person,
            at=self.at,
            reason=self.reason,
            answer=self.answer,
            note=self.note,
            changed=self.changed,
            same_as=self.same_as,
        )


def decided_on(finding: Finding) -> str:
    """Names what a person decides on: the passages and the verdict. A dismissed update that has
    become a conflict is to be looked at again, with the same passages, too."""
    return f"{finding.fingerprint}{BEFORE_VERDICT}{finding.verdict}"


@functools.lru_cache(maxsize=1024)  # the articles of a report, asked for with each passage
def digest(text: str) -> str:
    """Names a text in evidence: the same for the same text on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def passages(finding: Finding, articles: dict[str, Article]) -> tuple[Passage, ...]:
    """The passages of a finding, to be kept with a decision about it."""
    found = []
    for answer in finding.answers:
        for evidence in answer.evidence:
            article = articles.get(evidence.article)
            found.append(
                Passage(
                    article=evidence.article,
                    digest=digest(article.text) if article else "",
                    publisher=article.publisher if article else None,
                    published=article.published if article else None,
                    quote=evidence.quote,
                    answer=answer.value,
                    label=answer.label,
                )
            )
    return tuple(dict.fromkeys(found))
