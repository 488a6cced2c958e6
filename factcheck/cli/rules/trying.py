"""`factcheck rules try`: a rule and a text in, what the rule reads in it out."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck.cli.claims import claims
from factcheck.cli.options import Articles, AsJson, Model, NoProject, Rules, Text
from factcheck.cli.outcome import EXIT_USAGE, stopped
from factcheck.cli.terminal import open_console

HELP = """Show what a rule extracts, and what it lacked where it extracted nothing.

[bold]Examples[/bold]

  factcheck rules try casualties.killed --text "Two miners were killed on Monday."
  factcheck rules try tenders.winner --rules tenders.yaml my-story/
"""


def try_rule(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule: pack.rule.")],
    paths: Articles = None,
    text: Text = None,
    rules: Rules = None,
    no_project: NoProject = False,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    if text is None and not paths:
        message = f'give a text or articles: factcheck rules try {rule_id} --text "…"'
        raise stopped(open_console(stderr=True), message, EXIT_USAGE)
    claims(
        paths,
        text=text,
        rule=rule_id,
        rules=rules,
        no_project=no_project,
        model=model,
        as_json=as_json,
    )


try_rule.__doc__ = HELP
