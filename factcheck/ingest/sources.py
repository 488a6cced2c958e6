"""Paths of files and folders, and addresses, go in, articles come out, with a reason for everything
left out.

One bad file never ends a run; a path that does not exist does, before anything is read.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from factcheck.extensions import ExtensionError, installed
from factcheck.ingest.beside import (
    MANIFEST,
    Beside,
    begins_manifest,
    is_manifest,
    is_sidecar,
    refusal_of_sidecar,
)
from factcheck.ingest.choosing import by_head, by_name, is_own_report
from factcheck.ingest.containers.unpacking import spooled
from factcheck.ingest.duplicates import without_repeats
from factcheck.ingest.fetching.addresses import (
    POLITE,
    Manners,
    file_like,
    is_address,
    mistaken,
    without_password,
)
from factcheck.ingest.kept import KeptFiles
from factcheck.ingest.meter import Meter, Progress
from factcheck.ingest.opened import HEAD, Allowance, Opened, Unusable, nothing_beside
from factcheck.ingest.readers import reader_of, suffixes
from factcheck.ingest.saved_page import is_part, pages_of
from factcheck.model import Article, Skipped, Stated
from factcheck.store.cache import Cache

if TYPE_CHECKING:
    from factcheck.ingest.fetching.client import Fetcher

MOST_OF_A_NAME = 120  # characters of a path that an error message shows
MOST_OF_A_PART = 60  # characters of a record's name that go into an id

STDIN = "-"  # the path that stands for standard input
STDIN_NAME = "stdin"  # what it is called in reports

# What is said of a folder that browsers make beside a page, and perhaps people, too.
PARTS_OF_A_PAGE = (
    "pages or data that belong to the saved page beside it, as its name says; if they are"
    " articles, give this folder in a run of its own, or rename it"
)

# What is said of a sidecar or manifest where articles are read without what lies beside them.
NOT_BESIDE = (
    "says something of articles, which is not read here; put it into their records, or check them"
    " on one machine"
)

NO_FIELDS: Mapping[str, tuple[str, ...]] = {}


class IngestError(ValueError):
    """The paths themselves cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: where it is, its name as the user gave it (POSIX separators), and how
    many folders above it, its own included, may say something of it."""

    file: Path
    name: str
    levels: int = 1


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
    manifests: tuple[SourceFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Ingested:
    """The articles, in the order of the paths, and what could not be used. `history` is what
    `once_each` left out."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]
    history: tuple[Skipped, ...] = ()


