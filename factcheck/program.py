"""Names the program that made something, so that what is kept is used by the same one alone."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from importlib.resources import files
from pathlib import Path

from factcheck.extensions import installed

DISTRIBUTION = "factcheck-news"
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)
# Files that a program is made of, the templates of its pages with them.
_READ = frozenset({".py", ".yaml", ".json", ".html", ".css", ".js"})


@cache
def program(*rooms: str) -> str:
    """Names this version of factcheck, these packages and modules of it, the versions of what it
    is built on and of what extends it: when any of them changes, so does the name.

    Whoever works on factcheck changes files without a new version, and a newer parser or date
    library may read the same text otherwise.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in (version(DISTRIBUTION), platform.python_version(), *_around()):
        digest.update(f"{part}\x1f".encode())
    package = Path(str(files("factcheck")))
    named = [package / room for room in rooms]
    parts = (path.rglob("*") if path.is_dir() else [path] for path in named)
    for file in sorted(file for part in parts for file in part):
        if file.suffix in _READ:
            digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def _around() -> tuple[str, ...]:
    """The versions of the packages that factcheck is built on, as far as they are installed."""
    return tuple(_versions())


def _versions() -> Iterator[str]:
    yield from installed().packages
    for name in sorted({m[0] for line in requires(DISTRIBUTION) or () if (m := _NAME.match(line))}):
        try:
            yield f"{name} {package_version(name)}"
        except PackageNotFoundError:  # an extra that nobody asked for
            continue


def package_version(package: str) -> str:
    """What `importlib.metadata.version` says, without a parse of all that the package says of
    itself. Raises PackageNotFoundError."""
    found = _VERSION.search(distribution(package).read_text("METADATA") or "")
    return found[1] if found else version(package)
