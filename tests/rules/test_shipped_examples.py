"""Every rule that ships does what its own examples say."""

from __future__ import annotations

import pytest

from factcheck.model import Article, Report
from factcheck.pipeline import Settings, check_articles
from factcheck.rules.examples import run_examples
from factcheck.rules.loader import RuleSet, load_builtin

RULES = load_builtin()


def run(articles: list[Article], rules: RuleSet) -> Report:
    return check_articles(articles, rules, Settings(one_story=True))


@pytest.mark.parametrize("rule_id", [loaded.id for loaded in RULES.rules])
def test_the_examples_of_a_shipped_rule_hold(rule_id: str) -> None:
    failed = [o for o in run_examples(RULES, run, [rule_id]) if not o.holds]
    assert not failed, "\n".join(f"{o.where}: {o.rule.id} / {o.name}: {o.problem}" for o in failed)


@pytest.mark.parametrize("loaded", RULES.rules, ids=lambda loaded: loaded.id)
def test_a_shipped_rule_shows_what_it_must_flag_and_what_it_must_not(loaded) -> None:  # type: ignore[no-untyped-def]
    verdicts = [example.expect.verdict for example in loaded.rule.examples]
    assert "none" in verdicts
    assert sum(verdict != "none" for verdict in verdicts) >= 2, "two wordings of what it must flag"
