"""A report goes in, JSON-LD in the words of schema.org comes out: a Dataset of ClaimReviews.

A ClaimReview tells here whether the sources agree on a question, and never which answer is true:
factcheck does not know that. So a rating has a name and no value. There is no author, for no person
wrote it; no date, for it is not known to be published; and no firstAppearance, for factcheck knows
no articles but these (docs/decisions/0013-other-outputs.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.addresses import web_address
from factcheck.report.decided import in_words
from factcheck.report.exports.export import Export
from factcheck.report.exports.linked import (
    Json,
    article_addresses,
    dumps,
    pointer,
)

CONTEXT = "https://schema.org"
ASPECT = "agreement between sources"  # what is rated: not the truth of an answer
RATINGS = {
    Verdict.CONFLICT: "Conflict: the sources give answers that cannot all be right",
    Verdict.DISPUTE: "Dispute: named parties disagree, and the sources report it",
    Verdict.UPDATE: "Update: the answer changed, or may have, between the sources",
    Verdict.AGREEMENT: "Agreement: at least two sources give the same answer",
}
# schema.org's Date is ISO 8601; EDTF says more (about, before, unknown year) than it can.
_PLAIN_DATE = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?)?)?", re.ASCII
)


def document(report: model.Report) -> Json:
    """The whole report as one JSON-LD document."""
    addresses = article_addresses(report)
    by_id = {a.id: address for a, address in zip(report.articles, addresses, strict=True)}
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": pointer(),
        "name": "Where the articles agree and where they conflict",
        "description": "Questions that news articles answer, what each answers, and whether the "
        "answers agree. Nothing is said about which answer is true.",
        "measurementTechnique": f"factcheck {report.provenance.factcheck}: claims are extracted by "
        "rules and compared across the articles",
        "isBasedOn": [_article(*of_one) for of_one in zip(report.articles, addresses, strict=True)],
        "hasPart": [
            part for index in range(len(report.findings)) for part in _parts(report, index, by_id)
        ],
    }


def _article(article: model.Article, address: str) -> Json:
    """An article with what is known of it."""
    known: dict[str, object] = {
        "@type": "NewsArticle",
        "@id": address,
        "identifier": article.id,
    }
    if published := web_address(article):
        known["url"] = published
    if article.title:
        known["headline"] = article.title
    if article.publisher:
        known["publisher"] = {"@type": "Organization", "name": article.publisher}
    if article.published and _PLAIN_DATE.fullmatch(article.published):
        known["datePublished"] = article.published
    return known


def _parts(report: model.Report, index: int, addresses: dict[str, str]) -> list[Json]:
    """A finding: a review of its claims, or the claims alone where one source alone makes them."""
    finding = report.findings[index]
    claims = [_claim(report, (index, n), addresses) for n in range(len(finding.answers))]
    return claims if finding.verdict is Verdict.SINGLE else [_review(finding, index, claims)]


def _review(finding: model.Finding, index: int, claims: list[Json]) -> Json:
    """A review: the answers are the claims, the verdict is the rating."""
    review: dict[str, object] = {
        "@type": "ClaimReview",
        "@id": pointer("findings", index),
        "identifier": finding.id,
        "claimReviewed": _claim_text(finding.question, *finding.answers),
        "reviewAspect": ASPECT,
        "reviewRating": {
            "@type": "Rating",
            "reviewAspect": ASPECT,
            "alternateName": RATINGS[finding.verdict],
            "ratingExplanation": _explanation(finding),
        },
        "itemReviewed": claims,
    }
    if finding.about:
        review["about"] = [_subject(subject) for subject in finding.about]
    if finding.review is not None:
        review["contributor"] = {"@type": "Person", "name": finding.review.person}
        review["reviewBody"] = ". ".join(filter(None, (in_words(finding), finding.review.note)))
    return review


def _claim_text(question: str, *answers: model.Answer) -> str:
    """'When was it signed? December 2017 (The Herald) / 12 September 2017 (The Post)'."""
    said = " / ".join(f"{answer.label} ({', '.join(answer.sources)})" for answer in answers)
    return f"{question} {said}"


def _explanation(finding: model.Finding) -> str:
    """What was looked at, and how sure the verdict is."""
    levels = "; ".join(f"{level.name}: {level.detail}" for level in finding.explanation)
    sure = f"confidence in the verdict {finding.confidence:.2f}"
    return f"{levels}; {sure}" if levels else sure


def _claim(report: model.Report, place: tuple[int, int], addresses: dict[str, str]) -> Json:
    """An answer: the claim that it makes, the articles that make it, and the passages. `place`:
    the indexes of the finding and of the answer in it."""
    finding = report.findings[place[0]]
    answer = finding.answers[place[1]]
    appearing = dict.fromkeys(
        addresses[evidence.article] for evidence in answer.evidence if evidence.article in addresses
    )
    here = ("findings", place[0], "answers", place[1])
    return {
        "@type": "Claim",
        "@id": pointer(*here),
        "text": f"{finding.question} {answer.label}",
        "appearance": [{"@type": "NewsArticle", "@id": address} for address in appearing],
        "citation": list(_quotations(here, answer, addresses)),
    }


def _quotations(
    place: tuple[str | int, ...],
    answer: model.Answer,
    addresses: dict[str, str],
) -> Iterator[Json]:
    """The passages, verbatim; who says it is credited by name, for it may be a person, an
    organization or 'two officials'."""
    for number, evidence in enumerate(answer.evidence):
        quotation: dict[str, object] = {
            "@type": "Quotation",
            "@id": pointer(*place, "evidence", number),
            "text": evidence.quote,
        }
        if evidence.article in addresses:
            source = addresses[evidence.article]
            quotation["isPartOf"] = {"@type": "NewsArticle", "@id": source}
        if evidence.attributed_to:
            quotation["creditText"] = evidence.attributed_to
        yield quotation


def _subject(subject: model.Subject) -> Json:
    kinds = {"person": "Person", "place": "Place", "organization": "Organization"}
    return {"@type": kinds[subject.kind], "name": subject.label}


EXPORT = Export(
    "json-ld",
    "schema.org's ClaimReview and Claim, without ratings of truth",
    {"report.jsonld": lambda report: dumps(document(report))},
)
