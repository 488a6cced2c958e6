"""What people wrote down beside their articles goes in: the sidecar of one file
(`monday.txt.meta.json`) and the manifest of a folder (`articles.csv`). What they state of each
file comes out, and what is wrong with them. Both count before anything the article itself says.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from json import JSONDecodeError
from pathlib import Path, PurePosixPath
from typing import Literal

from factcheck.ingest.dateline import day_in_edtf, read_date_line
from factcheck.ingest.json_values import read_json
from factcheck.ingest.known import FIELDS
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.readers.text import read_text
from factcheck.model import MetadataField, Skipped, Stated

MANIFEST = "articles.csv"
SIDECAR = ".meta.json"  # behind the whole name of the article's file
FILE_COLUMN = "file"
COLUMNS = (FILE_COLUMN, *FIELDS)
TEXT_COLUMNS = frozenset({"text", "body", "content", "article"})  # a table of articles, then

MOST_BYTES_OF_A_SIDECAR = 65_536  # ten values; a long title has some 200 characters
MOST_BYTES_OF_A_MANIFEST = 16_000_000  # 10,000 lines with a title and an address have some 4 MB
HEADER_BYTES = 4096  # of a manifest's first line
MOST_CHARACTERS = 1000  # of a value
MOST_PROBLEMS = 20  # that are told of one file; each may be followed by a look into a folder
MOST_SHOWN = 60  # characters of a wrong value

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:?\d\d.*)?$", re.ASCII)
_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?$", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*$", re.IGNORECASE)


@dataclass(slots=True)
class Beside:
    """What stands beside the articles of one run. Each file is read once; what is wrong with it
    is in `problems`, and the rest of it counts."""

    problems: list[Skipped] = field(default_factory=list)
    _manifests: dict[Path, dict[str, tuple[Stated, ...]]] = field(default_factory=dict)

    def states(self, file: Path, name: str, levels: int) -> tuple[Stated, ...]:
        """What the sidecar of a file says and the manifests of its folder and those around it,
        the nearest first. `name` is the file's name for messages, `levels` how many folders."""
        stated = [*self._sidecar(file, name)]
        folders = list(zip(file.parents, PurePosixPath(name).parents, strict=False))
        for folder, shown in folders[:levels]:
            lines = self.manifest(folder, str(shown / MANIFEST))
            stated += lines.get(file.relative_to(folder).as_posix(), ())
        return tuple(stated)

    def manifest(self, folder: Path, name: str) -> dict[str, tuple[Stated, ...]]:
        """What the manifest of a folder says of each file in it; empty where there is none."""
        if folder not in self._manifests:
            self._manifests[folder] = {}
            if is_manifest(folder / MANIFEST):
                told = _Told(name)
                self._manifests[folder] = _read_manifest(folder, name, told)
                self.problems += told.skipped()
        return self._manifests[folder]

    def _sidecar(self, file: Path, name: str) -> tuple[Stated, ...]:
        sidecar = file.with_name(file.name + SIDECAR)
        if not _is_file(sidecar):
            return ()
        told = _Told(name + SIDECAR)
        stated = tuple(_read_sidecar(sidecar, name + SIDECAR, told))
        self.problems += told.skipped()
        return stated


@dataclass(slots=True)
class _Told:
    """What is wrong with one file; of very many problems the first."""

    name: str
    problems: list[str] = field(default_factory=list)
    more: int = 0

    @property
    def full(self) -> bool:
        return len(self.problems) == MOST_PROBLEMS

    def add(self, problem: str) -> None:
        if self.full:
            self.more += 1
        else:
            self.problems.append(problem)

    def skipped(self) -> Iterator[Skipped]:
        for problem in self.problems:
            yield Skipped(path=self.name, reason=problem)
        if self.more:
            yield Skipped(path=self.name, reason=f"{self.more} more problems of this kind")


def is_sidecar(file: Path) -> bool:
    """Whether a file is named like a sidecar."""
    return file.name.endswith(SIDECAR) and file.name != SIDECAR


def is_manifest(file: Path) -> bool:
    """Whether a file is a manifest: `articles.csv` with a column `file` and no texts."""
    if file.name != MANIFEST or not _is_file(file):
        return False
    try:
        with file.open("rb") as stream:
            head = stream.read(HEADER_BYTES).decode("utf-8-sig", "replace")
    except OSError:
        return False
    cells = _cells(head.splitlines()[0] if head else "")
    return FILE_COLUMN in cells and TEXT_COLUMNS.isdisjoint(cells)


def refusal_of_sidecar(file: Path) -> str:
    """Why a sidecar without an article is told; empty where it has one."""
    article = file.name.removesuffix(SIDECAR)
    if _is_file(file.with_name(article)):
        return ""
    names = [n for n in _names(file.parent) if not n.endswith(SIDECAR)]
    return f"says what is known of '{article}', which does not exist{_nearest(article, names)}"


def _cells(header: str) -> list[str]:
    delimiter = max(",;\t", key=header.count)
    return [cell.strip().strip('"').casefold() for cell in header.split(delimiter)]


