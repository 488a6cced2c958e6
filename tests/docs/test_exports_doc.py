"""The page on other outputs names every format, option, column and property that there is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from factcheck.cli.app import app
from factcheck.model import Decision, Report, State, Subject
from factcheck.report.exports import EXPORTS
from factcheck.report.exports.markdown import MOST_CHARACTERS
from factcheck.report.exports.tables import TABLES, Kind
from factcheck.report.exports.web_annotation import CONTEXT_LENGTH

DOCS = Path(__file__).parents[2] / "docs"
EXPORTS_PAGE = (DOCS / "exports.md").read_text(encoding="utf-8")
GENERAL = {"@context", "@type", "@id", "type"}  # of every JSON-LD document


@pytest.fixture(scope="module")
def reviewed(check_texts: Callable[..., Report]) -> Report:
    """A report with everything in it that an export has a property for."""
    found = check_texts(
        {
            "post": "Iceland proposed the joint rescue centre in March, Jon Vik said.",
            "echo": "Norway proposed the joint rescue centre in March.",
        }
    )
    decision = Decision(state=State.CONFIRMED, person="Ada", at="2021-05-06T09:30:00Z")
    subject = Subject(kind="person", value="jon vik", label="Jon Vik")
    known = {"publisher": "The Post", "title": "Rescue", "published": "2021-05-03"}
    decided = {"review": decision, "about": (subject,)}
    return found.model_copy(
        update={
            "articles": tuple(a.model_copy(update=known) for a in found.articles),
            "findings": tuple(f.model_copy(update=decided) for f in found.findings),
        }
    )


def properties(part: Any) -> Iterator[str]:
    """The names of all properties in a JSON document."""
    if isinstance(part, dict):
        yield from part
    for inside in part.values() if isinstance(part, dict) else part:
        if isinstance(inside, dict | list):
            yield from properties(inside)


def section(title: str) -> str:
    """The text under a heading, with what is below it."""
    _, found, rest = EXPORTS_PAGE.partition(f"\n{title}")
    assert found
    level = title.partition(" ")[0]
    return re.split(rf"\n#{{2,{len(level)}}} ", rest)[0]


@pytest.mark.parametrize("name", EXPORTS)
def test_every_format_and_file_is_named_with_a_command(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \|.*$", EXPORTS_PAGE, re.MULTILINE)

    assert all(f"`{file}`" in row for file in EXPORTS[name].files)
    assert f"factcheck export reports/week --format {name}" in EXPORTS_PAGE or name == "html"


@pytest.mark.parametrize(("table", "column"), [(t, c) for t in TABLES for c in TABLES[t]])
def test_every_column_is_documented_with_its_type(table: str, column: Any) -> None:
    (row,) = re.findall(rf"^\|[^|]*`{column.name}`.*$", section(f"### `{table}`"), re.MULTILINE)

    if "as there" not in row:
        assert column.kind in row
        assert all(f"`{word}`" in row for word in column.words if "review" not in column.name)


def test_types_are_those_of_the_page() -> None:
    assert {column.kind for columns in TABLES.values() for column in columns} == set(Kind)


@pytest.mark.parametrize("name", ["json-ld", "web-annotation"])
def test_every_property_is_documented(name: str, reviewed: Report) -> None:
    (make,) = EXPORTS[name].files.values()
    found = set(properties(json.loads(make(reviewed)))) - GENERAL

    text = section(f"## `{name}`")
    assert sorted(found - set(re.findall(r"`([a-zA-Z]+)`", text))) == []


def test_every_type_of_schema_org_is_documented(reviewed: Report) -> None:
    (make,) = EXPORTS["json-ld"].files.values()
    kinds = set(re.findall(r'"@type": "(\w+)"', make(reviewed).decode("utf-8")))

    assert kinds >= {"Dataset", "ClaimReview", "Claim", "Quotation", "NewsArticle", "Person"}
    assert sorted(k for k in kinds if f"`{k}`" not in section("## `json-ld`")) == []


def test_every_option_is_documented() -> None:
    export = get_command(app).commands["export"]  # type: ignore[attr-defined]
    options = {name for parameter in export.params for name in parameter.opts if "--" in name}

    assert sorted(option for option in options if f"`{option}" not in EXPORTS_PAGE) == []


def test_limits_are_those_of_the_code() -> None:
    assert f"{MOST_CHARACTERS:,} characters" in EXPORTS_PAGE
    assert f"up to {CONTEXT_LENGTH} characters around it" in EXPORTS_PAGE
