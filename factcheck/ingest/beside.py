"""What people wrote down beside their articles goes in: the sidecar of one file
(`monday.txt.meta.json`) and the manifest of a folder (`articles.csv`), on the disk or in an
archive. What they state of each file comes out, and what is wrong with them. Both count before
anything the article itself says.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from json import JSONDecodeError
from pathlib import Path, PurePath, PurePosixPath
from typing import Literal, Protocol

from factcheck.ingest.json_values import read_json
from factcheck.ingest.known import FIELDS
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.readers.text import BYTE_ORDER_MARKS, read_text
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
MOST_PROBLEMS_OF_ALL = 2_000  # that are told of all files of a run or an archive
MOST_AWAITED = 100_000  # lines about members of archives, which may not be there: 60 MB of memory
MOST_NAMES = 500  # of a folder that are looked at for the one that was meant; of more, none
MOST_SHOWN = 60  # characters of a wrong value

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ]\d\d:?\d\d.*)?$", re.ASCII)
_MONTH = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?$", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_ADDRESS = re.compile(r"https?://[^\s/]+\S*$", re.IGNORECASE)


class Place(Protocol):
    """Where files stand beside each other: the disk, or an archive."""

    def has(self, file: PurePath) -> bool:
        """Whether there is such a file."""
        ...

    def read(self, file: PurePath, most: int) -> bytes:
        """The bytes of a file. Raises `Unusable` when there are none, or more than `most`."""
        ...

    def is_manifest(self, file: PurePath) -> bool:
        """Whether a file is a manifest: its name and its first line tell."""
        ...

    def names(self, folder: PurePath) -> list[str]:
        """What lies in a folder, for hints."""
        ...


class Disk:
    """Files of this machine."""

    def has(self, file: PurePath) -> bool:
        return _is_file(Path(file))

    def read(self, file: PurePath, most: int) -> bytes:
        try:
            with Path(file).open("rb") as stream:
                return Opened(file.name, stream, Path(file).stat().st_size).all(most)
        except OSError as error:
            raise Unusable(f"cannot be opened: {error.strerror}") from None

    def is_manifest(self, file: PurePath) -> bool:
        return is_manifest(Path(file))

    def names(self, folder: PurePath) -> list[str]:
        return _names(Path(folder))


@dataclass(slots=True)
class Beside:
    """What stands beside the articles of one run, or of one archive. Each file is read once; what
    is wrong with it is in `problems`, and the rest of it counts."""

    place: Place = field(default_factory=Disk)
    problems: list[Skipped] = field(default_factory=list)
    _manifests: dict[PurePath, dict[str, tuple[Stated, ...]]] = field(default_factory=dict)
    # Lines about members of archives that were not met yet: (folder, file) → the manifest, the line
    _awaited: dict[tuple[PurePath, str], tuple[str, str]] = field(default_factory=dict)
    _opened: set[PurePath] = field(default_factory=set)

    def states(self, file: PurePath, name: str, levels: int) -> tuple[Stated, ...]:
        """What the sidecar of a file says and the manifests of its folder and those around it,
        the nearest first. `name` is the file's name for messages, `levels` how many folders."""
        return (*self._sidecar(file, name), *self._lines(file, name, levels, ""))

    def states_within(
        self, file: PurePath, name: str, levels: int, member: str
    ) -> tuple[Stated, ...]:
        """What manifests around an archive say of a member of it: 'week.zip/monday.txt'."""
        self._opened.add(file)
        return tuple(self._lines(file, name, levels, member))

    def unmet(self) -> list[Skipped]:
        """Lines about members that the archives, which were read, do not have."""
        told: dict[str, _Told] = {}
        for (folder, file), (name, where) in self._awaited.items():
            if any(folder / archive in self._opened for archive in PurePosixPath(file).parents):
                told.setdefault(name, _Told(name)).add(f"{where}: no article '{_shown(file)}'")
        return [skipped for one in told.values() for skipped in one.skipped()]

    def manifest(self, folder: PurePath, name: str) -> dict[str, tuple[Stated, ...]]:
        """What the manifest of a folder says of each file in it; empty where there is none."""
        if folder not in self._manifests:
            self._manifests[folder] = {}
            if self.place.is_manifest(folder / MANIFEST):
                told = _Told(name)
                room = MOST_AWAITED - len(self._awaited)
                read = _Manifest(self.place, folder, name, told, room)
                self._manifests[folder] = read.lines()
                self._awaited |= {(folder, file): at for file, at in read.members.items()}
                self._tell(told)
        return self._manifests[folder]

    def _lines(self, file: PurePath, name: str, levels: int, member: str) -> Iterator[Stated]:
        folders = list(zip(file.parents, PurePosixPath(name).parents, strict=False))
        for folder, shown in folders[:levels]:
            if not (lines := self.manifest(folder, str(shown / MANIFEST))):
                continue
            key = (PurePosixPath(file.relative_to(folder).as_posix()) / member).as_posix()
            if key in lines:
                self._awaited.pop((folder, key), None)
                yield from lines[key]

    def _sidecar(self, file: PurePath, name: str) -> tuple[Stated, ...]:
        sidecar = file.with_name(file.name + SIDECAR)
        if not self.place.has(sidecar):
            return ()
        told = _Told(name + SIDECAR)
        stated = tuple(_read_sidecar(self.place, sidecar, name + SIDECAR, told))
        self._tell(told)
        return stated

    def _tell(self, told: _Told) -> None:
        """Add what is wrong with one file, as long as there are not too many."""
        if len(self.problems) > MOST_PROBLEMS_OF_ALL:
            return
        self.problems += told.skipped()
        if len(self.problems) > MOST_PROBLEMS_OF_ALL:
            reason = "has many problems, and so may others after it, of which none is told"
            self.problems.append(Skipped(path=told.name, reason=reason))


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


