"""`factcheck rules stats`: for every rule, how often people confirmed or dismissed its findings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.table import Table

from factcheck.cli.options import AsJson, Database, NoProject
from factcheck.cli.outcome import EXIT_USAGE, stopped
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.store.ledger import RuleCounts

HELP = """Show for every rule how often people confirmed or dismissed its findings.

A rule that is dismissed most of the time wants mending (factcheck rules show), or switching off \
in factcheck.toml. Decisions come from factcheck review.

[bold]Examples[/bold]

  factcheck rules stats
  factcheck rules stats --database postgresql://desk@db.example/news --json
"""

NONE_YET = "no finding has been decided yet; factcheck review REPORT is where that is done"


def stats(
    database: Database = None, no_project: NoProject = False, as_json: AsJson = False
) -> None:
    errors, console = open_console(stderr=True), open_console()
    counts = _counts(database, not no_project, errors)
    decided = {rule: c for rule, c in counts.items() if any(c)}
    if as_json:
        rows = [{"rule": rule, **c._asdict()} for rule, c in decided.items()]
        typer.echo(json.dumps(rows, indent=1))
    elif decided:
        _print(decided, console)
    else:
        console.print(NONE_YET)


stats.__doc__ = HELP


def _counts(database: str | None, project: bool, errors: Console) -> dict[str, RuleCounts]:
    from factcheck import api
    from factcheck.store.ledger import Ledger

    try:
        name = api.find_database(".", database, project=project)
        with Ledger.open(name, make=False) as ledger:
            return ledger.by_rule()
    except api.NoDatabaseError as error:
        if database is not None:
            raise stopped(errors, str(error), EXIT_USAGE) from None
        return {}
    except (api.RuleError, api.StoreError) as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None


def _print(counts: dict[str, RuleCounts], console: Console) -> None:
    """Most often dismissed first: that is where a rule can be mended."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("rule", no_wrap=True)
    for title in ("confirmed", "dismissed", "contested", "more checking", "right"):
        table.add_column(title, justify="right")
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1].dismissed, item[0])):
        judged = count.confirmed + count.dismissed
        right = f"{count.confirmed / judged:.0%}" if judged else ""
        numbers = (count.confirmed, count.dismissed, count.contested, count.deferred)
        table.add_row(inert(rule), *(str(n) if n else "" for n in numbers), right)
    console.print(table)
    confirmed = sum(c.confirmed for c in counts.values())
    dismissed = sum(c.dismissed for c in counts.values())
    console.print(f"{confirmed} confirmed, {dismissed} dismissed, of {len(counts)} rules.")
