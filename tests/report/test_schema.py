"""The JSON Schema of report.json: current, valid, and true of reports."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from factcheck.model import Decision, Reason, Report, State
from factcheck.report import load, to_json
from factcheck.report.schema import dumps, json_schema

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "report.schema.json"


def problems(report: Report) -> list[str]:
    """What the schema has against a report as it is written."""
    validator = Draft202012Validator(
        json_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in validator.iter_errors(json.loads(to_json(report)))]


def test_the_published_schema_is_that_of_the_models() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == dumps(), "run `make reference`"


def test_it_is_a_schema_of_draft_2020_12_that_names_no_address() -> None:
    schema = json_schema()

    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in dumps()
    assert all(ref.startswith("#/$defs/") for ref in references(schema))


def references(part: Any) -> list[str]:
    """Every $ref in a schema."""
    if isinstance(part, dict):
        own = [part["$ref"]] if "$ref" in part else []
        return own + [ref for value in part.values() for ref in references(value)]
    return [ref for value in part for ref in references(value)] if isinstance(part, list) else []


def test_every_definition_and_field_says_what_it_is() -> None:
    for definition in json_schema()["$defs"].values():
        assert definition["description"]
        assert all(field["description"] for field in definition.get("properties", {}).values())


def test_a_report_with_findings_of_every_verdict_is_valid(report: Report) -> None:
    assert problems(report) == []


def test_a_report_that_was_reviewed_is_valid(report: Report) -> None:
    decision = Decision(
        state=State.DISMISSED, person="Ada", at="2021-05-06T09:30:00Z", reason=Reason.OTHER
    )
    decided = tuple(f.model_copy(update={"review": decision}) for f in report.findings)

    assert problems(report.model_copy(update={"findings": (), "dismissed": decided})) == []


def test_a_report_of_a_check_is_valid(check_texts: Callable[..., Report]) -> None:
    shared = (
        "Iceland proposed the joint rescue centre in March, the ministry said. The centre would "
        "watch the sea between the two islands by day and by night, with four boats, two "
        "helicopters and some sixty people who live beside the harbour all the year round."
    )
    other = "Norway proposed the joint rescue centre in March."
    found = check_texts({"post": shared, "echo": shared, "radio": other})

    assert found.findings
    assert found.copies
    assert problems(found) == []


def test_the_sample_report_is_valid() -> None:
    assert problems(load(ROOT / "reports" / "sample" / "report.json")) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"findings": None}, "None is not of type 'array'"),
        ({"schema_version": 2}, "1 was expected"),
        ({"skipped": [{"path": "a.txt"}]}, "'reason' is a required property"),
        ({"dismissed": [{"verdict": "lie"}]}, "'lie' is not one of"),
    ],
)
def test_what_is_no_report_is_not_valid(
    report: Report, change: dict[str, object], message: str
) -> None:
    data = {**json.loads(to_json(report)), **change}

    errors = Draft202012Validator(json_schema()).iter_errors(data)
    assert any(message in error.message for error in errors)


def test_fields_that_a_later_version_adds_are_valid(report: Report) -> None:
    data = {**json.loads(to_json(report)), "pictures": []}
    data["articles"][0]["url"] = "https://example.org/1"

    assert Draft202012Validator(json_schema()).is_valid(data)
