"""`factcheck ingest`: files in, the articles as they are understood out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factcheck.cli.blocks import print_indented
from factcheck.cli.options import AllowPrivate, AsJson, IgnoreRobots
from factcheck.cli.outcome import (
    EXIT_INCOMPLETE,
    NOTHING_READ,
    stopped,
    tell_history,
    warn_skipped,
)
from factcheck.cli.progress import Step
from factcheck.cli.running import run
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.ingest import Ingested
    from factcheck.model import Article

HELP = """Show articles as they are understood, before anything is checked.

Printed are what is known of each article, with the words that say so, where they stand and how \
sure it is, and its text. What is not the article is struck out; in a pipe it stands between \
[bold]\\[-[/bold] and [bold]-][/bold].

What is wrong can be put right beside the article: in story/monday.txt.meta.json or, for a whole \
folder, in story/articles.csv with the columns file, publisher, title, byline, place, published, \
updated, language, url and agency.

[bold]Examples[/bold]

  factcheck ingest story/monday.txt
  factcheck ingest story/ --json

[bold]Exit codes[/bold]

  0  read
  2  wrong use: a path that does not exist
  3  something could not be read; the message says what
"""

REMOVED = "strike dim"
# What matters most for a check: where it is not known, that is said.
WANTED = ("publisher", "title", "published")


def ingest(
    paths: Annotated[
        list[str], typer.Argument(help="Articles: files, folders or addresses.", metavar="PATH")
    ],
    as_json: AsJson = False,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
) -> None:
    errors = open_console(stderr=True)

    def work(progress: Step) -> Ingested:
        from factcheck import api

        return api.ingest(paths, allow_private=allow_private, ignore_robots=ignore_robots)

    ingested = run(work, errors, shown=False, when_stopped="stopped; nothing was read to the end")
    if as_json:
        from pydantic import TypeAdapter

        typer.echo(TypeAdapter(type(ingested)).dump_json(ingested, indent=1).decode())
    else:
        console = open_console()
        for article in ingested.articles:
            print_article(article, console)
    warn_skipped(ingested.skipped, errors)
    tell_history(ingested.history, errors)
    if not ingested.articles:
        raise stopped(errors, NOTHING_READ, EXIT_INCOMPLETE)
    raise typer.Exit(EXIT_INCOMPLETE if ingested.skipped else 0)


ingest.__doc__ = HELP


def print_article(article: Article, console: Console) -> None:
    """Print what is known of an article and its text, with what was taken out of it."""
    console.print(inert(article.path, "bold"), soft_wrap=True)
    if article.metadata:
        print_indented(console, _metadata(article))
    known = {stated.field for stated in article.metadata}
    if unknown := [name for name in WANTED if name not in known]:
        print_indented(console, f"not known: {', '.join(unknown)}")
    console.print()
    # A style that a pipe cannot carry would make removed words the article's.
    marked = console.color_system is None
    for line in _lines(article, marked=marked):
        console.print(line, soft_wrap=not console.is_terminal)  # a paragraph a line, for grep
        if console.is_terminal:
            console.print()
    if not console.is_terminal:
        console.print()


def _metadata(article: Article) -> Table:
    """One row a value: field, value, source and confidence, and the words that it was read from."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for known in article.metadata:
        sure = f"{known.source}, {known.confidence:.2f}"
        words = inert(f"“{known.evidence}”" if known.evidence != known.value else "as it stands")
        table.add_row(known.field, inert(known.value, "bold"), sure, words)
    return table


def _lines(article: Article, *, marked: bool) -> Iterator[Text]:
    """The paragraphs of an article, and before each the parts that stood there."""
    parts = list(article.removed)
    offset = 0
    for paragraph in article.text.split("\n"):
        while parts and parts[0].at is not None and parts[0].at <= offset:
            part = parts.pop(0)
            yield _struck(part.text, part.reason, marked=marked)
        yield inert(paragraph)
        offset += len(paragraph) + 1
    for part in parts:
        yield _struck(part.text, part.reason, marked=marked)


def _struck(words: str, reason: str, *, marked: bool) -> Text:
    shown = inert(f"[-{words}-]" if marked else words, REMOVED)
    return Text.assemble(shown, "  ", inert(f"({reason})", "dim"))
