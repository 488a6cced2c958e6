"""A master's address and settings go in, a Spark session comes out, quiet and without traffic to
anywhere but the cluster, and is stopped when the work is done or Ctrl-C ends it.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from factcheck.engine.spark.errors import MISSING, NO_JAVA, SparkError, meaning

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local"  # what masters that are this machine begin with
DEFAULT_MASTER = "local[*]"
PYTHON = "spark.pyspark.python"  # the setting that names the executors' interpreter
MOST_OF_THE_LOG = 20_000  # bytes of its end that are looked at when Spark does not start

# A person's own settings (--conf, spark-defaults.conf) come before these.
SETTINGS = {
    "spark.app.name": "factcheck",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",  # a kB an article comes to the driver, in parts
}
# On one machine nothing listens but on the loopback interface.
LOCAL_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}

NEEDED = ("pandas", "pyarrow", "pyspark")  # Spark wants pandas wherever it uses Arrow

# What a run sets as it goes on, and gives back to a session that is somebody else's.
IN_BATCHES = "spark.sql.execution.arrow.maxRecordsPerBatch"
PARTS_OF_A_SHUFFLE = "spark.sql.shuffle.partitions"
CHANGED = (IN_BATCHES, PARTS_OF_A_SHUFFLE)


@contextmanager
def session(
    master: str = DEFAULT_MASTER, settings: Mapping[str, str] | None = None
) -> Iterator[SparkSession]:
    """The session that is there already, which stays; else one of our own.

    Raises SparkError where Spark or Java is missing or the cluster cannot be reached.
    """
    _needed()
    from pyspark.sql import SparkSession

    if there := SparkSession.getActiveSession():
        before_us = {name: there.conf.get(name) for name in CHANGED}
        with _told_plainly():
            try:
                yield there
            finally:
                for name, value in before_us.items():
                    there.conf.set(name, value or "")
        return
    with (
        TemporaryFile() as log,
        _interpreter(settings or {}),
        _told_plainly(),
        _own(master, settings or {}, log) as spark,
    ):
        yield spark


@contextmanager
def _own(master: str, settings: Mapping[str, str], log: IO[bytes]) -> Iterator[SparkSession]:
    """A session, stopped afterwards. Ctrl-C cancels its jobs, whatever they fail with then."""
    interrupted = False
    before = signal.getsignal(signal.SIGINT)  # Spark puts its own there
    spark = _started(master, settings, log)

    def interrupt(number: int, frame: object) -> None:
        nonlocal interrupted
        interrupted = True
        with suppress(Exception):
            spark.sparkContext.cancelAllJobs()
        raise KeyboardInterrupt

    here = threading.current_thread() is threading.main_thread()
    if here:
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield spark
    except Exception:
        if interrupted:
            raise KeyboardInterrupt from None
        raise
    finally:
        with suppress(Exception):  # it may be gone already
            spark.stop()
        if here:
            signal.signal(signal.SIGINT, before)


@contextmanager
def _told_plainly() -> Iterator[None]:
    """What Spark says in hundreds of lines becomes a SparkError of one; that it has not been tried
    with a new pandas, of which nothing is used here, is not said."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support", FutureWarning)
        try:
            yield
        except (PySparkException, Py4JError, ConnectionError) as error:
            raise SparkError(meaning(str(error))) from error


def _needed() -> None:
    """Raises SparkError where something has to be installed."""
    try:
        for library in NEEDED:
            import_module(library)
    except ImportError:
        raise SparkError(MISSING) from None
    home = os.environ.get("JAVA_HOME")
    if not (home and Path(home, "bin", "java").exists()) and not shutil.which("java"):
        raise SparkError(NO_JAVA)


@contextmanager
def _interpreter(settings: Mapping[str, str]) -> Iterator[None]:
    """The executors' Python, where Spark looks for its name: this one, unless somebody says so."""
    before = os.environ.get("PYSPARK_PYTHON")
    os.environ["PYSPARK_PYTHON"] = settings.get(PYTHON) or before or sys.executable
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYSPARK_PYTHON"]
        else:
            os.environ["PYSPARK_PYTHON"] = before


def _started(master: str, settings: Mapping[str, str], log: IO[bytes]) -> SparkSession:
    """A session whose Java writes to `log`, not to the terminal."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    own = SETTINGS | (LOCAL_SETTINGS if master.startswith(LOCAL) else {})
    conf = SparkConf().setMaster(master).setAll([*(own | dict(settings)).items()])
    try:
        launch: Any = launch_gateway
        gateway = SparkContext._gateway or launch(conf, {"stderr": log, "stdout": log})
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except Exception as error:  # Java's come in many kinds
        log.seek(max(0, log.seek(0, os.SEEK_END) - MOST_OF_THE_LOG))
        said = f"{error}\n{log.read().decode('utf-8', 'replace')}"
        raise SparkError(meaning(said)) from error
