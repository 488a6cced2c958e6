"""Imported first by the process from which those that read articles are forked: what it loads
stays, and is not looked through for garbage meanwhile. Each of the others collects again when it is
ready (`workers`).
"""

from __future__ import annotations

import gc

gc.disable()
