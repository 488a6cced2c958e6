"""The rules to begin with: each passes validation and its own examples as it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Article, Report
from factcheck.pipeline import Settings, check_articles
from factcheck.rules.examples import run_examples
from factcheck.rules.loader import RuleSet
from factcheck.rules.source import RuleError
from factcheck.rules.templates import answers, new_pack

RulesWith = Callable[[str], RuleSet]


@pytest.mark.parametrize("answer", answers())
def test_a_new_rule_passes_its_examples_as_it_is_written(
    rules_with: RulesWith, answer: str
) -> None:
    rules = rules_with(new_pack("ferries.first", answer))

    def run(articles: list[Article], chosen: RuleSet) -> Report:
        return check_articles(articles, chosen, Settings(one_story=True))

    outcomes = list(run_examples(rules, run, ["ferries.first"]))

    assert len(outcomes) == 2
    assert [o.problem for o in outcomes if not o.holds] == []


@pytest.mark.parametrize("name", ["ferries", "Ferries.fare", "ferries.", "a.b.c", "", "../x.y"])
def test_what_is_no_id_is_refused_with_an_example_of_one(name: str) -> None:
    with pytest.raises(RuleError, match=r"ferries\.fare"):
        new_pack(name, "who")
