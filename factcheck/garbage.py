"""Python's garbage collector, told what stays: by itself it looks through all of it again and again
(docs/decisions/0007-plain-tokens-instead-of-spacys.md).
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the collector looks at the young ones; rounds of that before it looks at
# the middle-aged; rounds of that before the old ones.
COLLECT_AFTER = (50_000, 20, 50)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """The model, the rules and the claims stay to the end of it, and a parsed article is thousands
    of objects: to look through them takes a tenth of the time of a check."""
    before = gc.get_threshold()
    if before[:2] == COLLECT_AFTER[:2]:  # one is around this one
        yield
        return
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def not_collecting() -> Iterator[None]:
    """Nothing is looked through while it lasts: for what makes no garbage worth a look."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@contextmanager
def made_to_stay() -> Iterator[None]:
    """What is made in it, such as what is imported by a command, stays to the end of the process:
    it is never looked through, nor is anything once more when the process ends."""
    try:
        with not_collecting():
            yield
    finally:
        gc.freeze()
        atexit.register(gc.freeze)
