"""A report goes in, W3C Web Annotations come out: one for every passage that a finding quotes.

Web Annotation Data Model, W3C Recommendation of 23 February 2017: a collection with one page.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from factcheck import model
from factcheck.report.exports.export import Export
from factcheck.report.exports.linked import (
    Json,
    article_indexes,
    dumps,
    pointer,
    text_address,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_LENGTH = 32  # characters before and after a quote: enough to tell two alike ones apart
# Names of annotations are made from what they say (RFC 9562, version 5): the same report gives the
# same names, and tools that keep annotations see that they have one already. Drawn once by chance.
_NAMESPACE = uuid.UUID("0c39855b-36d1-4438-8225-15afd3889161")


def document(report: model.Report) -> Json:
    """The whole report as an annotation collection."""
    items = list(_annotations(report))
    name = _name("collection", *(str(item["id"]) for item in items))
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Passages in which the articles answer the same questions",
        "generator": {"type": "Software", "name": f"factcheck {report.provenance.factcheck}"},
        "total": len(items),
        "first": {
            "id": _name("page", name),
            "type": "AnnotationPage",
            "partOf": name,
            "startIndex": 0,
            "items": items,
        },
    }


def _annotations(report: model.Report) -> Iterator[dict[str, object]]:
    """One a passage. What the report does not hold the article of cannot be pointed at."""
    indexes = article_indexes(report)
    for finding_index, finding in enumerate(report.findings):
        for answer_index, answer in enumerate(finding.answers):
            for number, evidence in enumerate(answer.evidence):
                if evidence.article not in indexes:
                    continue
                place = ("findings", finding_index, "answers", answer_index, "evidence", number)
                yield {
                    "id": _name(finding.id, finding.fingerprint, *map(str, place[2:])),
                    "type": "Annotation",
                    "motivation": "assessing",
                    "body": _bodies(finding, answer, evidence, pointer(*place[:2])),
                    "target": _target(report, indexes[evidence.article], evidence),
                }


def _bodies(
    finding: model.Finding, answer: model.Answer, evidence: model.Evidence, address: str
) -> list[Json]:
    """What is said about the passage: question and answer, who says it, verdict, which finding."""
    said = f" (said by {evidence.attributed_to})" if evidence.attributed_to else ""
    text = f"{finding.question} {answer.label}{said}"
    return [
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": "en",
            "value": text,
        },
        {"type": "TextualBody", "purpose": "classifying", "value": finding.verdict.value},
        {"type": "TextualBody", "purpose": "tagging", "value": finding.id},
        {"type": "SpecificResource", "purpose": "linking", "source": address},
    ]


def _target(report: model.Report, index: int, evidence: model.Evidence) -> Json:
    """The passage in the article's cleaned text, by position and by quotation; by quotation alone
    where an altered report has other words at that position."""
    text = report.articles[index].text
    start, end = evidence.start, evidence.end
    quotation = {"type": "TextQuoteSelector", "exact": evidence.quote}
    if text[start:end] != evidence.quote:
        selectors: list[Json] = [quotation]
    else:
        before = text[max(0, start - CONTEXT_LENGTH) : start]
        after = text[end : end + CONTEXT_LENGTH]
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        selectors = [position, {**quotation, "prefix": before, "suffix": after}]
    return {
        "type": "SpecificResource",
        "source": text_address(report, index),
        "selector": selectors,
    }


def _name(*parts: str) -> str:
    """The same IRI for the same parts."""
    return uuid.uuid5(_NAMESPACE, "\n".join(parts)).urn


EXPORT = Export(
    "web-annotation",
    "W3C Web Annotations, one for every passage",
    {"annotations.jsonld": lambda report: dumps(document(report))},
)
