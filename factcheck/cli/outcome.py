"""A report goes in, the exit code and what has to be said beside it come out: whatever was not
checked is named, so that it never reads as 'no conflicts'.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import typer
from rich.console import Console
from rich.text import Text

from factcheck.cli.terminal import inert
from factcheck.model import FLAGGED, Report, Skipped, Verdict
from factcheck.report.limits import home, others, told

EXIT_FLAGGED = 1  # --fail-on was given and something was flagged
EXIT_USAGE = 2  # wrong use: unknown option, path that does not exist, broken rule file
EXIT_INCOMPLETE = 3  # something could not be checked: skipped files, no second article, no model
EXIT_STOPPED = 130  # Ctrl-C: 128 + SIGINT, as shells count

MOST_REASONS = 10  # that are told of what was left out; the report has all of it

# Where those stand that are too many to be named: report.html gives the first of each reason.
IN_REPORT = "; report.json names them all"

NOTHING_READ = (
    "no article could be read; give files or folders of articles "
    "(factcheck check --help names the formats)"
)


class FailOn(StrEnum):
    """What makes the command end with exit code 1."""

    CONFLICT = "conflict"
    DISPUTE = "dispute"
    UPDATE = "update"
    ANY = "any"
    UNREVIEWED = "unreviewed"


def stopped(errors: Console, message: str, code: int) -> typer.Exit:
    """Say why the command cannot go on. What comes back is to be raised."""
    _say(errors, "factcheck:", "bold red", message)
    return typer.Exit(code)


def warn_skipped(skipped: Sequence[Skipped], errors: Console, more_in: str = "") -> None:
    """Say which files were not read. `more_in`: where those stand that are too many to be named."""
    _tell(skipped, errors, "skipped", "yellow", more_in)


def tell_history(history: Sequence[Skipped], errors: Console, more_in: str = "") -> None:
    """Say which articles another one stands for."""
    _tell(history, errors, "left out", "cyan", more_in)


def warn_broken(broken: tuple[tuple[str, str], ...], errors: Console) -> None:
    """Say which rule files are left out, and why."""
    warn_skipped(tuple(Skipped(path=name, reason=problem) for name, problem in broken), errors)


def warn(report: Report, errors: Console) -> None:
    """Say what was not checked, and what to do about it."""
    warn_skipped(report.skipped, errors, IN_REPORT)
    tell_history(report.history, errors, IN_REPORT)
    if report.not_listed:
        _say(errors, "not in the report", "cyan", others(report.not_listed, home(report)))
    for line in told(report.not_compared):
        _say(errors, "not all compared", "yellow", line)
    if not report.articles:
        message = f"nothing was checked: {NOTHING_READ}"
        _say(errors, "factcheck:", "bold red", message)
    elif len(report.articles) == 1:
        message = (
            "one article alone has nothing to be compared with; "
            "add at least one more on the same story"
        )
        _say(errors, "factcheck:", "bold red", message)


def warn_undecided(message: str, errors: Console) -> None:
    """Say why no decision of a review is in the report."""
    _say(errors, "reviews", "yellow", f"no decisions were read: {message}")


def note(message: str, errors: Console) -> None:
    """Say what may be wrong with what was asked for."""
    _say(errors, "note:", "yellow", message)


def exit_code(report: Report, fail_on: list[FailOn]) -> int:
    """0 when everything was checked and nothing was flagged that `fail_on` asks for. What people
    dismissed is not flagged, shown or not."""
    wanted = {
        verdict
        for verdict in (Verdict.CONFLICT, Verdict.DISPUTE, Verdict.UPDATE)
        if FailOn.ANY in fail_on or verdict.value in fail_on
    }
    flagged = [f for f in report.flagged if f.review is None or not f.review.dismissed]
    not_listed = FLAGGED.intersection(report.not_listed)
    if any(f.verdict in wanted for f in flagged) or wanted & not_listed:
        return EXIT_FLAGGED
    unreviewed = any(f.review is None or f.review.open for f in flagged) or bool(not_listed)
    if FailOn.UNREVIEWED in fail_on and unreviewed:
        return EXIT_FLAGGED
    if report.skipped or len(report.articles) < 2:
        return EXIT_INCOMPLETE
    return 0


def _tell(
    left_out: Sequence[Skipped], errors: Console, label: str, style: str, more_in: str
) -> None:
    """A few are told one by one; of many, how many there are for each reason, and the first."""
    from factcheck.report.left_out import FEW, by_reason  # takes a while to import

    reasons = by_reason(left_out)
    for alike in reasons[:MOST_REASONS]:
        if len(alike.paths) == 1:
            _say(errors, label, style, f"{alike.paths[0]}: {alike.reason}")
            continue
        more = f" and {alike.unnamed:,} more" if alike.unnamed else ""
        named = f"{', '.join(alike.named)}{more}"
        _say(errors, label, style, f"{len(alike.paths):,}: {alike.reason}\n{named}")
    if others := reasons[MOST_REASONS:]:
        number = sum(len(alike.paths) for alike in others)
        _say(errors, label, style, f"{number:,} more for {len(others)} other reasons{more_in}")
    elif more_in and len(left_out) > FEW:
        _say(errors, label, style, f"{len(left_out):,} in all{more_in}")


def _say(errors: Console, label: str, style: str, message: str) -> None:
    """One message; its further lines are indented, so that none passes for a message of ours."""
    first, *others = message.split("\n")
    lines = [Text.assemble((label, style), " ", inert(first)), *map(inert, others)]
    # A log keeps one message a line; a terminal gets it broken between words.
    errors.print(Text("\n  ").join(lines), soft_wrap=not errors.is_terminal)
