"""A report goes in, its page is written; of more stories than one page holds, a page of each, and
one in front that leads to them. The page of a story that is there already, made of the same by the
same program, stays as it is.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container
from pathlib import Path

from factcheck import model
from factcheck.program import program
from factcheck.report import html
from factcheck.report.front import StoryView, front
from factcheck.report.limits import PAGES
from factcheck.report.part import fits
from factcheck.report.writing import write_whole

_MADE_OF = re.compile(rb'<meta name="factcheck-made-of" content="([0-9a-f]{40})">')
_HEAD = 500  # bytes in which that stands
_ROOMS = ("report", "model.py")  # what makes a page


def write(report: model.Report, path: Path) -> None:
    """Write the page to `path`, and those of stories into a folder beside it: report.stories beside
    report.html. Raises OSError."""
    folder = path.with_suffix(PAGES)
    if fits(report) or len(report.stories) < 2:
        write_whole(path, html.render(report).encode("utf-8"))
        _clear(folder, ())
        return
    view = front(report, folder.name)
    for story in view.stories:
        _write(story, folder, f"../{path.name}")
    write_whole(path, html.render_front(view).encode("utf-8"))
    _clear(folder, {f"{story.name}.html" for story in view.stories})


def _write(story: StoryView, folder: Path, back: str) -> None:
    file = folder / f"{story.name}.html"
    made_of = _digest(story.report, back)
    if _of(file) != made_of:
        write_whole(file, html.render(story.report, back, made_of).encode("utf-8"))


def _digest(report: model.Report, back: str) -> str:
    """Names a page by all that it depends on."""
    digest = hashlib.blake2b(f"{program(*_ROOMS)}\x1f{back}\x1f".encode(), digest_size=20)
    digest.update(report.model_dump_json().encode())
    return digest.hexdigest()


def _of(file: Path) -> str | None:
    """What a page that is there was made of; None where it is no page of ours."""
    try:
        with file.open("rb") as opened:
            found = _MADE_OF.search(opened.read(_HEAD))
    except OSError:
        return None
    return found[1].decode() if found else None


def _clear(folder: Path, kept: Container[str]) -> None:
    """Take away pages of ours, of an earlier report, and the folder if nothing else is in it."""
    if not folder.is_dir():
        return
    for file in folder.glob("*.html"):
        if file.name not in kept and _of(file):
            file.unlink()
    if not any(folder.iterdir()):
        folder.rmdir()
