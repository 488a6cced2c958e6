"""The command line: Typer commands, one file a group; no logic of their own."""

from __future__ import annotations

from factcheck.cli.app import app

__all__ = ["app", "main"]


def main() -> None:
    """Entry point of the `factcheck` command."""
    app(prog_name="factcheck")
