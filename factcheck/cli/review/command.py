"""The command itself: options in; a review in the browser or in the terminal, or decisions moved
between people.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from factcheck.cli.options import Database, NoProject
from factcheck.cli.outcome import EXIT_INCOMPLETE, EXIT_USAGE, stopped
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.review.reports import ReportsFolder
    from factcheck.review.settings import Settings
    from factcheck.store.ledger import Ledger

DEFAULT_REPORT = "reports/latest"  # where `factcheck check` writes it
STANDARD = "-"  # as a file: standard output or input

HELP = """Decide about what was flagged: a conflict or none, and which answer is right.

REPORT is a report.json, the folder that has it, or a folder of such folders; without one it is \
what factcheck check wrote last. A page opens in the browser, on this machine alone; --terminal \
asks here. Decisions are kept in a database and found again when the articles are checked again: \
what was dismissed is not flagged a second time.

[bold]Examples[/bold]

  factcheck review
  factcheck review reports/week --person "Ada"
  factcheck review --terminal                       the same by keys in this terminal
  factcheck review --export decisions.jsonl         what was decided, one entry a line
  factcheck review --import decisions.jsonl         take over what others decided
  factcheck review --database postgresql://desk@db.example/news
  FACTCHECK_PASSWORD=… factcheck review --host 0.0.0.0   let others in, with a password

[bold]Exit codes[/bold]

  0  ended in good order
  2  wrong use: a report that does not exist, an address without a password
  3  the database cannot be used, or nothing could be written; the message says what
