"""What is packed for a cache comes out again, or nothing does."""

from __future__ import annotations

import zlib

from factcheck.model import Passage
from factcheck.store.packing import Packing

PLACES: Packing[tuple[Passage, ...]] = Packing(tuple[Passage, ...])


def test_what_was_packed_comes_out() -> None:
    places = (Passage(article="a", start=3, end=9), Passage(article="ä", start=0, end=1))
    assert PLACES.value_of(PLACES.bytes_of(places)) == places


def test_of_bytes_of_another_program_comes_nothing() -> None:
    whole = PLACES.bytes_of((Passage(article="a", start=3, end=9),))
    for broken in (b"", whole[:-1], b"x" + whole, zlib.compress(b"[{}]"), zlib.compress(b"\xff")):
        assert PLACES.value_of(broken) is None
