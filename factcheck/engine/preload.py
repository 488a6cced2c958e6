"""Imported once, by the process from which others are made by fork: what all of them need is loaded
here, and its memory is shared.
"""

from __future__ import annotations

import gc
import signal
from contextlib import suppress

before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C while it loads prints nothing here

from factcheck.engine import workers  # noqa: E402, F401
from factcheck.language.models import ModelError  # noqa: E402
from factcheck.language.parser import load_model  # noqa: E402

with suppress(ModelError):  # told by whoever reads the first article
    load_model()
gc.freeze()  # what is never looked at stays shared
signal.signal(signal.SIGINT, before)
