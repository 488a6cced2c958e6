"""On Spark, by itself and on a cluster of two workers, the same comes out as in this process."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.invented_stories import stories
from factcheck import api
from factcheck.engine.spark.checking import Run, run
from factcheck.engine.spark.program import Program
from factcheck.engine.spark.results import Totals, refuse_foreign, results
from factcheck.engine.spark.session import session
from factcheck.ingest import IngestError
from factcheck.model import Article, Report
from factcheck.pipeline import Settings, silent
from factcheck.rules.loader import load_builtin
from tests.engine.spark_cluster import QUICK, SETTINGS, needed, running_cluster
from tests.ingest.containers.test_warc import crawl

pytestmark = [pytest.mark.spark, pytest.mark.allow_hosts(["127.0.0.1"])]

ARTICLES = 40
FERRY = (
    "The ferry Marla sank off Kiln Bay, said the coast guard of Karvik. Divers searched "
    "the wreck. Water had come in through the bow door, which a shipyard repaired in May. "
    "Passengers jumped into boats, and fishermen towed them to the pier. "
)
BANK = (
    "The Orsund Bank lost 4 million euros in Lindberg. Auditors warned its board of bad loans, "
    "shares fell by a tenth, and creditors met a lawyer. The treasury refused a guarantee for "
    "deposits, while branches closed their counters and customers queued. "
)
# The same question in two stories that have nothing else in common.
SAME_PERSON = {
    "ferry-1.txt": FERRY + "Sigrun Alving is 41 years old.",
    "ferry-2.txt": FERRY.replace("searched", "saw") + "Sigrun Alving is 43 years old.",
    "bank-1.txt": BANK + "Sigrun Alving is 51 years old.",
    "bank-2.txt": BANK.replace("met", "hired") + "Sigrun Alving is 53 years old.",
}


@dataclass(frozen=True)
class Done:
    """What came out on Spark, in this process, and where the tables are."""

    report: Report
    totals: Totals
    local: Report
    tables: Path


def write_corpus(folder: Path) -> Path:
    """Articles on several stories in JSON Lines, Parquet, a crawl and plain text, some of which
    cannot be read, and one twice."""
    told = (article for story in stories() for article in story.articles)
    articles = list(islice(told, ARTICLES - len(SAME_PERSON)))
    lines, rows, pages = articles[0::3], articles[1::3], articles[2::3]
    folder.mkdir()
    (folder / "lines.jsonl").write_text(_lines(lines), encoding="utf-8")
    columns = {
        name: [getattr(one, name) for one in rows] for name in ("title", "text", "publisher")
    }
    pq.write_table(pa.table(columns), folder / "rows.parquet")
    (folder / "pages.warc.gz").write_bytes(_crawl(pages))
    (folder / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    (folder / "more").mkdir()
    for name, text in SAME_PERSON.items():
        (folder / "more" / name).write_text(text, encoding="utf-8")
    (folder / "more" / "again.txt").write_text(SAME_PERSON["bank-2.txt"], encoding="utf-8")
    return folder


def _lines(articles: list[Article]) -> str:
    lines = [
        json.dumps({"headline": one.title, "body": one.text, "source": one.publisher})
        for one in articles
    ]
    return "\n".join([*lines[:3], '{"body": broken', *lines[3:], '{"nothing": 1}', ""])


def _crawl(articles: list[Article]) -> bytes:
    answers = [(f"https://news.example/{a.id}", "text/plain", a.text.encode()) for a in articles]
    return crawl(*answers)


@pytest.fixture(scope="module", autouse=True)
def _spark() -> None:
    needed()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("spark") / "corpus")


@pytest.fixture(scope="module")
def done(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One session for all tests but that of the cluster, which is of another one."""
    tables = tmp_path_factory.mktemp("tables")
    program = Program.of(load_builtin(), Settings(), {})
    with session("local[2]", QUICK) as spark:
        with pytest.raises(IngestError, match="nowhere: no such file or folder"):
            run(spark, [str(corpus / "nowhere")], program, silent)
        made: Run = run(spark, [str(corpus)], program, silent)
        report, totals = results(spark, made, program, str(tables))
        (tables / "theirs" / "findings").mkdir(parents=True)
        pq.write_table(pa.table({"a": [1]}), tables / "theirs" / "findings" / "part.parquet")
        refuse_foreign(spark, str(tables))  # our own are written anew
        with pytest.raises(api.SparkError, match="holds something else"):
            refuse_foreign(spark, str(tables / "theirs"))
    return Done(report, totals, api.check(corpus, project=False), tables)


