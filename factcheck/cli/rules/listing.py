"""`factcheck rules list` and `factcheck rules show`: which rules there are, and what one says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from factcheck.cli.blocks import facts
from factcheck.cli.options import AsJson, NoProject, Rules
from factcheck.cli.outcome import EXIT_INCOMPLETE, EXIT_USAGE, stopped, warn_broken
from factcheck.cli.rules.chosen import one_rule, rule_set
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.rules.loader import LoadedRule

LIST_HELP = """List the rules: id, question, severity, on or off.

[bold]Examples[/bold]

  factcheck rules list
  factcheck rules list --pack casualties
  factcheck rules list --rules my-rules.yaml --json
"""

SHOW_HELP = """Show a rule as its file has it, and where that is.

[bold]Example[/bold]

  factcheck rules show casualties.killed
"""


def list_rules(
    pack: Annotated[
        str | None, typer.Option("--pack", metavar="NAME", help="Only the rules of this pack.")
    ] = None,
    rules: Rules = None,
    no_project: NoProject = False,
    as_json: AsJson = False,
) -> None:
    errors = open_console(stderr=True)
    chosen = rule_set(rules, not no_project, errors)
    every = sorted((*chosen.rules, *chosen.off), key=lambda loaded: loaded.id)
    shown = [loaded for loaded in every if pack in (None, loaded.file.pack.pack)]
    if not shown:
        from factcheck.rules.problems import nearest

        packs = {loaded.file.pack.pack for loaded in every}
        message = f"there is no rule of a pack '{pack}'{nearest(pack or '', packs)}"
        raise stopped(errors, message, EXIT_USAGE)
    off = {loaded.id for loaded in chosen.off}
    if as_json:
        typer.echo(json.dumps([_row(r, r.id in off) for r in shown], indent=1, ensure_ascii=False))
    else:
        _print(shown, off, open_console())
    warn_broken(chosen.broken, errors)
    raise typer.Exit(EXIT_INCOMPLETE if chosen.broken else 0)


list_rules.__doc__ = LIST_HELP


def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule: pack.rule.")],
    rules: Rules = None,
    no_project: NoProject = False,
) -> None:
    errors, console = open_console(stderr=True), open_console()
    chosen = rule_set(rules, not no_project, errors)
    loaded = one_rule(rule_id, chosen, errors)
    off = loaded in chosen.off
    console.print(inert(f"{loaded.id}  {'off' if off else 'on'}", "bold"))
    rows = [
        ("question", loaded.rule.question),
        ("severity", loaded.rule.severity.value),
        ("stands in", loaded.where),
    ]
    if loaded.file.pack.about:
        rows.append(("its pack", f"{loaded.file.pack.pack}: {loaded.file.pack.about}"))
    console.print(facts(rows))
    console.print()
    for line in loaded.file.source.lines("rules", loaded.index).splitlines():
        console.print(inert(line), soft_wrap=True)
    warn_broken(chosen.broken, errors)


show.__doc__ = SHOW_HELP


def _row(loaded: LoadedRule, off: bool) -> dict[str, object]:
    return {
        "id": loaded.id,
        "question": loaded.rule.question,
        "pack": loaded.file.pack.pack,
        "severity": loaded.rule.severity.value,
        "on": not off,
        "builtin": loaded.file.builtin,
        "file": loaded.where,
    }


def _print(shown: list[LoadedRule], off: set[str], console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in ("rule", "question", "severity", ""):
        table.add_column(title, overflow="fold", no_wrap=title in {"rule", "severity"})
    for loaded in shown:
        own = "" if loaded.file.builtin else "yours"
        state = "off" if loaded.id in off else own
        style = "dim" if loaded.id in off else ""
        cells = (loaded.id, loaded.rule.question, loaded.rule.severity.value, state)
        table.add_row(*(inert(cell, style) for cell in cells))
    console.print(table)
    packs = len({loaded.file.pack.pack for loaded in shown})
    count = f"{len(shown)} rule{'s' * (len(shown) != 1)} in {packs} pack{'s' * (packs != 1)}"
    silent = sum(loaded.id in off for loaded in shown)
    console.print(f"{count}{f', {silent} switched off' if silent else ''}.")
