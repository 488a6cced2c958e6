"""How right is factcheck? Runs it over stories with gold answers and prints the scorer's table.

usage: python benchmarks/quality.py GOLD_DIR [--scorer score.py] [--keep DIR] [--explain] [--tables]

GOLD_DIR holds one folder a story (STORY/gold.json and STORY/articles/). The scorer is the one
that comes with the gold (by default score.py beside GOLD_DIR). Reports are kept in --keep.
--tables adds, in Markdown: for every rule pack, on how many stories it flags and how often it is
right; how right the findings are that it is surest of; and whether confidence, fitted to the
other stories, would be better.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from factcheck.ingest import once_each, read_articles
from factcheck.pipeline import check_articles
from factcheck.report import to_json
from factcheck.rules.loader import RuleSet, load

THIRDS = ("surest third", "middle third", "least sure third")


@dataclass(frozen=True, slots=True)
class Judged:
    """A flagged finding and whether the scorer takes it for right."""

    story: str
    pack: str
    confidence: float
    right: bool


def write_reports(gold: Path, reports: Path, rules: RuleSet) -> float:
    """One report a story; returns the seconds that it took, loading the model included."""
    start = time.perf_counter()
    for story in _stories(gold):
        ingested = once_each(read_articles([story / "articles"]))
        report = check_articles(ingested.articles, rules, skipped=ingested.skipped)
        (reports / f"{story.name}.json").write_text(to_json(report), encoding="utf-8")
    return time.perf_counter() - start


def _stories(gold: Path) -> list[Path]:
    return sorted(p for p in gold.iterdir() if (p / "gold.json").is_file())


def judged(gold: Path, reports: Path, scorer: ModuleType) -> list[Judged]:
    """Every flagged finding as the scorer judges it, the surest first; ties by story and pack."""
    found: list[Judged] = []
    for folder in _stories(gold):
        story = scorer.Story(folder)
        report = json.loads((reports / f"{folder.name}.json").read_text(encoding="utf-8"))
        golds = [scorer.gold_sides(story, conflict) for conflict in story.gold["conflicts"]]
        for finding, answers in scorer.predicted(story, report):
            if finding["verdict"] in scorer.FLAGGED:
                right = any(scorer.hits(answers, sides) for sides in golds)
                pack = finding["rule"].split(".")[0]
                found.append(Judged(folder.name, pack, finding["confidence"], right))
    return sorted(found, key=lambda j: (-j.confidence, j.story, j.pack))


def by_pack(found: list[Judged]) -> str:
    """Markdown: pack, on how many stories it flags, how many findings, how many of them right."""
    packs: dict[str, list[Judged]] = defaultdict(list)
    for finding in found:
        packs[finding.pack].append(finding)
    lines = ["| pack | stories | flagged | right |", "| --- | --- | --- | --- |"]
    for pack, findings in sorted(packs.items(), key=lambda item: (-len(item[1]), item[0])):
        stories = len({f.story for f in findings})
        lines.append(f"| {pack} | {stories} | {len(findings)} | {sum(f.right for f in findings)} |")
    return "\n".join(lines)


def by_confidence(found: list[Judged]) -> str:
    """Markdown: the findings in three parts by confidence, and how many of each part are right."""
    lines = ["| findings | confidence | flagged | right | precision |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for n, name in enumerate(THIRDS):
        part = found[n * len(found) // 3 : (n + 1) * len(found) // 3]
        if part:
            span = f"{part[-1].confidence:.2f} to {part[0].confidence:.2f}"
            right = sum(f.right for f in part)
            lines.append(f"| {name} | {span} | {len(part)} | {right} | {right / len(part):.2f} |")
    return "\n".join(lines)


def calibration(found: list[Judged]) -> str:
    """Markdown: the Brier score (mean squared distance from 1 for right, 0 for wrong) of the
    confidence as stated, of one fitted to the other stories by isotonic regression, and of the
    other stories' plain share of right findings; each story is left out in turn."""
    errors: dict[str, list[float]] = {"as stated": [], "fitted": [], "share alone": []}
    for story in sorted({f.story for f in found}):
        others = [f for f in found if f.story != story]
        share = sum(f.right for f in others) / len(others) if others else 0.5
        steps = _isotonic(others)
        for finding in (f for f in found if f.story == story):
            at = next((p for least, p in steps if finding.confidence >= least), share)
            guesses = (finding.confidence, at, share)
            for name, guess in zip(errors, guesses, strict=True):
                errors[name].append((guess - finding.right) ** 2)
    lines = ["| confidence | Brier score, story left out |", "| --- | --- |"]
    lines += [f"| {name} | {sum(e) / len(e):.3f} |" for name, e in errors.items() if e]
    return "\n".join(lines)


def _isotonic(findings: list[Judged]) -> list[tuple[float, float]]:
    """(least confidence, share right), surest first: the shares that fit best among those that
    fall with the confidence (pool adjacent violators, Ayer et al. 1955)."""
    pools: list[list[Judged]] = []
    for finding in sorted(findings, key=lambda f: -f.confidence):
        pools.append([finding])
        while len(pools) > 1 and _share(pools[-2]) <= _share(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return [(pool[-1].confidence, _share(pool)) for pool in pools]


def _share(findings: list[Judged]) -> float:
    return sum(f.right for f in findings) / len(findings)


def _load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} cannot be read as the scorer; give --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
    parser.add_argument("--tables", action="store_true", help="by pack, and by confidence")
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
        if args.tables and finished.returncode == 0:
            found = judged(args.gold, reports, _load_scorer(scorer))
            print(f"\n{by_pack(found)}\n\n{by_confidence(found)}\n\n{calibration(found)}\n")
    print(f"{seconds:.1f} s for all stories")
    return finished.returncode


if __name__ == "__main__":
    raise SystemExit(main())
