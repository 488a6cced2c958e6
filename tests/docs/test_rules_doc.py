"""What the pages on rules show is true: every rule in them works, every command exists, and the
reference is that of the models.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel

from factcheck.cli.rules import app
from factcheck.model import Article, Report
from factcheck.pipeline import Settings, check_articles
from factcheck.rules.examples import run_examples
from factcheck.rules.loader import RuleSet, load
from factcheck.rules.project import ProjectFile
from factcheck.rules.reference import SECTIONS, markdown

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = (DOCS / "rules.md").read_text(encoding="utf-8")
COOKBOOK = (DOCS / "cookbook.md").read_text(encoding="utf-8")
RULES = re.findall(r"```yaml\n(.*?)```", TUTORIAL + COOKBOOK, re.DOTALL)
LEAST_RECIPES = 10
FIELDS = [(model, name) for _, _, model in SECTIONS for name in model.model_fields]


def run(articles: list[Article], rules: RuleSet) -> Report:
    return check_articles(articles, rules, Settings(one_story=True))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.split()[1])
def test_a_rule_shown_in_the_docs_does_what_its_examples_say(rule: str, tmp_path: Path) -> None:
    pack = tmp_path / "shown.yaml"
    pack.write_text(rule, encoding="utf-8")
    rules = load([pack])
    own = [loaded.id for loaded in rules.rules if not loaded.file.builtin]

    outcomes = list(run_examples(rules, run, own))

    assert len(outcomes) >= 2
    assert [o.problem for o in outcomes if not o.holds] == []


def test_the_cookbook_has_a_rule_for_every_beat() -> None:
    beats = re.findall(r"^## (\w+): ", COOKBOOK, re.MULTILINE)
    assert len(beats) == len(set(beats)) == COOKBOOK.count("```yaml") >= LEAST_RECIPES


def test_the_settings_shown_are_settings() -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", TUTORIAL, re.DOTALL)
    assert ProjectFile.model_validate(tomllib.loads(shown)).rules.off


def test_the_reference_is_that_of_the_models() -> None:
    page = (DOCS / "rules-reference.md").read_text(encoding="utf-8")
    assert page == markdown(), "run `make reference`"


@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_every_field_says_what_it_is(model: type[BaseModel], field: str) -> None:
    assert model.model_fields[field].description


@pytest.mark.parametrize("command", [c.name or "show" for c in app.registered_commands])
def test_every_command_is_in_the_tutorial(command: str) -> None:
    names = [c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands]
    assert command in names
    assert all(f"factcheck rules {name}" in TUTORIAL for name in names)
