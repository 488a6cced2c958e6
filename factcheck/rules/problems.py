"""What pydantic found wrong with a rule file in, messages for its writer out: where, what, and the
nearest name that would have been right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Protocol, get_args, get_origin

from pydantic import BaseModel, ValidationError

from factcheck.rules.vocabulary import MEANT

PLACE = re.compile(r":(\d+):(\d+):")
NAMED_ROLE = re.compile(r"(\w+) names the role '(\w+)'")
QUOTED = re.compile(r"'([^']*)'")
LITERAL = "literal_error"
UNKNOWN_FIELD = "extra_forbidden"
PLAIN = {
    "missing": "is missing",
    "string_type": "must be text; put quotes around numbers, and around text with a colon",
    "tuple_type": "must be a list: [one, two]",
    "list_type": "must be a list: [one, two]",
    "dict_type": "must be a mapping of names: {name: …}",
    "model_type": "must be a mapping of fields: {field: …}",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "string_too_short": "must not be empty",
}
PATTERNS = {
    r"^[a-z][a-z0-9-]*$": "a name of lower-case letters, digits and hyphens",
    r"^[a-z][a-z0-9_]*$": "a name of lower-case letters, digits and underscores",
    r"^[a-z]{2,3}$": "a language's code of two or three letters, such as en",
}


class Places(Protocol):
    """A file that was read, as far as messages need it."""

    def where(self, *steps: object) -> str:
        """'file:line:column' of a part, by the keys and indexes that lead to it."""
        ...

    def has(self, *steps: object) -> bool:
        """Whether there is such a part."""
        ...

    def find(self, word: str, *steps: object) -> tuple[object, ...]:
        """The keys and indexes that lead to the first place below a part where a word stands
        alone; else those of the part."""
        ...


def describe(error: ValidationError, file: Places, model: type[BaseModel]) -> str:
    """One line a mistake: file:line:column, the field, what is wrong, what would be right."""
    errors = [dict(e) for e in error.errors()]
    found = [_line(e, file, model) for e in errors if not _follows(e, errors)]
    return "\n".join(sorted(dict.fromkeys(found), key=_place))


def _place(line: str) -> tuple[int, int]:
    """The first two numbers between colons: line and column."""
    found = PLACE.search(line)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def nearest(name: str, known: Iterable[str]) -> str:
    """'; did you mean x?' where a known name is much like this one, else ''."""
    known = list(known)
    meant = [MEANT[name]] if MEANT.get(name) in known else []
    like = meant or get_close_matches(name, known, n=1)
    return f"; did you mean '{like[0]}'?" if like else ""


def _line(error: dict[str, Any], file: Places, model: type[BaseModel]) -> str:
    steps = tuple(error["loc"])
    told = _message(error, steps, model)
    named = NAMED_ROLE.match(told)
    if named is not None:  # said of the whole rule: look for the place where the role is named
        steps = file.find(named[2], *steps, named[1])
    there = next((n for n in range(len(steps)) if not file.has(*steps[: n + 1])), len(steps))
    shown = ".".join(map(str, steps[: there + 1])) or "file"  # down to the part that is missing
    return f"{file.where(*steps)}: {shown}: {told}"


def _message(error: dict[str, Any], steps: tuple[object, ...], model: type[BaseModel]) -> str:
    sort, context, given = error["type"], error.get("ctx", {}), error.get("input")
    if sort == UNKNOWN_FIELD:
        known = list(_fields_at(model, steps[:-1]))
        if ":" in str(steps[-1]):
            return "unknown field; put a space after the colon"
        return f"unknown field{_instead(str(steps[-1]), known)}"
    if sort in {LITERAL, "enum"}:
        allowed = QUOTED.findall(str(context.get("expected", "")))
        return f"'{given}' is not known{_instead(str(given), allowed)}"
    if sort == "string_pattern_mismatch":
        wanted = PATTERNS.get(str(context.get("pattern")), "another form")
        return f"'{given}' must be {wanted}"
    if sort == "too_short":
        return f"needs at least {context.get('min_length', 1)}"
    return PLAIN.get(sort) or str(error["msg"]).removeprefix("Value error, ")


def _instead(name: str, known: list[str]) -> str:
    return nearest(name, known) or f"; known are {', '.join(known)}"


def _fields_at(model: type[BaseModel], steps: tuple[object, ...]) -> Iterable[str]:
    """The fields of the model that these keys and indexes lead to."""
    here: object = model
    for step in steps:
        if isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(str(step))
            here = field.annotation if field else None
        else:
            here = next(iter(_parts(here)[-1:]), None)
        while get_origin(here) is not None and _is_optional(here):
            here = next(part for part in _parts(here) if part is not type(None))
    if isinstance(here, type) and issubclass(here, BaseModel):
        return here.model_fields
    return ()


def _parts(annotation: object) -> list[object]:
    return [part for part in get_args(annotation) if part is not ...]


def _is_optional(annotation: object) -> bool:
    return type(None) in get_args(annotation)


def _follows(error: dict[str, Any], errors: list[dict[str, Any]]) -> bool:
    """Whether an error only says that something inside it is wrong."""
    loc = error["loc"]
    return any(len(e["loc"]) > len(loc) and e["loc"][: len(loc)] == loc for e in errors)