def each_article(
    paths: Iterable[str | os.PathLike[str]],
    progress: Progress | None = None,
    manners: Manners = POLITE,
    fields: Mapping[str, tuple[str, ...]] = NO_FIELDS,
    cache: Cache | None = None,
) -> Iterator[Article | Skipped]:
    """Read the articles one at a time, as `read_articles` does, and hold none of them. The id of
    each is its path; `unique_ids` gives the short ones when all are known."""
    found = find_files(paths)
    fetcher = _fetcher(found, manners)
    yield from found.skipped
    beside = Beside()
    for manifest in found.manifests:
        beside.manifest(manifest.file.parent, manifest.name)
    meter = Meter([_size(source) for source in found.files], progress)
    kept = KeptFiles(cache, read_file)
    for number, source in enumerate(found.files):
        meter.begin(number, f"fetching {source.name}" if isinstance(source, SourceAddress) else "")
        yield from _read_source(source, fetcher, beside, fields, meter, kept)
    kept.save()
    yield from (*beside.problems, *beside.unmet())


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    progress: Progress | None = None,
    manners: Manners = POLITE,
    fields: Mapping[str, tuple[str, ...]] = NO_FIELDS,
    cache: Cache | None = None,
) -> Ingested:
    """Read, clean and date the articles that `paths` lead to; '-' is standard input, addresses
    (https://…) are fetched, with `manners`. What the sidecar of a file or the manifest of its
    folder say of an article counts before what it says itself.

    `progress(step, done, total)` is told what is read, in words, and how far the reading has come.
    `fields` are the user's names for what tables and JSON hold, such as 'text': ('story',).
    What files held when they were read before is in `cache`.
    Raises `IngestError` for a path that does not exist.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    for read in each_article(paths, progress, manners, fields, cache):
        if isinstance(read, Skipped):
            skipped.append(read)
        else:
            articles.append(read)
    ids = unique_ids([article.path for article in articles])
    for number, article in enumerate(articles):  # one by one, so that few are there twice
        articles[number] = article.model_copy(update={"id": ids[article.path]})
    return Ingested(tuple(articles), tuple(skipped))


def once_each(ingested: Ingested) -> Ingested:
    """Leave out articles that another one stands for: copies and earlier versions."""
    articles, history = without_repeats(ingested.articles)
    return replace(ingested, articles=articles, history=history)


def read_lines(path: str | os.PathLike[str]) -> list[str]:
    """The lines of one file as they stand in it, before cleaning.

    Raises `IngestError` when it holds no text that can be read.
    """
    file = Path(path)
    try:
        with _opened(SourceFile(file, file.as_posix())) as opened:
            reader = reader_of(opened)
            if reader is None:
                from factcheck.ingest.reading import refusal

                raise Unusable(refusal(opened))
            drafts = [d for d in reader.read(opened) if not isinstance(d, Skipped)]
    except Unusable as reason:
        raise IngestError(f"{file.as_posix()}: {reason}") from None
    text = "\n".join(draft.text for draft in drafts).replace("\r\n", "\n").replace("\r", "\n")
    return text.removesuffix("\n").split("\n")  # as editors count them


def find_files(paths: Iterable[str | os.PathLike[str]]) -> FoundFiles:
    """List the files and addresses that `paths` lead to; folders are walked in sorted order.

    What is met twice is listed once. Raises `IngestError` for a path that does not exist, and for
    an installed extension that is broken.
    """
    try:
        installed()  # may bring formats
    except ExtensionError as error:
        raise IngestError(f"{error}; install that package again, or remove it") from error
    if isinstance(paths, str | os.PathLike):  # one path is easily given where a list is meant
        paths = [paths]
    paths = list(paths)
    named = {Path(given) for given in paths}
    files: dict[str, Source] = {}
    manifests: list[SourceFile] = []
    skipped: dict[str, Skipped] = {}
    for given in paths:
        if isinstance(given, str) and is_address(given):
            files.setdefault(given.partition("#")[0], SourceAddress(without_password(given)))
            continue
        path = Path(given)
        if str(path) == STDIN:
            if sys.stdin is None or sys.stdin.isatty():
                raise IngestError("-: nothing comes in; put a program's output before it (… | …)")
            files.setdefault(STDIN, SourceFile(path, STDIN_NAME))
            continue
        try:
            exists = path.exists()
        except OSError as error:  # a name too long, a folder that may not be entered
            shown = path.as_posix()[:MOST_OF_A_NAME]
            raise IngestError(f"{shown}: cannot be opened: {error.strerror}") from error
        if not exists:
            raise IngestError(_missing(path, str(given)))
        beside_its_page = not named.isdisjoint(pages_of(path))
        walked = path.is_dir()
        for source in _walk(path, skipped, beside_its_page) if walked else [_source(path, path)]:
            reason = _refusal(source.file, source.file == path)
            if reason:
                skipped.setdefault(source.name, Skipped(path=source.name, reason=reason))
            elif reason == "" and is_manifest(source.file):
                manifests.append(source)
            elif reason is None:
                files.setdefault(os.path.realpath(source.file), source)
    return FoundFiles(tuple(files.values()), tuple(skipped.values()), tuple(manifests))


def _missing(path: Path, given: str) -> str:
    name = path.as_posix()
    if path.is_symlink():
        return f"{name}: a link that leads nowhere; give the file or folder it was meant for"
    if advice := mistaken(given):
        return f"{given[:MOST_OF_A_NAME]}: {advice}"
    return f"{name}: no such file or folder; give an article's file, or a folder that holds some"


def _walk(folder: Path, skipped: dict[str, Skipped], of_a_page: bool) -> Iterator[SourceFile]:
    """Yield what a folder holds, without hidden entries; links to folders are not followed.

    `of_a_page`: it is called like that of a saved page which was named, too. Parts of saved pages
    are left out; where the user may not expect that, `skipped` says so.
    """

    def cannot_open(error: OSError) -> None:
        name = _source(folder, Path(error.filename)).name
        skipped.setdefault(name, Skipped(path=name, reason=f"cannot be opened: {error.strerror}"))

    saved = {folder: folder} if of_a_page else {}  # a folder → that of the page which it is in
    parts, others = Counter[Path](), {folder}  # story/* names the folder, too: that is told
    for where, subfolders, names in os.walk(folder, onerror=cannot_open):
        here, present = Path(where), set(names)
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in subfolders:
            if here in saved or any(page.name in present for page in pages_of(PurePath(name))):
                saved[here / name] = saved.get(here, here / name)
        for name in sorted(name for name in names if not name.startswith(".")):
            source = _source(folder, here / name)
            if here in saved and is_part(source.file):
                parts[saved[here]] += 1
                continue
            if here in saved and _refusal(source.file, named=False) != "":
                others.add(saved[here])
            yield source
    for whole in sorted(parts.keys() & others):
        name = _source(folder, whole).name
        reason = f"holds {parts[whole]} {PARTS_OF_A_PAGE}"
        skipped.setdefault(name, Skipped(path=name, reason=reason))


def _source(given: Path, file: Path) -> SourceFile:
    """Name a file; bytes of a name that are not UTF-8 are replaced, for a report is UTF-8."""
    inside = file.relative_to(given)
    name = os.fsencode((given / inside).as_posix()).decode("utf-8", "replace")
    return SourceFile(file, name, max(1, len(inside.parts)))


def _refusal(file: Path, named: bool) -> str | None:
    """Return why a file is not read, "" if that goes without saying, None if it is read.

    `named`: the user named the file itself, not a folder around it.
    """
    if not named and is_own_report(str(file)):
        return ""
    if is_manifest(file):  # story/* names it, too
        return ""
    if is_sidecar(file) and file.is_file():
        return refusal_of_sidecar(file)
    wanted = True if named else by_name(file.name)
    if wanted is False:
        return ""
    if not file.is_file():
        if wanted is None:
            return ""
        return "not a regular file" if file.exists() else "a link that leads nowhere"
    return None if wanted else _refusal_by_head(file)  # what it is, its bytes tell


def _refusal_by_head(file: Path) -> str | None:
    """As `_refusal`, of a file whose name says nothing."""
    try:
        with file.open("rb") as stream:
            return by_head(file.name, stream.read(HEAD))
    except OSError as error:
        return f"cannot be opened: {error.strerror}"


def unique_ids(names: Sequence[str]) -> dict[str, str]:
    """Give each file an id: its stem; with its folder's name (of an address: its host), then a
    number, where stems clash.

    The ids depend on the set of names only, not on their order.
    """
    stems = {name: _stem(name) for name in names}
    stem_counts = Counter(stems.values())
    ids = {name: stem for name, stem in stems.items() if stem_counts[stem] == 1}
    taken = set(ids.values())
    tried: Counter[str] = Counter()  # numbers, so that thousands of one stem take no longer each
    for name in sorted(set(names) - set(ids)):
        folder = PurePath(_file(name)).parent.name
        wanted = f"{folder}-{stems[name]}" if folder.strip(".") else stems[name]
        candidate = wanted if not tried[wanted] else ""
        while not candidate or candidate in taken:
            tried[wanted] += 1
            candidate = f"{wanted}-{tried[wanted] + 1}"
        taken.add(candidate)
        ids[name] = candidate
    return ids


def _size(source: Source) -> int:
    """Bytes of a file; none where that is not known yet."""
    try:
        return source.file.stat().st_size if isinstance(source, SourceFile) else 0
    except OSError:  # standard input; a file that has just gone
        return 0


def _fetcher(found: FoundFiles, manners: Manners) -> Fetcher | None:
    """What fetches pages, None where no address is given: then no network library is loaded."""
    if not any(isinstance(source, SourceAddress) for source in found.files):
        return None
    from factcheck.ingest.fetching.client import Fetcher

    return Fetcher(manners)


def _file(name: str) -> str:
    """'dump.csv' of 'dump.csv#3', its third record; a name without records is the file's own."""
    if is_address(name):
        return str(file_like(name))
    file, sign, _ = name.partition("#")
    has_records = file == STDIN_NAME or PurePath(file).suffix.lower() in suffixes()
    return file if sign and has_records else name


