"""The Python interface: check() from paths to a Report that can write itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from pathlib import Path

from factcheck.ingest import read_articles
from factcheck.language.parser import DEFAULT_MODEL
from factcheck.pipeline import Settings, check_articles
from factcheck.report import Report
from factcheck.rules.loader import load

__all__ = ["Report", "check"]


def check(
    paths: Iterable[str | PathLike[str]],
    *,
    rules: Iterable[str | PathLike[str]] = (),
    model: str = DEFAULT_MODEL,
    progress: Callable[[str, int, int], None] | None = None,
) -> Report:
    """Check articles against each other.

    `paths` are files or folders of articles (.txt, .md); `rules` are further rule packs (YAML
    files or folders of them) beside the built-in ones; `model` is an installed spaCy pipeline
    with parser and entity recognizer. `progress(step, done, total)` is called as work goes on.

    Raises IngestError for a path that does not exist, RuleError for a broken rule file and
    ModelError for a model that cannot be loaded. Files that cannot be read are listed in
    `report.skipped` with the reason.
    """
    rule_set = load(Path(path) for path in rules)
    ingested = read_articles(paths)
    found = check_articles(
        ingested.articles,
        rule_set,
        Settings(model=model),
        ingested.skipped,
        progress or (lambda step, done, total: None),
    )
    return Report.of(found)
