"""What runs on the executors: batches of rows go in, batches come out. One language model and one
set of rules stay in each Python process, whatever number of tasks it does.

An article, a file or a story at which factcheck itself fails is told as skipped; the others go on.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from factcheck.engine.alone import each_packed
from factcheck.engine.packing import Parcel, Work
from factcheck.engine.spark.files import File
from factcheck.engine.spark.program import Lookup, Program
from factcheck.engine.spark.tables import (
    COPY,
    FINDING,
    FOUND,
    LIMIT,
    LINKS,
    MANY_AT_ONCE,
    PARCELS,
    READ,
    SKIPPED,
    TELLING,
    WORDS,
    Row,
    batches,
    rows,
)
from factcheck.garbage import rarely_collecting
from factcheck.ingest.duplicates import Print
from factcheck.ingest.sources import read_bytes
from factcheck.language.limits import BATCH
from factcheck.match.stories import Words, telling
from factcheck.model import GRAVEST_FIRST, Article, Finding, Skipped
from factcheck.pipeline import Checked, check_story, split_by_use, spoken_in

if TYPE_CHECKING:
    from pyspark import Broadcast

Batches = Iterator[pa.RecordBatch]


def ingested(given: Batches, files: Mapping[str, File], sent: Broadcast[Program]) -> Batches:
    """Files (`path`, `content`) to READ."""
    program = sent.value
    program.check()
    return batches(_read(rows(given), files, program), READ)


def _read(
    given: Iterable[tuple[str, bytes]], files: Mapping[str, File], program: Program
) -> Iterator[tuple[Any, ...]]:
    nothing = (None,) * 6
    for address, content in given:
        if (file := files.get(address)) is None:  # came after the others were listed
            continue
        yield file.number, -1, file.name, *nothing
        found = read_bytes(file.name, content, program.fields, file.named)
        for number, one in enumerate(found):
            if isinstance(one, Skipped):
                yield file.number, number, one.path, None, one.reason, *(None,) * 4
            else:
                yield file.number, number, one.path, *_article(one, program)


def _article(one: Article, program: Program) -> tuple[Any, ...]:
    """What is known of an article at once: the columns of READ from `article` on."""
    _, refused = split_by_use([one], program.rules, program.settings)
    why = refused[0].reason if refused else None
    seen = pickle.dumps(Print.of(one), pickle.HIGHEST_PROTOCOL)
    return one.model_dump_json(), None, why, spoken_in(one), len(one.text), seen


def words(given: Batches) -> Batches:
    """Articles (`row`, `article`) to WORDS."""

    def each() -> Iterator[tuple[Any, ...]]:
        for row, article in rows(given):
            found = Words.of(Article.model_validate_json(article))
            names = [word in found.names for word in found.often]
            yield row, list(found.often), list(found.often.values()), names

    return batches(each(), WORDS)


def told(given: Batches, common: Broadcast[dict[str, float | None]]) -> Batches:
    """WORDS to TELLING."""

    def each() -> Iterator[tuple[Any, ...]]:
        for row, found, times, names in rows(given):
            often = Counter(dict(zip(found, times, strict=True)))
            named = frozenset(w for w, name in zip(found, names, strict=True) if name)
            weights = telling(Words(often, named), common.value)
            yield row, list(weights), list(weights.values())

    return batches(each(), TELLING)


def links(given: Batches, lookup: Broadcast[Lookup]) -> Batches:
    """Numbers of articles (`id`) to LINKS: which others are most like them."""
    wanted = (row for (row,) in rows(given))
    return batches(lookup.value.alike.links(wanted), LINKS, MANY_AT_ONCE)


def parcels(given: Batches, sent: Broadcast[Program]) -> Batches:
    """Articles (`row`, `id`, `article`) to PARCELS: what they give, each for itself."""
    program = sent.value
    program.check()
    left = rows(given)

    def each() -> Iterator[tuple[Any, ...]]:
        while some := list(islice(left, BATCH)):
            work = [Work(Article.model_validate_json(article)) for _, _, article in some]
            all_made = each_packed(work, program.rules, program.settings, program.extractors)
            for row, made in zip(some, all_made, strict=True):
                if isinstance(made, Skipped):
                    yield *row, None, made.reason
                else:
                    yield *row, made.claims, None

    return batches(_collecting_rarely(each()), PARCELS)


def _collecting_rarely(made: Iterator[Any]) -> Iterator[Any]:
    with rarely_collecting():
        yield from made


def found(given: Batches, sent: Broadcast[Program]) -> Batches:
    """PARCELS with the number of their story before them, in the order of the stories and of the
    articles, to FOUND."""
    program = sent.value

    def each() -> Iterator[Row]:
        for story, of in groupby(rows(given), key=itemgetter(0)):
            for number, row in enumerate(_of_story(list(of), program)):
                yield row._replace(story=story, number=number)

    return batches(_collecting_rarely(each()), FOUND)


def _of_story(given: list[tuple[Any, ...]], program: Program) -> Iterator[Row]:
    """What a story comes to; it has no number yet."""
    articles: list[Article] = []
    parcels: list[Any] = []
    for _, _, name, json, parcel, skipped in given:
        article = Article.model_validate_json(json).model_copy(update={"id": name})
        if skipped is None:
            articles.append(article)
            parcels.append(Parcel(parcel))
        else:
            yield _left_out(article, Skipped(path=article.path, reason=skipped))
    try:
        checked = check_story(tuple(articles), parcels, program.rules)
    except Exception as error:
        yield from (_left_out(one, Skipped.by_fault(one.path, error)) for one in articles)
    else:
        yield from _told(checked)


def _left_out(article: Article, told: Skipped) -> Row:
    return Row(0, 0, SKIPPED, id=article.id, json=told.model_dump_json())


def _told(checked: Checked) -> Iterator[Row]:
    yield from map(row_of, checked.findings)
    for copy in checked.copies:
        ids = copy.passage.article, copy.same_as.article
        yield Row(0, 0, COPY, *ids, json=copy.model_dump_json())
    for limit in checked.not_compared:
        yield Row(0, 0, LIMIT, json=limit.model_dump_json())


def row_of(finding: Finding) -> Row:
    """The row of a finding."""
    return Row(
        0,
        0,
        FINDING,
        finding.id,
        None,
        finding.fingerprint,
        finding.verdict.value,
        GRAVEST_FIRST.index(finding.verdict),
        finding.kind,
        finding.question,
        finding.severity.value,
        finding.confidence,
        finding.rule,
        finding.model_dump_json(),
    )


def renamed(given: Batches, names: Broadcast[dict[tuple[int, int], str]]) -> Batches:
    """FOUND with findings, some of which get another id: names by story and number."""

    def each() -> Iterator[tuple[Any, ...]]:
        for values in rows(given):
            row = Row(*values)
            if name := names.value.get((row.story, row.number)):
                finding = Finding.model_validate_json(row.json)
                json = finding.model_copy(update={"id": name}).model_dump_json()
                row = row._replace(id=name, json=json)
            yield row

    return batches(each(), FOUND, MANY_AT_ONCE)
