"""Decisions of people in, the rules that do not do what was decided out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console

from factcheck.cli.blocks import print_indented
from factcheck.cli.outcome import EXIT_FLAGGED, EXIT_USAGE, stopped
from factcheck.cli.rules.chosen import chosen_rules
from factcheck.cli.running import run
from factcheck.cli.terminal import inert

if TYPE_CHECKING:
    from factcheck.ingest import Progress
    from factcheck.rules.decided import Decided
    from factcheck.store.entries import Entry


def test_decisions(
    file: str,
    targets: list[str],
    project: bool,
    model: list[str] | None,
    errors: Console,
    console: Console,
) -> None:
    """`factcheck rules test --from-decisions FILE`; `targets` as for examples."""
    entries = read_decisions(file, errors)

    def work(progress: Progress) -> list[Decided]:
        from factcheck import api
        from factcheck.rules.decided import tests

        progress(api.LOADING, 0, 0)
        rules, chosen = chosen_rules(targets, project)
        only = [loaded.id for loaded in chosen] if targets else []
        settings = api.settings((), model or (), project)
        done: list[Decided] = []
        total = len(tests(entries))
        for outcome in api.run_decisions(entries, rules, only, settings):
            done.append(outcome)
            progress(f"decision {len(done)} of {total}", len(done), total)
        return done

    done = run(work, errors, shown=True, when_stopped="stopped; not all decisions were run")
    failed = [outcome for outcome in done if not outcome.holds]
    for outcome in failed:
        _print_failure(outcome, console)
    rules = len({outcome.entry.rule for outcome in done})
    count = f"{len(done)} decision{'s' * (len(done) != 1)} on {rules} rule{'s' * (rules != 1)}"
    console.print(f"{count}: {f'{len(failed)} failed' if failed else 'all hold'}.")
    if failed:
        raise typer.Exit(EXIT_FLAGGED)


def read_decisions(file: str, errors: Console) -> list[Entry]:
    """The entries of an export."""
    from factcheck.store.ledger import read_lines
    from factcheck.store.location import StoreError

    try:
        with Path(file).open(encoding="utf-8-sig") as lines:  # Windows editors write a BOM
            return read_lines(lines)
    except OSError as error:
        message = f"cannot read {file}: {error.strerror}; give what factcheck review --export wrote"
    except UnicodeDecodeError:
        message = f"{file} is not UTF-8 text; give what factcheck review --export wrote"
    except StoreError as error:
        message = f"{file}: {error}"
    raise stopped(errors, message, EXIT_USAGE)


def _print_failure(outcome: Decided, console: Console) -> None:
    entry = outcome.entry
    console.print(inert(f"{entry.rule}: {entry.question}", "bold red"))
    console.print(inert(f"  {outcome.problem}"))
    console.print(inert(f"  {outcome.state.value} by {entry.person}, {entry.at:%Y-%m-%d}"))
    for passage in entry.evidence:
        print_indented(console, inert(f"{passage.label}: “{passage.quote}”"), 2)
    console.print()
