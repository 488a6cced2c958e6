"""What a run has come to goes in; tables of all of it, a report over the first findings with the
articles that they need, and the numbers of all come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from factcheck.engine.spark import TOP
from factcheck.engine.spark.checking import Run
from factcheck.engine.spark.errors import SparkError
from factcheck.engine.spark.files import below
from factcheck.engine.spark.tables import (
    ARTICLES,
    COPY,
    FINDING,
    LEFT_OUT,
    LIMIT,
    NEEDED,
    SKIPPED,
    rows,
    table,
)
from factcheck.model import (
    GRAVEST_FIRST,
    SPARK,
    Article,
    Copy,
    Finding,
    NotCompared,
    Provenance,
    Report,
    Skipped,
    Verdict,
)
from factcheck.pipeline import provenance

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from factcheck.engine.spark.program import Program

MOST_WHOLE = 1_000  # articles, up to which a report has all of them, be they named or not
MOST_TOLD = 1_000  # inputs that were skipped or left out, and limits, which a report names

FINDINGS = "findings"  # the names of the tables' folders
COLUMNS = (
    "story",
    "id",
    "fingerprint",
    "verdict",
    "kind",
    "question",
    "severity",
    "confidence",
    "rule",
    "json",
)
TABLES: dict[str, Sequence[str]] = {
    FINDINGS: COLUMNS,
    "articles": ARTICLES.names,
    "left_out": LEFT_OUT.names,
}


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of a whole run, of which the report shows the first findings."""

    articles: int
    stories: int
    findings: dict[str, int]  # by verdict
    shown: int  # findings in the report
    skipped: int
    history: int  # articles that another one stands for
    not_compared: int  # limits that were met


def refuse_foreign(spark: SparkSession, folder: str) -> None:
    """Raises SparkError where something else stands in the place of the tables."""
    from pyspark.errors import AnalysisException, PySparkException

    for name, columns in TABLES.items():
        place = below(folder, name)
        try:
            there = tuple(spark.read.parquet(place).columns)
        except AnalysisException as error:
            if "PATH_NOT_FOUND" in str(error):
                continue
            there = ()
        except PySparkException:
            there = ()
        if there != tuple(columns):
            raise SparkError(f"{place} holds something else; name another folder with --tables")


def results(
    spark: SparkSession,
    run: Run,
    program: Program,
    folder: str,
    top: int = TOP,
    beside: Sequence[Skipped] = (),
) -> tuple[Report, Totals]:
    """Write the tables into `folder`, on any file system that all executors reach, and make the
    report over the `top` first findings. `beside`: what was skipped before the run. Raises
    SparkError."""
    counted = {
        (what, verdict): number
        for what, verdict, number in rows(run.found.groupBy("what", "verdict").count().toArrow())
    }
    found = {v.value: n for v in Verdict if (n := counted.get((FINDING, v.value), 0))}
    unread = _skipped(run) if (SKIPPED, None) in counted else {}
    skipped = (*run.read.skipped, *beside, *run.read.refused, *unread.values())
    _write(spark, run, skipped, folder, sum(found.values()))
    totals = Totals(
        articles=len(run.read.placed) - len(unread),
        stories=len(run.stories),
        findings=found,
        shown=min(top, sum(found.values())),
        skipped=len(skipped),
        history=len(run.read.history),
        not_compared=len(run.too_large) + counted.get((LIMIT, None), 0),
    )
    findings = _first(run.found, top)
    whole = len(findings) == sum(found.values()) and totals.articles <= MOST_WHOLE
    named = (
        {one.id for one in run.read.placed if one.id not in unread} if whole else _named(findings)
    )
    report = Report(
        articles=_articles(spark, run, named),
        findings=findings,
        copies=_copies(spark, run, named) if (COPY, None) in counted else (),
        skipped=_few(skipped),
        history=_few(run.read.history),
        not_compared=(*run.too_large, *(_limits(run) if (LIMIT, None) in counted else ())),
        not_listed=_others(found, findings),
        stories=_stories(run, named),
        provenance=_provenance(run, program, totals),
    )
    return report, totals


def _others(found: Mapping[str, int], listed: Iterable[Finding]) -> dict[Verdict, int]:
    """How many findings of each verdict stand behind those that are listed."""
    shown = Counter(finding.verdict for finding in listed)
    others = {verdict: found.get(verdict.value, 0) - shown[verdict] for verdict in GRAVEST_FIRST}
    return {verdict: number for verdict, number in others.items() if number}


def _stories(run: Run, named: Container[str]) -> tuple[tuple[str, ...], ...]:
    """The ids of the articles of each story, of those that are in the report."""
    ids = [[run.read.placed[row].id for row in story] for story in run.stories]
    told = (tuple(name for name in story if name in named) for story in ids)
    return tuple(filter(None, told))


