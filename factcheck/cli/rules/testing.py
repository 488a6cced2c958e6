"""`factcheck rules test`: the examples of rules are run, or what people decided about their
findings; one that fails shows what was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from factcheck.cli.options import Model, NoProject
from factcheck.cli.outcome import EXIT_FLAGGED
from factcheck.cli.pair import print_pair
from factcheck.cli.rules.chosen import chosen_rules
from factcheck.cli.rules.deciding import test_decisions
from factcheck.cli.running import run
from factcheck.cli.terminal import inert, open_console

if TYPE_CHECKING:
    from factcheck.diagnosis.pair import PairDiagnosis
    from factcheck.ingest import Progress
    from factcheck.rules.examples import Outcome

HELP = """Run the examples of rules; a failing one shows what was extracted and why.

TARGET is a rule file, a folder of them, a rule (pack.rule) or a pack. Without one: the rules of \
the project that the current folder belongs to, or else the built-in ones.

[bold]Examples[/bold]

  factcheck rules test
  factcheck rules test rules/ tenders.yaml
  factcheck rules test casualties.killed
  factcheck rules test --from-decisions decisions.jsonl    what people confirmed and dismissed

[bold]Exit codes[/bold]

  0  all hold
  1  one does not
  2  wrong use: no such rule or file, a broken rule file
"""


def run_tests(
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="TARGET", help="Files, folders, rules or packs.")
    ] = None,
    from_decisions: Annotated[
        str | None,
        typer.Option(
            "--from-decisions",
            metavar="FILE",
            help="Run the decisions of a factcheck review --export instead: what was confirmed "
            "must still be flagged, what was dismissed must not.",
        ),
    ] = None,
    no_project: NoProject = False,
    model: Model = None,
) -> None:
    errors, console = open_console(stderr=True), open_console()
    if from_decisions is not None:
        test_decisions(from_decisions, targets or [], not no_project, model, errors, console)
        return

    def work(progress: Progress) -> tuple[list[Outcome], list[PairDiagnosis]]:
        from factcheck import api

        progress(api.LOADING, 0, 0)
        rules, chosen = chosen_rules(targets or [], not no_project)
        done: list[Outcome] = []
        settings = api.settings((), model or (), not no_project)
        total = sum(len(loaded.rule.examples) for loaded in chosen)
        for outcome in api.run_examples(rules, [loaded.id for loaded in chosen], settings):
            done.append(outcome)
            progress(f"example {len(done)} of {total}", len(done), total)
        failed = [o for o in done if not o.holds]
        why = [api.explain_example(o.rule, o.example, rules, settings) for o in failed]
        return done, why

    done, why = run(work, errors, shown=True, when_stopped="stopped; not all examples were run")
    failed = [o for o in done if not o.holds]
    for outcome, diagnosis in zip(failed, why, strict=True):
        _print_failure(outcome, diagnosis, console)
    rules = len({o.rule.id for o in done})
    count = f"{len(done)} examples of {rules} rule{'s' * (rules != 1)}"
    console.print(f"{count}: {f'{len(failed)} failed' if failed else 'all hold'}.")
    if failed:
        raise typer.Exit(EXIT_FLAGGED)


run_tests.__doc__ = HELP


def _print_failure(outcome: Outcome, diagnosis: PairDiagnosis, console: Console) -> None:
    console.print(inert(f"{outcome.where}: {outcome.rule.id}: {outcome.name}", "bold red"))
    console.print(inert(f"  {outcome.problem}"))
    console.print()
    print_pair(diagnosis, console, alone=False)
    console.print()
