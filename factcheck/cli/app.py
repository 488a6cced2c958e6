"""The `factcheck` command itself: its commands and what all of them share."""

from __future__ import annotations

from typing import Annotated

import typer

from factcheck import __version__
from factcheck.cli.check import check

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Find where news articles agree and where they conflict, with the exact passages.",
    epilog="Start with:  [bold]factcheck check FOLDER --open[/bold]",
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
    """Find where news articles agree and where they conflict, with the exact passages."""


app.command(no_args_is_help=True)(check)
