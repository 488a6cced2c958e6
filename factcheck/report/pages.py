"""A report goes in, its page is written; of more stories than one page holds, a page of each, and
one in front that leads to them. The page of a story that is there already, made of the same by the
same program, stays as it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from factcheck import model
from factcheck.model import SPARK
from factcheck.program import program
from factcheck.report import html
from factcheck.report.front import StoryView, front
from factcheck.report.limits import PAGES
from factcheck.report.part import fits
from factcheck.report.writing import write_whole

_MADE_OF = re.compile(rb"<!-- made of ([0-9a-f]{40}) -->\s*$")
_END = 100  # bytes in which that stands: a page that was cut short does not have it
_ROOMS = ("report", "model.py", "compare/dependence.py", "values/months.py")  # what makes a page
_PAGE = "story-*.html"


def write(report: model.Report, path: Path) -> list[Path]:
    """Write the page to `path`, and those of stories into a folder beside it: report.stories beside
    report.html. What was written: the page, and the folder if there is one. Raises OSError."""
    name = path.stem if path.suffix == ".html" else path.name
    folder = path.with_name(f"{name}{PAGES}")
    if not is_in_pages(report):
        write_whole(path, html.render(report).encode("utf-8"))
        _clear(folder, ())
        return [path]
    view = front(report, f"./{quote(folder.name)}")
    for story in view.stories:
        _write(story, folder, f"../{quote(path.name)}")
    write_whole(path, html.render_front(view).encode("utf-8"))
    _clear(folder, {f"{story.name}.html" for story in view.stories})
    return [path, folder]


def is_in_pages(report: model.Report) -> bool:
    """Whether stories get pages. Of a run on Spark a report has but some findings, and of articles
    those that they name: what is left of stories is no story."""
    several = len(report.stories) > 1 and report.provenance.settings.get("engine") != SPARK
    return several and not fits(report)


def _write(story: StoryView, folder: Path, back: str) -> None:
    file = folder / f"{story.name}.html"
    made_of = _digest(story, back)
    if _of(file) != made_of:
        page = html.render(story.report, back, story.in_part)
        write_whole(file, f"{page}<!-- made of {made_of} -->\n".encode())


def _digest(story: StoryView, back: str) -> str:
    """Names a page by all that it depends on."""
    given = (program(*_ROOMS), back, *story.in_part, story.report.model_dump_json())
    return hashlib.blake2b("\x1f".join(given).encode(), digest_size=20).hexdigest()


def _of(file: Path) -> str | None:
    """What a page that is there was made of; None where there is no whole one."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(0, opened.seek(0, os.SEEK_END) - _END))
            found = _MADE_OF.search(opened.read())
    except OSError:
        return None
    return found[1].decode() if found else None


def _clear(folder: Path, kept: Container[str]) -> None:
    """Take away pages of an earlier report, and the folder if nothing else is in it: as far as that
    can be done."""
    if not folder.is_dir() or folder.is_symlink():
        return
    with suppress(OSError):
        for file in folder.glob(_PAGE):
            if file.name not in kept and _of(file):
                file.unlink()
        if not any(folder.iterdir()):
            folder.rmdir()