def is_sidecar(file: PurePath) -> bool:
    """Whether a file is named like a sidecar."""
    return file.name.endswith(SIDECAR) and file.name != SIDECAR


def is_manifest(file: Path) -> bool:
    """Whether a file is a manifest: `articles.csv` with a column `file` and no texts."""
    if file.name != MANIFEST or not _is_file(file):
        return False
    try:
        with file.open("rb") as stream:
            return begins_manifest(stream.read(HEADER_BYTES))
    except OSError:
        return False


def begins_manifest(data: bytes) -> bool:
    """Whether a table that begins so has a column `file` and no texts."""
    head = data[:HEADER_BYTES]
    marked = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    first = next(iter(head.decode(marked, "replace").splitlines()), "")
    cells = _cells(first)
    return FILE_COLUMN in cells and TEXT_COLUMNS.isdisjoint(cells)


def refusal_of_sidecar(file: PurePath, place: Place | None = None) -> str:
    """Why a sidecar without an article is told; empty where it has one."""
    place = place or Disk()
    article = file.name.removesuffix(SIDECAR)
    if place.has(file.with_name(article)):
        return ""
    names = [n for n in place.names(file.parent) if not n.endswith(SIDECAR)]
    return f"says what is known of '{article}', which does not exist{_nearest(article, names)}"


def _cells(header: str) -> list[str]:
    delimiter = max(",;\t", key=header.count)
    return [cell.strip().strip('"').casefold() for cell in header.split(delimiter)]


