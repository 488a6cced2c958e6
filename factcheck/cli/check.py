"""`factcheck check`: articles in, report out, a summary in the terminal."""

from __future__ import annotations

import webbrowser
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from factcheck.cli.summary import print_summary
from factcheck.model import Verdict

if TYPE_CHECKING:
    from factcheck.report import Report

EXIT_FLAGGED = 1  # --fail-on was given and something was flagged
EXIT_USAGE = 2  # wrong use: unknown option, path that does not exist, broken rule file
EXIT_INCOMPLETE = 3  # something that should have been checked was not


class Format(StrEnum):
    """Report files that can be written."""

    HTML = "html"
    JSON = "json"


class FailOn(StrEnum):
    """What makes the command end with exit code 1."""

    CONFLICT = "conflict"
    DISPUTE = "dispute"
    UPDATE = "update"
    ANY = "any"


HELP = """Check articles against each other and write a report.

Give files (.txt, .md) or folders of them. Two or more articles on one story are needed to
find anything.

[bold]Examples[/bold]

  factcheck check seeds/
  factcheck check monday/ tuesday/ --output reports/week --open
  factcheck check story/*.txt --rules my-rules.yaml --fail-on conflict

[bold]Exit codes[/bold]

  0  checked    1  something flagged (with --fail-on)    2  wrong use
  3  something could not be checked; the message says what
"""


def check(
    paths: Annotated[
        list[Path], typer.Argument(help="Articles: files or folders.", metavar="PATH...")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder that the report is written to.")
    ] = Path("reports/latest"),
    formats: Annotated[
        list[Format] | None,
        typer.Option("--format", "-f", help="What to write; give it twice for both."),
    ] = None,
    rules: Annotated[
        list[Path] | None,
        typer.Option(
            "--rules", "-r", help="Rule packs of your own (YAML files or folders), beside ours."
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", help="Another installed spaCy pipeline for English.")
    ] = None,
    fail_on: Annotated[
        list[FailOn] | None,
        typer.Option("--fail-on", help="End with exit code 1 when one of these is found."),
    ] = None,
    open_report: Annotated[
        bool, typer.Option("--open", help="Open report.html in the browser.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")
    ] = False,
) -> None:
    """Check articles against each other and write a report."""
    errors = Console(stderr=True)
    report = _run(paths, rules or [], model, errors, quiet)
    try:
        written = _write(report, output, formats or list(Format))
    except OSError as error:
        _stop(errors, f"cannot write to {output}: {error.strerror}", EXIT_USAGE)
    if not quiet:
        print_summary(report, Console(), written)
    _warn(report, errors)
    if open_report:
        _open(written, errors)
    code = _exit_code(report, fail_on or [])
    if code:
        raise typer.Exit(code)


check.__doc__ = HELP


def _run(
    paths: list[Path], rules: list[Path], model: str | None, errors: Console, quiet: bool
) -> Report:
    """The report; every known failure becomes one line that says what to do."""
    with Progress(
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=errors,
        transient=True,
        disable=quiet or not errors.is_terminal,
    ) as progress:
        task = progress.add_task("loading the language model", total=None)
        from factcheck.api import check as check_paths  # the language model's library is slow
        from factcheck.ingest import IngestError
        from factcheck.language.parser import DEFAULT_MODEL, ModelError
        from factcheck.rules.loader import RuleError

        def show(step: str, done: int, total: int) -> None:
            progress.update(task, description=f"{step} articles", completed=done, total=total)

        try:
            return check_paths(paths, rules=rules, model=model or DEFAULT_MODEL, progress=show)
        except (IngestError, RuleError) as error:
            message, code = str(error), EXIT_USAGE
        except ModelError as error:
            message, code = str(error), EXIT_INCOMPLETE
    _stop(errors, message, code)


def _stop(errors: Console, message: str, code: int) -> NoReturn:
    errors.print(f"[bold red]factcheck:[/bold red] {escape(message)}", highlight=False)
    raise typer.Exit(code)


def _write(report: Report, folder: Path, formats: list[Format]) -> list[Path]:
    written = []
    if Format.HTML in formats:
        report.to_html(folder / "report.html")
        written.append(folder / "report.html")
    if Format.JSON in formats:
        report.to_json(folder / "report.json")
        written.append(folder / "report.json")
    return written


def _warn(report: Report, errors: Console) -> None:
    for skipped in report.skipped:
        errors.print(
            f"[yellow]skipped[/yellow] {escape(skipped.path)}: {escape(skipped.reason)}",
            highlight=False,
        )
    if not report.articles:
        errors.print(
            "[bold red]factcheck:[/bold red] no article could be read, so nothing was checked; "
            "give text files (.txt, .md) or folders that hold some",
            highlight=False,
        )
    elif len(report.articles) == 1:
        errors.print(
            "[yellow]only one article:[/yellow] there is nothing to compare it with; "
            "add at least one more on the same story",
            highlight=False,
        )


def _open(written: list[Path], errors: Console) -> None:
    page = next((path for path in written if path.suffix == ".html"), None)
    if page is None:
        errors.print("--open needs report.html; add --format html")
    elif not webbrowser.open(page.resolve().as_uri()):
        errors.print(f"no browser could be started; open {page} yourself")


def _exit_code(report: Report, fail_on: list[FailOn]) -> int:
    wanted = {
        verdict
        for verdict in (Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE)
        if FailOn.ANY in fail_on or verdict.value in fail_on
    }
    if report.with_verdict(*wanted):
        return EXIT_FLAGGED
    if report.skipped or not report.articles:
        return EXIT_INCOMPLETE
    return 0
