"""Web annotations: what the W3C Recommendation requires, and selectors that find their passages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, strategies
from jsonschema import Draft202012Validator

from factcheck.model import Article, Evidence, Report
from factcheck.report import to_json
from factcheck.report.exports import EXPORTS
from factcheck.report.exports.web_annotation import _target
from tests.report.exports.hostile import HOSTILE, hostile, texts

MOTIVATIONS = (  # Web Annotation Vocabulary, section 4
    "assessing bookmarking classifying commenting describing editing highlighting identifying "
    "linking moderating questioning replying tagging"
).split()
IRI = {
    "type": "string",
    "minLength": 1,
    "pattern": r"^[^\s<>\"{}|\\^`]+$",
}  # RFC 3987, references too
NATURAL = {"type": "integer", "minimum": 0}
# The Web Annotation Data Model (W3C Recommendation, 23 February 2017): what it says of each class
# with MUST, and of the optional properties what their values must be. Section numbers beside it.
RECOMMENDATION: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$ref": "#/$defs/document",
    "$defs": {
        "document": {
            # 3.1: a document has the context, alone or as one of several
            "allOf": [{"$ref": "#/$defs/collection"}],
            "properties": {
                "@context": {
                    "anyOf": [
                        {"const": "http://www.w3.org/ns/anno.jsonld"},
                        {
                            "type": "array",
                            "contains": {"const": "http://www.w3.org/ns/anno.jsonld"},
                        },
                    ]
                }
            },
            "required": ["@context"],
        },
        "collection": {
            # 5.1: one id, the type; a total that is not negative; a first page, embedded here
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationCollection"},
                "label": {"type": "string"},
                "total": NATURAL,
                "first": {"$ref": "#/$defs/page"},
            },
            "required": ["id", "type", "first"],
        },
        "page": {
            # 5.2: one id, the type, a list of items; embedded, it does not repeat the context
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "partOf": {"anyOf": [IRI, {"type": "object", "required": ["id"]}]},
                "startIndex": NATURAL,
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
                "@context": False,
            },
            "required": ["id", "type", "items"],
        },
        "annotation": {
            # 3.1: one id, the type Annotation, one or more targets, any number of bodies
            "properties": {
                "id": IRI,
                "type": {
                    "anyOf": [
                        {"const": "Annotation"},
                        {"type": "array", "contains": {"const": "Annotation"}},
                    ]
                },
                "motivation": {"$ref": "#/$defs/motivation"},
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}},
                "target": {"$ref": "#/$defs/specific"},
            },
            "required": ["id", "type", "target"],
        },
        "motivation": {"enum": MOTIVATIONS},  # 3.3.5
        "body": {"anyOf": [{"$ref": "#/$defs/text"}, {"$ref": "#/$defs/specific"}]},
        "text": {
            # 3.2.4: one value, which is text; at most one format; languages are BCP 47's
            "properties": {
                "type": {"const": "TextualBody"},
                "value": {"type": "string"},
                "format": {"type": "string", "pattern": r"^[a-z]+/[a-z0-9.+-]+$"},
                "language": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
                "purpose": {"$ref": "#/$defs/motivation"},  # 3.3.5
            },
            "required": ["type", "value"],
        },
        "specific": {
            # 4: one source; 4.2: any number of selectors, which choose the same passage
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": IRI,
                "purpose": {"$ref": "#/$defs/motivation"},
                "selector": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"anyOf": [{"$ref": "#/$defs/position"}, {"$ref": "#/$defs/quote"}]},
                },
            },
            "required": ["type", "source"],
        },
        "position": {
            # 4.2.5: one start and one end, which are not negative
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": NATURAL,
                "end": NATURAL,
            },
            "required": ["type", "start", "end"],
        },
        "quote": {
            # 4.2.4: one exact; at most one prefix and one suffix
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                "exact": {"type": "string"},
                "prefix": {"type": "string"},
                "suffix": {"type": "string"},
            },
            "required": ["type", "exact"],
        },
    },
}


def exported(report: Report) -> Any:
    """The collection as a program reads it."""
    (make,) = EXPORTS["web-annotation"].files.values()
    return json.loads(make(report))


def annotations(report: Report) -> list[Any]:
    items: list[Any] = exported(report)["first"]["items"]
    return items


def followed(address: str, report: Report) -> Any:
    """What a JSON Pointer (RFC 6901) behind the report's name leads to, in what is written."""
    name, _, fragment = address.partition("#")
    assert name == "report.json"
    part = json.loads(to_json(report))
    for step in fragment.split("/")[1:]:
        part = part[int(step) if isinstance(part, list) else step]
    return part


