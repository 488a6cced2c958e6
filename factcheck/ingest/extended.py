"""Readers and containers of installed packages go in; the same come out, so that whatever goes
wrong in one of them is a reason why one file is left out, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Container, Draft, LeftOut, Reader
from factcheck.model import Skipped

MOST_OF_AN_ERROR = 200  # characters of a stranger's message

T = TypeVar("T")


class GuardedReader:
    """A reader of an installed package."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.name = reader.name
        self.suffixes = frozenset(reader.suffixes)
        self.largest = reader.largest

    def knows(self, head: bytes) -> bool:
        """Whether it says so; one that fails does not know the file."""
        return _knows(self._reader, head)

    def read(self, file: Opened) -> Iterator[Draft | Skipped]:
        """Its drafts. Raises `Unusable` also where it fails in another way."""
        try:
            for found in self._reader.read(file):
                yield _checked(found, Draft)
        except Exception as error:
            raise _unusable(self.name, error) from error


class GuardedContainer:
    """A container of an installed package."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self.name = container.name
        self.suffixes = frozenset(container.suffixes)
        self.folders = bool(container.folders)

    def knows(self, head: bytes) -> bool:
        """Whether it says so; one that fails does not know the file."""
        return _knows(self._container, head)

    def members(self, file: Opened, left_out: LeftOut) -> Iterator[Opened | Skipped]:
        """Its members. Raises `Unusable` also where it fails in another way."""
        try:
            for found in self._container.members(file, left_out):
                yield _checked(found, Opened)
        except Exception as error:
            raise _unusable(self.name, error) from error


def _knows(one: Reader | Container, head: bytes) -> bool:
    try:
        return bool(one.knows(head))
    except Exception:  # a stranger's code; `read` and `members` will say what is wrong
        return False


def _checked(found: T | Skipped, sort: type[T]) -> T | Skipped:
    """Raises TypeError for what is neither."""
    if not isinstance(found, sort | Skipped):
        raise TypeError(f"{type(found).__name__} is neither {sort.__name__} nor Skipped")
    return found


def _unusable(name: str, error: Exception) -> Unusable:
    """The reason for the user; what the package itself gives as one stays as it is."""
    if isinstance(error, Unusable):
        return error
    what = f"{type(error).__name__}: {error}"[:MOST_OF_AN_ERROR]
    return Unusable(f"{name}, and the installed extension that reads it failed ({what})")
