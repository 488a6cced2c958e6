"""The rules that a `factcheck rules` command speaks of: options in, a rule set or one rule out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from factcheck.cli.outcome import EXIT_USAGE, stopped

if TYPE_CHECKING:
    from factcheck.rules.loader import LoadedRule, RuleSet

ENDINGS = (".yaml", ".yml")  # of a target that is a file, there or not


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


def chosen_rules(targets: list[str], project: bool) -> tuple[RuleSet, list[LoadedRule]]:
    """The rule set, and the rules in it whose examples are to be run."""
    from factcheck.rules.loader import load_for, pack_files, unknown_rule
    from factcheck.rules.source import RuleError

    files = [Path(t) for t in targets if Path(t).exists() or "/" in t or t.endswith(ENDINGS)]
    names = [t for t in targets if Path(t) not in files]
    rules = load_for(["."], files, with_project=project, strict=True)
    if not targets:
        own = [loaded for loaded in rules.rules if not loaded.file.builtin]
        return rules, own or list(rules.rules)
    inside = {file.resolve() for path in files for file in pack_files(path)}
    for name in names:
        if not any(name in (r.id, r.file.pack.pack) for r in rules.rules):
            raise RuleError(unknown_rule(name, [r.id for r in rules.rules]))
    chosen = [
        loaded
        for loaded in rules.rules
        if Path(loaded.file.source.name).resolve() in inside
        or {loaded.id, loaded.file.pack.pack} & set(names)
    ]
    if not chosen:
        raise RuleError(f"{', '.join(targets)}: no rules there; factcheck rules list names them")
    return rules, chosen
