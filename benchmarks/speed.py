"""What does factcheck cost beyond parsing? Prints the time of a whole check as a multiple of the
time that spaCy alone needs to parse the same articles, in the same process.

usage: python benchmarks/speed.py FOLDER… [--runs 3] [--profile N]

Each FOLDER is a story: its articles are checked against each other. Parsing alone and the whole
check take turns; the ratio is that of the medians. --profile lists the N functions of factcheck
that cost most beyond the parse.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import sys
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from thinc.api import Model

from factcheck.engine.checking import Checker
from factcheck.ingest import read_articles
from factcheck.language.attributes import RememberedAttributes
from factcheck.language.lemmas import RememberedLemmas
from factcheck.language.models import DEFAULT_MODEL
from factcheck.language.parser import load_model
from factcheck.language.vectors import RememberedVectors
from factcheck.pipeline import check_articles
from factcheck.report import to_html, to_json
from factcheck.rules.loader import RuleSet, load_builtin

PACKAGE = "factcheck"


def check_all(folders: list[Path], rules: RuleSet) -> None:
    """The whole road, from files to the text of the reports, a report a story: what
    `factcheck check --no-cache --workers 1` does."""
    for folder in folders:
        ingested = read_articles([folder])
        report = check_articles(
            ingested.articles, rules, skipped=ingested.skipped, engine=Checker()
        )
        to_json(report)
        to_html(report)


def parse_all(nlp: Language, stories: list[list[str]]) -> None:
    """spaCy alone, as it comes, on texts that have been read and cleaned before."""
    for texts in stories:
        for _ in nlp.pipe(texts):
            pass


def forget(bare: Language) -> None:
    """Empty the caches of values and words that were met, spaCy's too, as they are at the start of
    a run; tables that are read once a process stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith(f"{PACKAGE}.values."):
            for function in vars(module).values():
                if (
                    isinstance(function, _lru_cache_wrapper)
                    and function.cache_parameters()["maxsize"]
                ):
                    function.cache_clear()
    for _, component in (*load_model().components, *bare.components):
        if isinstance(component, RememberedAttributes | RememberedLemmas):
            component.forget()
        elif isinstance(component, Lemmatizer):
            component.cache.clear()
        for layer in layers(component):
            if isinstance(layer, RememberedVectors):
                layer.forget()


def layers(component: object) -> list[Model[Any, Any]]:
    """Those of the model of a pipeline's component, if it has one."""
    model = getattr(component, "model", None)
    return list(model.walk()) if isinstance(model, Model) else []


def seconds(work: Callable[[], None], bare: Language) -> float:
    """Processor time of this process: other programs on the machine do not count."""
    forget(bare)
    start = process_time()
    work()
    return process_time() - start


def profile(work: Callable[[], None], bare: Language, most: int) -> None:
    """Print the functions of factcheck in which most time is spent, callees included."""
    forget(bare)
    profiler = cProfile.Profile()
    profiler.runcall(work)
    stats = pstats.Stats(profiler)
    # the rows by file and line; the typed get_stats_profile() mixes functions of one name
    entries: dict[tuple[str, int, str], tuple[float, ...]] = stats.stats  # type: ignore[attr-defined]
    whole = sum(row[2] for row in entries.values())
    ours = {
        (Path(file).parts[Path(file).parts.index(PACKAGE) :], name): row[3] / whole
        for (file, _, name), row in entries.items()
        if PACKAGE in Path(file).parts and "site-packages" not in file
    }
    print("\nshare of a profiled check, callees included:")
    for (parts, name), share in sorted(ours.items(), key=lambda pair: -pair[1])[:most]:
        print(f"  {share:6.1%}  {'/'.join(parts)}  {name}")


def main() -> None:
    """Print the ratio of every turn, and that of the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3, help="turns of each (default 3)")
    parser.add_argument("--profile", type=int, default=0, metavar="N")
    args = parser.parse_args()
    missing = [str(folder) for folder in args.folders if not folder.is_dir()]
    if missing:
        parser.error(f"no folder: {', '.join(missing)}; give the folders that hold the articles")
    if args.runs < 1:
        parser.error("--runs must be 1 or more")
    stories = [[a.text for a in read_articles([f]).articles] for f in args.folders]
    rules = load_builtin()
    bare = spacy.load(DEFAULT_MODEL)
    parse_all(bare, stories[:1])  # what is loaded once, is loaded now
    check_all(args.folders[:1], rules)
    alone, whole = [], []
    for turn in range(args.runs):
        alone.append(seconds(lambda: parse_all(bare, stories), bare))
        whole.append(seconds(lambda: check_all(args.folders, rules), bare))
        print(f"turn {turn + 1}: {whole[-1] / alone[-1]:.2f}")
    articles = sum(map(len, stories))
    ratio = median(whole) / median(alone)
    print(f"{len(stories)} stories, {articles} articles: {ratio:.2f} times spaCy alone (medians)")
    if args.profile:
        profile(lambda: check_all(args.folders, rules), bare, args.profile)


if __name__ == "__main__":
    main()
