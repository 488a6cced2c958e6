"""A report goes in, report.html, report.json and other formats come out: the one place that knows
how to show and keep what a run found. Rendering is imported when it is first needed, so importing
is cheap.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from factcheck import model
from factcheck.report.writing import write_pieces, write_whole

if TYPE_CHECKING:
    import pandas

__all__ = ["Report", "load", "to_html", "to_json", "write_pieces", "write_whole"]


def to_html(report: model.Report) -> str:
    """The report as one self-contained HTML page: no network, no script but ours, all text
    escaped."""
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
        """Write report.html to `path`; folders that are missing are made. A report on more stories
        than one page holds gets a page for each, in the folder report.stories beside it, and
        report.html leads to them."""
        from factcheck.report import pages

        pages.write(self, Path(path))

    def to_json(self, path: str | os.PathLike[str]) -> None:
        """Write report.json to `path`; folders that are missing are made."""
        from factcheck.report import json

        write_pieces(Path(path), (piece.encode("utf-8") for piece in json.pieces(self)))

    def to_dataframe(self, table: Literal["findings", "claims"] = "findings") -> pandas.DataFrame:
        """A row for every finding, or for every passage that states an answer (`claims`).

        docs/exports.md describes the columns. Raises MissingExtraError where pandas is not
        installed (it comes with the extra `tables`), ValueError for another table.
        """
        from factcheck.report import frames

        return frames.data_frame(self, table)

    def _repr_html_(self) -> str:
        """What a notebook shows of the report."""
        from factcheck.report import notebook

        return notebook.render(self)
