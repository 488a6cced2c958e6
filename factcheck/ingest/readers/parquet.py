"""A table in Parquet goes in; a draft a row comes out. Needs the extra `tables`.

The file is read by a program of its own (parquet_rows.py), which a hostile one may bring down.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any, BinaryIO

from factcheck.ingest.containers.unpacking import HARMLESS, MOST_RATIO
from factcheck.ingest.json_values import read_json
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers import parquet_rows as program
from factcheck.ingest.readers import records
from factcheck.model import Skipped

MARK = b"PAR1"  # at its beginning and at its end
MAX_BYTES = 4_000_000_000  # read by groups of rows
# Of one column in one group of rows, unpacked: the library unpacks it in one piece.
MOST_OF_A_COLUMN = 500_000_000  # bytes
MOST_OF_A_RECORD = 8_000_000  # bytes: twice what the longest article may have
MOST_COLUMNS = 1_000

BROKEN = "a broken Parquet file, perhaps cut off; export it again"
BOMB = f"unpacks to more than {MOST_RATIO} times its size; export the articles you need"
BREAKS_OFF = "a broken Parquet file from here on; export it again"


class ParquetFile:
    """Parquet, as data frames and databases export it."""

    name = "a table (Parquet)"
    suffixes = frozenset({".parquet"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By its mark."""
        return head.startswith(MARK)

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """A draft a row, numbered from 1. Raises `Unusable`; rows before stay good."""
        if find_spec("pyarrow") is None:
            raise Unusable('Parquet needs more: run pip install "factcheck-news[tables]"')
        if not file.head().startswith(MARK) or _end(file) != MARK:
            raise Unusable(BROKEN)
        with _on_disk(file.stream) as path, _started(path) as reading:
            names = _columns(reading)
            records.check_columns(names, file)
            _tell(reading, records.wanted(names, file))
            yield from records.drafts(_rows(reading, file.size), file)


def _end(file: Opened) -> bytes:
    file.stream.seek(max(0, file.size - len(MARK)))
    return file.stream.read()


@contextmanager
def _on_disk(stream: BinaryIO) -> Iterator[str]:
    """A path under which another program can read a file: its own, or that of a copy."""
    own = getattr(stream, "name", None)
    if isinstance(own, str) and Path(own).is_file():
        yield own
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "table.parquet")
        stream.seek(0)
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        yield str(path)


@contextmanager
def _started(path: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program that reads a file; it ends with what it is read for."""
    limits = (str(MOST_OF_A_COLUMN), str(MOST_OF_A_RECORD))
    # -P: its folder has a json.py and a csv.py of ours
    command = [sys.executable, "-P", program.__file__, path, *limits]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ARROW_DEFAULT_MEMORY_POOL": "system"},  # others reserve what is limited
    ) as reading:
        try:
            yield reading
        finally:
            reading.kill()


def _columns(reading: subprocess.Popen[bytes]) -> list[str]:
    """The names of the columns. Raises `Unusable`."""
    what, names, _ = _next(reading)
    if what != program.COLUMNS:
        raise Unusable(BROKEN)
    if len(names) > MOST_COLUMNS:
        raise Unusable(f"a table of more than {MOST_COLUMNS:,} columns")
    return [str(name) for name in names]


def _tell(reading: subprocess.Popen[bytes], names: list[str]) -> None:
    try:
        with _pipe(reading.stdin) as wanted:
            wanted.write(json.dumps(names).encode() + b"\n")
    except OSError:
        raise Unusable(BROKEN) from None


def _rows(reading: subprocess.Popen[bytes], packed: int) -> Iterator[records.Record | str]:
    """The rows, without the columns that nothing is read from. Raises `Unusable`."""
    size = 0
    while True:
        match _next(reading):
            case (program.ROW, row, length) if isinstance(row, dict):
                size += length
                if size > HARMLESS and size > MOST_RATIO * packed:
                    raise Unusable(BOMB)
                yield row
            case (program.BROKEN, str(reason), _):
                yield reason
            case (program.REFUSED, str(reason), _):
                raise Unusable(f"{reason}; export smaller ones")
            case (program.END, _, _):
                return
            case _:
                raise Unusable(BREAKS_OFF)


def _next(reading: subprocess.Popen[bytes]) -> tuple[str, Any, int]:
    """What the program says next, and of how many bytes it is; nothing when it has ended."""
    line = _pipe(reading.stdout).readline()
    said = read_json(line) if line.endswith(b"\n") else None
    what, value = said if isinstance(said, list) and len(said) == 2 else ("", None)
    return str(what), value, len(line)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