def chosen_by_position(selector: Any, text: str) -> list[tuple[int, int]]:
    """Recommendation, 4.2.5: positions lie between characters, which are code points."""
    passage = list(text)[selector["start"] : selector["end"]]
    return [(selector["start"], selector["start"] + len(passage))]


def chosen_by_quote(selector: Any, text: str) -> list[tuple[int, int]]:
    """Recommendation, 4.2.4: every place where the words stand between prefix and suffix."""
    before, words = selector.get("prefix", ""), selector["exact"]
    pattern = re.escape(before + words + selector.get("suffix", ""))
    starts = [match.start() + len(before) for match in re.finditer(f"(?={pattern})", text)]
    return [(start, start + len(words)) for start in starts]


CHOSEN = {"TextPositionSelector": chosen_by_position, "TextQuoteSelector": chosen_by_quote}


def test_the_schema_of_the_recommendation_is_one() -> None:
    Draft202012Validator.check_schema(RECOMMENDATION)


@pytest.mark.parametrize("poison", ["", *HOSTILE.values()], ids=["none", *HOSTILE.keys()])
def test_a_collection_is_as_the_recommendation_has_it(full: Report, poison: str) -> None:
    report = hostile(full, poison) if poison else full
    errors = Draft202012Validator(RECOMMENDATION).iter_errors(exported(report))

    assert [error.message for error in errors] == []


def test_there_is_one_annotation_for_every_passage(full: Report) -> None:
    passages = [e for f in full.findings for a in f.answers for e in a.evidence]
    found = exported(full)

    assert found["total"] == len(found["first"]["items"]) == len(passages)
    names = [item["id"] for item in found["first"]["items"]]
    assert len(set(names)) == len(names)
    assert names == [item["id"] for item in annotations(full)]


def test_both_selectors_find_the_passage_and_nothing_else(full: Report) -> None:
    passages = [e for f in full.findings for a in f.answers for e in a.evidence]

    for item, evidence in zip(annotations(full), passages, strict=True):
        text = followed(item["target"]["source"], full)
        selectors = item["target"]["selector"]
        assert {s["type"] for s in selectors} == set(CHOSEN)
        for selector in selectors:
            assert CHOSEN[selector["type"]](selector, text) == [(evidence.start, evidence.end)]
            assert text[evidence.start : evidence.end] == evidence.quote


@given(before=texts, passage=texts.filter(bool), after=texts, again=strategies.booleans())
def test_positions_count_code_points_in_any_text(
    before: str, passage: str, after: str, again: bool
) -> None:
    text = f"{before}\N{GRINNING FACE}{passage}{after}{passage if again else ''}"
    start = len(before) + 1
    evidence = Evidence(
        article="a",
        start=start,
        end=start + len(passage),
        quote=passage,
        answer_text=passage,
        answer_start=start,
        answer_end=start + len(passage),
    )
    report = Report.model_construct(articles=(Article(id="a", path="a.txt", text=text),))

    position, quote = _target(report, 0, evidence)["selector"]  # type: ignore[misc]

    assert chosen_by_position(position, text) == [(start, start + len(passage))]
    assert (start, start + len(passage)) in chosen_by_quote(quote, text)


def test_the_bodies_tell_question_answer_verdict_and_finding(full: Report) -> None:
    first = annotations(full)[0]
    bodies = {body["purpose"]: body for body in first["body"]}

    assert bodies["describing"]["value"] == (
        "Who ordered the new cables? The town council (said by Ingrid Solvang)"
    )
    assert bodies["classifying"]["value"] == "conflict"
    assert bodies["tagging"]["value"] == "order-cables-agent"
    assert followed(bodies["linking"]["source"], full)["id"] == "order-cables-agent"
    assert first["motivation"] == "assessing"


def test_words_that_do_not_stand_at_their_position_are_found_by_quotation(full: Report) -> None:
    moved = tuple(a.model_copy(update={"text": f"New. {a.text}"}) for a in full.articles)
    report = full.model_copy(update={"articles": moved})

    for item in annotations(report):
        (selector,) = item["target"]["selector"]
        assert len(chosen_by_quote(selector, followed(item["target"]["source"], report))) == 1


def test_a_passage_of_an_article_that_is_not_there_is_left_out(full: Report) -> None:
    assert {
        item["target"]["source"]
        for item in annotations(full.model_copy(update={"articles": full.articles[:1]}))
    } == {"report.json#/articles/0/text"}


def test_a_report_without_findings_is_an_empty_collection(nothing: Report) -> None:
    assert (exported(nothing)["total"], annotations(nothing)) == (0, [])
