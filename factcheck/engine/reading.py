"""Articles go in, what each of them gives comes out, in the order given, each article read once: in
this process or in several, unless an earlier run kept what it gives.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sized
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.engine.forking import cores, expect
from factcheck.engine.packing import Packed, PackingError, Parcel, Work
from factcheck.ingest import Progress
from factcheck.language.models import DEFAULT_MODEL
from factcheck.model import Article, Skipped
from factcheck.pipeline import READING, Settings, model_of
from factcheck.program import program
from factcheck.rules.loader import RuleSet
from factcheck.store.cache import Cache

if TYPE_CHECKING:
    from factcheck.engine.alone import Alone
    from factcheck.engine.workers import Workers

# What makes claims: when a line of it changes, claims that were kept are made again.
_ROOMS = (
    "extract", "language", "values", "engine", "rules", "model.py", "pipeline.py", "tables.py"
)  # fmt: skip
_PARSER = "language"  # the same for parses
AT_ONCE = 64  # articles that are looked up together: under a megabyte of parcels
# Characters that are new, some forty articles: one process reads them in the 4 s that two need, of
# which 2 s are their start (docs/performance.md).
WORTH_STARTING = 60_000
MOST_WAITING = 512  # articles that stand behind one that is still being read: under 10 MB


@dataclass(frozen=True, slots=True)
class _Asked:
    """An article, and what an earlier run kept of it."""

    article: Article
    key: bytes
    kept: Parcel | None
    parse_key: bytes = b""
    parse: bytes | None = None  # as `Work` has it


class Reader:
    """Reads what articles give, and keeps it for the next run."""

    def __init__(self, cache: Cache | None = None, workers: int | None = 1) -> None:
        """Without a cache nothing is kept. `workers` is the number of processes; where it is None,
        as many as there are cores, if there is enough to read."""
        self._cache = cache or Cache(None)
        if workers is not None and workers < 1:
            raise ValueError(f"{workers} workers cannot read anything; give 1 or more")
        self._workers = workers

    @property
    def is_alone(self) -> bool:
        """Whether this process alone reads."""
        return (self._workers or cores()) == 1

    def expect(self, paths: Iterable[str | os.PathLike[str]], settings: Settings) -> None:
        """Say early what files articles will come from: see `forking.expect`."""
        usual_model = settings.model == DEFAULT_MODEL
        expect(paths, self._workers, all_new=self._cache.is_empty, usual_model=usual_model)

    def parcels(
        self, articles: Iterable[Article], rules: RuleSet, settings: Settings, progress: Progress
    ) -> Generator[Parcel | Skipped]:
        """What each article gives, or why it could not be read, in the order given. Articles are
        taken as they are needed: some hundreds of them, and what they give, are held at a time.
        Whoever does not want all of it closes it: other processes may be at work.

        Raises ModelError where the language model cannot be loaded.
        """
        total = len(articles) if isinstance(articles, Sized) else 0
        of_total = f" of {total:,}" if total else ""
        with closing(self._each(articles, rules, settings)) as each:
            for done, parcel in enumerate(each, 1):
                progress(f"{READING} {done:,}{of_total}", done, total)
                yield parcel

    def anew(self, article: Article, rules: RuleSet, settings: Settings) -> Parcel | Skipped:
        """What an article gives, whatever was kept of it: for a parcel that turns out to be broken
        when it is unpacked."""
        from factcheck.engine.alone import Alone

        alone = Alone(rules, settings)
        alone.give(Work(article))
        made = alone.take()
        return made if isinstance(made, Skipped) else Parcel(made.claims)

    def _each(
        self, articles: Iterable[Article], rules: RuleSet, settings: Settings
    ) -> Generator[Parcel | Skipped]:
        crew, waiting = self._crew(rules, settings), deque[_Asked]()
        try:
            for asked in self._asked(articles, rules, settings):
                waiting.append(asked)
                if asked.kept is None:
                    crew.give(Work(asked.article, asked.parse))
                while waiting and (waiting[0].kept or len(waiting) >= MOST_WAITING or crew.due()):
                    yield self._taken(waiting.popleft(), crew)
            while waiting:
                yield self._taken(waiting.popleft(), crew)
        finally:
            crew.close()
            still = {id(asked.article): asked for asked in waiting}
            for article, made in crew.untaken():
                if isinstance(made, Packed) and id(article) in still:
                    self._keep(still[id(article)], made)
            self._cache.save()

    def _crew(self, rules: RuleSet, settings: Settings) -> Alone | Workers:
        """What reads the articles that are new."""
        # All that reads articles, and processes: imported when there is something to read.
        if self.is_alone:
            from factcheck.engine.alone import Alone

            return Alone(rules, settings)
        from factcheck.engine.workers import Workers

        most = self._workers or cores()
        return Workers(rules, settings, most, WORTH_STARTING if self._workers is None else 0)

    def _taken(self, asked: _Asked, crew: Alone | Workers) -> Parcel | Skipped:
        """What was kept of an article, or is made of it now and kept."""
        if asked.kept is not None:
            return asked.kept
        made = crew.take()
        if isinstance(made, Skipped):
            return made
        self._keep(asked, made)
        return Parcel(made.claims)

    def _keep(self, asked: _Asked, made: Packed) -> None:
        self._cache.put(asked.key, made.claims, "article", asked.article.path)
        if made.parse:
            self._cache.put(asked.parse_key, made.parse, "parse", asked.article.path)

    def _asked(
        self, articles: Iterable[Article], rules: RuleSet, settings: Settings
    ) -> Iterator[_Asked]:
        """The articles, each with what was kept of it."""
        left = iter(articles)
        while some := list(islice(left, AT_ONCE)):
            keys = [key_of(one, rules, settings) for one in some]
            kept = {key: p for key, data in self._cache.get(keys) if (p := _opened(data))}
            new = [one for one, key in zip(some, keys, strict=True) if key not in kept]
            parse_keys = {one.id: _parse_key(one, settings) for one in new}
            parses = dict(self._cache.get(parse_keys.values()))
            nothing = b"" if self._cache.is_open else None
            for article, key in zip(some, keys, strict=True):
                if key in kept:
                    yield _Asked(article, key, kept[key])
                else:
                    parse_key = parse_keys[article.id]
                    yield _Asked(article, key, None, parse_key, parses.get(parse_key, nothing))


def _opened(data: bytes) -> Parcel | None:
    try:
        return Parcel(data)
    except PackingError:
        return None


def _parse_key(article: Article, settings: Settings) -> bytes:
    """Names the parse of an article, by all that it depends on: no rules are among it."""
    made = f"{program(_PARSER)}\x1fparse of {model_of(article, settings)}\x1f{article.text}"
    return hashlib.blake2b(made.encode(), digest_size=20).digest()


def key_of(article: Article, rules: RuleSet, settings: Settings) -> bytes:
    """Names what an article gives, by all that it depends on. Its id and path are a run's own.
    Raises ModelError where there is no language model for it."""
    made = "\x1f".join((program(*_ROOMS), *rules.packs, model_of(article, settings)))
    content = article.model_dump_json(exclude={"id", "path"})
    return hashlib.blake2b(f"{made}\x1f{content}".encode(), digest_size=20).digest()