def test_findings_articles_and_stories_are_those_of_one_machine(done: Done) -> None:
    assert done.report.findings == done.local.findings
    assert {finding.verdict for finding in done.report.findings} >= {"conflict", "agreement"}
    assert done.report.articles == done.local.articles
    assert len(done.report.articles) == ARTICLES
    assert done.report.stories == done.local.stories
    assert done.report.copies == done.local.copies
    assert done.report.not_compared == done.local.not_compared


def test_what_cannot_be_read_and_what_is_there_twice_is_told(done: Done) -> None:
    assert done.report.skipped == done.local.skipped
    told = {Path(one.path).name: one.reason for one in done.report.skipped}
    assert {"broken.parquet", "lines.jsonl#4"} <= told.keys()
    assert done.report.history == done.local.history
    assert len(done.report.history) == 1


def test_one_question_in_two_stories_gets_two_ids(done: Done) -> None:
    asked = Counter(finding.question for finding in done.report.findings)
    assert asked["How old is Sigrun Alving?"] == 2
    assert len({finding.id for finding in done.report.findings}) == len(done.report.findings)


def test_the_tables_have_all_findings_articles_and_what_was_left_out(done: Done) -> None:
    assert_all_are_there(done.tables, done.local)
    articles = {row["id"]: row for row in pq.read_table(done.tables / "articles").to_pylist()}
    assert {name: row["path"] for name, row in articles.items()} == {
        article.id: article.path for article in done.local.articles
    }
    for number, story in enumerate(done.local.stories):
        assert {articles[name]["story"] for name in story} == {number}
    left_out = pq.read_table(done.tables / "left_out").to_pylist()
    assert Counter(row["why"] for row in left_out) == {
        "skipped": len(done.local.skipped),
        "history": 1,
    }


def assert_all_are_there(tables: Path, expected: Report) -> None:
    """Whether the table has exactly the findings of a report."""
    findings = pq.read_table(tables / "findings").to_pylist()
    assert len(findings) == len(expected.findings)
    assert {row["id"]: json.loads(row["json"]) for row in findings} == {
        finding.id: finding.model_dump(mode="json") for finding in expected.findings
    }


def test_the_numbers_of_all_are_told(done: Done) -> None:
    counted = Counter(finding.verdict.value for finding in done.local.findings)
    assert done.totals == Totals(
        articles=ARTICLES,
        stories=len(done.local.stories),
        findings=dict(counted),
        shown=len(done.local.findings),
        skipped=len(done.local.skipped),
        history=1,
        not_compared=0,
    )


@pytest.mark.skipif(
    not os.environ.get("FACTCHECK_TEST_CLUSTER"),
    reason="72 s with a cluster of its own: make test-cluster",
)
def test_a_cluster_of_two_workers_finds_the_same_and_a_report_can_be_of_the_first(
    done: Done, corpus: Path, tmp_path: Path
) -> None:
    tables = tmp_path / "tables"
    with running_cluster(tmp_path) as master:
        report, totals = api.check_on_spark(
            corpus, tables, master=master, spark_settings=SETTINGS, top=3, project=False
        )
        worked = {log.parents[2].name for log in tmp_path.glob("worker-*/*/*/stderr")}
    assert worked == {"worker-0", "worker-1"}
    assert_all_are_there(tables, done.local)
    assert totals == replace(done.totals, shown=3)
    assert report.findings == done.local.findings[:3]
    named = {e.article for f in report.findings for a in f.answers for e in a.evidence}
    assert {article.id for article in report.articles} == named
    assert sum(report.not_listed.values()) == len(done.local.findings) - 3
    assert "the first 3 of" in report.provenance.settings["shown"]
