"""What docs/rules.md shows is true: its rule loads, works, and its tables leave nothing out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factcheck.model import Article, Report
from factcheck.pipeline import check_articles
from factcheck.rules.examples import run_examples
from factcheck.rules.loader import RuleSet, load
from factcheck.rules.schema import RELATIONS, Rule

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def run(articles: list[Article], rules: RuleSet) -> Report:
    return check_articles(articles, rules)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_rule_shown_in_the_docs_does_what_its_examples_say(snippet: str, tmp_path: Path) -> None:
    pack = tmp_path / "shown.yaml"
    pack.write_text(snippet, encoding="utf-8")
    rules = load([pack])
    name = re.search(r"^pack: (\S+)", snippet)
    assert name
    own = [loaded.id for loaded in rules.rules if loaded.id.startswith(f"{name[1]}.")]

    outcomes = list(run_examples(rules, run, own))

    assert outcomes
    assert not [o for o in outcomes if not o.holds]


@pytest.mark.parametrize("field", Rule.model_fields)
def test_every_field_of_a_rule_is_documented(field: str) -> None:
    assert f"| `{field}` |" in PAGE


@pytest.mark.parametrize("place", RELATIONS)
def test_every_place_is_documented(place: str) -> None:
    assert f"`{place}`" in PAGE
