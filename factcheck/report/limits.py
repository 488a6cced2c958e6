"""What was too much goes in: claims to be compared, findings to be listed or shown. Lines that say
so come out, the same on every page and in the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.model import SPARK, STORIES, NotCompared, Report, Verdict

MOST_SHOWN = 20  # report.json has all
REPORT = "report.json"
PAGES = ".stories"  # of the folder beside report.html that has a page for each story
ALL_FINDINGS = "report.findings.jsonl"  # beside report.json, where that does not list all
TABLE = "the table findings"  # of a run on Spark
_NAMES = {Verdict.SINGLE: ("answer by one source", "answers by one source")}


def home(report: Report) -> str:
    """Where all findings are, of a report that does not list all."""
    return TABLE if report.provenance.settings.get("engine") == SPARK else ALL_FINDINGS


def others(findings: Mapping[Verdict, int], there: str = ALL_FINDINGS) -> str:
    """'12 agreements and 3,456 answers by one source; report.findings.jsonl has all findings'."""
    counts = [_count(verdict, number) for verdict, number in findings.items()]
    last = counts.pop()
    told = f"{', '.join(counts)} and {last}" if counts else last
    return f"{told}; {there} has all findings"


def _count(verdict: Verdict, number: int) -> str:
    one, many = _NAMES.get(verdict, (verdict.value, f"{verdict.value}s"))
    return f"{number:,} {one if number == 1 else many}"


def told(limits: Iterable[NotCompared]) -> list[str]:
    """'figures.stated (30 euro): 2,800 claims of 2 articles, about 3,900,000 pairs not compared',
    the most first."""
    ordered = sorted(limits, key=lambda one: (-one.pairs, one.rule, one.about))
    lines = [_line(one) for one in ordered[:MOST_SHOWN]]
    more = len(ordered) - MOST_SHOWN
    return [*lines, f"and {more:,} more, in report.json"] if more > 0 else lines


def _line(one: NotCompared) -> str:
    about = f" ({one.about})" if one.about else ""
    articles = f"{one.articles:,} article{'s' * (one.articles != 1)}"
    if one.rule == STORIES:
        return f"a story of {articles}, in parts: about {one.pairs:,} pairs of them not compared"
    return (
        f"{one.rule}{about}: {one.claims:,} claims of {articles}, "
        f"about {one.pairs:,} pairs not compared"
    )
