"""`factcheck export` and `factcheck schema`: a stored report in, the same in another format out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, TypeAlias

import typer
from rich.console import Console

from factcheck.cli.document import print_document
from factcheck.cli.options import Database, NoProject
from factcheck.cli.outcome import EXIT_INCOMPLETE, EXIT_USAGE, stopped
from factcheck.cli.stored import WRITTEN_BY_CHECK, load_report, report_file
from factcheck.cli.terminal import inert, open_console
from factcheck.model import Report
from factcheck.report.exports import EXPORTS, Export, MissingExtraError

Files: TypeAlias = Mapping[str, Callable[[Report], bytes]]

DEFAULT_REPORT = "reports/latest/report.json"  # where `factcheck check` writes it
STANDARD_OUTPUT = "-"
SCHEMA_EXAMPLE = "factcheck schema > report.schema.json"

_FORMATS = "\n".join(f"  {export.name:<16}{export.about}" for export in EXPORTS.values())

HELP = f"""Write a stored report in another format.

REPORT is a report.json or the folder that has it; without one it is what factcheck check wrote \
last. One document goes to standard output unless --output FILE says otherwise; two tables go into \
a folder, that of the report unless --output FOLDER names one.

[bold]Formats[/bold]

{_FORMATS}

[bold]Examples[/bold]

  factcheck export reports/week --format markdown > week.md
  factcheck export reports/week --format csv --output tables/
  factcheck export reports/week --format csv --table claims > claims.csv
  factcheck export reports/week --format json-ld --output site/week.jsonld
  factcheck export --format json --reviewed > decided.json

[bold]Exit codes[/bold]

  0  exported
  2  wrong use: a report that does not exist, a folder where a file is needed, too long a name
  3  nothing could be written, or a library is missing; the message says what
"""

SCHEMA_HELP = f"""Print the JSON Schema of report.json, for programs that read it.

[bold]Example[/bold]

  {SCHEMA_EXAMPLE}
