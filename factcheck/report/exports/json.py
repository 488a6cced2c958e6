"""A report goes in, report.json comes out: after a review, with the decisions of people in it."""

from __future__ import annotations

from factcheck import model
from factcheck.report import json
from factcheck.report.exports.export import Export


def dumps(report: model.Report) -> bytes:
    """The report as JSON, UTF-8."""
    return json.dumps(report).encode("utf-8")


EXPORT = Export("json", "report.json anew, perhaps after a review", {"report.json": dumps})
