"""Options that several commands share, said once: what they are called and what help says."""

from __future__ import annotations

from typing import Annotated

import typer

Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        "-r",
        metavar="FILE",
        help="A rule pack of your own (YAML file or folder), beside the built-in ones.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Another installed spaCy pipeline for English."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
