"""The road on a Spark cluster: paths that Spark reads go in; the same findings as on one machine
come out as tables, with a report over the first of them.

`checking.py` is the order of the steps; what runs on the executors is in `tasks.py`.
"""

TOP = 1_000  # findings of a report: as many as a browser shows well (docs/performance.md)
