"""The models of a report go in, the JSON Schema of report.json comes out, for tools that read one.

`python -m factcheck.report.schema` prints what docs/report.schema.json holds (`make reference`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from factcheck import model

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of what this version writes, JSON Schema draft 2020-12.

    This version writes every field; one with a default may be missing from what an earlier version
    wrote, and fields that are not named may stand beside them, for a later version may add some.
    It names no address: it is valid wherever it is kept.
    """
    schema = model.Report.model_json_schema(mode="serialization")
    for part in _objects(schema):
        part.pop("additionalProperties", None)
    schema["properties"]["schema_version"]["const"] = model.SCHEMA_VERSION
    return {"$schema": DIALECT, **schema, "title": "factcheck report"}


def dumps() -> str:
    """The schema as JSON text, with a newline at the end."""
    return json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n"


def _objects(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schemas of the models: those that refuse fields that they do not name."""
    for part in (schema, *schema["$defs"].values()):
        if part.get("additionalProperties") is False:
            yield part


if __name__ == "__main__":
    print(dumps(), end="")
