"""The formats of files that hold files: an opened archive goes in, its opened members come out."""

from __future__ import annotations

from factcheck.ingest.containers.gzip import CompressedFile
from factcheck.ingest.containers.tar import TarArchive
from factcheck.ingest.containers.warc import WebArchive
from factcheck.ingest.containers.zip import ZipArchive
from factcheck.ingest.reader import Container

# The first that knows a file opens it: a crawl may be compressed, record by record.
CONTAINERS: tuple[Container, ...] = (WebArchive(), ZipArchive(), TarArchive(), CompressedFile())
