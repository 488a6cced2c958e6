"""How heavy and how quick report.html is: an invented report of 1,000 articles with 2,000 findings,
one of 5 articles, and the one of seeds/, opened and filtered in Debian's chromium without a window.
Ends with 1 when a limit is missed.

    python benchmarks/report.py [--articles 1000] [--findings 2000] [--rounds 5] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from invented import invent
from playwright.sync_api import Browser, Page, sync_playwright

import factcheck
from factcheck.model import Report
from factcheck.report import to_html

SEEDS = Path(__file__).parents[1] / "seeds"
LARGEST = 15_000_000  # bytes of the large report
LARGEST_OF_FIVE = 300_000  # bytes of the report on seeds/
FIRST_PAINT = 1_000  # milliseconds
FILTERED = 200  # milliseconds
VERDICTS = ("conflict", "agreement", "single")
SEARCH, FEW = "input[name=q]", "ferry landing"

# The script of the page is not asked: tasks are what the browser calls long ones, over 50 ms.
WATCH_TASKS = """
window.longest = 0;
new PerformanceObserver(list => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({type: "longtask", buffered: true});
"""
TIMES = """
() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  load: performance.getEntriesByType("navigation")[0].loadEventEnd,
  longest: window.longest,
  elements: document.getElementsByTagName("*").length,
})
"""
# From the input until the frame is painted that tells how many findings are shown now. The first
# callback comes before that frame, the second one after it.
FILTER = """
([selector, text]) => new Promise((done, fail) => {
  const field = document.querySelector(selector);
  const shown = document.querySelector("#shown");
  const watch = new MutationObserver(() => {
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
  });
  watch.observe(shown, {childList: true, characterData: true, subtree: true});
  setTimeout(() => fail(new Error(`${selector} changes nothing`)), 10000);
  const start = performance.now();
  if (field.type === "checkbox") field.click();
  else {
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  }
})
"""


@dataclass(frozen=True)
class Figure:
    """One line of the result."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it is over its limit."""
        return self.limit is not None and self.value > self.limit

    def __str__(self) -> str:
        if self.limit is None:
            end = ""
        else:
            end = f"limit {self.limit:>12,.0f}  {'MISSED' if self.missed else 'met'}"
        return f"  {self.name:44} {self.value:>12,.0f} {self.unit:8} {end}".rstrip()


def written(report: Report, folder: Path, name: str) -> tuple[Path, float]:
    """The page in a file, and the milliseconds that it took to make it: median of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        html = to_html(report)
        times.append((time.perf_counter() - start) * 1000)
    path = folder / f"{name}.html"
    path.write_bytes(html.encode("utf-8"))
    return path, statistics.median(times)


def opened(browser: Browser, path: Path, rounds: int) -> Iterator[Figure]:
    """What the browser says of the opening of a page, each round in a context of its own."""
    taken = []
    for _ in range(rounds):
        with browser.new_context() as context:
            context.add_init_script(WATCH_TASKS)
            page = context.new_page()
            page.goto(path.as_uri())
            page.wait_for_timeout(500)  # milliseconds; the last task is told when it is over
            taken.append(page.evaluate(TIMES))
    median = {name: statistics.median(times[name] for times in taken) for name in taken[0]}
    yield Figure("elements", median["elements"], "")
    yield Figure("first contentful paint", median["paint"], "ms", FIRST_PAINT)
    yield Figure("loaded", median["load"], "ms")
    yield Figure("longest task (0: none over 50 ms)", median["longest"], "ms")


def filtered(browser: Browser, path: Path, rounds: int) -> Iterator[Figure]:
    """How long the filter takes: at once when the page is there, then by words and verdicts."""
    times: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(path.as_uri())
            if page.locator("#filter").count() == 0:
                print("  the page has no #filter: not measured")
                return
            times["words, as soon as the page is loaded"].append(changed(page, SEARCH, FEW))
            page.wait_for_timeout(500)
            for name, words in (("none", "zeppelin"), ("few", FEW), ("all", "")):
                times[f"words that {name} have"].append(changed(page, SEARCH, words))
            for verdict in VERDICTS:
                box = f"#filter input[name=verdict][value={verdict}]"
                for name in ("choose", "leave"):
                    times[f"{name} {verdict}"].append(changed(page, box))
    for name, taken in times.items():
        yield Figure(f"filter: {name}", statistics.median(taken), "ms", FILTERED)


def changed(page: Page, selector: str, text: str = "") -> float:
    """The milliseconds until a change of the filter is painted."""
    took = page.evaluate(FILTER, [selector, text])
    assert isinstance(took, float | int)
    return took


def measure(
    browser: Browser, report: Report, folder: Path, name: str, largest: int | None, rounds: int
) -> list[Figure]:
    """Print and return the figures of one report."""
    path, render = written(report, folder, name)
    print(f"{name}: {len(report.articles)} articles, {len(report.findings)} findings")
    figures = []
    for figure in (
        Figure("report.html", path.stat().st_size, "bytes", largest),
        Figure("time to render", render, "ms"),
        *opened(browser, path, rounds),
        *filtered(browser, path, rounds),
    ):
        print(figure, flush=True)
        figures.append(figure)
    return figures


def main() -> int:
    """Make, open, filter, compare."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--findings", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5, help="medians are of so many")
    parser.add_argument("--keep", type=Path, help="leave the pages in this folder")
    given = parser.parse_args()
    program = shutil.which("chromium")
    if program is None:
        print("needs chromium: apt-get install chromium", file=sys.stderr)
        return 2
    reports = (
        ("seeds", factcheck.check([SEEDS]), LARGEST_OF_FIVE),
        ("few", invent(5, 40), None),
        ("many", invent(given.articles, given.findings), LARGEST),
    )
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with playwright.chromium.launch(executable_path=program) as browser:
            figures = [
                figure
                for name, report, largest in reports
                for figure in measure(browser, report, folder, name, largest, given.rounds)
            ]
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
