"""A Spark cluster of this machine's own processes for the tests: a master and two workers on the
loopback interface, gone for sure afterwards.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

LOOPBACK = "127.0.0.1"
PATIENCE = 240  # seconds until a process has started, on a machine under load
GRACE = 10  # seconds that a process has to end by itself
# A few rows are not worth the code that Spark makes for millions of them.
QUICK = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.adaptive.enabled": "false",
}
SETTINGS = {
    **QUICK,
    "spark.driver.host": LOOPBACK,
    "spark.driver.bindAddress": LOOPBACK,
    "spark.ui.enabled": "false",
}

_MASTER_AT = re.compile(r"Starting Spark master at (spark://\S+)")
_REGISTERED = re.compile(r"(Successfully registered) with master")


def needed() -> None:
    """Fails, or skips what is to be tested, where Spark or Java is missing."""
    missing = [] if find_spec("pyspark") else ["make cluster"]
    missing += [] if shutil.which("java") else ["apt-get install default-jre-headless"]
    if missing:
        message = f"needs Spark: {', '.join(missing)}"
        if os.environ.get("FACTCHECK_TEST_ALL"):
            pytest.fail(message)
        pytest.skip(message)


def _program() -> Path:
    """What starts Spark's daemons."""
    import pyspark

    return Path(pyspark.__file__).parent / "bin" / "spark-class"


@contextmanager
def running_cluster(folder: Path, workers: int = 2) -> Iterator[str]:
    """The address of the master of a cluster of workers with one core each."""
    at = ["--host", LOOPBACK, "--port", "0", "--webui-port", "0"]
    with ExitStack() as stack:
        log = folder / "master.log"
        stack.enter_context(_running(log, "master.Master", *at))
        master = _said(log, _MASTER_AT)
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        for log in logs:
            work = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / log.stem)]
            stack.enter_context(_running(log, "worker.Worker", *at, *work, master))
        for log in logs:
            _said(log, _REGISTERED)
        yield master


@contextmanager
def _running(log: Path, name: str, *arguments: str) -> Iterator[None]:
    """A daemon of Spark's, in a group of processes of its own with all that it starts."""
    command = [str(_program()), f"org.apache.spark.deploy.{name}", *arguments]
    with log.open("wb") as output:
        daemon = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"SPARK_LOCAL_IP": LOOPBACK, "SPARK_NO_DAEMONIZE": "1"},
        )
    try:
        yield
    finally:
        os.killpg(daemon.pid, signal.SIGTERM)
        try:
            daemon.wait(GRACE)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _kill(daemon.pid)
            daemon.wait()


def _kill(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _said(log: Path, pattern: re.Pattern[str]) -> str:
    """What a daemon writes into its log sooner or later."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if found := pattern.search(log.read_text(encoding="utf-8", errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(f"{log.name}: {log.read_text(errors='replace')[-2000:]}")
