"""Is anything lost when a check is killed? `factcheck check` is killed (SIGKILL: no chance to tidy
up) at a chance moment, again and again over one cache. After each kill no process of it may be
left, a report that is there must be a whole one, and the check, begun again, must end with the same
report as one that nobody disturbed.

usage: python benchmarks/kill_checks.py [--kills 30] [--articles 60] [--workers 2] [--seed 0]

The articles are invented (`invented_stories.py`). Every second kill meets an empty cache, so that
most of them fall into the reading. Ends with 1 when something is otherwise. Linux alone (/proc).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.invented_stories import SEED, write

PATIENCE = 10.0  # seconds in which workers must notice that nobody waits for them
MARK = "FACTCHECK_KILLED"  # a variable by which the processes of a check are known


class Checks:
    """Checks of one folder, with one cache."""

    def __init__(self, folder: Path, workers: int) -> None:
        self.folder, self.workers = folder, workers
        self.output, self.cache = folder / "report", folder / "cache" / "cache.db"

    def begin(self, mark: str) -> subprocess.Popen[bytes]:
        """A check under way."""
        command = [sys.executable, "-m", "factcheck", "check", str(self.folder / "articles"), "-q"]
        command += ["--no-project", "--output", str(self.output), "--workers", str(self.workers)]
        environment = {**os.environ, "FACTCHECK_CACHE": str(self.cache), MARK: mark}
        return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def end(self, mark: str) -> tuple[bytes, bytes]:
        """A check to its end: the bytes of both reports."""
        if code := self.begin(mark).wait():
            sys.exit(f"the check ended with {code}")
        data, page = (self.output / name for name in ("report.json", "report.html"))
        return data.read_bytes(), page.read_bytes()

    def forget(self) -> None:
        """Keep nothing."""
        shutil.rmtree(self.cache.parent, ignore_errors=True)
        shutil.rmtree(self.output, ignore_errors=True)


def left(mark: str) -> list[int]:
    """The processes of a check that still run."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (place / "environ").read_bytes().split(b"\0"):
                found.append(int(place.name))
        except OSError:  # it has ended, or is somebody else's
            continue
    return found


def kill(checks: Checks, mark: str, seconds: float) -> str:
    """Begin a check and kill it so much later. What is wrong then; empty if all is well."""
    process = checks.begin(mark)
    time.sleep(seconds)
    process.kill()
    process.wait()
    given_up = time.monotonic() + PATIENCE
    while left(mark):
        if time.monotonic() > given_up:
            return f"{len(left(mark))} processes are left"
        time.sleep(0.05)
    report = checks.output / "report.json"
    if report.exists():
        try:
            json.loads(report.read_bytes())
        except ValueError:
            return "half a report is there"
    return ""


def main() -> None:
    """Print every kill, and the sum."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0, help="of the chance moments")
    args = parser.parse_args()
    chance = random.Random(args.seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "articles", args.articles, short=False, seed=SEED)
        checks = Checks(folder, args.workers)
        start = time.monotonic()
        undisturbed = checks.end("0")
        whole = time.monotonic() - start
        for number in range(1, args.kills + 1):
            if number % 2:
                checks.forget()
            moment = chance.uniform(0, whole)
            problem = kill(checks, str(number), moment)
            if not problem and checks.end(f"{number} again") != undisturbed:
                problem = "the next report is another one"
            wrong += bool(problem)
            print(
                f"kill {number:2} after {moment:5.2f} of {whole:.2f} s: {problem or 'the same'}",
                flush=True,
            )
    print(f"{args.kills} kills, {wrong} with another result")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
