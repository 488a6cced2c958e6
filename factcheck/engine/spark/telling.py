"""The articles of a run go in, the stories that they tell come out: words, their rarity and links
are made on the executors, stories are joined on the driver. The same as `match/stories.py` makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.engine.spark import tasks
from factcheck.engine.spark.program import Lookup
from factcheck.engine.spark.reading import Read
from factcheck.engine.spark.tables import LINKS, TELLING, WORDS, ddl, rows
from factcheck.match.stories import (
    MOST_OF_A_STORY,
    Link,
    Weights,
    joined,
    least_common,
    rarities,
)
from factcheck.model import NotCompared

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def stories(spark: SparkSession, read: Read, too_large: list[NotCompared]) -> list[list[int]]:
    """The rows of the articles of each story, in order; stories in the order of their first. Those
    that come in parts are added to `too_large`."""
    size = len(read.placed)
    lookup = spark.sparkContext.broadcast(Lookup(_weights(spark, read)))
    found = spark.range(0, size, 1, read.parts).mapInArrow(
        lambda given: tasks.links(given, lookup), ddl(LINKS)
    )
    linked = found.toArrow()
    lookup.destroy()
    return joined((Link(*row) for row in rows(linked)), size, too_large=too_large)


def _weights(spark: SparkSession, read: Read) -> Weights:
    """The telling words of all articles, in order. Only of common words is it known here how many
    articles have them; all others are equally rare."""
    from pyspark import StorageLevel
    from pyspark.sql.functions import col, explode

    size = len(read.placed)
    words = (
        read.articles.select("row", "article")
        .mapInArrow(tasks.words, ddl(WORDS))
        .persist(StorageLevel.DISK_ONLY)
    )
    often = words.select(explode("words").alias("word")).groupBy("word").count()
    counted = often.filter(col("count") > min(MOST_OF_A_STORY, least_common(size)))
    common = rarities(dict(rows(counted.toArrow())), size)
    sent = spark.sparkContext.broadcast(common)
    telling = words.mapInArrow(lambda given: tasks.told(given, sent), ddl(TELLING)).toArrow()
    words.unpersist()
    sent.destroy()
    in_order = sorted(rows(telling), key=lambda row: row[0])
    return Weights.of(dict(zip(of, weights, strict=True)) for _, of, weights in in_order)
