"""A report goes in, report.html comes out: the page that `factcheck check` writes."""

from __future__ import annotations

from factcheck import model
from factcheck.report.exports.export import Export


def dumps(report: model.Report) -> bytes:
    """The page, UTF-8."""
    from factcheck.report import html  # its template engine takes a moment to import

    return html.render(report).encode("utf-8")


EXPORT = Export("html", "the page that factcheck check writes", {"report.html": dumps})
