"""An archive goes in; what lies in it beside its articles, sidecars and manifests, comes out, and
what they state of each member, wherever in the archive they stand.

An archive is gone through twice for that: first for these alone, then for its articles.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath, PurePosixPath

from factcheck.ingest.beside import (
    MANIFEST,
    MOST_BYTES_OF_A_MANIFEST,
    MOST_BYTES_OF_A_SIDECAR,
    MOST_PROBLEMS,
    SIDECAR,
    Beside,
    begins_manifest,
    is_sidecar,
    refusal_of_sidecar,
)
from factcheck.ingest.choosing import hidden, left_out_member
from factcheck.ingest.containers.unpacking import LEADS_OUT, printable
from factcheck.ingest.opened import Opened, Unusable, too_large
from factcheck.ingest.reader import Container
from factcheck.ingest.saved_page import is_of_a_page
from factcheck.model import MetadataField, Skipped, Stated

# All sidecars and manifests of one archive are in memory while it is read: those of 10,000
# articles have some 5 MB.
MOST_BESIDE = 32_000_000  # bytes
# So are the names of its members, as long as they are no longer than this together.
MOST_OF_NAMES = 10_000_000  # characters

# For 'did you mean', so many names are looked at, so many times: each takes a millisecond or more.
MOST_LIKE_NAMES = 1_000
MOST_HINTS = 100

# Of one article alone, and so of none in an archive for which it is written down.
OF_ONE: tuple[MetadataField, ...] = ("title", "url")


@dataclass(slots=True)
class Contents:
    """What an archive holds, by name, and what lies beside its articles."""

    archive: Opened
    folders: bool  # as of its container
    problems: list[Skipped] = field(default_factory=list)
    _beside: Beside = field(init=False)
    _names: set[str] = field(default_factory=set)
    _kept: dict[str, bytes] = field(default_factory=dict)
    _room_for_names: int = field(init=False)
    _room: int = field(init=False)
    _hints: int = MOST_HINTS

    def __post_init__(self) -> None:
        self._beside = Beside(self)
        self._room_for_names, self._room = MOST_OF_NAMES, MOST_BESIDE

    # As a `Place`: files with the names that they have in the archive.

    def has(self, file: PurePath) -> bool:
        return file.as_posix() in self._names

    def read(self, file: PurePath, most: int) -> bytes:
        data = self._kept.get(file.as_posix(), b"")
        if not data:
            raise Unusable("empty file, or one that cannot be unpacked")
        if len(data) > most:
            raise Unusable(too_large(len(data), most, "bytes"))
        return data

    def is_manifest(self, file: PurePath) -> bool:
        return file.name == MANIFEST and file.as_posix() in self._kept

    def names(self, folder: PurePath) -> list[str]:
        if self._hints == 0:
            return []
        self._hints -= 1
        inside = "" if folder.as_posix() == "." else f"{folder.as_posix()}/"
        here = (name for name in self._names if name.rpartition("/")[0] == inside[:-1])
        return sorted(islice((name.rpartition("/")[2] for name in here), MOST_LIKE_NAMES))

    # Going through it

    def notice(self, inner: str) -> str | None:
        """Take down the name of a member; only sidecars and tables called like a manifest are
        unpacked."""
        if hidden(inner):
            return ""
        path = PurePosixPath(printable(inner))
        self._room_for_names -= len(inner)
        if self._room_for_names >= 0:
            self._names.add(path.as_posix())
        return None if is_sidecar(path) or path.name == MANIFEST else ""

    def keep(self, found: Opened) -> None:
        """Keep a sidecar or manifest."""
        inner = self.inner(found)
        sidecar = is_sidecar(PurePosixPath(inner))
        most = MOST_BYTES_OF_A_SIDECAR if sidecar else MOST_BYTES_OF_A_MANIFEST
        if not sidecar and not begins_manifest(found.head()):
            return
        found.stream.seek(0)
        data = found.stream.read(most + 1)
        self._room -= len(data)
        if self._room >= 0:
            self._kept[inner] = data

    def inner(self, member: Opened) -> str:
        """The name of a member within the archive."""
        return PurePosixPath(member.name.removeprefix(f"{self.archive.name}/")).as_posix()

    # Reading its articles

    def left_out(self, inner: str) -> str | None:
        """As `left_out_member`; sidecars, manifests and what belongs to a saved page are none."""
        path = PurePosixPath(printable(inner))
        if is_sidecar(path) or self.is_manifest(path) or is_of_a_page(path, self.has):
            return ""
        return left_out_member(inner)

    def stated(self, member: Opened) -> Opened:
        """A member with all that was written down of it, within the archive and around it."""
        inner = self.inner(member)
        path, levels = PurePosixPath(inner), inner.count("/") + 1
        has_name = self.folders and path.name  # what a crawl calls a page may be anything
        own = self._beside.states(path, member.name, levels) if has_name else ()
        of_all = (
            one
            for one in self.archive.stated
            if one.source in ("manifest", "sidecar") and one.field not in OF_ONE
        )
        return replace(
            member,
            fields=self.archive.fields,
            allowance=self.archive.allowance,
            stated=(*own, *self.archive.beside(inner), *member.stated, *of_all),
            beside=self._within(inner, member.name),
        )

    def _within(self, inner: str, name: str) -> Callable[[str], tuple[Stated, ...]]:
        """What is written down of the members of a member, which is an archive itself."""
        levels = inner.count("/") + 1

        def states(member: str) -> tuple[Stated, ...]:
            path = PurePosixPath(inner)
            inside = self.folders and path.name
            own = self._beside.states_within(path, name, levels, member) if inside else ()
            around = self.archive.beside(f"{inner}/{member}")
            if not (around or self.folders):  # 'week.tgz/monday.txt', though 'week.tar' is between
                around = self.archive.beside(member)
            return (*own, *around)

        return states

    def told(self) -> list[Skipped]:
        """What is wrong with sidecars and manifests, once all members were read."""
        whole = self._room_for_names >= 0
        paths = map(PurePosixPath, sorted(self._kept)) if whole else ()
        lost = [path for path in paths if is_sidecar(path) and not self.has(_article_of(path))]
        told = [
            Skipped(path=f"{self.archive.name}/{path}", reason=refusal_of_sidecar(path, self))
            for path in lost[:MOST_PROBLEMS]
        ]
        if more := len(lost[MOST_PROBLEMS:]):
            reason = f"{more} more sidecars without an article"
            told.append(Skipped(path=self.archive.name, reason=reason))
        if self._room < 0:
            reason = "holds too many sidecars for one archive; unpack it, or write one manifest"
            told.append(Skipped(path=self.archive.name, reason=reason))
        return [*self.problems, *self._beside.problems, *told, *self._beside.unmet()]


def _article_of(sidecar: PurePosixPath) -> PurePosixPath:
    return sidecar.with_name(sidecar.name.removesuffix(SIDECAR))


def look_through(container: Container, file: Opened) -> Contents:
    """What lies in an archive beside its articles."""
    contents = Contents(file, container.folders)
    if not container.folders:
        return contents
    again = replace(file, allowance=replace(file.allowance))  # members count once, bytes always
    try:
        for found in container.members(again, contents.notice):
            if isinstance(found, Opened):
                with closing(found.stream):
                    contents.keep(found)
            elif found.path.endswith(SIDECAR) and found.reason != LEADS_OUT:
                contents.problems.append(found)
    except Unusable:
        pass  # the second time tells
    file.allowance.size = again.allowance.size
    return contents
