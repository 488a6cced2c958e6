"""What a user gives for a stored report goes in, the report comes out, or a message that says what
to give instead.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from factcheck.cli.outcome import EXIT_USAGE, stopped

if TYPE_CHECKING:
    from factcheck.report import Report

REPORT_NAME = "report.json"  # as `factcheck check` calls it
WRITTEN_BY_CHECK = "give a report.json that `factcheck check` has written"


def report_file(path: str | Path) -> Path:
    """The report.json that is meant; a folder stands for the one in it."""
    file = Path(path)
    return file / REPORT_NAME if file.is_dir() else file


def load_report(file: Path, errors: Console, *, when_missing: str = WRITTEN_BY_CHECK) -> Report:
    """The report in the file. Says what is wrong, and ends the command, when there is none."""
    from factcheck.report import load

    try:
        return load(file)
    except FileNotFoundError:
        message = f"there is no report at {file}; {when_missing}"
    except OSError as error:
        message = f"cannot read {file}: {error.strerror}"
    except ValueError as error:
        message = str(error)
    raise stopped(errors, message, EXIT_USAGE)
