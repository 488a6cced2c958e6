"""Debian's PostgreSQL as a throw-away server: started in a folder of its own, reached through a
socket file there (no port is opened), gone after the tests.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"  # whom Debian's package makes; the server refuses to run as root
DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = "-c listen_addresses='' -c unix_socket_directories={folder}"


def server_programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest server that is installed."""
    on_path = shutil.which("pg_ctl")
    if on_path:
        return Path(on_path).parent
    versions = sorted(DEBIAN.glob("*/bin/pg_ctl"), key=lambda p: float(p.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def running_server(programs: Path) -> Iterator[str]:
    """The URL of a fresh server, up to the name of the database: add that."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-pg-"))  # short: a socket's path has 107 bytes
    as_user: list[str] = []
    name = pwd.getpwuid(os.getuid()).pw_name
    if os.geteuid() == 0:
        name, as_user = USER, ["runuser", "-u", USER, "--"]
        shutil.chown(folder, USER)

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*as_user, str(programs / program), *arguments],
            check=True,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    data = str(folder / "data")
    try:
        run("initdb", "-D", data, "-A", "trust", "-U", name, "-E", "UTF8", "--no-sync")
        options = SETTINGS.format(folder=folder)
        run("pg_ctl", "-D", data, "-l", str(folder / "log"), "-w", "-o", options, "start")
        try:
            yield f"postgresql://{name}@/{{name}}?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