@dataclass(slots=True)
class _Manifest:
    """The manifest of a folder while it is read."""

    place: Place
    folder: PurePath
    name: str
    told: _Told
    room: int  # for lines about members of archives
    members: dict[str, tuple[str, str]] = field(default_factory=dict)  # of archives
    known: dict[str, tuple[Stated, ...]] = field(default_factory=dict)

    def lines(self) -> dict[str, tuple[Stated, ...]]:
        """What it says of each file; what is wrong with it is told."""
        try:
            data = self.place.read(self.folder / MANIFEST, MOST_BYTES_OF_A_MANIFEST)
            text = read_text(data)
            rows = csv.reader(
                io.StringIO(text, newline=""),
                delimiter=max(",;\t", key=text.split("\n", 1)[0].count),
                strict=True,
            )
            columns = _columns([cell.strip().casefold() for cell in next(rows)], self.told)
            for row in rows:
                self._line(row, columns, f"line {rows.line_num}")
        except Unusable as reason:
            self.told.add(str(reason))
        except csv.Error as error:
            self.told.add(f"line {rows.line_num}: no CSV: {error}")
        return self.known

    def _line(self, row: list[str], columns: dict[int, str], where: str) -> None:
        cells = {columns[n]: cell for n, cell in enumerate(row) if columns.get(n)}
        if len(row) > max(columns) + 1:
            few = max(columns) + 1
            self.told.add(f"{where}: {len(row)} cells for {few} columns; quote commas")
        elif any(cell.strip() for cell in row) and (
            file := self._file(cells.get(FILE_COLUMN, ""), where)
        ):
            evidence = f"{where} of {self.name}"
            self.known[file] = tuple(_stated(cells, "manifest", evidence, where, self.told))

    def _file(self, cell: str, where: str) -> str | None:
        """The file that a line is about, from the manifest's folder; None where the line cannot
        be used."""
        path = PurePosixPath(cell.strip().replace("\\", "/"))
        file = path.as_posix()
        if path.is_absolute() or ".." in path.parts or not path.parts:
            self.told.add(
                f"{where}: '{_shown(cell)}' is no file in this folder; name one from here on"
            )
        elif file in self.known:
            self.told.add(f"{where}: '{_shown(file)}' has a line already, which counts")
        elif self.place.has(self.folder / path):
            return file
        elif len(self.members) < self.room and self._is_within(path):
            self.members[file] = (self.name, where)  # of an archive; it shows when that is opened
            return file
        else:
            names = [] if self.told.full else self.place.names(self.folder / path.parent)
            hint = _nearest(path.name, names)
            self.told.add(f"{where}: no file '{_shown(file)}'{hint}")
        return None

    def _is_within(self, path: PurePosixPath) -> bool:
        """Whether a file is around a path, as an archive is."""
        return any(self.place.has(self.folder / around) for around in path.parents)


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


def _read_sidecar(place: Place, file: PurePath, name: str, told: _Told) -> Iterator[Stated]:
    try:
        data = read_json(read_text(place.read(file, MOST_BYTES_OF_A_SIDECAR)))
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
    for written, value in data.items():
        key = written.strip().casefold()
        if key not in FIELDS:
            told.add(f"unknown field '{_shown(written)}'{_nearest(written, FIELDS)}")
        elif key in values:
            told.add(f"two fields '{key}'; the first one counts")
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
    from factcheck.ingest.dateline import day_in_edtf, read_date_line

    if _MONTH.match(given):
        return given
    if found := _DAY.match(given):
        return day_in_edtf(*(int(found[part]) for part in ("year", "month", "day")))
    line = read_date_line(given)
    dates = line.dates if line else ()
    certain = len(dates) == 1 and len(dates[0].candidates) == 1
    return dates[0].candidates[0] if certain and dates[0].candidates[0][0] != "X" else None


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):  # a name too long, a name with a NUL
        return False


def _names(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST_NAMES + 1)]
    except (OSError, ValueError):
        return []
    return sorted(names) if len(names) <= MOST_NAMES else []


def _nearest(word: str, known: Iterable[str]) -> str:
    like = get_close_matches(word[:MOST_CHARACTERS].casefold(), list(known), n=1)
    if like:
        return f"; did you mean '{like[0]}'?"
    return f"; there are {', '.join(known)}" if tuple(known) in (FIELDS, COLUMNS) else ""


def _shown(words: str) -> str:
    return words if len(words) <= MOST_SHOWN else f"{words[:MOST_SHOWN]}…"
