"""How right is factcheck? Runs it over stories with gold answers and prints the scorer's table.

usage: python benchmarks/quality.py GOLD_DIR [--scorer score.py] [--keep DIR] [--explain]

GOLD_DIR holds one folder a story (STORY/gold.json and STORY/articles/). The scorer is the one
that comes with the gold (by default score.py beside GOLD_DIR). Reports are kept in --keep.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from factcheck.ingest import read_articles
from factcheck.pipeline import check_articles
from factcheck.report import to_json
from factcheck.rules.loader import RuleSet, load


def write_reports(gold: Path, reports: Path, rules: RuleSet) -> float:
    """One report a story; returns the seconds that it took, loading the model included."""
    start = time.perf_counter()
    for story in sorted(p for p in gold.iterdir() if (p / "gold.json").is_file()):
        ingested = read_articles([story / "articles"])
        report = check_articles(ingested.articles, rules, skipped=ingested.skipped)
        (reports / f"{story.name}.json").write_text(to_json(report), encoding="utf-8")
    return time.perf_counter() - start


def main() -> int:
    """Print the scorer's table; its exit code is ours."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--rules", type=Path, action="append", help="further rule packs")
    parser.add_argument("--explain", action="store_true", help="list the wrong and the missed ones")
    args = parser.parse_args()
    if not args.gold.is_dir():
        parser.error(f"{args.gold} is no folder; give the folder that holds the stories")
    with tempfile.TemporaryDirectory() as scratch:
        reports = args.keep or Path(scratch)
        reports.mkdir(parents=True, exist_ok=True)
        seconds = write_reports(args.gold, reports, load(args.rules or ()))
        scorer = args.scorer or args.gold.parent / "score.py"
        command = [sys.executable, str(scorer), str(args.gold), str(reports)]
        finished = subprocess.run([*command, *(["--explain"] if args.explain else [])], check=False)
    print(f"{seconds:.1f} s for all stories")
    return finished.returncode


if __name__ == "__main__":
    raise SystemExit(main())
