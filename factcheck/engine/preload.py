"""Imported once, by the process from which others are made by fork: what all of them need is loaded
here, and its memory is shared.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module

from factcheck.language.models import ModelError
from factcheck.language.parser import load_model

import_module("factcheck.engine.workers")  # and all that reads articles
with suppress(ModelError):  # told by whoever reads the first article
    load_model()
gc.freeze()  # what is never looked at stays shared
