"""The reference of the rule language, as Markdown, from the models that define it.

`python -m factcheck.rules.reference` prints what docs/rules-reference.md holds (`make reference`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from factcheck.rules.project import RuleSettings
from factcheck.rules.schema import (
    PREPOSITIONS,
    Example,
    Expected,
    Pack,
    Role,
    Rule,
    Trigger,
)
from factcheck.rules.vocabulary import KINDS, PLACES

INTRODUCTION = """\
# The rule language, field by field

Made from the models in `factcheck/rules/` by `make reference`; [rules.md](rules.md) is the
tutorial, [cookbook.md](cookbook.md) has whole rules. Only `true` and `false` are booleans: `on` and
`no` stay words. YAML aliases (`*name`) are refused. Where a list of words is asked for, `$name`
stands for the words of a named list.
"""

SECTIONS: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("A pack", "One YAML file.", Pack),
    ("A rule", "One kind of question.", Rule),
    ("A role", "A part of what happened, and what may fill it.", Role),
    (
        "A trigger",
        "What starts a claim: exactly one of verb, noun, adjective, word, phrase, pattern, name, "
        "figure, states, extractor. Verbs, nouns and adjectives are lemmas: `sign` also finds "
        'signed, signing, was signed; `put forward` is one verb; `"*"` is any.',
        Trigger,
    ),
    ("An example", "Short articles, and what the rule must make of them.", Example),
    ("What an example expects", "", Expected),
    ("factcheck.toml: the table `rules`", "What a project changes.", RuleSettings),
)


def markdown() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for title, about, model in SECTIONS:
        intro = f"{about}\n\n" if about else ""
        parts.append(f"## {title}\n\n{intro}{_table(model)}")
    parts.append("## Kinds of value\n\n" + _words("kind", KINDS))
    chained = "Places chain with dots: `object.from`. Every preposition is a place, too: "
    prepositions = ", ".join(f"`{word}`" for word in PREPOSITIONS)
    parts.append(f"## Places\n\n{_words('place', PLACES)}\n{chained}{prepositions}.\n")
    return "\n".join(parts)


def _table(model: type[BaseModel]) -> str:
    rows = (_row(name, field) for name, field in model.model_fields.items())
    return _markdown_table(("field", "holds", "default", "meaning"), rows)


def _row(name: str, field: FieldInfo) -> tuple[str, str, str, str]:
    return f"`{name}`", _type(field.annotation), _default(field), field.description or ""


def _words(title: str, words: Mapping[str, str]) -> str:
    return _markdown_table((title, "meaning"), ((f"`{w}`", told) for w, told in words.items()))


def _markdown_table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [titles, tuple("---" for _ in titles), *rows]
    return "".join(f"| {' | '.join(c.replace('|', '/') for c in cells)} |\n" for cells in lines)


def _type(annotation: Any) -> str:
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(inside[0])
    if origin is Literal:
        return ", ".join(f"`{choice}`" for choice in inside)
    if origin in (Union, UnionType):
        return " or ".join(_type(part) for part in inside if part is not NoneType)
    if origin is tuple:
        many = Ellipsis in inside
        return f"list of {_type(inside[0])}" if many else f"{len(inside)} of {_type(inside[0])}"
    if origin is dict:
        return f"name: {_type(inside[1])}"
    return _name(annotation)


def _name(annotation: Any) -> str:
    plain = {str: "text", bool: "true or false", float: "number", int: "number", Any: "anything"}
    if annotation in plain:
        return plain[annotation]
    if issubclass(annotation, BaseModel):
        return str(annotation.__name__).lower()
    choices: Iterable[Any] = annotation
    return ", ".join(f"`{choice.value}`" for choice in choices)


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True) if not field.is_required() else ...
    if value is ... or value is PydanticUndefined:
        return "needed"
    if isinstance(value, BaseModel) or value in (None, "", (), {}):
        return ""
    if isinstance(value, tuple):
        return ", ".join(f"`{getattr(v, 'value', v)}`" for v in value)
    return f"`{str(getattr(value, 'value', value)).lower()}`"


if __name__ == "__main__":
    print(markdown(), end="")
