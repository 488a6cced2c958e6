"""Stories go in, what each comes to comes out, from what their articles give: read anew or kept by
an earlier run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from factcheck.engine.packing import PackingError, Parcel
from factcheck.engine.reading import Reader
from factcheck.extract.common import Common
from factcheck.extract.given import Given
from factcheck.ingest import Progress
from factcheck.model import Article, Claim, Skipped
from factcheck.pipeline import Checked, Settings, Story, check_story
from factcheck.rules.loader import RuleSet


class Checker:
    """Checks stories, each by itself, in the order given."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(
        self, told: Sequence[Story], rules: RuleSet, settings: Settings, progress: Progress
    ) -> Iterator[Checked]:
        """What each story comes to. Raises ModelError."""
        articles = [article for story in told for article in story]
        parcels = self._reader.parcels(articles, rules, settings, progress)
        for story in told:
            read: list[Article] = []
            given: list[Given] = []
            skipped: list[Skipped] = []
            for article, parcel in zip(story, parcels, strict=False):
                if isinstance(parcel, Skipped):
                    skipped.append(parcel)
                else:
                    read.append(article)
                    again = partial(self._reader.anew, article, rules, settings)
                    given.append(_Unpacked(parcel, again, skipped))
            if story is told[-1]:
                progress("comparing", 0, 0)
            yield replace(check_story(tuple(read), given, rules), skipped=tuple(skipped))


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
