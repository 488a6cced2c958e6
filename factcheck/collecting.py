"""Python's garbage collector, told that what a check makes stays: by itself it looks through all of
it again and again.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the collector looks at the young ones; rounds of that before it looks at
# the middle-aged; rounds of that before the old ones. See docs/performance.md.
COLLECT_AFTER = (50_000, 20, 50)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """While the model, the rules and the claims stay to the end, and a parsed article is thousands
    of objects: a tenth of the time of a check. What is there already is not looked at at all."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    try:
        yield
    finally:
        if before != COLLECT_AFTER:  # else it goes on around this one
            gc.set_threshold(*before)
            gc.unfreeze()
