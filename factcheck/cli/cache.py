"""`factcheck cache`: what earlier checks kept of the articles that they read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from rich.filesize import decimal
from rich.table import Table

from factcheck.cli.options import AsJson
from factcheck.cli.outcome import EXIT_INCOMPLETE, stopped
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.store.cache import Cache

HELP = """List, limit and clear what checks keep.

A check keeps what files held, how articles were parsed, what the rules found in them and what \
stories came to, so that the next one does only what is new or changed: an article, a rule, the \
language model or factcheck itself. It is one file, on this machine alone; it holds text of the \
articles. You may delete it at any time.

[bold]Examples[/bold]

  factcheck cache list            what is kept, and where
  factcheck cache limit 200MB     keep no more than that; what was not used for longest goes
  factcheck cache clear           keep nothing of what was read so far
  factcheck check story/ --no-cache
                                  keep nothing of this check

The variable FACTCHECK_CACHE names another file, or is 'off'.
"""

_UNITS = {"": 1, "b": 1, "kb": 10**3, "mb": 10**6, "gb": 10**9, "tb": 10**12}
_SIZE = re.compile(r"\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>[a-z]*)\s*", re.IGNORECASE)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("list")
def list_entries(as_json: AsJson = False) -> None:
    """List what is kept, what was used last first: of files the articles in them, of articles the
    parse and what the rules found, of stories the findings."""
    with _opened() as cache:
        kept, most, file = cache.entries(), cache.limit, str(cache.file)
    if as_json:
        from pydantic import TypeAdapter

        from factcheck.store.cache import Kept

        typer.echo(TypeAdapter(list[Kept]).dump_json(kept, indent=1).decode())
        return
    console = open_console()
    table = Table(box=None, pad_edge=False)
    table.add_column("kept of", no_wrap=True)
    table.add_column("name", overflow="fold")
    table.add_column("size", justify="right", no_wrap=True)
    table.add_column("last used", no_wrap=True)
    for entry in kept:
        day = datetime.fromtimestamp(entry.used, UTC).date().isoformat()
        table.add_row(entry.kind, inert(entry.label), decimal(entry.size), day)
    if kept:
        console.print(table)
    whole = decimal(sum(entry.size for entry in kept))
    console.print(inert(f"{_counted(len(kept))}, {whole} of at most {decimal(most)}, in {file}"))


@app.command()
def limit(
    size: Annotated[str, typer.Argument(metavar="SIZE", help="500MB, 2GB; 0 keeps nothing.")],
) -> None:
    """Keep no more than SIZE; what was not used for longest goes."""
    most = _bytes(size)
    with _opened() as cache:
        cache.set_limit(most)
        kept = len(cache.entries())
    open_console().print(inert(f"at most {decimal(most)} are kept; now {_counted(kept)}"))


@app.command()
def clear() -> None:
    """Delete all that is kept."""
    with _opened() as cache:
        kept = len(cache.entries())
        cache.clear()
    open_console().print(inert(f"deleted {_counted(kept)}"))


def _opened() -> Cache:
    from factcheck.store.cache import VARIABLE, Cache, default_file

    file = default_file()
    if file is None:
        message = f"nothing is kept: {VARIABLE} is 'off'"
        raise stopped(open_console(stderr=True), message, EXIT_INCOMPLETE)
    cache = Cache(file)
    if cache.trouble:
        raise stopped(open_console(stderr=True), cache.trouble, EXIT_INCOMPLETE)
    return cache


def _counted(kept: int) -> str:
    return "1 entry" if kept == 1 else f"{kept:,} entries"


def _bytes(size: str) -> int:
    found = _SIZE.fullmatch(size)
    if found is None or found["unit"].lower() not in _UNITS:
        raise typer.BadParameter(f"'{size}' is no size; give a number and a unit, such as 500MB.")
    return int(float(found["number"]) * _UNITS[found["unit"].lower()])
