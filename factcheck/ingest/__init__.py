"""Files, folders and addresses go in, cleaned articles with what is known about them come out."""

from factcheck.ingest.fetching.addresses import Manners, is_address
from factcheck.ingest.sources import (
    Ingested,
    IngestError,
    find_files,
    once_each,
    read_articles,
    read_lines,
)

__all__ = [
    "IngestError",
    "Ingested",
    "Manners",
    "find_files",
    "is_address",
    "once_each",
    "read_articles",
    "read_lines",
]
