"""A report goes in, report.html and report.json come out: the one place that knows how to show
and keep what a run found. Rendering is imported when it is first needed, so importing is cheap.
"""

from __future__ import annotations

import os
from pathlib import Path

from factcheck import model

__all__ = ["Report", "load", "to_html", "to_json"]


def to_html(report: model.Report) -> str:
    """The report as one self-contained HTML page: no network, no scripts, all text escaped."""
    from factcheck.report import html

    return html.render(report)


def to_json(report: model.Report) -> str:
    """The report as JSON, indented by 1, with a newline at the end; equal bytes for equal runs."""
    from factcheck.report import json

    return json.dumps(report)


def load(path: str | os.PathLike[str]) -> Report:
    """Read a report.json back. Raises OSError, or ValueError when it is not a report."""
    from factcheck.report import json

    return Report.of(json.read(Path(path)))


class Report(model.Report):
    """A report that can write itself to files."""

    @classmethod
    def of(cls, report: model.Report) -> Report:
        """The same report, with the powers of this class."""
        return cls.model_validate(dict(report))

    def to_html(self, path: str | os.PathLike[str]) -> None:
        """Write report.html to `path`; folders that are missing are made."""
        _write(Path(path), to_html(self))

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Write report.json to `path`; folders that are missing are made."""
        _write(Path(path), to_json(self))


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` as a whole: a reader sees the old file or the new one, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(text.encode("utf-8"))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