def _read_manifest(folder: Path, name: str, told: _Told) -> dict[str, tuple[Stated, ...]]:
    known: dict[str, tuple[Stated, ...]] = {}
    try:
        text = _text(folder / MANIFEST, MOST_BYTES_OF_A_MANIFEST)
        rows = csv.reader(
            io.StringIO(text, newline=""),
            delimiter=max(",;\t", key=text.split("\n", 1)[0].count),
            strict=True,
        )
        columns = _columns([cell.strip().casefold() for cell in next(rows)], told)
        for row in rows:
            where = f"line {rows.line_num}"
            cells = {columns[n]: cell for n, cell in enumerate(row) if columns.get(n)}
            if len(row) > max(columns) + 1:
                told.add(f"{where}: {len(row)} cells for {max(columns) + 1} columns; quote commas")
            elif any(cell.strip() for cell in row) and (
                file := _file_of(cells.get(FILE_COLUMN, ""), folder, where, told, known)
            ):
                stated = _stated(cells, "manifest", f"{where} of {name}", where, told)
                known[file] = tuple(stated)
    except Unusable as reason:
        told.add(str(reason))
    except csv.Error as error:
        told.add(f"line {rows.line_num}: no CSV: {error}")
    return known


def _columns(header: list[str], told: _Told) -> dict[int, str]:
    """The known column of each position; what is not known is told and left out."""
    columns: dict[int, str] = {}
    for number, column in enumerate(header):
        columns[number] = ""
        if column in columns.values():
            told.add(f"line 1: two columns '{_shown(column)}'; the first one counts")
        elif column in COLUMNS:
            columns[number] = column
        else:
            told.add(f"line 1: unknown column '{_shown(column)}'{_nearest(column, COLUMNS)}")
    return columns


def _file_of(
    cell: str, folder: Path, where: str, told: _Told, known: dict[str, tuple[Stated, ...]]
) -> str | None:
    """The file that a line of a manifest is about, from the manifest's folder; None where the
    line cannot be used."""
    path = PurePosixPath(cell.strip().replace("\\", "/"))
    file = path.as_posix()
    if path.is_absolute() or ".." in path.parts or not path.parts:
        told.add(f"{where}: '{_shown(cell)}' is no file in this folder; name one from here on")
    elif file in known:
        told.add(f"{where}: '{_shown(file)}' has a line already, which counts")
    elif not _is_file(folder / path):
        names = [] if told.full else _names(folder / path.parent)
        hint = _nearest(path.name, names)
        told.add(f"{where}: no file '{_shown(file)}'{hint}")
    else:
        return file
    return None


def _read_sidecar(file: Path, name: str, told: _Told) -> Iterator[Stated]:
    try:
        data = read_json(_text(file, MOST_BYTES_OF_A_SIDECAR))
    except Unusable as reason:
        told.add(str(reason))
        return
    except JSONDecodeError as error:
        told.add(f"line {error.lineno}, column {error.colno}: no JSON: {error.msg}")
        return
    except (ValueError, RecursionError):  # a number of a million digits, a million brackets
        told.add('no JSON that says something of an article; write {"title": "…"}')
        return
    if not isinstance(data, dict):
        told.add('not an object; write {"title": "…", "published": "2024-05-03"}')
        return
    values: dict[str, str] = {}
    for key, value in data.items():
        if key not in FIELDS:
            told.add(f"unknown field '{_shown(key)}'{_nearest(key, FIELDS)}")
        elif isinstance(value, str):
            values[key] = value
        elif value is not None:
            told.add(f"{key} is no text; put it between quotation marks")
    yield from _stated(values, "sidecar", name, "", told)


def _stated(
    values: dict[str, str],
    source: Literal["manifest", "sidecar"],
    evidence: str,
    where: str,
    told: _Told,
) -> Iterator[Stated]:
    """The values that are usable; an empty one says nothing."""
    for what in FIELDS:
        given = " ".join(values.get(what, "").split())
        if not given:
            continue
        value, advice = _checked(what, given)
        if value is None:
            told.add(f"{where}{': ' * bool(where)}{what} '{_shown(given)}' {advice}")
        else:
            yield Stated(field=what, value=value, evidence=f"{what} in {evidence}", source=source)


def _checked(what: MetadataField, given: str) -> tuple[str | None, str]:
    """A value in its normal form, or None and what to do about it."""
    if len(given) > MOST_CHARACTERS:
        return None, f"is too long; give it in {MOST_CHARACTERS} characters"
    if what in ("published", "updated"):
        return _date(given), "is no date; write it as 2024-05-03, or 2024-05 for a month"
    if what == "language":
        known = given.replace("_", "-") if _LANGUAGE.match(given) else None
        return known, "is no language code; write it as en or en-GB"
    if what == "url":
        return given if _ADDRESS.match(given) else None, "is no address; begin it with https://"
    return given, ""


def _date(given: str) -> str | None:
    """A day, month or year in EDTF, from ISO 8601 or from words ("3 May 2024") that can be read
    in one way only."""
    if _MONTH.match(given):
        return given
    if found := _DAY.match(given):
        return day_in_edtf(*(int(found[part]) for part in ("year", "month", "day")))
    line = read_date_line(given)
    dates = line.dates if line else ()
    certain = len(dates) == 1 and len(dates[0].candidates) == 1
    return dates[0].candidates[0] if certain and dates[0].candidates[0][0] != "X" else None


def _text(file: Path, most: int) -> str:
    """The characters of a file. Raises `Unusable`."""
    try:
        with file.open("rb") as stream:
            data = Opened(file.name, stream, file.stat().st_size).all(most)
    except OSError as error:
        raise Unusable(f"cannot be opened: {error.strerror}") from None
    return read_text(data)


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a name too long, a name with a NUL
        return False


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except (OSError, ValueError):
        return []


def _nearest(word: str, known: Iterable[str]) -> str:
    like = get_close_matches(word[:MOST_CHARACTERS].casefold(), list(known), n=1)
    if like:
        return f"; did you mean '{like[0]}'?"
    return f"; there are {', '.join(known)}" if tuple(known) in (FIELDS, COLUMNS) else ""


def _shown(words: str) -> str:
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