def _provenance(run: Run, program: Program, totals: Totals) -> Provenance:
    made = provenance(run.read.languages, program.rules, program.settings)
    settings = made.settings | {"engine": SPARK, "shown": _shown(totals)}
    return made.model_copy(update={"settings": settings})


def _shown(totals: Totals) -> str:
    whole = sum(totals.findings.values())
    which = "all" if totals.shown == whole else f"the first {totals.shown:,} of"
    return (
        f"{which} {whole:,} findings over {totals.articles:,} articles; of more than "
        f"{MOST_WHOLE:,} articles, or not all findings, only the articles that they name"
    )


def _first(found: DataFrame, top: int) -> tuple[Finding, ...]:
    """The first findings in the order of a report."""
    from pyspark.sql.functions import col

    ordered = found.filter(col("what") == FINDING).orderBy(
        "rank", col("confidence").desc(), "question", "id"
    )
    first = ordered.limit(top).select("json").toArrow()
    return tuple(Finding.model_validate_json(json) for (json,) in rows(first))


def _named(findings: Sequence[Finding]) -> set[str]:
    """The ids of the articles that findings name."""
    return {
        name
        for finding in findings
        for answer in finding.answers
        for name in (
            *(evidence.article for evidence in answer.evidence),
            *(one for origin in answer.origins for one in origin),
            *(one for dependence in answer.dependences for one in dependence.articles),
        )
    }


def _articles(spark: SparkSession, run: Run, named: Iterable[str]) -> tuple[Article, ...]:
    """The articles of these ids, in order."""
    wanted = spark.createDataFrame(table(((one,) for one in sorted(named)), NEEDED))
    kept = run.read.articles.join(wanted, "id").select("row", "id", "article").toArrow()
    return tuple(
        Article.model_validate_json(json).model_copy(update={"id": name})
        for _, name, json in sorted(rows(kept))
    )


def _copies(spark: SparkSession, run: Run, named: Iterable[str]) -> tuple[Copy, ...]:
    """The copies of which both articles are in the report."""
    from pyspark.sql.functions import col

    wanted = spark.createDataFrame(table(((one,) for one in sorted(named)), NEEDED))
    copies = run.found.filter(col("what") == COPY)
    both = copies.join(wanted, "id").join(wanted.withColumnRenamed("id", "same_as"), "same_as")
    kept = both.select("story", "number", "json").toArrow()
    return tuple(Copy.model_validate_json(json) for _, _, json in sorted(rows(kept)))


def _skipped(run: Run) -> dict[str, Skipped]:
    """The articles that could not be read, by id, in the order of their stories."""
    return {name: Skipped.model_validate_json(json) for name, json in _of(run, SKIPPED)}


def _limits(run: Run) -> tuple[NotCompared, ...]:
    """The limits that were met, in the order of their stories."""
    some = islice(_of(run, LIMIT), MOST_TOLD)
    return tuple(NotCompared.model_validate_json(json) for _, json in some)


def _of(run: Run, what: str) -> Iterator[tuple[str, str]]:
    """Id and JSON of what the stories tell of one kind, in their order."""
    from pyspark.sql.functions import col

    told = run.found.filter(col("what") == what)
    kept = told.select("story", "number", "id", "json").toArrow()
    yield from ((name, json) for _, _, name, json in sorted(rows(kept), key=itemgetter(0, 1)))


def _few(told: Sequence[Skipped]) -> tuple[Skipped, ...]:
    """The first of what was left out; how many more there are is told in their place."""
    if more := len(told[MOST_TOLD:]):
        last = Skipped(path=f"and {more:,} more", reason="named in the table left_out")
        return (*told[:MOST_TOLD], last)
    return tuple(told)


def _write(
    spark: SparkSession, run: Run, skipped: Sequence[Skipped], folder: str, findings: int
) -> None:
    """The tables: findings, articles with their stories, what was left out. Raises SparkError
    where they cannot be read again: executors wrote to disks of their own."""
    from pyspark.sql.functions import col

    all_found = run.found.filter(col("what") == FINDING).select(*COLUMNS)
    place = below(folder, FINDINGS)
    all_found.write.mode("overwrite").parquet(place)
    stories = {row: number for number, story in enumerate(run.stories) for row in story}
    articles = [(one.id, one.path, stories[row]) for row, one in enumerate(run.read.placed)]
    spark.createDataFrame(table(articles, ARTICLES)).write.mode("overwrite").parquet(
        below(folder, "articles")
    )
    left_out = [(one.path, one.reason, "skipped") for one in skipped]
    left_out += [(one.path, one.reason, "history") for one in run.read.history]
    spark.createDataFrame(table(left_out, LEFT_OUT)).write.mode("overwrite").parquet(
        below(folder, "left_out")
    )
    if spark.read.parquet(place).count() != findings:
        raise SparkError(
            f"{place} does not hold what the executors wrote, as they have disks of their own; "
            "name a folder that all of them reach with --tables (hdfs://…, s3a://…)"
        )
