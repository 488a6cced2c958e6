"""`factcheck check`: articles in, report out, a summary in the terminal."""

from __future__ import annotations

import os
import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from factcheck.cli.on_spark import (
    Conf,
    Engine,
    EngineName,
    Master,
    Tables,
    Top,
    in_words,
    on_spark,
    write_totals,
)
from factcheck.cli.options import (
    AllowPrivate,
    Database,
    IgnoreRobots,
    Model,
    NoCache,
    NoProject,
    OneStory,
    Paths,
    Quiet,
    Rules,
    Strict,
    Workers,
    is_typed,
)
from factcheck.cli.outcome import (
    EXIT_INCOMPLETE,
    EXIT_USAGE,
    FailOn,
    exit_code,
    note,
    stopped,
    warn,
    warn_undecided,
)
from factcheck.cli.running import run
from factcheck.cli.summary import print_summary
from factcheck.cli.terminal import inert, open_console
from factcheck.engine import forking
from factcheck.garbage import made_to_stay
from factcheck.report.limits import ALL_FINDINGS, home

if TYPE_CHECKING:
    from factcheck.engine.spark.results import Totals
    from factcheck.ingest import Progress
    from factcheck.report import Report

HELP = """Check articles against each other and write a report.

Give two or more articles on one story: files (text, web pages, mails, feeds, PDF, Word, JSON, \
tables, archives), folders that hold them, - for standard input, or addresses (https://…), which \
are fetched; nothing else ever is. The report shows where they agree and where they conflict, with \
the exact passages.

[bold]Examples[/bold]

  factcheck check seeds/
  factcheck check monday/ tuesday/ --output reports/week --open
  factcheck check https://baypost.example/ferry https://hillnews.example/ferry
  factcheck check story/*.txt --rules my-rules.yaml --fail-on conflict
  factcheck check story/ --fail-on unreviewed    end with 1 until factcheck review has seen to all
  factcheck check s3a://archive/2024/ --engine spark --master yarn --tables s3a://found/2024

[bold]Exit codes[/bold]

  0  checked
  1  checked, and something was flagged that --fail-on asks for
  2  wrong use: a path that does not exist, a broken rule file
  3  something could not be checked; the message says what
"""


class Format(StrEnum):
    """Report files that can be written."""

    HTML = "html"
    JSON = "json"


def _output_folder(given: str) -> Path:
    """The folder, if a report could be written there: found out before the work, not after."""
    if not given:
        raise typer.BadParameter("the name is empty; name a folder.")
    folder = Path(given)
    nearest = next((p for p in (folder, *folder.parents) if os.path.lexists(p)), Path())
    if not nearest.is_dir():
        raise typer.BadParameter(f"{nearest} is not a folder; name another one.")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise typer.BadParameter(f"{nearest} may not be written to; name another folder.")
    return folder


