"""Articles go in, what each of them gives comes out as bytes: read in this process."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from factcheck.engine.packing import Packed, Work, packed
from factcheck.extract.extractor import Extractors
from factcheck.language.kept import packed_parse
from factcheck.language.limits import BATCH
from factcheck.language.models import ModelError
from factcheck.model import Article, Skipped
from factcheck.pipeline import Settings, documents
from factcheck.rules.loader import RuleSet

_LOG = logging.getLogger(__name__)


class Alone:
    """Reads articles in this process, as many together as the language model likes."""

    def __init__(self, rules: RuleSet, settings: Settings) -> None:
        self._rules, self._settings = rules, settings
        self._extractors = Extractors(rules.rules)
        self._given: list[Work] = []
        self._made: Iterator[Packed | Skipped] = iter(())

    def due(self) -> bool:
        """Whether the first of the articles that were given, and not taken yet, is to be taken
        before more are given."""
        return len(self._given) >= BATCH

    def give(self, work: Work) -> None:
        """An article to be read."""
        self._given.append(work)

    def take(self) -> Packed | Skipped:
        """What the first of the articles that were given, and not taken yet, gives. Raises
        ModelError."""
        made = next(self._made, None)
        if made is None:
            batch, self._given = self._given, []
            self._made = each_packed(batch, self._rules, self._settings, self._extractors)
            made = next(self._made)
        return made

    def untaken(self) -> Iterator[tuple[Article, Packed | Skipped]]:
        """Articles that have been read and were not taken: none."""
        yield from ()

    def close(self) -> None:
        """Nothing has to be ended."""


def each_packed(
    given: Sequence[Work], rules: RuleSet, settings: Settings, extractors: Extractors
) -> Iterator[Packed | Skipped]:
    """What each article gives, in the order given, one at a time; an article that brings an error
    of ours to light is skipped, the others are not. Raises ModelError."""
    done = 0
    try:
        for made in packed_claims(given, rules, settings, extractors):
            yield made
            done += 1
    except ModelError:
        raise
    except Exception:  # one of those that are parsed together, and it is not known which
        for work in given[done:]:
            yield _packed_alone(work, rules, settings, extractors)


def _packed_alone(
    work: Work, rules: RuleSet, settings: Settings, extractors: Extractors
) -> Packed | Skipped:
    if work.parse:  # what was kept may be what is wrong: the text is parsed again
        work = work._replace(parse=b"")
    try:
        return next(packed_claims([work], rules, settings, extractors))
    except ModelError:
        raise
    except Exception as error:
        _LOG.debug("%s could not be read", work.article.path, exc_info=True)
        return Skipped.by_fault(work.article.path, error)


def packed_claims(
    given: Sequence[Work], rules: RuleSet, settings: Settings, extractors: Extractors
) -> Iterator[Packed]:
    """What each article gives, in the order given."""
    kept = {work.article.id: work.parse for work in given if work.parse}
    read = documents([work.article for work in given], rules, settings, kept=kept)
    for work, document in zip(given, read, strict=True):
        claims = packed(extractors.of(document.doc.language).gathered(document))
        yield Packed(claims, packed_parse(document.doc.parsed) if work.parse == b"" else b"")
