"""Files go in, articles come out, each once and under its id: read on the executors, told apart
from copies and numbered on the driver.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.engine.spark import tasks
from factcheck.engine.spark.dealing import parts_for
from factcheck.engine.spark.files import MOST_BYTES, Found, opened
from factcheck.engine.spark.session import IN_BATCHES, PARTS_OF_A_SHUFFLE
from factcheck.engine.spark.tables import AT_ONCE, PLACED, READ, ddl, rows, table
from factcheck.ingest.duplicates import Print, repeats
from factcheck.ingest.opened import too_large
from factcheck.ingest.sources import unique_ids
from factcheck.model import Skipped

if TYPE_CHECKING:
    from pyspark import Broadcast
    from pyspark.sql import DataFrame, SparkSession

    from factcheck.engine.spark.program import Program

PARTS_A_CORE, MOST_OF_A_PART = 4, 500  # articles: a minute or two of reading


@dataclass(frozen=True, slots=True)
class Placed:
    """What the driver knows of an article that is checked."""

    id: str
    path: str
    length: int  # characters


@dataclass(frozen=True, slots=True)
class Read:
    """The articles that are checked, in order; their table (`row`, `id`, `article`), which stays
    on the executors; the languages they are in; and what is left out."""

    placed: tuple[Placed, ...]
    articles: DataFrame
    languages: frozenset[str]
    skipped: tuple[Skipped, ...]
    refused: tuple[Skipped, ...]
    history: tuple[Skipped, ...]
    parts: int
    kept: tuple[DataFrame, ...]  # on the executors' disks, until the run is closed


def read(spark: SparkSession, found: Found, program: Broadcast[Program]) -> Read:
    """Read the files, and leave out articles that another one stands for."""
    from pyspark import StorageLevel
    from pyspark.sql.functions import col

    # Those that are larger are not even opened; that no row comes of them tells which they are.
    files = opened(spark, found.asked).filter(col("length") <= MOST_BYTES)
    mapping = found.files
    spark.conf.set(IN_BATCHES, 1)  # a file may be as large as memory allows
    all_read = (
        files.select("path", "content")
        .mapInArrow(lambda given: tasks.ingested(given, mapping, program), ddl(READ))
        .persist(StorageLevel.DISK_ONLY)
    )
    known = list(rows(all_read.drop("article").toArrow()))
    spark.conf.set(IN_BATCHES, AT_ONCE)
    known.sort(key=lambda row: row[:2])
    done = {file for file, number, *_ in known if number < 0}
    skipped = [
        Skipped(path=file.name, reason=too_large(MOST_BYTES + 1, MOST_BYTES, "bytes"))
        for file in found.files.values()
        if file.number not in done
    ]
    skipped += [Skipped(path=row[2], reason=row[3]) for row in known if row[3] is not None]
    articles = [row for row in known if row[1] >= 0 and row[3] is None]
    prints: list[Print] = [pickle.loads(row[7]) for row in articles]  # made by our own tasks
    history = repeats(prints)
    del prints
    left_out = {one.path for one in history}
    ids = unique_ids([row[2] for row in articles])
    kept = [row for row in articles if row[2] not in left_out]
    usable = [row for row in kept if row[4] is None]
    placed = [(row[0], row[1], place, ids[row[2]]) for place, row in enumerate(usable)]
    cores = spark.sparkContext.defaultParallelism
    parts = parts_for(len(placed), cores, PARTS_A_CORE, MOST_OF_A_PART)
    spark.conf.set(PARTS_OF_A_SHUFFLE, parts)
    checked = (
        all_read.select("file", "number", "article")
        .join(spark.createDataFrame(table(placed, PLACED)), ["file", "number"])
        .repartitionById(parts, col("row") % parts)
        .select("row", "id", "article")
        .persist(StorageLevel.DISK_ONLY)
    )
    return Read(
        tuple(Placed(ids[row[2]], row[2], row[6]) for row in usable),
        checked,
        frozenset(row[5] for row in usable),
        (*found.skipped, *skipped),
        tuple(Skipped(path=row[2], reason=row[4]) for row in kept if row[4] is not None),
        history,
        parts,
        (all_read, checked),
    )