def _stem(name: str) -> str:
    """'dump-3' of 'dump.csv#3', 'bay-ferry' of 'bay.rss#https://bay.example/19/ferry'."""
    file = _file(name)
    named = "" if is_address(name) else name[len(file) :].rstrip("/").rpartition("/")[2]
    part = re.sub(r"[^\w.]+", "-", named).strip("-")[-MOST_OF_A_PART:]
    return f"{PurePath(file).stem}-{part}" if part else PurePath(file).stem


def read_bytes(
    name: str,
    data: bytes,
    fields: Mapping[str, tuple[str, ...]] = NO_FIELDS,
    named: bool = True,
) -> Iterator[Article | Skipped]:
    """The articles of a file that lies in memory, as `each_article` reads one of the disk. `named`:
    whether the user named the file itself, not a folder around it. What lies beside it (sidecars,
    manifests) is not known, and told as skipped where it is met."""
    file = PurePath(name)
    if is_sidecar(file) or (file.name == MANIFEST and begins_manifest(data)):
        yield Skipped(path=name, reason=NOT_BESIDE)
        return
    wanted = True if named else by_name(file.name)
    if wanted is False or (not named and is_own_report(name)):
        return
    reason = None if wanted else by_head(file.name, data[:HEAD])
    if reason:
        yield Skipped(path=name, reason=reason)
    elif reason is None:
        opened = Opened(name, io.BytesIO(data), len(data), fields=fields)
        yield from _guarded(name, read_file(opened))


