"""Reports and a ledger go in, a web application on this machine comes out, and the server that
runs it until Ctrl-C.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from factcheck.review.decisions import Decisions
from factcheck.review.errors import ReviewError
from factcheck.review.gate import Gate
from factcheck.review.guard import Guard
from factcheck.review.pages import Pages
from factcheck.review.rendering import Renderer
from factcheck.review.reports import ReportsFolder
from factcheck.review.settings import DEFAULT_PORT, Settings
from factcheck.store.ledger import Ledger, StoreError

__all__ = ["ReportsFolder", "ReviewError", "Settings", "application", "serve"]

PORTS_TRIED = 20  # from DEFAULT_PORT on; as many reviews at once run on one machine
LONGEST_GOODBYE = 2  # seconds that requests under way have when the server ends
_NOT_OURS = errno.EADDRNOTAVAIL  # an address that this machine does not have
WAITING = 128  # connections that the system keeps until they are accepted


def application(reports: ReportsFolder, ledger: Ledger, settings: Settings) -> Starlette:
    """The web application."""
    renderer = Renderer()
    pages = Pages(reports, Decisions(ledger), renderer)
    return Starlette(
        routes=pages.routes,
        middleware=[
            Middleware(Guard, gate=Gate(settings), renderer=renderer, person=settings.person)
        ],
        exception_handlers={
            404: pages.missing,
            405: pages.not_allowed,
            StoreError: pages.no_database,
        },
    )


def serve(
    reports: ReportsFolder,
    ledger: Ledger,
    settings: Settings,
    *,
    open_browser: bool = True,
    announce: Callable[[str], None] = print,
) -> None:
    """Serve the review until Ctrl-C. `announce` is given the lines to be printed.

    Raises ReviewError when the address cannot be used.
    """
    with _bound(settings) as bound:
        settings = replace(settings, port=bound.getsockname()[1])
        announce(f"Reviewing at {settings.url}")
        announce("Whoever has this address is let in. Ctrl-C ends the review; decisions are kept.")
        # The findings stay as they are for hours: the garbage collector need not go through
        # hundreds of thousands of objects again and again (0.1 s each time with 5,000 findings).
        reports.docket()
        gc.freeze()
        if open_browser and _has_display():
            threading.Thread(target=webbrowser.open, args=(settings.url,), daemon=True).start()
        config = uvicorn.Config(
            application(reports, ledger, settings),
            log_level="warning",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=LONGEST_GOODBYE,
        )
        with contextlib.suppress(KeyboardInterrupt):  # uvicorn ends in good order, then raises it
            uvicorn.Server(config).run(sockets=[bound])
        gc.unfreeze()
    announce("The review has ended.")


def _bound(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say, or on the next free port."""
    if settings.port is not None:
        return _listening(settings.host, settings.port)
    for port in range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED):
        try:
            return _listening(settings.host, port)
        except _PortTakenError:
            continue
    return _listening(settings.host, 0)


class _PortTakenError(ReviewError):
    """Another program listens there."""


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(WAITING)
    except (OSError, OverflowError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, socket.gaierror) or getattr(error, "errno", 0) == _NOT_OURS:
            raise ReviewError(
                f"cannot listen at {host} ({reason}); name an address of this machine with --host"
            ) from error
        raise _PortTakenError(
            f"cannot listen at {host}, port {port} ({reason}); name another one with --port"
        ) from error
    return made


def _has_display() -> bool:
    """Whether a browser would open a window. Without one Python's webbrowser may start a browser
    in this very terminal."""
    if sys.platform in {"win32", "darwin", "cygwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
