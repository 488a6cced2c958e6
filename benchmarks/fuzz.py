"""Feeds whatever parses bytes with bytes made to break it (atheris: libFuzzer for Python, which
keeps what reaches new code and changes it further), and looks whether the invariants hold
(tests/ingest/invariants.py): articles or reasons and nothing else, in bounded time and memory.

usage: pip install atheris
       python benchmarks/fuzz.py --reader html --minutes 20 --into FOLDER
       python benchmarks/fuzz.py --reader all --minutes 1      (each in turn)
       python benchmarks/fuzz.py --reader html --again FILE    (one input; without atheris)

What is found is saved in FOLDER/TARGET/, with the command that repeats it; what reaches new code
is kept in FOLDER/corpus/TARGET/ for the next time. Ends with 1 when something was found.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # the tests' builders and invariants

# An input is of at most so many bytes: what larger ones cost is measured by hostile.py.
MOST_BYTES = 20_000
# Seconds of the processor for one input, watched by atheris, which makes Python some five times
# slower; an ordinary one takes a fiftieth.
MOST_SECONDS = 10.0
# Seconds by the clock after which libFuzzer gives an input up; the machine may be busy.
MOST_WAITING = 60
MOST_MEMORY = 2048  # MB of the whole process; with the libraries loaded it has 350

# What is watched for new code: ours, and the libraries that get the bytes.
WATCHED = """
    factcheck.ingest bs4 charset_normalizer csv email feedparser gzip htmldate httpx2 ijson
    justext protego pypdf tarfile trafilatura urllib w3lib warcio zipfile
""".split()

_RUNS = re.compile(rb"^#(\d+)\s|stat::number_of_executed_units:\s+(\d+)", re.MULTILINE)
_REACHED = re.compile(rb"cov: (\d+) ft: (\d+)")


class TooSlowError(AssertionError):
    """An input that takes more than it may."""


def timed(target: str, data: bytes) -> float:
    """Read one input; the seconds of the processor that it took. Raises whatever is wrong."""
    from fuzz_targets import TARGETS

    began = time.process_time()
    TARGETS[target](data)
    seconds = time.process_time() - began
    if seconds > MOST_SECONDS:
        raise TooSlowError(f"{seconds:.1f} s for {len(data):,} bytes")
    return seconds


def watch(target: str, options: list[str]) -> None:
    """What the process that atheris has does: it ends with the first finding."""
    import atheris

    with atheris.instrument_imports(include=WATCHED, enable_loader_override=False):
        import fuzz_targets  # noqa: F401

    def once(data: bytes) -> None:
        timed(target, data)

    atheris.Setup([sys.argv[0], *options], once)
    atheris.Fuzz()


def fuzz(target: str, seconds: float, into: Path) -> tuple[int, list[Path]]:
    """Fuzz a target for so long, going on after each finding; how many inputs were tried, and
    the findings."""
    from fuzz_seeds import seeds, words

    kept, found = into / "corpus" / target, into / target
    for folder in (kept, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(target)):
        (kept / f"seed-{number}").write_bytes(seed)
    listed = into / f"{target}.dict"
    known = "".join(f'"{_escaped(word)}"\n' for word in words(target))
    listed.write_text(known or '"\\x00"\n')  # libFuzzer refuses an empty one
    before = set(found.iterdir())
    end, runs, reached = time.monotonic() + seconds, 0, b""
    while (left := int(end - time.monotonic())) > 0:
        options = [
            str(kept),
            f"-max_total_time={left}",
            f"-max_len={MOST_BYTES}",
            f"-timeout={MOST_WAITING}",
            f"-rss_limit_mb={MOST_MEMORY}",
            f"-artifact_prefix={found}/",
            f"-dict={listed}",
            "-print_final_stats=1",
        ]
        command = [sys.executable, __file__, "--reader", target, "--watch", *options]
        done = subprocess.run(command, capture_output=True, check=False)
        counted = [int(a or b) for a, b in _RUNS.findall(done.stderr)]
        runs += max(counted, default=0)
        reached = (_REACHED.findall(done.stderr) or [(reached, b"")])[-1][0]
        if done.returncode:
            (found / f"log-{int(time.time())}.txt").write_bytes(done.stderr[-20_000:])
            if not counted:
                raise SystemExit(done.stderr.decode("utf-8", "replace")[-2000:])
    fresh = [file for file in sorted(found.iterdir()) if file not in before]
    findings = [file for file in fresh if not file.name.startswith("log-")]
    print(f"{target}: {runs:,} inputs in {seconds / 60:.1f} min, {int(reached or 0):,} places "
          f"reached, {len(findings)} findings", flush=True)  # fmt: skip
    for file in findings:
        print(f"  python benchmarks/fuzz.py --reader {target} --again {file}", flush=True)
    return runs, findings


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def main() -> int:
    parser = argparse.ArgumentParser(description="fuzz what parses bytes")
    parser.add_argument("--reader", required=True, help="html, pdf, zip, file, robots, … or all")
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "factcheck-fuzz")
    parser.add_argument("--again", type=Path, help="read one input once more")
    parser.add_argument("--watch", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.watch is not None:
        watch(given.reader, given.watch)
        return 0
    from fuzz_targets import TARGETS

    if given.reader != "all" and given.reader not in TARGETS:
        parser.error(f"no such reader; there are {', '.join(TARGETS)}")
    if given.again:
        seconds = timed(given.reader, given.again.read_bytes())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"read or refused in {seconds:.2f} s of the processor; peak memory {peak} MB")
        return 0
    targets = list(TARGETS) if given.reader == "all" else [given.reader]
    findings = [fuzz(target, given.minutes * 60, given.into)[1] for target in targets]
    return 1 if any(findings) else 0


if __name__ == "__main__":
    raise SystemExit(main())
