"""Imports spaCy without its command line and its drawings of trees. spaCy imports them with itself,
and with them whatever downloads models and talks to the network: a third of the time of its import.
Nothing here needs any of it; whoever does gets it when it is asked for (`spacy.cli`, `spacy.info`,
`spacy.displacy`). What installed packages add to spaCy is looked for once, not for each of the
hundreds of parts of a model: a tenth of the time in which it loads.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")
_LATE = ("cli", "displacy")  # what spaCy has as soon as its command line is imported


def _info(*args: Any, **options: Any) -> Any:
    """What `spacy.info` is, imported when it is called."""
    from spacy.cli.info import info

    return info(*args, **options)


def _late(name: str) -> object:
    """What spaCy does not have yet."""
    if name in _LATE:
        return import_module(f"spacy.{name}")
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


class _FoundOnce:
    """Entry points of installed packages that remember what was asked of them."""

    def __init__(self, entry_points: Any) -> None:
        self._entry_points = entry_points
        self.select = cache(entry_points.select)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._entry_points, name)


def _look_once() -> None:
    catalogue = sys.modules.get("catalogue")  # where spaCy looks
    found = getattr(catalogue, "AVAILABLE_ENTRY_POINTS", None)
    if catalogue is not None and hasattr(found, "select"):
        vars(catalogue)["AVAILABLE_ENTRY_POINTS"] = _FoundOnce(found)


def _import_spacy() -> None:
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _COMMAND_LINE}
    vars(stand_ins["spacy.cli.info"])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        spacy = import_module("spacy")
    except (ImportError, AttributeError):  # one that asks for more of it, or that is broken
        return
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    vars(spacy).setdefault("__getattr__", _late)


_import_spacy()
_look_once()
