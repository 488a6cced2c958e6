"""The command line: Typer commands, one file a group; no logic of their own."""

from __future__ import annotations

import os
import sys

from factcheck.garbage import made_to_stay

__all__ = ["main"]

STOPPED = 130  # Ctrl-C: 128 + SIGINT, as shells count
INCOMPLETE = 3  # as in factcheck.cli.outcome; 1 would read as 'flagged'


def main() -> None:
    """Entry point of the `factcheck` command. Imports where Ctrl-C and faults are caught."""
    # Nothing here multiplies matrices that are worth a thread: those of OpenBLAS, which numpy
    # begins when it is imported, wait for work at full speed.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Nor does a plug-in for pydantic have a part in a command: all packages would be asked for one.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        with made_to_stay():
            from factcheck.cli.app import app
            from factcheck.cli.terminal import never_fail_to_encode

        never_fail_to_encode()
        app(prog_name="factcheck")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except OSError as error:  # a full disk behind standard output, a file of ours that is gone
        print(f"factcheck: cannot go on: {error}", file=sys.stderr)
        sys.exit(INCOMPLETE)
    except Exception:
        import traceback

        traceback.print_exc()
        print(
            "factcheck: this is a fault of factcheck, not of your articles, and the check is not "
            "finished.\nPlease report it with the lines above.",
            file=sys.stderr,
        )
        sys.exit(INCOMPLETE)
