"""The rule language as JSON Schema, so that editors complete and check rule files."""

from __future__ import annotations

from typing import Any

from factcheck.rules.schema import SINGLE_OR_LIST, Pack

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of one rule file."""
    schema = Pack.model_json_schema()
    trigger = schema["$defs"]["Trigger"]["properties"]
    for field in SINGLE_OR_LIST:
        trigger[field] = _or_one(trigger[field])
    for field in ("find", "when", "unless"):
        named = trigger[field].get("patternProperties")  # where the names have a form
        if named is None:
            inside = trigger[field]["additionalProperties"]
            trigger[field]["additionalProperties"] = _or_one(inside)
        else:
            trigger[field]["patternProperties"] = {k: _or_one(v) for k, v in named.items()}
    rule = schema["$defs"]["Rule"]["properties"]
    rule["triggers"] = {
        "anyOf": [rule["triggers"], {"type": "string"}],
        "description": "what starts a claim; or the name of shared triggers of this file",
    }
    return {**schema, "$schema": DIALECT, "title": "factcheck rule pack"}


def _or_one(listed: dict[str, Any]) -> dict[str, Any]:
    """A list, or one of its items by itself."""
    outside = {k: v for k, v in listed.items() if k in {"description", "default", "title"}}
    inside = {k: v for k, v in listed.items() if k not in outside}
    return {**outside, "anyOf": [inside, listed["items"]]}
