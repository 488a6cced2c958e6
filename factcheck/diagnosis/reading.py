"""Articles go in; what was extracted from each sentence comes out, as plain fields: the answer to
"what did you read here?", on every screen and in JSON.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field

from factcheck.compare.explanation import ask
from factcheck.diagnosis.passages import word_places
from factcheck.extract.extractor import Extractors
from factcheck.extract.misses import Miss, near_misses
from factcheck.ingest import Progress
from factcheck.language.document import Document
from factcheck.model import Article, Claim, Evidence, Factuality, Skipped, Value
from factcheck.pipeline import Settings, documents, silent
from factcheck.rules.loader import RuleSet, unknown_rule
from factcheck.rules.schema import Rule
from factcheck.rules.source import RuleError


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RoleReading(_Frozen):
    """A part of the event and what fills it."""

    role: str
    value: str = Field(description="normal form")
    label: str = Field(description="for people to read")


class ClaimReading(_Frozen):
    """A claim with its values written out."""

    rule: str = Field(description="id of the rule: pack.rule")
    question: str = Field(description="the rule's question, filled from this claim alone")
    answer: RoleReading
    identity: tuple[RoleReading, ...] = Field(description="what the question is about")
    participants: tuple[RoleReading, ...] = Field(
        description="further roles that must not contradict those of another claim"
    )
    time: RoleReading | None = Field(description="when it took place, where the passage says so")
    factuality: Factuality
    certainty: float = Field(description="of the extraction, 0 to 1")
    notes: tuple[str, ...] = Field(description="what made the extraction less certain")
    evidence: Evidence


class MissReading(_Frozen):
    """A rule that came near: it was triggered and made no claim."""

    rule: str
    word: str = Field(description="the word that triggered it")
    found: tuple[RoleReading, ...]
    missing: tuple[str, ...] = Field(description="roles that were not found")
    reason: str = Field(description="what was missing, one sentence")
    start: int = Field(description="offset of the word in the article's text")


class SentenceReading(_Frozen):
    """A sentence, the claims whose passage starts in it, and the rules that came near."""

    start: int
    end: int
    text: str
    claims: tuple[ClaimReading, ...]
    misses: tuple[MissReading, ...] = Field(description="empty unless they were asked for")


class ArticleReading(_Frozen):
    """An article, sentence by sentence."""

    article: str = Field(description="id of the article")
    path: str
    published: str | None
    sentences: tuple[SentenceReading, ...]


class Reading(_Frozen):
    """What was extracted from some articles, and which of them could not be read."""

    articles: tuple[ArticleReading, ...]
    skipped: tuple[Skipped, ...] = ()

    @property
    def claims(self) -> tuple[ClaimReading, ...]:
        """All claims, in text order."""
        return tuple(c for a in self.articles for s in a.sentences for c in s.claims)

    def holding(self, words: str) -> Reading:
        """The same with the sentences alone in which these words stand one after the other."""
        return Reading(
            articles=tuple(
                article.model_copy(
                    update={
                        "sentences": tuple(
                            s for s in article.sentences if word_places(s.text, words)
                        )
                    }
                )
                for article in self.articles
            ),
            skipped=self.skipped,
        )


def read_claims(
    articles: list[Article],
    rules: RuleSet,
    settings: Settings,
    *,
    only: str | None = None,
    misses: bool = False,
    progress: Progress | None = None,
) -> Reading:
    """What the rules (or `only` the one with this full id) extract from each sentence.

    `misses`: tell also which rules came near. Raises RuleError when there is no rule `only`.
    """
    chosen = [r for r in rules.rules if only in (None, r.id)]
    if not chosen:
        raise RuleError(unknown_rule(only or "", [r.id for r in rules.rules]))
    extractors = Extractors(chosen)
    parsed = documents(articles, rules, settings, progress or silent)
    return Reading(
        articles=tuple(_article(document, extractors, rules.by_id, misses) for document in parsed)
    )


def claim_reading(claim: Claim, rule: Rule) -> ClaimReading:
    """A claim with its values written out."""
    return ClaimReading(
        rule=claim.rule,
        question=ask(rule, [claim]),
        answer=_role(rule.answer, claim.answer),
        identity=tuple(_role(*pair) for pair in claim.identity),
        participants=tuple(_role(*pair) for pair in claim.participants),
        time=_role("time", claim.time) if claim.time is not None else None,
        factuality=claim.factuality,
        certainty=claim.certainty,
        notes=claim.notes,
        evidence=claim.evidence,
    )


def miss_reading(miss: Miss) -> MissReading:
    """A near miss with its values written out."""
    return MissReading(
        rule=miss.rule,
        word=miss.evidence.answer_text,
        found=tuple(_role(*pair) for pair in miss.found),
        missing=tuple(role for role, _ in miss.missing),
        reason=miss.reason,
        start=miss.evidence.answer_start,
    )


def _article(
    document: Document,
    extractors: Extractors,
    by_id: Mapping[str, Rule],
    misses: bool,
) -> ArticleReading:
    language = document.doc.language
    claims = extractors.of(language).claims(document)
    near = near_misses(document, extractors.rules(language), claims) if misses else []
    sentences = []
    for sentence in document.sentences:
        start, end = sentence.start_char, sentence.end_char
        text = document.article.text[start:end]
        if text.strip():
            sentences.append(
                SentenceReading(
                    start=start + len(text) - len(text.lstrip()),
                    end=end - len(text) + len(text.rstrip()),
                    text=text.strip(),
                    claims=tuple(
                        claim_reading(c, by_id[c.rule])
                        for c in claims
                        if start <= c.evidence.start < end
                    ),
                    misses=tuple(
                        miss_reading(m) for m in near if start <= m.evidence.answer_start < end
                    ),
                )
            )
    article = document.article
    return ArticleReading(
        article=article.id,
        path=article.path,
        published=article.published,
        sentences=tuple(sentences),
    )


def _role(name: str, value: Value) -> RoleReading:
    return RoleReading(role=name, value=value.normal, label=value.label)
