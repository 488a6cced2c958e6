"""The name of a file goes in; whether it is a part of a saved page, in the folder that a browser
makes beside it ('Ferry.html', 'Ferry_files'), comes out. The article is in the page; but people
call folders like that, too, and what no browser saves is no part.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from factcheck.ingest.vocabulary import vocabulary

PAGES = (".htm", ".html", ".xhtml")


def pages_of(folder: PurePath) -> list[PurePath]:
    """The pages that a folder may be of; none where it is not called like one."""
    name = folder.name.casefold()
    stems = (
        folder.name[: -len(ending)]
        for ending in vocabulary().saved_folders
        if name.endswith(ending) and len(name) > len(ending)
    )
    return [folder.with_name(stem + page) for stem in stems for page in PAGES]


def is_part(file: PurePath) -> bool:
    """Whether a file in such a folder is what a browser saves there: a frame, data of a script."""
    return file.suffix.lower() in vocabulary().saved_parts


def is_of_a_page(file: PurePath, has: Callable[[PurePath], bool]) -> bool:
    """Whether a file is a part, and a folder around it that of a saved page which is there."""
    folders = (folder for folder in file.parents if folder.name) if is_part(file) else ()
    return any(has(page) for folder in folders for page in pages_of(folder))
