"""Paths go in, what their articles come to comes out as tables on the executors: the steps of a run
on Spark, in their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factcheck.compare.merging import ids_apart
from factcheck.engine.spark import tasks
from factcheck.engine.spark.dealing import dealt, parts_for
from factcheck.engine.spark.files import find
from factcheck.engine.spark.program import Program
from factcheck.engine.spark.reading import MOST_OF_A_PART, PARTS_A_CORE, Read, read
from factcheck.engine.spark.tables import DEALT, FOUND, PARCELS, ddl, rows, table
from factcheck.engine.spark.telling import stories
from factcheck.ingest import Progress
from factcheck.model import Finding, NotCompared

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True)
class Run:
    """What a run has come to: the articles, the stories (rows of articles), and the table of all
    that was found."""

    read: Read
    stories: list[list[int]]
    found: DataFrame
    too_large: list[NotCompared] = field(default_factory=list)  # stories that came in parts
    kept: tuple[DataFrame, ...] = ()

    def close(self) -> None:
        """Free the executors' disks."""
        for one in (*self.read.kept, *self.kept):
            one.unpersist()


def run(spark: SparkSession, paths: Sequence[str], program: Program, progress: Progress) -> Run:
    """Check the articles that paths lead to. Raises IngestError."""
    from pyspark import StorageLevel

    progress("looking for files", 0, 0)
    files = find(spark, paths)
    sent = spark.sparkContext.broadcast(program)
    progress("reading the files", 0, 0)
    ingested = read(spark, files, sent)
    if not ingested.placed:
        return Run(ingested, [], spark.createDataFrame([], ddl(FOUND)))
    progress("telling stories apart", 0, 0)
    too_large: list[NotCompared] = []
    told = stories(spark, ingested, too_large)
    progress(f"reading {len(ingested.placed):,} articles", 0, 0)
    parcels = ingested.articles.mapInArrow(
        lambda given: tasks.parcels(given, sent), ddl(PARCELS)
    ).persist(StorageLevel.DISK_ONLY)
    found = _found(spark, ingested, told, parcels, sent).persist(StorageLevel.DISK_ONLY)
    apart = _apart(spark, found)
    if apart is not found:  # read several times
        apart = apart.persist(StorageLevel.DISK_ONLY)
    return Run(ingested, told, apart, too_large, (parcels, found, apart))


def _found(
    spark: SparkSession,
    ingested: Read,
    told: list[list[int]],
    parcels: DataFrame,
    sent: Broadcast[Program],
) -> DataFrame:
    """What each story comes to. The largest stories are dealt first: a hash would put two of them
    into one part, and all others would wait."""
    loads = [sum(ingested.placed[row].length for row in story) for story in told]
    cores = spark.sparkContext.defaultParallelism
    most = max(1, MOST_OF_A_PART * len(told) // max(1, len(ingested.placed)))
    parts = parts_for(len(told), cores, PARTS_A_CORE, most)
    places = [
        (row, story, part)
        for story, (of, part) in enumerate(zip(told, dealt(loads, parts), strict=True))
        for row in of
    ]
    return (
        parcels.join(spark.createDataFrame(table(places, DEALT)), "row")
        .repartitionById(parts, "part")
        .sortWithinPartitions("story", "row")
        .select("story", "row", "id", "article", "parcel", "skipped")
        .mapInArrow(lambda given: tasks.found(given, sent), ddl(FOUND))
    )


def _apart(spark: SparkSession, found: DataFrame) -> DataFrame:
    """The same, findings of one id in several stories numbered: only these come to the driver."""
    from pyspark.sql.functions import col

    findings = found.filter(col("what") == "finding")
    twice = findings.groupBy("id").count().filter(col("count") > 1).select("id")
    same = findings.join(twice, "id").select("story", "number", "json").toArrow()
    if not same.num_rows:
        return found
    in_order = sorted(rows(same))
    ones = [Finding.model_validate_json(json) for _, _, json in in_order]
    ids = ids_apart(ones, {one.id for one in ones})
    names: dict[tuple[int, int], str] = {
        (story, number): name
        for (story, number, _), one, name in zip(in_order, ones, ids, strict=True)
        if name != one.id
    }
    sent = spark.sparkContext.broadcast(names)
    return found.mapInArrow(lambda given: tasks.renamed(given, sent), ddl(FOUND))
