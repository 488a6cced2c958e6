"""Options that several commands share, said once: what they are called and what help says."""

from __future__ import annotations

from typing import Annotated

import typer

Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        "-r",
        metavar="PATH",
        help="A rule pack of your own (YAML file or folder), beside the built-in ones.",
    ),
]
NoProject = Annotated[
    bool,
    typer.Option(
        "--no-project", help="Leave out the factcheck.toml and the rules/ near the articles."
    ),
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Stop when a rule file is broken; otherwise it is left out."),
]
_PATHS = typer.Argument(help="Articles: files, folders or addresses (https://…).", metavar="PATH")
Paths = Annotated[list[str], _PATHS]
Articles = Annotated[list[str] | None, _PATHS]  # where something else may stand in for them
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Ask addresses of your own network, too, and of unusual ports.",
        show_default=False,
    ),
]
IgnoreRobots = Annotated[
    bool,
    typer.Option(
        "--ignore-robots",
        help="Fetch pages that the site's robots.txt asks programs to leave alone.",
        show_default=False,
    ),
]
Text = Annotated[
    str | None, typer.Option("--text", "-t", metavar="TEXT", help="Read this text instead.")
]
Model = Annotated[
    list[str] | None,
    typer.Option(
        "--model", metavar="NAME", help="An installed spaCy pipeline, one for each language."
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="FILE|URL",
        help="Where decisions of reviews are: a file or postgresql://USER@HOST/NAME. Otherwise "
        "FACTCHECK_DATABASE, factcheck.toml, or a file of your own.",
    ),
]
OneStory = Annotated[
    bool,
    typer.Option(
        "--one-story",
        help="Hold all articles against each other. Otherwise those that tell of something else "
        "are told apart, and only articles of one story are compared.",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        envvar="FACTCHECK_WORKERS",
        show_default=False,
        show_envvar=False,
        help="Processes that read articles; otherwise FACTCHECK_WORKERS, or one for each core "
        "where there is enough to read.",
    ),
]
NoCache = Annotated[
    bool,
    typer.Option(
        "--no-cache",
        help="Read every article anew, and keep nothing of it for the next run; see factcheck "
        "cache.",
    ),
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Print only what went wrong, without a progress bar.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]


def is_typed(context: typer.Context, name: str) -> bool:
    """Whether the option for this parameter was given on the command line."""
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"
