"""A rule's own examples are run, and one that does not hold says what was found instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Article, Report
from factcheck.pipeline import Settings, check_articles
from factcheck.rules.examples import Outcome, run_examples
from factcheck.rules.loader import RuleSet

RulesWith = Callable[[str], RuleSet]

HARBOUR = """
pack: harbour
rules:
  - id: dues
    question: "Who pays {{dues}}?"
    roles:
      payer: {{kind: actor}}
      dues: {{kind: thing, head: [due]}}
    identity: [dues]
    answer: payer
    triggers:
      - verb: pay
        find: {{payer: subject, dues: object}}
    examples:
      - name: first
        articles: [{articles}]
        expect: {expect}
"""
TWO_PAYERS = "Norway paid the harbour dues., Chile paid the harbour dues."
ONE_PAYER = "Norway paid the harbour dues., The harbour dues were paid by Oslo."
UNRELATED = "Norway paid the harbour dues., Rain fell in Lima."


def run(articles: list[Article], rules: RuleSet) -> Report:
    return check_articles(articles, rules, Settings(one_story=True))


def outcome(rules_with: RulesWith, articles: str, expect: str) -> Outcome:
    rules = rules_with(HARBOUR.format(articles=articles, expect=expect))
    (only,) = run_examples(rules, run, ["harbour.dues"])
    return only


@pytest.mark.parametrize(
    ("articles", "expect"),
    [
        (TWO_PAYERS, "{verdict: conflict}"),
        (TWO_PAYERS, "{verdict: conflict, answers: [CL, 'NO']}"),
        (ONE_PAYER, "{verdict: agreement}"),
        (ONE_PAYER, "{verdict: agreement, answers: [NO]}"),
        (UNRELATED, "{verdict: none}"),
    ],
)
def test_an_example_that_comes_out_as_expected_holds(
    rules_with: RulesWith, articles: str, expect: str
) -> None:
    found = outcome(rules_with, articles, expect)
    assert found.holds, found.problem
    assert (found.rule.id, found.name) == ("harbour.dues", "first")


@pytest.mark.parametrize(
    ("articles", "expect", "problem"),
    [
        (TWO_PAYERS, "{verdict: agreement}", "conflict"),
        (TWO_PAYERS, "{verdict: none}", "conflict"),
        (TWO_PAYERS, "{verdict: conflict, answers: [CL, PE]}", "NO"),
        (ONE_PAYER, "{verdict: conflict}", "agreement"),
        (ONE_PAYER, "{verdict: none}", "agreement"),
        (ONE_PAYER, "{verdict: agreement, answers: [CL]}", "NO"),
        (UNRELATED, "{verdict: conflict}", "single"),
        ("Rain fell in Lima., Fog came.", "{verdict: conflict}", "nothing"),
    ],
)
def test_an_example_that_comes_out_otherwise_says_what_was_found(
    rules_with: RulesWith, articles: str, expect: str, problem: str
) -> None:
    found = outcome(rules_with, articles, expect)
    assert not found.holds
    assert found.problem is not None
    assert problem in found.problem


def test_all_examples_run_unless_some_rules_are_named(rules_with: RulesWith) -> None:
    rules = rules_with(HARBOUR.format(articles=TWO_PAYERS, expect="{verdict: conflict}"))

    def nothing(articles: list[Article], rules: RuleSet) -> Report:
        return check_articles([], rules)

    everything = list(run_examples(rules, nothing))
    assert len(everything) == sum(len(loaded.rule.examples) for loaded in rules.rules)
    assert {o.rule.id for o in everything} == {loaded.id for loaded in rules.rules}
    assert [o.rule.id for o in run_examples(rules, nothing, ["harbour.dues"])] == ["harbour.dues"]
