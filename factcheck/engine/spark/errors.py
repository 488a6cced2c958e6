"""What can go wrong with a cluster, as one sentence that says what to do."""

from __future__ import annotations


class SparkError(RuntimeError):
    """Spark is missing, cannot be started or has given up. The message says what to do."""


MISSING = (
    'Spark is not installed; pip install "factcheck-news[spark]", and Java 17 or later '
    "(Debian: default-jre-headless)"
)
NO_JAVA = (
    "Spark needs Java 17 or later, and none was found; install it (Debian: default-jre-headless) "
    "or set JAVA_HOME"
)
_OF_EXECUTORS = "install the same factcheck-news[spark] there, or send it (docs/scale.md)"
_NO_MASTER = (
    "--master is no address of a cluster; write local[2], spark://HOST:7077, yarn or k8s://HOST"
)
MOST_OF_A_MESSAGE = 300  # characters of what Spark says

# What Spark says → what it means and what to do. The first that stands in it counts.
_KNOWN = {
    "No module named 'factcheck": f"the executors have no factcheck: {_OF_EXECUTORS}",
    "No module named": f"the executors lack a library of factcheck's: {_OF_EXECUTORS}",
    "OtherProgramError": "the executors have another factcheck, Python or library than this "
    f"machine: {_OF_EXECUTORS}",
    "ModelError": f"the executors lack the language model: {_OF_EXECUTORS}",
    "PYTHON_VERSION_MISMATCH": "the executors have another Python than this machine; name the "
    "right one: --conf spark.pyspark.python=PATH",
    "PYTHON_DRIVER_VERSION": "the executors have another Python than this machine; name the "
    "right one: --conf spark.pyspark.python=PATH",
    "UnsupportedClassVersionError": NO_JAVA,
    "All masters are unresponsive": "the cluster's master does not answer; see that it runs and "
    "that --master has its address",
    "Could not parse Master URL": _NO_MASTER,
    "Master must either be": _NO_MASTER,
    "OutOfMemoryError": "Spark ran out of memory; give it more (--conf spark.executor.memory=8g, "
    "--conf spark.driver.memory=8g) or smaller files",
}


def meaning(said: str) -> str:
    """What Spark's words, hundreds of lines perhaps, come to."""
    for words, means in _KNOWN.items():
        if words in said:
            return means
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    first = next((line for line in lines if "Error" in line or "Exception" in line), "")
    return f"Spark has given up: {(first or ' '.join(lines))[:MOST_OF_A_MESSAGE]}"
