"""`factcheck rules`: what a writer of rules needs - look rules up, write, validate, test and try
them. Nothing here is needed to check articles.
"""

from __future__ import annotations

import typer

from factcheck.cli.rules.counting import stats
from factcheck.cli.rules.listing import list_rules, show
from factcheck.cli.rules.testing import run_tests
from factcheck.cli.rules.trying import try_rule
from factcheck.cli.rules.validating import validate
from factcheck.cli.rules.writing import new, schema

HELP = """List, show, write, validate, test and try rules.

A rule teaches factcheck one kind of question in a few lines of YAML; docs/rules.md is the tutorial.

[bold]From nothing to a rule that works[/bold]

  factcheck rules new ferries.fare --answer how-much   write rules/ferries.yaml, which works already
  factcheck rules try ferries.fare --text "…"           change it, look at what it reads
  factcheck rules test rules/                           run the examples
  factcheck check my-story/                             rules/ beside the articles counts by itself
"""

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("list")(list_rules)
app.command()(show)
app.command()(new)
app.command()(validate)
app.command("test")(run_tests)
app.command("try")(try_rule)
app.command()(stats)
app.command()(schema)
