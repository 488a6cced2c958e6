"""The text of one JSON value goes in, the value comes out, with strings that a report can hold."""

from __future__ import annotations

import json
import re
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

# JSON may write half of a surrogate pair (RFC 8259, 8.2), UTF-8 and so a report may not.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str | bytes, *, strict: bool = True) -> Json:
    """The value; halves of surrogate pairs in its strings become '�'. `strict`: no control
    characters in strings. Raises ValueError, RecursionError."""
    characters = text if isinstance(text, str) else text.decode("utf-8-sig")
    value: Json = json.loads(characters, strict=strict)
    return _whole(value) if _SURROGATE.search(characters) else value


def _whole(value: Json) -> Json:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {str(_whole(name)): _whole(item) for name, item in value.items()}
    return value
