"""Imported once, after all that reads articles (`forking.READS`), by the process from which others
are made by fork: a sentence is read with the built-in rules, so that the language model and all
else that is loaded or made at first need is there, and its memory is shared.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from factcheck.engine.packing import Work
from factcheck.engine.workers import reading
from factcheck.model import Article
from factcheck.pipeline import Settings
from factcheck.rules.loader import load_builtin

SENTENCE = "Two people were hurt when a bus hit a wall in the town on Monday, police said."

with suppress(Exception):  # whatever is wrong is told by whoever reads the first article
    reading(load_builtin(), Settings())([Work(Article(id="", path="", text=SENTENCE), b"")])
gc.freeze()  # what is never looked at stays shared
