"""`factcheck rules validate`: rule files in, every mistake in them out, with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcheck.cli.outcome import EXIT_USAGE, stopped
from factcheck.cli.terminal import inert, open_console

HELP = """Say whether rule files can be used, and where each mistake is.

Without PATH: the rules of the project that the current folder belongs to.

[bold]Examples[/bold]

  factcheck rules validate
  factcheck rules validate rules/ tenders.yaml

[bold]Exit codes[/bold]

  0  all can be used
  2  one is broken; the message says where
"""


def validate(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="PATH", help="Rule files or folders of them.")
    ] = None,
) -> None:
    from factcheck.rules.loader import load, pack_files
    from factcheck.rules.project import find_project
    from factcheck.rules.source import RuleError

    errors, console = open_console(stderr=True), open_console()
    try:
        project = find_project(["."])
        given = [Path(p) for p in paths or ()]
        named = [file for path in given or project.paths for file in pack_files(path)]
        if not named:
            message = (
                "there are no rules here; name rule files, or make one: "
                "factcheck rules new ID --answer who"
            )
            raise RuleError(message)
        found = load(named, project=project, strict=False)
    except RuleError as error:
        raise stopped(errors, str(error), EXIT_USAGE) from None
    broken = {name: told for name, told in found.broken if name in map(str, named)}
    for file in named:
        if str(file) not in broken:
            console.print(inert(f"{file}: good"), soft_wrap=True)
    for name, problem in broken.items():
        for line in problem.splitlines():
            errors.print(inert(f"{name}:{line}"), soft_wrap=True)
    if broken:
        count = f"{len(broken)} of {len(named)} files"
        raise stopped(errors, f"{count} cannot be used", EXIT_USAGE)


validate.__doc__ = HELP
