"""Files and folders go in, cleaned articles with what is known about them come out."""

from factcheck.ingest.sources import (
    Ingested,
    IngestError,
    find_files,
    once_each,
    read_articles,
    read_lines,
)

__all__ = ["IngestError", "Ingested", "find_files", "once_each", "read_articles", "read_lines"]
