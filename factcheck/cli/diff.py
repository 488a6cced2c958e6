"""`factcheck diff`: two reports in, what is new, gone and changed out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.document import print_document, print_json
from factcheck.cli.options import AsJson
from factcheck.cli.outcome import EXIT_FLAGGED, EXIT_USAGE, note, stopped
from factcheck.cli.stored import load_report, report_file
from factcheck.cli.terminal import open_console

if TYPE_CHECKING:
    from factcheck.report.difference import Difference

LEAST_OLDER = 60  # seconds between two files before their dates say which report came first

HELP = """Tell what is new, gone and changed between two reports on one story.

OLD and NEW are report.json files, or folders that hold one. What needs a person comes first: new \
conflicts, and findings that became conflicts. + is new, - is gone, ~ is changed.

[bold]Examples[/bold]

  factcheck check story/ --output reports/monday
  factcheck check story/ --output reports/tuesday    a day later
  factcheck diff reports/monday reports/tuesday
  factcheck diff reports/monday reports/tuesday --markdown > mail.md
  factcheck diff reports/monday reports/tuesday --exit-code || echo look at it

[bold]Exit codes[/bold]

  0  compared
  1  compared, --exit-code was given, and a conflict, dispute or update is new or changed
  2  wrong use: a report that does not exist, or that another factcheck wrote
"""


def diff(
    old: Annotated[str, typer.Argument(help="The report from before.", metavar="OLD")],
    new: Annotated[str, typer.Argument(help="The report from now.", metavar="NEW")],
    every: Annotated[
        bool,
        typer.Option("--all", help="List everything, also questions that one source answers."),
    ] = False,
    as_json: AsJson = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Markdown, for a mail or an issue.")
    ] = False,
    fail: Annotated[
        bool,
        typer.Option("--exit-code", help="End with 1 when something flagged is new or changed."),
    ] = False,
) -> None:
    errors = open_console(stderr=True)
    if as_json and as_markdown:
        raise stopped(errors, "--json and --markdown: give one of them", EXIT_USAGE)
    files = report_file(old), report_file(new)
    before, now = (load_report(file, errors) for file in files)
    from factcheck.report.difference import difference, markdown

    found = _with_dates(difference(before, now), *files)
    if found.swapped:
        note(f"are OLD and NEW the right way round? {found.swapped}", errors)
    if as_json:
        print_json(found.model_dump_json(indent=1))
    elif as_markdown:
        print_document(markdown.render(found, every=every).encode("utf-8"))
    else:
        from factcheck.cli.difference import print_difference

        print_difference(found, open_console(), every=every, where=new)
    if fail and found.flags:
        raise typer.Exit(EXIT_FLAGGED)


diff.__doc__ = HELP


def _with_dates(difference: Difference, old: Path, new: Path) -> Difference:
    """With the dates of the files as what speaks for a wrong order, where the reports do not."""
    if difference.swapped or difference.empty:
        return difference
    if old.stat().st_mtime - new.stat().st_mtime < LEAST_OLDER:
        return difference
    return difference.model_copy(
        update={"swapped": "the file of OLD was written after that of NEW"}
    )
