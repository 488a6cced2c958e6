"""Stories go in, what each comes to comes out, from what their articles give: read anew or kept by
an earlier run.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from factcheck.engine.outcomes import Outcomes
from factcheck.engine.packing import PackingError, Parcel
from factcheck.engine.reading import Reader
from factcheck.ingest import Progress
from factcheck.language.models import ModelError
from factcheck.model import Article, Claim, Skipped
from factcheck.pipeline import Checked, Settings, Story, check_stories, check_story, silent
from factcheck.rules.loader import RuleSet
from factcheck.store.cache import Cache

if TYPE_CHECKING:
    from factcheck.extract.common import Common
    from factcheck.extract.given import Given

_LOG = logging.getLogger(__name__)


class Checker:
    """Checks stories, each by itself, in the order given; those that are as they were in an earlier
    run are not checked again."""

    def __init__(self, cache: Cache | None = None, workers: int | None = 1) -> None:
        """Without a cache nothing is kept, and all is done anew. `workers` is the number of
        processes that read articles, as `Reader` takes it."""
        self._cache = cache or Cache(None)
        self._reader = Reader(self._cache, workers)

    def expect(self, paths: Iterable[str | os.PathLike[str]], settings: Settings) -> None:
        """Say early what files the articles of the stories will come from, as to `Reader`."""
        self._reader.expect(paths, settings)

    def __call__(
        self, told: Sequence[Story], rules: RuleSet, settings: Settings, progress: Progress
    ) -> Iterator[Checked]:
        """What each story comes to. Raises ModelError."""
        done = 0
        if not self._cache.is_open and self._reader.is_alone:
            # Nobody else wants the claims: only those that come to something are made.
            heard = _Heard(progress)
            try:
                for checked in check_stories(told, rules, settings, heard):
                    yield checked
                    done += 1
            except ModelError:
                raise
            except Exception as error:  # an article that cannot be read; below it is found out
                if error is heard.raised:
                    raise
                _LOG.debug("stories are read again from the one at %d", done, exc_info=True)
        yield from self._by_parcels(told[done:], rules, settings, progress)

    def _by_parcels(
        self, told: Sequence[Story], rules: RuleSet, settings: Settings, progress: Progress
    ) -> Iterator[Checked]:
        """The same, from what each article gives, by several processes or kept by earlier runs."""
        outcomes = Outcomes(self._cache, rules, settings)
        keys = [outcomes.key(story) for story in told]
        known = outcomes.having(keys)
        new = [a for story, key in zip(told, keys, strict=True) if key not in known for a in story]
        last = next((key for key in reversed(keys) if key not in known), None)
        with closing(self._reader.parcels(new, rules, settings, progress)) as parcels:
            for story, key in zip(told, keys, strict=True):
                checked = outcomes.kept(key) if key in known else None
                if checked is None:
                    if key in known:  # it cannot be read any more, and is not among the new ones
                        given = list(self._reader.parcels(story, rules, settings, silent))
                    else:
                        given = list(islice(parcels, len(story)))
                    if key == last:
                        progress("comparing", 0, 0)
                    checked = self._checked(story, given, rules, settings)
                    outcomes.keep(key, story, checked)
                yield checked
        self._cache.save()

    def _checked(
        self,
        story: Story,
        parcels: Iterable[Parcel | Skipped],
        rules: RuleSet,
        settings: Settings,
    ) -> Checked:
        """What a story comes to, from what its articles give."""
        read: list[Article] = []
        given: list[Given] = []
        skipped: list[Skipped] = []
        for article, parcel in zip(story, parcels, strict=True):
            if isinstance(parcel, Skipped):
                skipped.append(parcel)
            else:
                read.append(article)
                again = partial(self._reader.anew, article, rules, settings)
                given.append(_Unpacked(parcel, again, skipped))
        checked = check_story(tuple(read), given, rules)
        return replace(checked, skipped=tuple(skipped))


class _Heard:
    """A `Progress` of which is known what it raised: that is no error of an article."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.raised: Exception | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        try:
            self._progress(step, done, total)
        except Exception as error:
            self.raised = error
            raise


class _Unpacked:
    """A parcel that is made again where it turns out to be broken when it is unpacked. What cannot
    be is added to `skipped`."""

    def __init__(
        self, parcel: Parcel, again: Callable[[], Parcel | Skipped], skipped: list[Skipped]
    ) -> None:
        self._parcel, self._again, self._skipped = parcel, again, skipped
        self.denied, self.companies = parcel.denied, parcel.companies

    def claims(self, article: str, common: Common) -> list[Claim]:
        """Those of the parcel."""
        try:
            return self._parcel.claims(article, common)
        except PackingError:  # kept by something that is not this program
            again = self._again()
        if isinstance(again, Skipped):
            self._skipped.append(again)
            return []
        return again.claims(article, common)

    def let_go(self) -> None:
        """It is small."""
