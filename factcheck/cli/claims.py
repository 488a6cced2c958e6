"""`factcheck claims`: articles or a text in, what was extracted from each sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from factcheck.cli.options import (
    AllowPrivate,
    Articles,
    AsJson,
    IgnoreRobots,
    Model,
    NoProject,
    Rules,
    Strict,
    Text,
)
from factcheck.cli.outcome import (
    EXIT_INCOMPLETE,
    EXIT_USAGE,
    NOTHING_READ,
    stopped,
    warn_skipped,
)
from factcheck.cli.reading import print_reading
from factcheck.cli.running import run
from factcheck.cli.terminal import open_console

if TYPE_CHECKING:
    from factcheck.diagnosis.reading import Reading
    from factcheck.ingest import Progress

HELP = """Show what is extracted from each sentence.

Every claim is shown with its rule, the question it answers, the answer, what it is about, how the \
text presents it and who says it. With --text, --sentence or --rule, the rules that came near \
are shown, too, with what they lacked: what a writer of rules wants to know.

[bold]Examples[/bold]

  factcheck claims story/monday.txt
  factcheck claims story/ --rule casualties.killed
  factcheck claims story/ --sentence "was signed"
  factcheck claims --text "Norway signed the fish treaty on 3 May 2016."
  factcheck claims --text "Norway won the tender." --rules tenders.yaml

[bold]Exit codes[/bold]

  0  read
  2  wrong use: a path, rule or sentence that does not exist, a broken rule file
  3  something could not be read; the message says what
"""


def claims(
    paths: Articles = None,
    text: Text = None,
    rule: Annotated[
        str | None, typer.Option("--rule", metavar="ID", help="Run this rule alone: pack.rule.")
    ] = None,
    sentence: Annotated[
        str | None,
        typer.Option(
            "--sentence", "-s", metavar="WORDS", help="Show the sentences with these words alone."
        ),
    ] = None,
    rules: Rules = None,
    no_project: NoProject = False,
    strict: Strict = False,
    model: Model = None,
    allow_private: AllowPrivate = False,
    ignore_robots: IgnoreRobots = False,
    as_json: AsJson = False,
) -> None:
    errors = open_console(stderr=True)
    problem = _misuse(paths or [], text, sentence)
    if problem:
        raise stopped(errors, problem, EXIT_USAGE)
    near = any(given is not None for given in (text, rule, sentence))

    def work(progress: Progress) -> Reading:
        from factcheck import api

        return api.claims(
            paths or (),
            text=text,
            rule=rule,
            rules=rules or (),
            project=not no_project,
            strict=strict,
            model=model or (),
            misses=near,
            allow_private=allow_private,
            ignore_robots=ignore_robots,
            progress=progress,
        )

    reading = run(work, errors, shown=True, when_stopped="stopped; nothing was read to the end")
    if sentence is not None:
        reading = reading.holding(sentence)
        if not any(article.sentences for article in reading.articles):
            warn_skipped(reading.skipped, errors)
            message = f"no sentence holds the words “{sentence}”; give fewer of them"
            raise stopped(errors, message, EXIT_USAGE)
    if as_json:
        typer.echo(reading.model_dump_json(indent=1))
    else:
        print_reading(reading, open_console(), every=text is not None or sentence is not None)
    warn_skipped(reading.skipped, errors)
    if not reading.articles:
        raise stopped(errors, NOTHING_READ, EXIT_INCOMPLETE)
    raise typer.Exit(EXIT_INCOMPLETE if reading.skipped else 0)


claims.__doc__ = HELP


def _misuse(paths: list[str], text: str | None, sentence: str | None) -> str | None:
    """What is wrong with the arguments taken together."""
    if text is not None and paths:
        return "give articles or --text, not both"
    if text is None and not paths:
        return 'give articles (files or folders), or a text: factcheck claims --text "…"'
    if text is not None and not text.strip():
        return "the text is empty; give a sentence or more"
    if sentence is not None and not any(map(str.isalnum, sentence)):
        return "--sentence has no words; give some that stand in the sentence"
    return None
