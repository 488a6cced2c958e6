"""A report goes in, the files of a format come out. Every format is a file in this folder that
holds one `Export`; this list is the only other place that knows it.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.report.exports import csv, html, json, markdown, parquet, schema_org, web_annotation
from factcheck.report.exports.export import Export, MissingExtraError

__all__ = ["EXPORTS", "Export", "MissingExtraError"]

EXPORTS: Mapping[str, Export] = {
    module.EXPORT.name: module.EXPORT
    for module in (csv, parquet, markdown, schema_org, web_annotation, html, json)
}
"""The formats by their names, in the order in which help shows them."""
