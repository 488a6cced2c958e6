"""A report opened in a browser: nothing is let out, and all that it does is written down."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route

from factcheck.model import Report
from factcheck.report import to_html

WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", event => violations.push(event.violatedDirective));
"""
OPEN_ALL = "() => { for (const d of document.querySelectorAll('details')) d.open = true; }"

PATIENCE = 15_000  # milliseconds; a machine under load still passes

Show = Callable[..., Page]


class Opened:
    """A page, what it asked for and what it complained of."""

    def __init__(self, page: Page, own: str) -> None:
        self._page, self._own = page, own
        self._requests: list[str] = []
        self._complaints: list[str] = []
        page.route("**/*", self._answer)
        page.on("request", lambda request: self._requests.append(request.url))
        page.on("dialog", lambda dialog: self._complaints.append(f"dialog {dialog.message}"))
        page.on("pageerror", lambda error: self._complaints.append(str(error)))
        page.on("console", lambda message: self._complaints.append(message.text))
        page.on("popup", lambda popup: self._complaints.append(f"window {popup.url}"))
        page.on("download", lambda download: self._complaints.append(f"download {download.url}"))

    def _answer(self, route: Route) -> None:
        """Let the page itself through and nothing else."""
        if route.request.url.partition("#")[0] == self._own:
            route.continue_()
        else:
            route.abort()

    def assert_inert(self) -> None:
        """Nothing has run, been fetched or been complained of."""
        assert self._page.evaluate("window.ran") is None
        assert self._page.evaluate("({}).ran") is None
        assert self._page.evaluate("window.violations || []") == []
        assert self._complaints == []
        assert {url.partition("#")[0] for url in self._requests} <= {self._own}


class Desk:
    """Where reports are opened, each in a context of its own."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._folder = browser, folder
        self._contexts = ExitStack()
        self._opened: list[Opened] = []

    def show(self, report: Report, fragment: str = "", **options: Any) -> Page:
        """The page of a report."""
        path = self._folder / f"report-{len(self._opened)}.html"
        path.write_text(to_html(report), encoding="utf-8", newline="")
        still = {"reduced_motion": "reduce"} | options  # scrolling takes no time
        context = self._contexts.enter_context(self._browser.new_context(**still))
        context.add_init_script(WATCH)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        self._opened.append(Opened(page, path.as_uri()))
        page.goto(path.as_uri() + fragment)
        return page

    def tidy(self) -> None:
        """Close everything, and see that nothing happened."""
        with self._contexts:
            for opened in self._opened:
                opened.assert_inert()


def shown(page: Page) -> str:
    """All text of the page, seen or folded away."""
    return page.evaluate("document.body.textContent")


def assert_fits(page: Page) -> None:
    """No scrolling sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"]
