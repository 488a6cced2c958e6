"""How much text a language model is given at a time."""

from __future__ import annotations

BATCH = 32  # texts that the model reads at a time: the more, the faster, to some point
MAX_CHARACTERS = 1_000_000  # spaCy's own limit for parser and NER on one text