"""


def _format(given: str) -> Export:
    """The format of this name."""
    if given in EXPORTS:
        return EXPORTS[given]
    near = get_close_matches(given, EXPORTS, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise typer.BadParameter(f"{given!r} is none; {hint}there are {', '.join(EXPORTS)}.")


def export(
    chosen: Annotated[
        Export,
        typer.Option(
            "--format",
            "-f",
            parser=_format,
            metavar="NAME",
            help="The format: csv, parquet, …, as above.",
            show_default=False,
        ),
    ],
    report: Annotated[
        str | None,
        typer.Argument(
            help=f"Report: file or folder.  [default: {DEFAULT_REPORT}]",
            metavar="REPORT",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|FOLDER|-", help="Where to write (- prints it)."
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="findings|claims", help="One of the two tables alone."),
    ] = None,
    reviewed: Annotated[
        bool,
        typer.Option("--reviewed", help="Take the decisions of people from the database, as now."),
    ] = False,
    database: Database = None,
    include_dismissed: Annotated[
        bool, typer.Option("--include-dismissed", help="Have what was dismissed in it, too.")
    ] = False,
    no_project: NoProject = False,
) -> None:
    errors = open_console(stderr=True)
    source = report_file(DEFAULT_REPORT if report is None else report)
    files = _files(chosen, table, errors)
    paths = _targets(chosen, files, output, source.parent, errors)
    hint = "run factcheck check first, or name another report"
    loaded: Report = load_report(
        source, errors, when_missing=hint if report is None else WRITTEN_BY_CHECK
    )
    if reviewed or database is not None:
        loaded = _reviewed(loaded, database, not no_project, include_dismissed, errors)
    elif include_dismissed:
        from factcheck.store.joining import with_dismissed

        loaded = with_dismissed(loaded)
    try:
        made = {name: make(loaded) for name, make in files.items()}
    except MissingExtraError as error:
        raise stopped(errors, str(error), EXIT_INCOMPLETE) from None
    for name, content in made.items():
        if name in paths:
            _write(paths[name], content, errors)
        else:
            _print(content, chosen)


export.__doc__ = HELP


def schema() -> None:
    from factcheck.report.schema import dumps

    typer.echo(dumps(), nl=False)


schema.__doc__ = SCHEMA_HELP


def _files(chosen: Export, table: str | None, errors: Console) -> Files:
    """The files to be made: all of the format, or the one that holds the table."""
    if table is None:
        return chosen.files
    if not chosen.tables:
        message = f"{chosen.name} has no tables: leave out --table, or take --format csv"
    elif table not in chosen.tables:
        message = f"there is no table {table!r}: --table is {' or '.join(chosen.tables)}"
    else:
        name = chosen.tables[table]
        return {name: chosen.files[name]}
    raise stopped(errors, message, EXIT_USAGE)


def _targets(
    chosen: Export, files: Files, output: str | None, beside: Path, errors: Console
) -> dict[str, Path]:
    """Where each file goes; one that is not there goes to standard output. Wrong use is found out
    before the report is read."""
    several = len(files) > 1
    one_table = "name a folder with --output FOLDER, or one table with --table findings"
    if output == "":
        message = "the name after --output is empty; name a file or a folder, or - to print"
    elif output is not None and (problem := _unusable(output)):
        message = f"cannot use --output {output}: {problem}; name another place"
    elif output == STANDARD_OUTPUT and several:
        message = f"{chosen.name} has two tables, and standard output takes one; {one_table}"
    elif output == STANDARD_OUTPUT or (output is None and not several):
        return _to_standard_output(chosen, output is None, errors)
    elif several:
        folder = beside if output is None else Path(output)
        if folder.is_dir() or not folder.exists():
            return {name: folder / name for name in files}
        message = f"{folder} is a file, and {chosen.name} has two tables; {one_table}"
    else:
        (name,) = files
        file = Path(output or name)
        if not file.is_dir():
            return {name: file}
        message = f"{file} is a folder; name a file, such as {file / name}"
    raise stopped(errors, message, EXIT_USAGE)


def _unusable(output: str) -> str | None:
    """Why the system does not even look for a file of this name, such as one that is too long."""
    try:
        Path(output).exists()
    except OSError as error:
        return error.strerror
    return None


def _to_standard_output(chosen: Export, by_default: bool, errors: Console) -> dict[str, Path]:
    """No file at all. What is not text is for programs, never for a terminal."""
    if chosen.binary and by_default and sys.stdout.isatty():
        message = f"{chosen.name} is not text for a terminal; name a file with --output FILE"
        raise stopped(errors, message, EXIT_USAGE)
    return {}


def _reviewed(
    report: Report, database: str | None, project: bool, include_dismissed: bool, errors: Console
) -> Report:
    """The report with the decisions that the database holds; it was asked for, so that a database
    that cannot be read is the end."""
    from factcheck import api

    paths = [article.path for article in report.articles]
    try:
        name = api.find_database(paths, database, project=project)
        return api.reviewed(api.Report.of(report), name, include_dismissed=include_dismissed)
    except api.RuleError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None
    except api.StoreError as error:
        raise stopped(errors, str(error), EXIT_INCOMPLETE) from None


def _write(path: Path, content: bytes, errors: Console) -> None:
    from factcheck.report import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        problem = error.strerror
        if isinstance(error, FileExistsError | NotADirectoryError):
            folders = reversed(path.parents)
            file = next((p for p in folders if p.exists() and not p.is_dir()), path.parent)
            problem = f"{file} is no folder"
        message = f"cannot write {path}: {problem}; name another place with --output"
        raise stopped(errors, message, EXIT_INCOMPLETE) from None
    open_console().print(inert(f"Written: {path}"), soft_wrap=True)


def _print(content: bytes, chosen: Export) -> None:
    if chosen.binary:
        typer.echo(content, nl=False)
    else:
        print_document(content)