def read_file(file: Opened) -> Iterator[Article | Skipped]:
    """The articles of a file, as `reading` reads them: that is imported for the first one that is
    new."""
    from factcheck.ingest import reading

    return reading.read_file(file)


def _read_source(
    source: Source,
    fetcher: Fetcher | None,
    beside: Beside,
    fields: Mapping[str, tuple[str, ...]],
    meter: Meter,
    kept: KeptFiles,
) -> Iterator[Article | Skipped]:
    def read() -> Iterator[Article | Skipped]:
        opened: AbstractContextManager[Opened]
        if isinstance(source, SourceFile):
            where = (source.file, source.name, source.levels)
            opened = _opened(source, beside.states(*where), partial(beside.states_within, *where))
        else:
            assert fetcher is not None
            opened = fetcher.opened(source.name)
        with opened as file:
            for one in kept.articles(replace(file, fields=fields)):
                yield one
                meter.within(file.stream)

    return _guarded(source.name, read())


def _guarded(name: str, read: Iterator[Article | Skipped]) -> Iterator[Article | Skipped]:
    """What is read from a file; where that fails, the reason comes last."""
    try:
        yield from read
    except Unusable as reason:
        yield Skipped(path=name, reason=str(reason))
    except MemoryError:
        yield Skipped(path=name, reason="takes more memory than there is; split it")
    except Exception as error:
        yield Skipped.by_fault(name, error)


@contextmanager
def _opened(
    source: SourceFile,
    stated: tuple[Stated, ...] = (),
    beside: Callable[[str], tuple[Stated, ...]] = nothing_beside,
) -> Iterator[Opened]:
    """The file, open for reading. Raises `Unusable`."""
    if source.name == STDIN_NAME and str(source.file) == STDIN:
        stream, size = spooled(sys.stdin.buffer.read, Allowance())
        with stream:
            yield Opened(source.name, stream, size, media_type="text/plain")
        return
    try:
        stream = source.file.open("rb")
    except OSError as error:
        raise Unusable(f"cannot be opened: {error.strerror}") from None
    with stream:
        size = source.file.stat().st_size
        yield Opened(source.name, stream, size, stated=stated, beside=beside)
