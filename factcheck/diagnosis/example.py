"""Why a rule's example does not hold: its first two articles, read by that rule alone and held
against each other step by step.
"""

from __future__ import annotations

from dataclasses import replace

from factcheck.diagnosis.pair import PairDiagnosis, explain_passages
from factcheck.diagnosis.passages import Passage
from factcheck.model import Article
from factcheck.pipeline import Settings
from factcheck.rules.examples import example_articles
from factcheck.rules.loader import LoadedRule, RuleSet
from factcheck.rules.schema import Example


def explain_example(
    loaded: LoadedRule, example: Example, rules: RuleSet, settings: Settings
) -> PairDiagnosis:
    """What the rule made of the example's first two articles. Raises ModelError."""
    first, second, *_ = articles = example_articles(example, loaded.rule)
    alone = replace(rules, rules=(loaded,))
    passages = (_whole(first), _whole(second))
    return explain_passages(tuple(articles), passages, alone, settings)


def _whole(article: Article) -> Passage:
    return Passage(
        article=article.id,
        path=article.path,
        published=article.published,
        start=0,
        end=len(article.text),
        text=article.text,
    )
