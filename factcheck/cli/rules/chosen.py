"""The rules that a `factcheck rules` command speaks of: options in, a rule set or one rule out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console

from factcheck.cli.outcome import EXIT_USAGE, stopped

if TYPE_CHECKING:
    from factcheck.rules.loader import LoadedRule, RuleSet


def rule_set(rules: list[str] | None, project: bool, errors: Console) -> RuleSet:
    """All rules of the current folder's project, the built-in ones and those named; what is broken
    is said and left out."""
    from factcheck.rules.loader import load_for
    from factcheck.rules.source import RuleError

    try:
        return load_for(["."], rules or (), with_project=project)
    except RuleError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None


def one_rule(rule_id: str, rules: RuleSet, errors: Console) -> LoadedRule:
    """The rule with this id, switched off or not."""
    from factcheck.rules.loader import unknown_rule

    known = {loaded.id: loaded for loaded in (*rules.rules, *rules.off)}
    if rule_id not in known:
        raise stopped(errors, unknown_rule(rule_id, known), EXIT_USAGE)
    return known[rule_id]
