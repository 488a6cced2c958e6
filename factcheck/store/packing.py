"""A value goes in, small bytes for a cache come out, and the value of them again."""

from __future__ import annotations

import zlib
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

T = TypeVar("T")

_QUICK = 1  # of zlib's levels


class Packing(Generic[T]):
    """Values of a type that pydantic knows, as compressed JSON."""

    def __init__(self, of: Any) -> None:
        """`of`: the type, as a TypeAdapter takes it."""
        self._adapter: TypeAdapter[T] = TypeAdapter(of)

    def bytes_of(self, value: T) -> bytes:
        """The value as bytes."""
        return zlib.compress(self._adapter.dump_json(value), _QUICK)

    def value_of(self, data: bytes) -> T | None:
        """The value that was packed; None for bytes that were kept by something else than this
        program."""
        try:
            return self._adapter.validate_json(zlib.decompress(data))
        except (zlib.error, ValidationError):
            return None
