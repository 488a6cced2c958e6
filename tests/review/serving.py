"""A review as it runs for a person: a process of its own that is started and ended as they do, or,
where that is not the point, a thread."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from factcheck.review.web import ReportsFolder, Settings, application
from factcheck.store.ledger import Ledger

LONGEST_END = 20  # seconds


@contextmanager
def in_thread(folder: Path, ledger: Ledger) -> Iterator[str]:
    """The address of a review in this process."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        settings = Settings(port=bound.getsockname()[1])
        made = application(ReportsFolder.open([folder]), ledger, settings)
        server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            yield settings.url
        finally:
            server.should_exit = True
            thread.join(LONGEST_END)


@contextmanager
def serving(database: Path, *folders: Path) -> Iterator[str]:
    """The address that the review prints; at the end it is stopped as with Ctrl-C."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "factcheck", "review", *map(str, folders)),
            *("--database", str(database), "--no-browser", "--no-project"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        lines = iter(process.stdout.readline, "")
        yield next(line for line in lines if "http://127.0.0.1:" in line).split()[-1]
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=LONGEST_END)
        assert rest.splitlines()[-1] == "The review has ended."
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