def check(
    context: typer.Context,
    paths: Paths,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            parser=_output_folder,
            metavar="FOLDER",
            help="Where report.html and report.json go.",
        ),
    ] = Path("reports/latest"),
    formats: Annotated[
        list[Format] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="html|json",
            help="Write this one only; both are written by default.",
        ),
    ] = None,
    rules: Rules = None,
    no_project: NoProject = False,
    strict: Strict = False,
    model: Model = None,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option(
            "--fail-on",
            metavar="VERDICT",
            help="End with exit code 1 when there is a conflict, dispute, update, or any of them; "
            "or one that is unreviewed.",
        ),
    ] = None,
    database: Database = None,
    include_dismissed: Annotated[
        bool,
        typer.Option(
            "--include-dismissed", help="Show findings that were dismissed in a review, too."
        ),
    ] = False,
    open_report: Annotated[
        bool, typer.Option("--open", help="Show report.html in the browser.")
    ] = False,
    one_story: OneStory = False,
    no_cache: NoCache = False,
    workers: Workers = None,
    engine: Engine = EngineName.LOCAL,
    master: Master = None,
    tables: Tables = None,
    top: Top = None,
    conf: Conf = None,
    quiet: Quiet = False,
) -> None:
    errors = open_console(stderr=True)
    wanted = formats or list(Format)
    refused = {
        "--allow-private": allow_private,
        "--ignore-robots": ignore_robots,
        "--one-story": one_story,
        # what the environment says is for all commands, and not about this one
        "--workers": workers is not None and is_typed(context, "workers"),
    }
    from factcheck.store.cache import Cache, default_file

    spark = on_spark(engine, master, tables, output, top, conf or [], refused, errors)
    if open_report and Format.HTML not in wanted:
        raise stopped(errors, "--open shows report.html; add --format html", EXIT_USAGE)

    def work(progress: Progress) -> Report:
        from factcheck import api

        if spark is not None:
            report, totals = api.check_on_spark(
                paths,
                spark.tables,
                master=spark.master or api.DEFAULT_MASTER,
                spark_settings=spark.settings,
                top=spark.top,
                rules=rules or [],
                project=not no_project,
                strict=strict,
                model=model or (),
                progress=progress,
            )
            counted.append(totals)
            return report
        return api.check(
            paths,
            rules=rules or [],
            project=not no_project,
            strict=strict,
            model=model or (),
            allow_private=allow_private,
            ignore_robots=ignore_robots,
            one_story=one_story,
            cache=None if no_cache else cache,
            workers=workers,
            all_findings=output / ALL_FINDINGS,
            progress=progress,
        )

    counted: list[Totals] = []
    with Cache(None if no_cache or spark else default_file()) as cache:
        # Before the rest is imported, which takes half a second. Another model is known later.
        if spark is None and not model:
            forking.expect(paths, workers, all_new=cache.is_empty)
        report = run(work, errors, shown=not quiet, when_stopped="stopped; no report was written")
    if cache.trouble:
        note(cache.trouble, errors)
    report = _reviewed(report, paths, database, not no_project, include_dismissed, errors)
    try:
        with made_to_stay():  # the report does, to the end
            written = _write(report, output, wanted)
        written += [write_totals(totals, output) for totals in counted]
    except OSError as error:
        message = f"cannot write the report to {output}: {error.strerror}; name another folder"
        raise stopped(errors, message, EXIT_INCOMPLETE) from None
    if not quiet:
        print_summary(report, open_console(), written)
    for totals in counted:
        note(in_words(totals), errors)
    warn(report, errors)
    if open_report:
        _open(output / "report.html", errors)
    raise typer.Exit(exit_code(report, fail_on or []))


check.__doc__ = HELP


def _reviewed(
    report: Report,
    paths: list[str],
    database: str | None,
    project: bool,
    include_dismissed: bool,
    errors: Console,
) -> Report:
    """The report with the decisions of people in it. A database that cannot be read is said, and
    never the end of a check; that nobody has made the usual one yet is not worth a word."""
    from factcheck import api
    from factcheck.store.location import default_file

    name = api.find_database(paths, database, project=project)
    try:
        return api.reviewed(report, name, include_dismissed=include_dismissed)
    except api.NoDatabaseError as error:
        if name != str(default_file()):
            warn_undecided(str(error), errors)
    except api.StoreError as error:
        warn_undecided(str(error), errors)
    return report


def _write(report: Report, folder: Path, formats: list[Format]) -> list[Path]:
    written = []
    if Format.HTML in formats:
        from factcheck.report import pages

        written += pages.write(report, folder / "report.html")
    if Format.JSON in formats:
        report.to_json(folder / "report.json")
        written.append(folder / "report.json")
    if report.not_listed and home(report) == ALL_FINDINGS:
        written.append(folder / ALL_FINDINGS)
    return written


def _open(page: Path, errors: Console) -> None:
    if not webbrowser.open(page.resolve().as_uri()):
        warning = f"no browser could be started; open {page} yourself"
        errors.print(inert(warning), soft_wrap=not errors.is_terminal)
