"""A document for people and programs goes in; it is printed as standard output can take it."""

from __future__ import annotations

import sys

import typer


def print_document(content: bytes) -> None:
    """The bytes (UTF-8) as they are to a file or a program, text that cannot command it to a
    terminal."""
    if sys.stdout.isatty():
        from factcheck.report.visible import make_controls_visible

        typer.echo(make_controls_visible(content.decode("utf-8")), nl=False)
    else:
        typer.echo(content, nl=False)


def print_json(text: str) -> None:
    """The same for JSON, which ends its line."""
    print_document(f"{text}\n".encode())
