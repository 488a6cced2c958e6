"""The Python interface: check() from paths to a Report that can write itself, claims() to what was
extracted, explain_pair() to what two passages come to, explain() to a finding's reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path

from factcheck.diagnosis import pair
from factcheck.diagnosis.finding import FindingError, otherwise, pick
from factcheck.diagnosis.pair import PairDiagnosis
from factcheck.diagnosis.passages import PassageError
from factcheck.diagnosis.reading import Reading, read_claims
from factcheck.ingest import Ingested, IngestError, read_articles
from factcheck.language.parser import DEFAULT_MODEL, ModelError
from factcheck.model import Article, Finding
from factcheck.pipeline import Settings, check_articles
from factcheck.report import Report
from factcheck.rules.loader import RuleError, RuleSet, load

__all__ = [
    "DEFAULT_MODEL",
    "FindingError",
    "IngestError",
    "ModelError",
    "PairDiagnosis",
    "PassageError",
    "Reading",
    "Report",
    "RuleError",
    "check",
    "claims",
    "explain",
    "explain_pair",
]

StrPath = str | PathLike[str]


def check(
    paths: StrPath | Iterable[StrPath],
    *,
    rules: StrPath | Iterable[StrPath] = (),
    model: str = DEFAULT_MODEL,
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """Check articles against each other.

    `paths` are files or folders of articles (.txt, .md); `rules` are further rule packs (YAML
    files or folders of them) beside the built-in ones; `model` is an installed spaCy pipeline
    with parser and entity recognizer. `progress(step, done, total)` is called as work goes on.

    Raises IngestError for a path that does not exist or when there is none, RuleError for a
    broken rule file and ModelError for a model that cannot be loaded. Files that cannot be read
    are listed in `report.skipped` with the reason.
    """
    rule_set = _rule_set(rules)
    ingested = read_articles(_named(paths))
    found = check_articles(
        ingested.articles,
        rule_set,
        Settings(model=model),
        ingested.skipped,
        progress or (lambda step, done, total: None),
    )
    return Report.of(found)


def claims(
    paths: StrPath | Iterable[StrPath] = (),
    *,
    text: str | None = None,
    rule: str | None = None,
    rules: StrPath | Iterable[StrPath] = (),
    model: str = DEFAULT_MODEL,
    misses: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> Reading:
    """What the rules extract, sentence by sentence, from articles or from a `text`.

    `rule` is the full id of the only rule to be run; `misses` tells also which rules came near
    and what they lacked. Everything else, and what is raised, as in `check`.
    """
    rule_set, settings = _rule_set(rules), Settings(model=model)
    if text is None:
        ingested = read_articles(_named(paths))
    else:
        ingested = Ingested((Article(id="text", path="text", text=text),), ())
    reading = read_claims(
        list(ingested.articles), rule_set, settings, only=rule, misses=misses, progress=progress
    )
    return reading.model_copy(update={"skipped": ingested.skipped})


def explain_pair(
    a: str,
    b: str,
    *,
    rules: StrPath | Iterable[StrPath] = (),
    model: str = DEFAULT_MODEL,
    progress: Callable[[str, int, int], None] | None = None,
) -> PairDiagnosis:
    """Why two passages were flagged, or were not, as their two articles alone have it.

    A passage is 'FILE:LINE' or 'FILE:words in it'. Raises PassageError where there is none, and
    what `check` raises.
    """
    return pair.explain_pair((a, b), _rule_set(rules), Settings(model=model), progress)


def explain(
    report: Report, finding: str | int, *, rules: StrPath | Iterable[StrPath] = ()
) -> tuple[int, Finding, str | None]:
    """A finding of a report: its number, the finding with its explanation, and one sentence on
    what would make it another verdict (None where that cannot be told).

    `finding` is its number from 1, its id or the first letters of its id. Raises FindingError.
    """
    number, found = pick(report, str(finding))
    return number, found, otherwise(found, _rule_set(rules).by_id.get(found.rule), report)


def _rule_set(rules: StrPath | Iterable[StrPath]) -> RuleSet:
    """The built-in packs and these."""
    if "" in (packs := _listed(rules)):
        raise RuleError("the path of a rule pack is empty; name a YAML file or a folder of them")
    return load(map(Path, packs))


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
