"""`factcheck ingest`: files in, the articles as they are understood out."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from textwrap import indent
from typing import IO, TYPE_CHECKING

import typer
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from factcheck.cli.blocks import print_indented
from factcheck.cli.options import AllowPrivate, AsJson, IgnoreRobots, NoProject, Paths, Quiet
from factcheck.cli.outcome import (
    EXIT_INCOMPLETE,
    NOTHING_READ,
    stopped,
    tell_history,
    warn_skipped,
)
from factcheck.cli.running import run
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.ingest import OneByOne, Progress
    from factcheck.model import Article, Skipped

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
  factcheck ingest archive/ --quiet    can everything be read?

[bold]Exit codes[/bold]

  0  read
  2  wrong use: a path that does not exist
  3  something could not be read; the message says what
"""

# Where those stand that are too many to be named.
IN_JSON = "; --json names them all"
REMOVED = "strike dim"
# What matters most for a check: where it is not known, that is said.
WANTED = ("publisher", "title", "published")


def ingest(
    paths: Paths,
    no_project: NoProject = False,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    errors, console = open_console(stderr=True), open_console()
    printed = not (quiet or as_json)

    def work(progress: Progress) -> OneByOne:
        from factcheck import api

        articles = api.ingest_each(
            paths,
            project=not no_project,
            allow_private=allow_private,
            ignore_robots=ignore_robots,
            progress=progress,
        )
        for article in articles:
            if as_json:
                spool.write(article.model_dump_json() + "\n")
            elif printed:
                print_article(article, console)
                if console.quiet:  # nobody listens any more (… | head)
                    break
        return articles

    # Programs are told which articles are copies, and their ids, which nobody knows before the
    # last one is read; memory need not hold the others until then.
    with TemporaryFile("w+", encoding="utf-8") as spool:
        read = run(
            work,
            errors,
            shown=not quiet,
            when_stopped="stopped; not all was read",
            beside=console if printed and console.is_terminal else None,
        )
        history = read.history()
        if as_json:
            _print_json(spool, read, history)
    more_in = "" if as_json else IN_JSON
    if not quiet:
        _print_counts(read, history, errors)
    warn_skipped(read.skipped, errors, more_in)
    tell_history(history, errors, more_in)
    if not read.count:
        raise stopped(errors, NOTHING_READ, EXIT_INCOMPLETE)
    raise typer.Exit(EXIT_INCOMPLETE if read.skipped else 0)


ingest.__doc__ = HELP


def _print_json(spool: IO[str], read: OneByOne, history: tuple[Skipped, ...]) -> None:
    """One object with `articles`, `skipped` and `history`, article by article."""
    from pydantic import TypeAdapter

    from factcheck.model import Article, Skipped

    spool.seek(0)
    ids, left_out = read.ids(), {one.path for one in history}
    lead = '{\n "articles": ['
    for line in spool:
        article = Article.model_validate_json(line)
        if article.path not in left_out:
            named = article.model_copy(update={"id": ids[article.path]})
            typer.echo(f"{lead}\n{indent(named.model_dump_json(indent=1), '  ')}", nl=False)
            lead = ","
    several = TypeAdapter(list[Skipped])
    typer.echo("\n ]," if lead == "," else f"{lead}],")
    typer.echo(f' "skipped": {several.dump_json(read.skipped).decode()},')
    typer.echo(f' "history": {several.dump_json(list(history)).decode()}\n}}')


def _print_counts(read: OneByOne, history: tuple[Skipped, ...], errors: Console) -> None:
    """How much was read, where one cannot see that."""
    if read.count + len(read.skipped) > 1:
        copies = f", {len(history):,} of them copies or earlier versions" if history else ""
        skipped = f"; {len(read.skipped):,} skipped" if read.skipped else ""
        errors.print(f"{read.count:,} article{'s' * (read.count != 1)} read{copies}{skipped}")


def print_article(article: Article, console: Console) -> None:
    """Print what is known of an article and its text, with what was taken out of it."""
    console.print(inert(article.path, "bold"), soft_wrap=True)
    if article.metadata:
        print_indented(console, _metadata(article))
    known = {stated.field for stated in article.metadata}
    if unknown := [name for name in WANTED if name not in known]:
        print_indented(console, f"not known: {', '.join(unknown)}")
    # A style that a pipe cannot carry would make removed words the article's.
    lines = list(_lines(article, marked=console.color_system is None))
    if console.is_terminal:
        lines = [line for paragraph in lines for line in (paragraph, Text())]
    else:
        lines.append(Text())
    # In one piece: a progress bar below is drawn again for each. A paragraph a line, for grep.
    console.print(Group(Text(), *lines), soft_wrap=not console.is_terminal)


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
