"""The Python interface: check() from paths to a Report that can write itself, check_on_spark() to
one over the first findings of an archive, ingest() to articles as they are understood, claims() to
what was extracted, explain_pair() to what two passages come to, explain() to a finding's reasons,
reviewed() to a report with the decisions of people in it, diff() to what is new since a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.engine.checking import Checker
from factcheck.engine.spark import TOP
from factcheck.engine.spark.errors import SparkError
from factcheck.engine.spark.session import DEFAULT_MASTER, session
from factcheck.garbage import rarely_collecting
from factcheck.ingest import (
    Ingested,
    IngestError,
    Manners,
    OneByOne,
    Progress,
    each_article,
    is_address,
    once_each,
    read_articles,
)
from factcheck.language.models import DEFAULT_MODEL, ModelError
from factcheck.model import Article, Finding, Skipped
from factcheck.pipeline import Settings, check_articles, silent, split_by_language
from factcheck.report import Report, load, write_pieces
from factcheck.rules import examples
from factcheck.rules.loader import RuleSet, load_for
from factcheck.rules.project import find_project
from factcheck.rules.source import RuleError
from factcheck.store.cache import Cache
from factcheck.store.location import NoDatabaseError, StoreError, choose, refuse_missing

if TYPE_CHECKING:
    from factcheck.diagnosis.example import explain_example
    from factcheck.diagnosis.finding import FindingError
    from factcheck.diagnosis.pair import PairDiagnosis
    from factcheck.diagnosis.passages import PassageError
    from factcheck.diagnosis.reading import Reading
    from factcheck.engine.spark.results import Totals
    from factcheck.report.difference import Difference
    from factcheck.rules.decided import Decided
    from factcheck.rules.examples import Outcome
    from factcheck.rules.schema import Rule
    from factcheck.store.entries import Entry

__all__ = [
    "DEFAULT_MASTER",
    "DEFAULT_MODEL",
    "Cache",
    "Difference",
    "FindingError",
    "IngestError",
    "ModelError",
    "NoDatabaseError",
    "PairDiagnosis",
    "PassageError",
    "Reading",
    "Report",
    "RuleError",
    "Settings",
    "SparkError",
    "StoreError",
    "check",
    "check_on_spark",
    "claims",
    "diff",
    "explain",
    "explain_example",
    "explain_pair",
    "find_database",
    "ingest",
    "ingest_each",
    "reviewed",
    "run_decisions",
    "run_examples",
    "settings",
]

# What `check` does not need is imported by whoever asks for it.
_ELSEWHERE = {
    "Difference": "factcheck.report.difference",
    "FindingError": "factcheck.diagnosis.finding",
    "PairDiagnosis": "factcheck.diagnosis.pair",
    "PassageError": "factcheck.diagnosis.passages",
    "Reading": "factcheck.diagnosis.reading",
    "explain_example": "factcheck.diagnosis.example",
}

StrPath = str | PathLike[str]

LOADING = "loading the language model"  # the step between the files and the first article


def __getattr__(name: str) -> object:
    if name in _ELSEWHERE:
        return getattr(import_module(_ELSEWHERE[name]), name)
    raise AttributeError(f"module 'factcheck.api' has no attribute '{name}'")


@rarely_collecting()
def check(
    paths: StrPath | Iterable[StrPath],
    *,
    rules: StrPath | Iterable[StrPath] = (),
    project: bool = True,
    strict: bool = False,
    model: str | Iterable[str] = (),
    database: StrPath | None = None,
    include_dismissed: bool = False,
    allow_private: bool = False,
    ignore_robots: bool = False,
    one_story: bool = False,
    cache: Cache | None = None,
    workers: int | None = None,
    all_findings: StrPath | None = None,
    progress: Progress | None = None,
) -> Report:
    """Check articles against each other.

    `paths` are files or folders of articles, '-' for standard input, or addresses (https://…),
    which alone are asked for over the network: machines of the own network only if
    `allow_private`, pages that a robots.txt asks programs to leave alone only if `ignore_robots`.
    `rules` are further rule packs (YAML files or folders of them) beside the built-in ones. The
    factcheck.toml nearest to the articles and the rules beside them count, too, unless `project`
    is False. `model` names installed spaCy pipelines with parser and entity recognizer, one for
    each language that is not to be read by the one of factcheck.toml or the default one.
    Articles on different stories are told apart, and only those of one story are compared, unless
    `one_story`: then all are.
    `database` is where decisions of people are kept (a file or postgresql://…): they are joined as
    `reviewed` does it; without one, none are. `cache` keeps what files held, what was read
    from articles and what stories came to, so that nothing is done twice.
    `workers` is the number of processes that read articles: one for each core where it is None and
    there is enough to read. The report is the same, however many there are.
    A report has 20,000 findings at most and says how many others there are; then the file
    `all_findings`, if it is given, gets all, a line of JSON each. Where the report has all, there
    is no such file.
    `progress(step, done, total)` is called as work goes on: what is being done, in words, and how
    far it is, in a unit of its own; 0 of 0 where nobody can tell.

    Raises IngestError for a path that does not exist or when there is none, RuleError for a rule
    path that does not exist and a factcheck.toml that is wrong, and ModelError for a model that
    cannot be loaded. Files that cannot be used are listed in `report.skipped` with the reason:
    articles, and rule files unless `strict`, which makes a broken one a RuleError. StoreError for
    a database that cannot be used. ValueError for less than one worker.
    """
    named, checker = _named(paths), Checker(cache, workers)
    if database is not None:
        refuse_missing(str(database))  # before the work, not after
    rule_set = _rule_set(named, rules, project, strict)
    wanted = replace(settings(named, model, project), one_story=one_story)
    checker.expect(named, wanted)
    progress = progress or silent
    manners = Manners(allow_private, ignore_robots)
    ingested = _read(named, manners, progress, project, cache)
    progress("looking for copies", 0, 0)
    ingested = once_each(ingested)
    progress(LOADING, 0, 0)
    found = check_articles(
        ingested.articles,
        rule_set,
        wanted,
        (*ingested.skipped, *_left_out(rule_set)),
        progress,
        ingested.history,
        checker,
        partial(write_pieces, Path(all_findings)) if all_findings is not None else None,
    )
    if all_findings is not None and not found.not_listed:
        Path(all_findings).unlink(missing_ok=True)  # that of a larger run
    report = Report.of(found)
    if database is None:
        return report
    return reviewed(report, database, include_dismissed=include_dismissed)


def check_on_spark(
    paths: StrPath | Iterable[StrPath],
    tables: StrPath,
    *,
    master: str = DEFAULT_MASTER,
    spark_settings: Mapping[str, str] | None = None,
    top: int = TOP,
    rules: StrPath | Iterable[StrPath] = (),
    project: bool = True,
    strict: bool = False,
    model: str | Iterable[str] = (),
    progress: Progress | None = None,
) -> tuple[Report, Totals]:
    """Check more articles against each other than one machine holds, on a Spark cluster.

    `paths` are files, folders or patterns on any file system that Spark reads (hdfs://…, s3a://…):
    Parquet, JSON Lines, WARC, and whatever else `check` reads. All findings go to tables (Parquet)
    in the folder `tables`, which all executors must reach; the report has the first `top` of them,
    the totals count all.
    `master` is the cluster's address, `spark_settings` are Spark's own; where a session is active
    already, that one is used. Everything else as in `check`.

    Raises SparkError where Spark or Java is missing, the cluster cannot be reached or gives up,
    and what `check` raises.
    """
    named = [str(path) for path in _named(paths)]
    here: list[StrPath] = [path for path in named if Path(path).exists()]
    rule_set = _rule_set(here, rules, project, strict)
    wanted, fields = settings(here, model, project), _fields(here, project)
    progress = progress or silent
    progress("starting Spark", 0, 0)
    with session(master, spark_settings) as spark:
        # Spark is an extra, and takes seconds to import.
        from factcheck.engine.spark.checking import run
        from factcheck.engine.spark.program import Program
        from factcheck.engine.spark.results import refuse_foreign, results

        refuse_foreign(spark, str(tables))
        program = Program.of(rule_set, wanted, fields)
        done = run(spark, named, program, progress)
        progress("writing the findings", 0, 0)
        report, totals = results(spark, done, program, str(tables), top, _left_out(rule_set))
        done.close()
    return Report.of(report), totals


def reviewed(report: Report, database: StrPath, *, include_dismissed: bool = False) -> Report:
    """The report with the decisions of people that a database holds: each as the `review` of its
    finding; dismissed findings go to `report.dismissed`, unless `include_dismissed`.

    Raises NoDatabaseError where there is none (it is never made here) and StoreError for one that
    cannot be used; the messages say what to do.
    """
    refuse_missing(str(database))
    # Databases take a moment to import, and most reports have none.
    from factcheck.store.joining import join
    from factcheck.store.ledger import Ledger

    with Ledger.open(str(database), make=False) as ledger:
        return Report.of(join(report, ledger, include_dismissed=include_dismissed))


def find_database(
    articles: StrPath | Iterable[StrPath] = (),
    database: StrPath | None = None,
    *,
    project: bool = True,
) -> str:
    """Which database counts: the one given, that of the variable FACTCHECK_DATABASE, that of the
    factcheck.toml nearest to the articles unless `project` is False, or the user's own file.

    Raises RuleError for a factcheck.toml that is wrong.
    """
    named = find_project(map(Path, _listed(articles))).database if project else None
    return choose(database, named)


def ingest(
    paths: StrPath | Iterable[StrPath],
    *,
    project: bool = True,
    allow_private: bool = False,
    ignore_robots: bool = False,
    progress: Progress | None = None,
) -> Ingested:
    """The articles that `paths` lead to, as they are understood: cleaned text, what was taken out
    of it, what is known of them; what could not be read; and what another one stands for.

    Everything, and what is raised, as in `check`.
    """
    manners = Manners(allow_private, ignore_robots)
    return once_each(_read(_named(paths), manners, progress or silent, project))


def ingest_each(
    paths: StrPath | Iterable[StrPath],
    *,
    project: bool = True,
    allow_private: bool = False,
    ignore_robots: bool = False,
    progress: Progress | None = None,
) -> OneByOne:
    """The articles of `ingest`, each as soon as it is read, and none of them kept: for more than
    memory holds. Which of them another one stands for, and their ids, are known at the end.

    Everything, and what is raised (with the first article), as in `ingest`.
    """
    named = _named(paths)
    manners = Manners(allow_private, ignore_robots)
    return OneByOne(each_article(named, progress, manners, _fields(named, project)))


def claims(
    paths: StrPath | Iterable[StrPath] = (),
    *,
    text: str | None = None,
    rule: str | None = None,
    rules: StrPath | Iterable[StrPath] = (),
    project: bool = True,
    strict: bool = False,
    model: str | Iterable[str] = (),
    misses: bool = False,
    allow_private: bool = False,
    ignore_robots: bool = False,
    progress: Progress | None = None,
) -> Reading:
    """What the rules extract, sentence by sentence, from articles or from a `text`.

    `rule` is the full id of the only rule to be run; `misses` tells also which rules came near
    and what they lacked. Everything else, and what is raised, as in `check`.
    """
    from factcheck.diagnosis.reading import read_claims

    wanted, progress = settings(paths, model, project), progress or silent
    rule_set = _rule_set(_listed(paths), rules, project, strict)
    if text is None:
        named = _named(paths)
        manners = Manners(allow_private, ignore_robots)
        ingested = _read(named, manners, progress, project)
    else:
        ingested = Ingested((_given(text, rule_set.by_id.get(rule or "")),), ())
    progress(LOADING, 0, 0)
    readable, foreign = split_by_language(ingested.articles, rule_set, wanted)
    reading = read_claims(readable, rule_set, wanted, only=rule, misses=misses, progress=progress)
    skipped = (*ingested.skipped, *foreign, *_left_out(rule_set))
    return reading.model_copy(update={"skipped": skipped})


def explain_pair(
    a: str,
    b: str,
    *,
    rules: StrPath | Iterable[StrPath] = (),
    project: bool = True,
    strict: bool = False,
    model: str | Iterable[str] = (),
    progress: Progress | None = None,
) -> PairDiagnosis:
    """Why two passages were flagged, or were not, as their two articles alone have it.

    A passage is 'FILE:LINE' or 'FILE:words in it'. Raises PassageError where there is none, and
    what `check` raises.
    """
    (progress or silent)(LOADING, 0, 0)
    from factcheck.diagnosis import pair

    named: list[StrPath] = [passage.split(":")[0] for passage in (a, b)]
    rule_set = _rule_set(named, rules, project, strict)
    return pair.explain_pair((a, b), rule_set, settings(named, model, project), progress)


def explain(
    report: Report,
    finding: str | int,
    *,
    rules: StrPath | Iterable[StrPath] = (),
    project: bool = True,
) -> tuple[int, Finding, str | None]:
    """A finding of a report: its number, the finding with its explanation, and one sentence on
    what would make it another verdict (None where that cannot be told).

    `finding` is its number from 1, its id or the first letters of its id. Raises FindingError.
    """
    from factcheck.diagnosis.finding import otherwise, pick

    number, found = pick(report, str(finding))
    rule_set = _rule_set([a.path for a in report.articles], rules, project)
    return number, found, otherwise(found, rule_set.by_id.get(found.rule), report)


def diff(old: Report | StrPath, new: Report | StrPath) -> Difference:
    """What is new, gone and changed in a report since an older one; both are reports, or
    report.json files.

    Raises OSError for a file that cannot be read, and ValueError for one that is no report of
    this version.
    """
    from factcheck.report.difference import difference

    before, now = (one if isinstance(one, Report) else load(one) for one in (old, new))
    return difference(before, now)


def settings(
    articles: StrPath | Iterable[StrPath] = (),
    model: str | Iterable[str] = (),
    project: bool = True,
) -> Settings:
    """The models that are named, and those that the factcheck.toml nearest to the articles names
    for other languages, unless `project` is False.

    Raises RuleError for a factcheck.toml that is wrong, ModelError for two models of one language.
    """
    files = [Path(path) for path in _listed(articles) if not is_address(path)]
    of_project = find_project(files).models if project else {}
    return Settings.wanting([model] if isinstance(model, str) else model, of_project)


def run_examples(
    rules: RuleSet, only: Iterable[str] = (), settings: Settings | None = None
) -> Iterator[Outcome]:
    """Outcomes of the examples of all rules, or of those with these ids. Raises ModelError."""
    return examples.run_examples(rules, _as_one_story(settings), only)


def run_decisions(
    entries: Iterable[Entry],
    rules: RuleSet,
    only: Iterable[str] = (),
    settings: Settings | None = None,
) -> Iterator[Decided]:
    """Outcomes of decisions of people, run as tests of the rules. Raises ModelError."""
    from factcheck.rules import decided

    return decided.run_decisions(entries, rules, _as_one_story(settings), only)


def _as_one_story(settings: Settings | None) -> examples.Check:
    """What checks a few passages that a person put together, however little they have in common."""
    wanted = replace(settings or Settings(), one_story=True)
    return lambda articles, rule_set: check_articles(articles, rule_set, wanted)


def _given(text: str, rule: Rule | None) -> Article:
    """A text as an article, in the language of the rule that it is to be tried on."""
    known = examples.written_in(rule.languages[0]) if rule else ()
    return Article(id="text", path="text", text=text, metadata=known)


def _rule_set(
    articles: list[StrPath],
    rules: StrPath | Iterable[StrPath],
    project: bool,
    strict: bool = False,
) -> RuleSet:
    """The built-in packs, those of the articles' project, and these."""
    if "" in (packs := _listed(rules)):
        raise RuleError("the path of a rule pack is empty; name a YAML file or a folder of them")
    return load_for(map(Path, articles), map(Path, packs), with_project=project, strict=strict)


def _read(
    paths: list[StrPath],
    manners: Manners,
    progress: Progress,
    project: bool,
    cache: Cache | None = None,
) -> Ingested:
    """The articles of paths that are none of them empty."""
    return read_articles(paths, progress, manners, _fields(paths, project), cache)


def _fields(paths: list[StrPath], project: bool) -> Mapping[str, tuple[str, ...]]:
    """What the articles' project calls the parts of an article in tables and JSON."""
    files = [Path(path) for path in paths if not is_address(path)]
    return find_project(files).fields if project else {}


def _left_out(rules: RuleSet) -> tuple[Skipped, ...]:
    """The rule files that could not be used, as the report names them."""
    return tuple(Skipped(path=name, reason=problem) for name, problem in rules.broken)


def _listed(given: StrPath | Iterable[StrPath]) -> list[StrPath]:
    """One path is easily given where a list is meant."""
    return [given] if isinstance(given, str | PathLike) else list(given)


def _named(paths: StrPath | Iterable[StrPath]) -> list[StrPath]:
    """The paths. None at all, or an empty name (to pathlib: the current folder), is a slip."""
    listed = _listed(paths)
    if not listed or "" in listed:
        raise IngestError(
            "a path is empty; name files or folders of articles"
            if listed
            else "no paths were given; name files or folders of articles"
        )
    return listed
