"""The page on reviews names every field, option and action that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from factcheck.cli.app import app
from factcheck.model import Decision, Reason, State
from factcheck.store.entries import Action, Entry, Passage
from factcheck.store.location import FILE_NAME, VARIABLE

DOCS = Path(__file__).parents[2] / "docs"
REVIEW = (DOCS / "review.md").read_text(encoding="utf-8")
REPORT = (DOCS / "report-json.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", [*Entry.model_fields, *Passage.model_fields])
def test_every_field_of_an_export_is_documented(field: str) -> None:
    assert re.search(rf"`{field}(\[\])?`", REVIEW)


@pytest.mark.parametrize("word", [*Action, *Reason])
def test_every_action_and_reason_is_documented(word: str) -> None:
    assert f"`{word}`" in REVIEW


@pytest.mark.parametrize("field", Decision.model_fields)
def test_every_field_of_a_review_in_a_report_is_documented(field: str) -> None:
    assert f"`{field}`" in REPORT


@pytest.mark.parametrize("state", [s for s in State if s is not State.UNREVIEWED])
def test_every_state_of_a_report_is_documented(state: str) -> None:
    assert f"`{state}`" in REPORT


def test_where_decisions_are_kept_is_documented() -> None:
    assert VARIABLE in REVIEW
    assert FILE_NAME in REVIEW


@pytest.mark.parametrize("option", ["--terminal", "--export", "--import", "--database", "--person"])
def test_options_that_the_page_speaks_of_exist(option: str) -> None:
    review = get_command(app).commands["review"]

    assert option in REVIEW
    assert option in {name for parameter in review.params for name in parameter.opts}
