"""What stories came to in an earlier run: a story goes in, what it comes to comes out, if it was
checked before with the same articles and rules by the same program.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from factcheck.engine.reading import key_of
from factcheck.pipeline import Checked, Settings, Story
from factcheck.program import program
from factcheck.rules.loader import RuleSet
from factcheck.store.cache import Cache
from factcheck.store.packing import Packing

# What compares, beside what reads (`key_of`): when a line of it changes, stories are compared anew.
_ROOMS = ("match", "compare")

_CHECKED: Packing[Checked] = Packing(Checked)


class Outcomes:
    """What stories come to, kept in a cache."""

    def __init__(self, cache: Cache, rules: RuleSet, settings: Settings) -> None:
        self._cache, self._rules, self._settings = cache, rules, settings

    def having(self, keys: Iterable[bytes]) -> set[bytes]:
        """The keys of those stories that seem to be kept."""
        return self._cache.having(keys)

    def kept(self, key: bytes) -> Checked | None:
        """What a story came to; None where it cannot be read any more."""
        for _, data in self._cache.get([key]):
            return _CHECKED.value_of(data)
        return None

    def keep(self, key: bytes, story: Story, checked: Checked) -> None:
        """What a story comes to, for later runs. Where something of it could not be read, that
        may be otherwise the next time."""
        if checked.skipped:
            return
        data = _CHECKED.bytes_of(checked)
        self._cache.put(key, data, "story", f"{story[0].path} and {len(story) - 1} more")

    def key(self, story: Story) -> bytes:
        """Names what a story comes to, by all that it depends on: its articles under their ids, and
        what they are read and compared with. Raises ModelError."""
        digest = hashlib.blake2b(program(*_ROOMS).encode(), digest_size=20)
        for article in story:
            digest.update(f"\x1f{article.id}\x1f{article.path}\x1f".encode())
            digest.update(key_of(article, self._rules, self._settings))
        return digest.digest()
