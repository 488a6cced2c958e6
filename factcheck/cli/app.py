"""The `factcheck` command itself: its commands and what all of them share."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from factcheck import __version__
from factcheck.cli.cache import app as cache_app
from factcheck.cli.check import check
from factcheck.cli.claims import claims
from factcheck.cli.diff import diff
from factcheck.cli.explain import explain
from factcheck.cli.export import export, schema
from factcheck.cli.ingest import ingest
from factcheck.cli.review import review
from factcheck.cli.rules import app as rules_app

if TYPE_CHECKING:
    from typer._click import Command, Context

HELP = """Find where news articles agree and where they conflict, with the exact passages.

It works on this machine alone: nothing is sent anywhere. Addresses (https://…) that you give are \
fetched, and no others.

[bold]Examples[/bold]

  factcheck check FOLDER --open    check a folder of articles, show the report
  factcheck check a.txt b.txt      check these articles
  factcheck check --help           see what else it can do
  factcheck explain 1              why the first finding is what it is
  factcheck claims a.txt           what was extracted from each sentence
  factcheck ingest a.txt           how the article is understood, before any check
  factcheck diff OLD NEW           what changed since an older report
  factcheck review                 decide what is a conflict; the decision lasts
  factcheck export --help          CSV, Markdown and more from a report
  factcheck rules list             what it asks about; see factcheck rules --help
"""


class _Commands(TyperGroup):
    """The commands, with a hint for whoever names articles and leaves the command out."""

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if cmd_name not in self.commands and (_is_address(cmd_name) or Path(cmd_name).exists()):
            raise typer.BadParameter(f"to check it, run: factcheck check {quote(cmd_name)}")
        return super().get_command(ctx, cmd_name)


def _is_address(given: str) -> bool:
    from factcheck.ingest import is_address  # takes a while to import, and is seldom needed

    return is_address(given)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,  # main() in factcheck.cli says what happened
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcheck {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_print_version,
            is_eager=True,
            help="Print the version and stop.",
        ),
    ] = False,
) -> None:
    pass


options.__doc__ = HELP

app.command()(check)
app.command()(explain)
app.command()(claims)
app.command()(ingest)
app.command()(diff)
app.command()(export)
app.command()(schema)
app.command()(review)
app.add_typer(rules_app, name="rules")
app.add_typer(cache_app, name="cache")
