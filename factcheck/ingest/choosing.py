"""The name of a file that was met, not named by the user, goes in; whether it is read comes out."""

from __future__ import annotations

from pathlib import PurePosixPath

from factcheck.ingest.readers import suffixes

# Formats that people keep articles in and that are not read, and what to do with each: met in a
# folder, they are named as skipped, so that nobody believes they were checked. Pictures, scripts
# and the like are passed over in silence.
_SAVE_AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
_SAVE_AS_CSV = "open it in a spreadsheet program and save the sheet as .csv"
_UNPACK = "unpack it, or pack it again as .zip"
UNREAD_DOCUMENTS = {
    ".7z": _UNPACK,
    ".doc": _SAVE_AS_DOCX,
    ".epub": "convert it to .docx or .txt (Calibre and Pandoc do)",
    ".mbox": "save its mails as .eml, in a folder or in a .zip",
    ".msg": "open it in Outlook and save it as .eml",
    ".ods": _SAVE_AS_CSV,
    ".odt": _SAVE_AS_DOCX,
    ".pages": "open it in Pages and export it as Word (.docx)",
    ".rar": _UNPACK,
    ".rtf": _SAVE_AS_DOCX,
    ".webarchive": "open it in Safari and save it as page source (.html)",
    ".wpd": _SAVE_AS_DOCX,
    ".xls": _SAVE_AS_CSV,
    ".xlsx": _SAVE_AS_CSV,
}

# What factcheck writes beside the articles it has checked is no article.
OWN_REPORTS = frozenset({"report.html", "report.json"})

# What systems and programs put into folders and archives for themselves.
_HIDDEN = (".", "__MACOSX")


def refusal_by_name(suffix: str) -> str:
    """Why a file with this ending is not read, and what to do about it."""
    if advice := UNREAD_DOCUMENTS.get(suffix):
        return f"{suffix} files are not read; {advice}"
    return f"{suffix} files are not read; {known()}" if suffix else f"no file ending; {known()}"


def known() -> str:
    """What is read, for messages."""
    return f"this version reads {', '.join(suffixes())} files"


def hidden(name: str) -> bool:
    """Whether a member of an archive is one that systems and programs put there for themselves."""
    return any(p.startswith(_HIDDEN) for p in PurePosixPath(name).parts if p not in (".", ".."))


def left_out_member(name: str) -> str | None:
    """Why a member of an archive is left out, "" if that goes without saying, None if it is
    read. Its name has slashes between its parts, whatever system it is from."""
    path = PurePosixPath(name)
    if hidden(name) or path.name in OWN_REPORTS:
        return ""
    suffix = path.suffix.lower()
    return None if suffix in suffixes() or suffix in UNREAD_DOCUMENTS else ""
