"""An opened file goes in, its articles come out: read, or as an earlier run kept them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from factcheck.ingest.opened import Opened
from factcheck.ingest.readers import container_of
from factcheck.model import Article, Skipped
from factcheck.program import program
from factcheck.store.cache import Cache
from factcheck.store.packing import Packing

# What reads a file: when a line of it changes, files are read anew.
_ROOMS = ("ingest", "values", "model.py", "tables.py")
MOST_BYTES = 5_000_000  # of a file; larger ones are archives and tables, and mostly met once

_ARTICLES: Packing[tuple[Article, ...]] = Packing(tuple[Article, ...])

Read = Callable[[Opened], Iterator[Article | Skipped]]


class KeptFiles:
    """What files of the disk held when they were read before."""

    def __init__(self, cache: Cache | None, read: Read) -> None:
        """`read` reads a file; without a cache it always does."""
        self._cache, self._read = cache, read

    def articles(self, file: Opened) -> Iterator[Article | Skipped]:
        """The articles of a file, in order, and what could not be used of it. Only files of which
        everything could be used are kept; archives are not: what is in them may be described
        outside of them."""
        if self._cache is None or file.size > MOST_BYTES or container_of(file) is not None:
            yield from self._read(file)
            return
        key = _key(file)
        for _, data in self._cache.get([key]):
            if (kept := _ARTICLES.value_of(data)) is not None:
                yield from kept
                return
        read: list[Article] = []
        whole = True
        for one in self._read(file):
            yield one
            if isinstance(one, Skipped):
                whole = False
            else:
                read.append(one)
        if whole:
            self._cache.put(key, _ARTICLES.bytes_of(tuple(read)), "file", file.name)

    def save(self) -> None:
        """Write what is new."""
        if self._cache is not None:
            self._cache.save()


def _key(file: Opened) -> bytes:
    """Names what is read of a file, by all that it depends on."""
    digest = hashlib.blake2b(digest_size=20)
    about = (file.name, file.media_type, [s.model_dump_json() for s in file.stated])
    fields = sorted(file.fields.items())
    digest.update(f"{program(*_ROOMS)}\x1f{about!r}\x1f{fields!r}\x1f".encode())
    file.stream.seek(0)
    digest.update(file.stream.read())
    file.stream.seek(0)
    return digest.digest()
