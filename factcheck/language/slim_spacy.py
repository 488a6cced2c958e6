"""Imports spaCy without its command line. spaCy imports that with itself: whatever downloads models
and talks to the network, for a third of the time of its import. Nothing here needs it, and whoever
does can still have it.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **options: Any) -> Any:
    """What `spacy.info` is, imported when it is called."""
    from spacy.cli.info import info

    return info(*args, **options)


def _import_spacy() -> None:
    if "spacy" in sys.modules:
        return
    stand_ins = {name: ModuleType(name) for name in _COMMAND_LINE}
    vars(stand_ins["spacy.cli.info"])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        import spacy  # noqa: F401  (for itself)
    finally:
        for name in stand_ins:
            del sys.modules[name]


_import_spacy()
