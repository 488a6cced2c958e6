"""Paths as a person gives them go in, folders and patterns on any file system that Spark reads; the
files that they lead to come out, each under the name that a check on one machine gives it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from factcheck.ingest import IngestError, is_address
from factcheck.model import Skipped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# Spark takes a file into memory at once, and so does the Python beside it.
MOST_BYTES = 1_000_000_000
_PATTERN = "{}[]*?\\"  # what Spark reads as more than a letter

NOTHING = "no file in it that Spark reads; it passes over names that begin with _ or ."
NO_ADDRESSES = "the Spark engine fetches no addresses; save the pages, or crawl them to WARC"
NO_STDIN = "the Spark engine reads files, not standard input; name a file or a folder"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be read: its place among all, its name in the report, whether it was named itself
    or met in a folder."""

    number: int
    name: str
    named: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What paths lead to: files by the address that Spark has for them, in order; what Spark is
    to be asked for to get these, each once; paths that lead to none."""

    files: dict[str, File]
    asked: list[str]
    skipped: list[Skipped]


def find(spark: SparkSession, paths: Iterable[str | os.PathLike[str]]) -> Found:
    """The files that paths lead to; what is met twice counts once. Raises IngestError for a path
    that leads nowhere."""
    files: dict[str, File] = {}
    asked: list[str] = []
    skipped: list[Skipped] = []
    met = 0
    for given in dict.fromkeys(map(str, paths)):
        found = _listed(spark, given)
        if not found:
            skipped.append(Skipped(path=given, reason=NOTHING))
            continue
        asked.append(literal(given))
        met += len(found)
        named = [(name_of(given, address), address) for address in found]
        for name, address in sorted(named, key=lambda pair: as_walked(pair[0])):
            file = File(len(files), name, name == PurePosixPath(given).as_posix())
            files.setdefault(address, file)
    if met > len(files):
        asked = list(map(escaped, files))
    return Found(files, asked, skipped)


def _listed(spark: SparkSession, given: str) -> list[str]:
    """The addresses of the files that a path leads to. Raises IngestError."""
    from pyspark.errors import AnalysisException

    if is_address(given):
        raise IngestError(f"{given}: {NO_ADDRESSES}")
    if given == "-":
        raise IngestError(f"-: {NO_STDIN}")
    try:
        return [address_of(uri) for uri in opened(spark, [literal(given)]).inputFiles()]
    except AnalysisException as error:
        if "PATH_NOT_FOUND" not in str(error):
            raise
        message = f"{given}: no such file or folder; give one that Spark can read"
        raise IngestError(message) from None


def address_of(uri: str) -> str:
    """'file:/a b' of 'file:///a%20b': an address as it stands beside the content of a file."""
    scheme, colon, path = unquote(uri).partition(":")
    return f"{scheme}:{path[2:]}" if colon and path.startswith("///") else unquote(uri)


def opened(spark: SparkSession, paths: list[str]) -> DataFrame:
    """The files that paths lead to, whole: `path`, `length` in bytes, `content`."""
    reader = spark.read.format("binaryFile").option("recursiveFileLookup", "true")
    return reader.load(paths)


def literal(given: str) -> str:
    """A path in which Spark finds no pattern where there is a file of exactly that name."""
    if not (set(given) & set(_PATTERN) and os.path.lexists(given)):
        return given
    return "".join(f"\\{letter}" if letter in _PATTERN else letter for letter in given)


def name_of(given: str, address: str) -> str:
    """What a file is called that was met below the path `given`: 'story/monday.jsonl' of
    'file:/home/ada/story/monday.jsonl' under 'story'. What a pattern or another file system leads
    to is called by its address."""
    local = address.startswith("file:")
    path = address.removeprefix("file:") if local else address
    shown = given.rstrip("/") if "://" in given else PurePosixPath(given).as_posix()
    roots = [shown, os.path.abspath(given), address_of(given)]  # noqa: PTH100 (links stay links)
    if local:
        roots = [root.removeprefix("file:") for root in roots]
    for root in roots:
        if path == root or path.startswith(f"{root.rstrip('/')}/"):
            return shown.rstrip("/") + path[len(root.rstrip("/")) :]
    return path


def as_walked(name: str) -> tuple[tuple[bool, str], ...]:
    """Sorts names as a walk through folders meets them: the files of a folder, then its folders."""
    *folders, file = name.split("/")
    return (*((True, folder) for folder in folders), (False, file))


def below(path: str, name: str) -> str:
    """The address of a folder in a folder that may be on any file system."""
    return f"{path.rstrip('/')}/{name}" if "://" in path else Path(path, name).absolute().as_uri()


def escaped(address: str) -> str:
    """An address in which Spark finds no pattern."""
    return "".join(f"\\{letter}" if letter in _PATTERN else letter for letter in address)
