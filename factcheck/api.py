"""The Python interface: check() from paths to a Report that can write itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path

from factcheck.ingest import IngestError, read_articles
from factcheck.language.parser import DEFAULT_MODEL, ModelError
from factcheck.pipeline import Settings, check_articles
from factcheck.report import Report
from factcheck.rules.loader import RuleError, load

__all__ = ["DEFAULT_MODEL", "IngestError", "ModelError", "Report", "RuleError", "check"]

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
    if "" in (packs := _listed(rules)):
        raise RuleError("the path of a rule pack is empty; name a YAML file or a folder of them")
    rule_set = load(map(Path, packs))
    ingested = read_articles(_named(paths))
    found = check_articles(
        ingested.articles,
        rule_set,
        Settings(model=model),
        ingested.skipped,
        progress or (lambda step, done, total: None),
    )
    return Report.of(found)


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
