"""Files, folders and addresses go in, cleaned articles with what is known about them come out."""

from factcheck.ingest.fetching.addresses import Manners, is_address
from factcheck.ingest.meter import Progress
from factcheck.ingest.one_by_one import OneByOne
from factcheck.ingest.sources import (
    Ingested,
    IngestError,
    each_article,
    find_files,
    once_each,
    read_articles,
    read_lines,
)

__all__ = [
    "IngestError",
    "Ingested",
    "Manners",
    "OneByOne",
    "Progress",
    "each_article",
    "find_files",
    "is_address",
    "once_each",
    "read_articles",
    "read_lines",
]