"""


def review(
    reports: Annotated[
        list[str] | None,
        typer.Argument(
            help=f"Reports: files or folders.  [default: {DEFAULT_REPORT}]",
            metavar="REPORT",
            show_default=False,
        ),
    ] = None,
    database: Database = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="NAME", help="Who decides; asked for otherwise."),
    ] = None,
    terminal: Annotated[
        bool, typer.Option("--terminal", help="Ask in this terminal instead of the browser.")
    ] = False,
    export_to: Annotated[
        str | None,
        typer.Option(
            "--export", metavar="FILE", help="Write all decisions to a file (- prints them)."
        ),
    ] = None,
    import_from: Annotated[
        str | None,
        typer.Option(
            "--import", metavar="FILE", help="Take over the decisions of an export (- reads them)."
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            min=0,
            max=65535,
            help="Where to listen.  [default: 8765, or the next free one]",
            show_default=False,
        ),
    ] = None,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="Listen there; another than this machine's own needs a password.",
        ),
    ] = "127.0.0.1",
    password: Annotated[
        str | None,
        typer.Option(
            "--password",
            envvar="FACTCHECK_PASSWORD",
            metavar="WORD",
            help="Asked of everybody who opens the review; the variable keeps it out of sight.",
            show_default=False,
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address only.")
    ] = False,
    no_project: NoProject = False,
) -> None:
    errors = open_console(stderr=True)
    if export_to is not None or import_from is not None:
        if reports or terminal:
            message = "--export and --import move all decisions: leave out REPORT and --terminal"
            raise stopped(errors, message, EXIT_USAGE)
        name = _database([], database, not no_project, errors)
        _move(name, import_from, export_to, errors)
        return
    from factcheck.review.settings import Settings

    folder = _reports(reports or [DEFAULT_REPORT], not reports, errors)
    paths = [a.path for loaded in folder.docket().reports for a in loaded.report.articles]
    name = _database(paths, database, not no_project, errors)
    # In the terminal nobody is let in: no address, no password.
    settings = Settings() if terminal else _settings(person, host, port, password, errors)
    with _ledger(name, errors) as ledger:
        open_console().print(inert(f"Decisions are kept in {ledger.name}"), soft_wrap=True)
        if terminal:
            _ask_here(folder, ledger, person, errors)
        else:
            _serve(folder, ledger, settings, not no_browser, errors)


review.__doc__ = HELP


def _reports(paths: list[str], by_default: bool, errors: Console) -> ReportsFolder:
    from factcheck.review.errors import ReviewError
    from factcheck.review.reports import ReportsFolder

    try:
        return ReportsFolder.open(paths)
    except ReviewError as error:
        hint = "run factcheck check first, or name another report"
        message = f"{str(error).rstrip('.')}; {hint}" if by_default else str(error)
        raise stopped(errors, message, EXIT_USAGE) from None


def _database(articles: list[str], given: str | None, project: bool, errors: Console) -> str:
    from factcheck.rules.project import find_project
    from factcheck.rules.source import RuleError
    from factcheck.store.location import choose

    try:
        return choose(given, find_project(articles).database if project else None)
    except RuleError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None


def _ledger(name: str, errors: Console, *, make: bool = True) -> Ledger:
    from factcheck.store.ledger import Ledger
    from factcheck.store.location import StoreError

    try:
        return Ledger.open(name, make=make)
    except StoreError as error:
        raise stopped(errors, str(error), EXIT_INCOMPLETE) from None


def _settings(
    person: str | None, host: str, port: int | None, password: str | None, errors: Console
) -> Settings:
    from factcheck.review.errors import ReviewError
    from factcheck.review.settings import Settings

    try:
        return Settings(person=person, host=host, port=port, password=password)
    except ReviewError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None


def _serve(
    folder: ReportsFolder,
    ledger: Ledger,
    settings: Settings,
    open_browser: bool,
    errors: Console,
) -> None:
    from factcheck.review.errors import ReviewError
    from factcheck.review.web import serve

    console = open_console()
    try:
        serve(
            folder,
            ledger,
            settings,
            open_browser=open_browser,
            announce=lambda line: console.print(inert(line), soft_wrap=True),
        )
    except ReviewError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None


def _ask_here(folder: ReportsFolder, ledger: Ledger, person: str | None, errors: Console) -> None:
    from factcheck.cli.review.desk import Desk
    from factcheck.cli.review.keys import asking
    from factcheck.store.location import StoreError

    console = open_console()
    try:
        with asking(console) as keys:
            Desk(folder, ledger, console, keys, person).run()
    except StoreError as error:
        raise stopped(errors, str(error), EXIT_INCOMPLETE) from None


def _move(name: str, source: str | None, target: str | None, errors: Console) -> None:
    """Import, then export."""
    from factcheck.store.location import StoreError

    with _ledger(name, errors, make=source is not None) as ledger:
        try:
            if source is not None:
                _import(ledger, source, errors)
            if target is not None:
                _export(ledger, target, errors)
        except StoreError as error:
            raise stopped(errors, str(error), EXIT_INCOMPLETE) from None


def _import(ledger: Ledger, source: str, errors: Console) -> None:
    from factcheck.cli.rules.deciding import read_decisions

    entries = read_decisions("/dev/stdin" if source == STANDARD else source, errors)
    new = len(ledger.record(entries))
    known = len(entries) - new
    message = f"{new} new, {known} known already, in {ledger.name}"
    errors.print(inert(message), soft_wrap=True)


def _export(ledger: Ledger, target: str, errors: Console) -> None:
    lines = [f"{line}\n" for line in ledger.export()]
    if target == STANDARD:
        sys.stdout.writelines(lines)
        return
    try:
        _write(Path(target), "".join(lines))
    except OSError as error:
        message = f"cannot write {target}: {error.strerror}; name another file"
        raise stopped(errors, message, EXIT_INCOMPLETE) from None
    errors.print(inert(f"{len(lines)} entries written to {target}"), soft_wrap=True)


def _write(target: Path, text: str) -> None:
    """Write a file, which is as it was where that fails: written beside it, then renamed."""
    target = target.resolve()  # a link stays one
    if target.exists() and not target.is_file():  # a pipe or a device holds nothing to be lost
        target.write_text(text, encoding="utf-8")
        return
    beside = target.with_name(f".{target.name[:100]}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8") as made:
            made.write(text)
            made.flush()
            os.fsync(made.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
