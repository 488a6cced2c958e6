"""The options of a check on a Spark cluster go in, one thing to run with them comes out, or what is
wrong with them; the numbers of the whole run come out beside the report.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from factcheck.cli.outcome import EXIT_USAGE, stopped
from factcheck.engine.spark import TOP

if TYPE_CHECKING:
    from factcheck.engine.spark.results import Totals

TOTALS = "totals.json"  # beside report.json


class EngineName(StrEnum):
    """What does the work."""

    LOCAL = "local"
    SPARK = "spark"


Engine = Annotated[
    EngineName,
    typer.Option(
        "--engine",
        metavar="local|spark",
        help="What does the work: this process, or a Spark cluster (docs/scale.md).",
        show_default=False,
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help="Spark's master: local[2], spark://HOST:7077, yarn, k8s://… By default local[*].",
    ),
]
Tables = Annotated[
    str | None,
    typer.Option(
        "--tables",
        metavar="FOLDER",
        help="Where Spark writes all findings (Parquet), on a file system that all executors "
        "reach. By default the folder of the report.",
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        "--top",
        metavar="N",
        min=1,
        help=f"Findings of a check on Spark that the report shows. By default {TOP}.",
    ),
]
Conf = Annotated[
    list[str] | None,
    typer.Option("--conf", metavar="NAME=VALUE", help="A setting of Spark's, as for spark-submit."),
]


@dataclass(frozen=True, slots=True)
class OnSpark:
    """How a check is to run on Spark."""

    master: str | None
    tables: str
    top: int
    settings: Mapping[str, str]


def on_spark(
    engine: EngineName,
    master: str | None,
    tables: str | None,
    output: Path,
    top: int | None,
    conf: Sequence[str],
    refused: Mapping[str, bool],
    errors: Console,
) -> OnSpark | None:
    """None for a check on this machine. `refused` are options, and whether they were given, that
    Spark has no use for. Ends the command where options do not go together."""
    if engine is EngineName.LOCAL:
        if any(given is not None for given in (master, tables, top)) or conf:
            message = "--master, --top, --tables and --conf are for --engine spark; add that"
            raise stopped(errors, message, EXIT_USAGE)
        return None
    for option in (option for option, given in refused.items() if given):
        raise stopped(errors, f"{option} is not for --engine spark; leave it out", EXIT_USAGE)
    settings = dict(_setting(given, errors) for given in conf)
    return OnSpark(master, tables or str(output), top or TOP, settings)


def _setting(given: str, errors: Console) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not (sign and name.startswith("spark.")):
        message = f"--conf {given}: write it as spark.executor.memory=8g"
        raise stopped(errors, message, EXIT_USAGE)
    return name, value


def write_totals(totals: Totals, folder: Path) -> Path:
    """Write the numbers of the whole run beside the report. Raises OSError."""
    file = folder / TOTALS
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(totals), indent=1) + "\n", encoding="utf-8")
    return file


def in_words(totals: Totals) -> str:
    """What the whole run came to, beside what the report shows of it."""
    found = ", ".join(f"{verdict} {number:,}" for verdict, number in totals.findings.items())
    stories = "1 story" if totals.stories == 1 else f"{totals.stories:,} stories"
    return (
        f"{totals.articles:,} articles in {stories}, findings: {found or 'none'}; "
        f"the report has {totals.shown:,} of these, the tables all"
    )
