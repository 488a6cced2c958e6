"""Imported once, by the process from which others are made by fork: what all of them need is loaded
here, and its memory is shared.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from factcheck.engine import workers  # noqa: F401
from factcheck.language.models import ModelError
from factcheck.language.parser import load_model

with suppress(ModelError):  # told by whoever reads the first article
    load_model()
gc.freeze()  # what is never looked at stays shared
