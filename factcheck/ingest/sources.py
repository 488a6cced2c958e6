"""Paths of files and folders, and addresses, go in, articles come out, with a reason for everything
left out.

One bad file never ends a run; a path that does not exist does, before anything is read.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from factcheck.ingest.fetching.addresses import (
    POLITE,
    Manners,
    file_like,
    is_address,
    mistaken,
    without_password,
)
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.readers import reader_of, suffixes
from factcheck.ingest.reading import read_file, refusal, refusal_by_name
from factcheck.model import Article, Skipped

if TYPE_CHECKING:
    from factcheck.ingest.fetching.client import Fetcher

# Formats that people keep articles in: met in a folder, they are named as skipped, so that
# nobody believes they were checked. Pictures, scripts and the like are passed over in silence.
DOCUMENT_SUFFIXES = frozenset(
    {".csv", ".doc", ".docx", ".eml", ".epub", ".htm", ".html", ".json", ".jsonl", ".mht"}
    | {".odt", ".pdf", ".rtf", ".tsv", ".warc", ".xhtml", ".xml"}
)

# What factcheck writes beside the articles it has checked is no article.
OWN_REPORTS = frozenset({"report.html", "report.json"})

MOST_OF_A_PART = 60  # characters of the name of an article in a file that its id has
MOST_OF_A_NAME = 120  # characters of a path that an error message shows


_NOT_IN_IDS = re.compile(r"[^\w.-]+")


class IngestError(ValueError):
    """The paths themselves cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: where it is, and its name as the user gave it (POSIX separators)."""

    file: Path
    name: str


@dataclass(frozen=True, slots=True)
class SourceAddress:
    """A page to be fetched, under the address as the user gave it."""

    name: str


Source = SourceFile | SourceAddress


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What the paths lead to: files and addresses to read, in order, and what is left out."""

    files: tuple[Source, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class Ingested:
    """The articles, in the order of the paths, and what could not be used."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    on_article: Callable[[str], None] | None = None,
    manners: Manners = POLITE,
) -> Ingested:
    """Read, clean and date the articles that `paths` lead to; addresses (https://…) are fetched,
    with `manners`.

    `on_article` is told the name of each file before it is read (for a progress display).
    Raises `IngestError` for a path that does not exist.
    """
    found = find_files(paths)
    fetcher = _fetcher(found, manners)
    articles: list[Article] = []
    skipped = list(found.skipped)
    for source in found.files:
        if on_article:
            on_article(source.name)
        for read in _read_source(source, fetcher):
            if isinstance(read, Skipped):
                skipped.append(read)
            else:
                articles.append(read)
    ids = _unique_ids([article.path for article in articles])
    named = (article.model_copy(update={"id": ids[article.path]}) for article in articles)
    return Ingested(tuple(named), tuple(skipped))


def read_lines(path: str | os.PathLike[str]) -> list[str]:
    """The lines of one file as they stand in it, before cleaning.

    Raises `IngestError` when it holds no text that can be read.
    """
    file = Path(path)
    try:
        with _opened(SourceFile(file, file.as_posix())) as opened:
            reader = reader_of(opened)
            if reader is None:
                raise Unusable(refusal(opened))
            drafts = [d for d in reader.read(opened) if not isinstance(d, Skipped)]
    except Unusable as reason:
        raise IngestError(f"{file.as_posix()}: {reason}") from None
    text = "\n".join(draft.text for draft in drafts).replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")  # as editors count them


def find_files(paths: Iterable[str | os.PathLike[str]]) -> FoundFiles:
    """List the files and addresses that `paths` lead to; folders are walked in sorted order.

    What is met twice is listed once. Raises `IngestError` for a path that does not exist.
    """
    if isinstance(paths, str | os.PathLike):  # one path is easily given where a list is meant
        paths = [paths]
    files: dict[str, Source] = {}
    skipped: dict[str, Skipped] = {}
    for given in paths:
        if isinstance(given, str) and is_address(given):
            files.setdefault(given.partition("#")[0], SourceAddress(without_password(given)))
            continue
        path = Path(given)
        try:
            exists = path.exists()
        except OSError as error:  # a name too long, a folder that may not be entered
            shown = path.as_posix()[:MOST_OF_A_NAME]
            raise IngestError(f"{shown}: cannot be opened: {error.strerror}") from error
        if not exists:
            raise IngestError(_missing(path, str(given)))
        for source in _walk(path, skipped) if path.is_dir() else [_source(path, path)]:
            named = source.file == path
            reason = _refusal(source.file, named)
            if reason:
                skipped.setdefault(source.name, Skipped(path=source.name, reason=reason))
            elif reason is None:
                files.setdefault(os.path.realpath(source.file), source)
    return FoundFiles(tuple(files.values()), tuple(skipped.values()))


def _missing(path: Path, given: str) -> str:
    name = path.as_posix()
    if path.is_symlink():
        return f"{name}: a link that leads nowhere; give the file or folder it was meant for"
    if advice := mistaken(given):
        return f"{given[:MOST_OF_A_NAME]}: {advice}"
    return f"{name}: no such file or folder; give a .txt or .md file, or a folder that holds some"


def _walk(folder: Path, skipped: dict[str, Skipped]) -> Iterator[SourceFile]:
    """Yield what a folder holds, without hidden entries; links to folders are not followed."""

    def cannot_open(error: OSError) -> None:
        name = _source(folder, Path(error.filename)).name
        skipped.setdefault(name, Skipped(path=name, reason=f"cannot be opened: {error.strerror}"))

    for here, subfolders, names in os.walk(folder, onerror=cannot_open):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            yield _source(folder, Path(here, name))


def _source(given: Path, file: Path) -> SourceFile:
    """Name a file; bytes of a name that are not UTF-8 are replaced, for a report is UTF-8."""
    name = given if file == given else given / file.relative_to(given)
    return SourceFile(file, os.fsencode(name.as_posix()).decode("utf-8", "replace"))


def _refusal(file: Path, named: bool) -> str | None:
    """Return why a file is not read, "" if that goes without saying, None if it is read.

    `named`: the user named the file itself, not a folder around it.
    """
    suffix, known = file.suffix.lower(), suffixes()
    if not named and file.name in OWN_REPORTS:
        return ""
    if not (named or suffix in known or suffix in DOCUMENT_SUFFIXES):
        return ""
    if not file.is_file():
        return "not a regular file" if file.exists() else "a link that leads nowhere"
    return None if suffix in known else refusal_by_name(suffix)


def _unique_ids(names: list[str]) -> dict[str, str]:
    """Give each file an id: its stem; with its folder's name (of an address: its host), then a
    number, where stems clash.

    The ids depend on the set of names only, not on their order.
    """
    files = {name: _file_and_part(name) for name in names}
    stems = {name: _stem(*found) for name, found in files.items()}
    stem_counts = Counter(stems.values())
    ids = {name: stem for name, stem in stems.items() if stem_counts[stem] == 1}
    taken = set(ids.values())
    for name in sorted(set(names) - set(ids)):
        folder = files[name][0].parent.name
        wanted = f"{folder}-{stems[name]}" if folder.strip(".") else stems[name]
        candidate, number = wanted, 1
        while candidate in taken:
            number += 1
            candidate = f"{wanted}-{number}"
        taken.add(candidate)
        ids[name] = candidate
    return ids


def _file_and_part(name: str) -> tuple[PurePath, str]:
    """The file that an article was read from, and what the article is called in it."""
    file, _, part = name.partition("#")
    if is_address(name):
        return PurePath(file_like(file)), part
    return (PurePath(file), part) if PurePath(file).suffix else (PurePath(name), "")


def _stem(file: PurePath, part: str) -> str:
    """The name of a file without its ending, with the end of its part's name."""
    words = _NOT_IN_IDS.sub("-", part.rstrip("/").rpartition("/")[2]).strip("-")
    return f"{file.stem}-{words[:MOST_OF_A_PART]}" if words else file.stem


def _fetcher(found: FoundFiles, manners: Manners) -> Fetcher | None:
    """What fetches pages, None where no address is given: then no network library is loaded."""
    if not any(isinstance(source, SourceAddress) for source in found.files):
        return None
    from factcheck.ingest.fetching.client import Fetcher

    return Fetcher(manners)


def _read_source(source: Source, fetcher: Fetcher | None) -> Iterator[Article | Skipped]:
    opened: AbstractContextManager[Opened]
    if isinstance(source, SourceFile):
        opened = _opened(source)
    else:
        assert fetcher is not None
        opened = fetcher.opened(source.name)
    try:
        with opened as file:
            yield from read_file(file)
    except Unusable as reason:
        yield Skipped(path=source.name, reason=str(reason))


@contextmanager
def _opened(source: SourceFile) -> Iterator[Opened]:
    """The file, open for reading. Raises `Unusable`."""
    try:
        stream = source.file.open("rb")
    except OSError as error:
        raise Unusable(f"cannot be opened: {error.strerror}") from None
    with stream:
        yield Opened(source.name, stream, source.file.stat().st_size)
