"""`factcheck explain`: a finding of a report, or two passages, in; why it was flagged, or was not,
out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from factcheck.cli.document import print_json
from factcheck.cli.finding import print_finding, print_list
from factcheck.cli.options import AsJson, Model, NoProject, Rules
from factcheck.cli.outcome import EXIT_USAGE, stopped
from factcheck.cli.pair import print_pair
from factcheck.cli.running import run
from factcheck.cli.stored import WRITTEN_BY_CHECK, load_report, report_file
from factcheck.cli.terminal import open_console

if TYPE_CHECKING:
    from factcheck.diagnosis.pair import PairDiagnosis
    from factcheck.ingest import Progress

DEFAULT_REPORT = "reports/latest/report.json"  # where `factcheck check` writes it
MISSING_DEFAULT = "run factcheck check first, or name another with --report FILE"

HELP = """Tell why something was flagged, or why it was not.

FINDING is a number in the report's order (1 is the first), or the first letters of an id; \
without it, the findings are listed. The report is the one that `factcheck check` wrote last, or \
--report FILE.

With --pair, two passages are read again and held against each other step by step. A passage is \
FILE:LINE or FILE:"words in it".

[bold]Examples[/bold]

  factcheck explain
  factcheck explain 1
  factcheck explain 8c2f --report reports/week/report.json
  factcheck explain --pair monday.txt:4 tuesday.txt:7
  factcheck explain --pair monday.txt:"signed in May" tuesday.txt:"signed in June"

[bold]Exit codes[/bold]

  0  explained
  2  wrong use: a finding, file or passage that does not exist, a broken rule file
  3  something could not be read; the message says what
"""


def explain(
    finding: Annotated[
        str | None, typer.Argument(help="Number or id of a finding.", metavar="FINDING")
    ] = None,
    report: Annotated[
        str | None,
        typer.Option(
            "--report",
            metavar="FILE",
            help=f"The report.json that holds it.  [default: {DEFAULT_REPORT}]",
            show_default=False,
        ),
    ] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option("--pair", metavar="A B", help="Two passages: FILE:LINE or FILE:WORDS."),
    ] = None,
    rules: Rules = None,
    no_project: NoProject = False,
    model: Model = None,
    as_json: AsJson = False,
) -> None:
    errors = open_console(stderr=True)
    if pair is None:
        _explain_finding(finding, report, rules or [], not no_project, errors, as_json)
        return
    if finding is not None or report is not None:
        message = "--pair takes two passages alone: leave out FINDING and --report"
        raise stopped(errors, message, EXIT_USAGE)
    diagnosis = _diagnose(pair, rules or [], not no_project, model, errors)
    if as_json:
        print_json(diagnosis.model_dump_json(indent=1))
    else:
        print_pair(diagnosis, open_console())


explain.__doc__ = HELP


def _explain_finding(
    reference: str | None,
    path: str | None,
    rules: list[str],
    project: bool,
    errors: Console,
    as_json: bool,
) -> None:
    file = report_file(DEFAULT_REPORT if path is None else path)
    hint = MISSING_DEFAULT if path is None else WRITTEN_BY_CHECK
    report = load_report(file, errors, when_missing=hint)
    if reference is None:
        print_list(report, open_console())
        return
    # These need no language model, and none is waited for.
    from factcheck.diagnosis.finding import FindingError, otherwise, pick
    from factcheck.rules.loader import load_for
    from factcheck.rules.source import RuleError

    try:
        number, found = pick(report, reference)
        paths = [article.path for article in report.articles]
        known = load_for(paths, rules, with_project=project).by_id
    except (FindingError, RuleError) as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None
    change = otherwise(found, known.get(found.rule), report)
    if as_json:
        data = {"number": number, "finding": found.model_dump(mode="json"), "otherwise": change}
        print_json(json.dumps(data, indent=1, ensure_ascii=False))
    else:
        print_finding(report, number, found, change, open_console(), file.as_posix())


def _diagnose(
    pair: tuple[str, str], rules: list[str], project: bool, model: list[str] | None, errors: Console
) -> PairDiagnosis:
    def work(progress: Progress) -> PairDiagnosis:
        from factcheck import api

        named = model or ()
        return api.explain_pair(*pair, rules=rules, project=project, model=named, progress=progress)

    return run(work, errors, shown=True, when_stopped="stopped; nothing was compared")
