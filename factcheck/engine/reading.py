"""Articles go in, their claims come out, each article read once: in this process or in several,
unless an earlier run kept what it gives.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache as once
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from factcheck.engine.packing import PackingError, Parcel, packed
from factcheck.extract.extractor import Extractors
from factcheck.ingest import Progress
from factcheck.model import Article, Skipped
from factcheck.pipeline import Settings, documents, model_of, silent
from factcheck.rules.loader import RuleSet
from factcheck.store.cache import Cache

# What makes claims: when a line of it changes, claims that were kept are made again.
_ROOMS = ("extract", "language", "values", "engine")
SAVED_AFTER = 32  # articles: what a crash costs


class Reader:
    """Reads the claims of articles, and keeps them."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def parcels(
        self, articles: list[Article], rules: RuleSet, settings: Settings, progress: Progress
    ) -> Iterator[Parcel | Skipped]:
        """What each article gives, or why it could not be read, in the order given."""
        made = "\x1f".join((version("factcheck-news"), _code(), *rules.packs))
        keys = [_key(article, f"{made}\x1f{model_of(article, settings)}") for article in articles]
        parcels = {key: p for key, data in self._cache.get(keys) if (p := _opened(data))}
        missing = [(a, k) for a, k in zip(articles, keys, strict=True) if k not in parcels]
        new = packed_claims([article for article, _ in missing], rules, settings, progress)
        for done, ((article, key), data) in enumerate(zip(missing, new, strict=True), 1):
            self._cache.put(key, data, article.path)
            if done % SAVED_AFTER == 0:
                self._cache.save()
            parcels[key] = Parcel(data)
        self._cache.save()
        yield from (parcels[key] for key in keys)

    def anew(self, article: Article, rules: RuleSet, settings: Settings) -> Parcel:
        """What an article gives, whatever was kept of it."""
        return Parcel(next(packed_claims([article], rules, settings, silent)))


def packed_claims(
    articles: list[Article], rules: RuleSet, settings: Settings, progress: Progress
) -> Iterator[bytes]:
    """What each article gives, in the order given."""
    extractors = Extractors(rules.rules)
    for document in documents(articles, rules, settings, progress):
        yield packed(extractors.of(document.doc.language).gathered(document))


def _opened(data: bytes) -> Parcel | None:
    try:
        return Parcel(data)
    except PackingError:
        return None


def _key(article: Article, circumstances: str) -> bytes:
    """Names what an article gives, by all that it depends on. Its id and path are a run's own."""
    content = article.model_dump_json(exclude={"id", "path"})
    return hashlib.blake2b(f"{circumstances}\x1f{content}".encode(), digest_size=20).digest()


@once
def _code() -> str:
    """Names the code that makes claims."""
    digest = hashlib.blake2b(digest_size=16)
    package = Path(str(files("factcheck")))
    for file in sorted(file for room in _ROOMS for file in (package / room).rglob("*")):
        if file.suffix in (".py", ".yaml", ".json"):
            digest.update(file.read_bytes())
    return digest.hexdigest()
