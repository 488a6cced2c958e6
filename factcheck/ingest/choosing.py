"""The name of a file that was met, not named by the user, goes in; whether it is read comes out."""

from __future__ import annotations

from pathlib import PurePosixPath

from factcheck.ingest.readers import suffixes

# Formats that people keep articles in and that are not read: met in a folder, they are named as
# skipped, so that nobody believes they were checked. Pictures, scripts and the like are passed
# over in silence.
UNREAD_DOCUMENTS = frozenset({".doc", ".epub", ".odt", ".rtf"})

# What factcheck writes beside the articles it has checked is no article.
OWN_REPORTS = frozenset({"report.html", "report.json"})

# What systems and programs put into folders and archives for themselves.
_HIDDEN = (".", "__MACOSX")


def refusal_by_name(suffix: str) -> str:
    """Why a file with this ending is not read."""
    return f"{suffix} files are not read; {known()}" if suffix else f"no file ending; {known()}"


def known() -> str:
    """What is read, for messages."""
    return f"this version reads {', '.join(suffixes())} files"


def left_out_member(name: str) -> str | None:
    """Why a member of an archive is left out, "" if that goes without saying, None if it is
    read. Its name has slashes between its parts, whatever system it is from."""
    path = PurePosixPath(name)
    named = [part for part in path.parts if part != ".."]
    if any(part.startswith(_HIDDEN) for part in named) or path.name in OWN_REPORTS:
        return ""
    suffix = path.suffix.lower()
    if suffix in suffixes():
        return None
    return refusal_by_name(suffix) if suffix in UNREAD_DOCUMENTS else ""
