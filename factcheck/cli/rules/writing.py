"""`factcheck rules new` and `factcheck rules schema`: a rule file to begin with, and what lets an
editor complete and check it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.outcome import EXIT_USAGE, stopped
from factcheck.cli.terminal import inert, open_console

NEW_HELP = """Write a rule file that works already, to be changed into yours.

It comes with comments on every field and with examples that pass. Without --answer you are asked \
what sort of answer the question has.

[bold]Examples[/bold]

  factcheck rules new tenders.winner --answer who
  factcheck rules new ferries.fare --answer how-much --output rules/ferries.yaml
"""

SCHEMA_HELP = """Print the JSON Schema of rule files, so that editors complete and check them.

[bold]Example[/bold]

  factcheck rules schema > factcheck-rules.schema.json

and as the first line of a rule file:

  # yaml-language-server: $schema=./factcheck-rules.schema.json
"""


def new(
    rule_id: Annotated[
        str, typer.Argument(metavar="ID", help="Pack and rule: ferries.fare.", show_default=False)
    ],
    answer: Annotated[
        str | None,
        typer.Option(
            "--answer",
            "-a",
            metavar="KIND",
            help="Sort of answer: who, when, where, how-many, how-much, which, whether.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="[default: rules/PACK.yaml]"),
    ] = None,
) -> None:
    from factcheck.rules.loader import load_for
    from factcheck.rules.problems import nearest
    from factcheck.rules.source import RuleError
    from factcheck.rules.templates import answers, new_pack

    errors, console = open_console(stderr=True), open_console()
    kinds = answers()
    if answer is None and sys.stdin.isatty():
        answer = typer.prompt(f"Sort of answer ({', '.join(kinds)})", default="who")
    if answer not in kinds:
        given = f"'{answer}' is no sort of answer" if answer else "say what sort of answer it has"
        message = f"{given}: --answer {' | '.join(kinds)}{nearest(answer or '', kinds)}"
        raise stopped(errors, message, EXIT_USAGE)
    try:
        text = new_pack(rule_id, answer)
        if any(rule_id == loaded.id for loaded in load_for(["."]).rules):
            raise RuleError(f"there is a rule '{rule_id}' already; take another name")
    except RuleError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None
    file = output or Path("rules", f"{rule_id.split('.')[0]}.yaml")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8") as stream:
            stream.write(text.replace("FILE", file.as_posix()))
    except FileExistsError:
        message = f"{file} is there already; add the rule to it, or name another with --output"
        raise stopped(errors, message, EXIT_USAGE) from None
    except OSError as error:
        message = f"cannot write {file}: {error.strerror}; name another with --output"
        raise stopped(errors, message, EXIT_USAGE) from None
    console.print(inert(f"{file} is written, and its examples hold. Next:"), soft_wrap=True)
    console.print(inert(f"  edit {file}"), soft_wrap=True)
    console.print(inert(f"  factcheck rules test {file}"), soft_wrap=True)


new.__doc__ = NEW_HELP


def schema() -> None:
    from factcheck.rules.json_schema import json_schema

    typer.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


schema.__doc__ = SCHEMA_HELP
