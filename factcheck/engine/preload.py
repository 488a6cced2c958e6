"""Imported once, after all that reads articles (`forking.READS`), by the process from which others
are made by fork: the language model that they need is loaded here, and its memory is shared.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from factcheck.language.models import ModelError
from factcheck.language.parser import load_model

with suppress(ModelError):  # told by whoever reads the first article
    load_model()
gc.freeze()  # what is never looked at stays shared
