"""What do many rules cost? Prints the time of a check with the built-in rules and further ones, up
to 500 in all, as a multiple of the time with the built-in ones alone, in the same process.

usage: python benchmarks/many_rules.py FOLDER… [--rules 500] [--runs 3]

The further rules are those that `factcheck rules new` writes, each with a verb of its own, taken
from the articles by how often they use it: every rule is triggered.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from itertools import cycle
from pathlib import Path
from statistics import median
from time import process_time

from factcheck.ingest import read_articles
from factcheck.pipeline import Settings, check_articles, documents
from factcheck.rules.loader import RuleSet, builtin_packs, combine, load_builtin, parse
from factcheck.rules.templates import answers, new_pack


def verbs(folders: list[Path], rules: RuleSet) -> list[str]:
    """The verbs of the articles, the most frequent first."""
    articles = [article for folder in folders for article in read_articles([folder]).articles]
    found: Counter[str] = Counter()
    for document in documents(articles, rules, Settings()):
        found.update(t.lemma_ for t in document.doc if t.pos_ == "VERB" and t.is_alpha)
    return sorted(found, key=lambda verb: (-found[verb], verb))


def with_rules(count: int, known: list[str]) -> RuleSet:
    """The built-in rules, and new ones until there are so many."""
    packs = [parse(path.read_text(encoding="utf-8"), path.name) for path in builtin_packs()]
    missing = count - sum(len(file.pack.rules) for file in packs)
    for number, (answer, verb) in enumerate(zip(cycle(answers()), known[:missing], strict=False)):
        text = new_pack(f"own-{number}.rule", answer)
        packs.append(parse(re.sub(r"verb: \[.*?\]", f"verb: [{verb}]", text), f"own-{number}"))
    return combine(packs)


def seconds(folders: list[Path], rules: RuleSet) -> float:
    """Processor time of a check of each folder."""
    start = process_time()
    for folder in folders:
        check_articles(read_articles([folder]).articles, rules)
    return process_time() - start


def main() -> None:
    """Print the ratio of every turn, and that of the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--rules", type=int, default=500, help="how many in all (default 500)")
    parser.add_argument("--runs", type=int, default=3, help="turns of each (default 3)")
    args = parser.parse_args()
    builtin = load_builtin()
    many = with_rules(args.rules, verbs(args.folders, builtin))
    few, more = [], []
    for turn in range(args.runs):
        few.append(seconds(args.folders, builtin))
        more.append(seconds(args.folders, many))
        print(f"turn {turn + 1}: {more[-1] / few[-1]:.2f}")
    ratio = median(more) / median(few)
    print(f"{len(many.rules)} rules: {ratio:.2f} times the {len(builtin.rules)} built-in ones")


if __name__ == "__main__":
    main()
