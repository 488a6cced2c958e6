"""The page on differences names every field, value and option that there is."""

from __future__ import annotations

import inspect
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.main import get_command

from factcheck.cli.app import app
from factcheck.report.difference import (
    CONFIDENCE_MOVES,
    AnswerDifference,
    ArticleDifference,
    ArticleName,
    Aspect,
    Because,
    Cause,
    Change,
    Difference,
    FindingDifference,
    IndependenceDifference,
    Maker,
    RunDifference,
    Totals,
    Unchanged,
    model,
)

PAGE = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
WHERE: dict[str, type[BaseModel]] = {
    "": Difference,
    "run[].": RunDifference,
    "old.": Totals,
    "new.": Totals,
    "articles[].": ArticleDifference,
    "findings[].": FindingDifference,
    "findings[].because.": Because,
    "findings[].answers[].": AnswerDifference,
    "findings[].independence[].": IndependenceDifference,
    "unchanged.": Unchanged,
}
FIELDS = [f"{lead}{field}" for lead, found in WHERE.items() for field in found.model_fields]
MODELS = [m for _, m in inspect.getmembers(model, inspect.isclass) if issubclass(m, BaseModel)]


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_documented(field: str) -> None:
    assert f"`{field}`" in PAGE or f"`{field}[]`" in PAGE or f"`{field}." in PAGE


@pytest.mark.parametrize("field", ArticleName.model_fields)
def test_every_field_of_an_article_is_documented(field: str) -> None:
    (row,) = [line for line in PAGE.splitlines() if line.startswith("| `articles[].old`")]
    assert f"`{field}`" in row


def test_every_model_has_its_place_on_the_page() -> None:
    own = {m for m in MODELS if m.__module__ == model.__name__ and not m.__name__.startswith("_")}
    assert own == {*WHERE.values(), ArticleName}


@pytest.mark.parametrize("found", [*WHERE.values(), ArticleName])
def test_every_field_says_what_it_is(found: type[BaseModel]) -> None:
    assert all(field.description for field in found.model_fields.values())


@pytest.mark.parametrize("word", [*Change, *Aspect, *Cause, *Maker])
def test_every_value_is_documented(word: StrEnum) -> None:
    assert f"`{word}`" in PAGE


def test_the_options_on_the_page_are_those_of_the_command() -> None:
    command = get_command(app).commands["diff"]
    options = {name for parameter in command.params for name in parameter.opts if name[0] == "-"}

    assert all(f"| `{option}` |" in PAGE for option in options - {"--help", "-h"})


def test_the_amount_by_which_confidence_moves_is_the_one_on_the_page() -> None:
    assert f"when it moves by {CONFIDENCE_MOVES} or more" in PAGE
