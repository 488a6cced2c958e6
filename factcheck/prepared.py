"""What is made of files of the program itself, such as the data of a table: made once and kept in
the folder where Python keeps what it makes of modules. It is made anew when such a file changes;
where that folder may not be written to, what is not there is made each time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from threading import get_ident
from typing import Any

_DIGEST = 16  # bytes


def data_of(file: Path, text: str, read: Callable[[str], Any], made_by: str) -> Any:
    """The plain data that `read` makes of the text of a file. `made_by`: whatever else decides
    what that is, such as the text of the module that reads. Raises what `read` raises."""
    name, made_of = f"{file.name}.data", f"{made_by}\x1f{text}"
    if (data := kept(file.parent, name, made_of)) is not None:
        return json.loads(data)
    made = read(text)
    with suppress(TypeError, ValueError):  # what JSON has no word for
        written = json.dumps(made)
        if json.loads(written) == made:  # keys are words
            keep(file.parent, name, made_of, written.encode())
    return made


def kept(beside: Path, name: str, made_of: str) -> bytes | None:
    """What is kept under a name where Python keeps the modules of a folder, if it was made of the
    same; None where there is nothing, or it is damaged."""
    if (place := _place(beside)) is None:
        return None
    try:
        found = (place / name).read_bytes()
    except OSError:
        return None
    digest, data = found[:_DIGEST], found[_DIGEST:]
    return data if digest == _digest(made_of, data) else None


def keep(beside: Path, name: str, made_of: str, data: bytes) -> None:
    """Keep it for the next process, as far as Python may keep anything there: with the rights that
    a module has, whatever the umask. Who may write it could write a program."""
    if sys.dont_write_bytecode or (place := _place(beside)) is None:
        return
    draft = place / f".{name}.{os.getpid()}-{get_ident()}.part"
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with suppress(OSError):
        place.mkdir(mode=0o755, parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(draft, new, 0o644), "wb") as file:
                file.write(_digest(made_of, data) + data)
            draft.replace(place / name)
        finally:
            draft.unlink(missing_ok=True)


def text_of(module: str) -> str:
    """The text of one of our modules, by its `__file__`; empty where a program was frozen and has
    none."""
    try:
        return Path(module).read_text(encoding="utf-8")
    except OSError:
        return ""


@cache
def _place(beside: Path) -> Path | None:
    if not sys.implementation.cache_tag:  # a Python that keeps nothing
        return None
    return Path(cache_from_source(str(beside / "any.py"))).parent


def _digest(made_of: str, data: bytes) -> bytes:
    digest = hashlib.blake2b(made_of.encode("utf-8", "surrogatepass"), digest_size=_DIGEST)
    digest.update(b"\x1f")
    digest.update(data)
    return digest.digest()
