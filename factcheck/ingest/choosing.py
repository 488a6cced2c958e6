"""The name of a file that was met, not named by the user, goes in, and where that does not tell its
first bytes; whether it is read comes out.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath

from factcheck.ingest.readers import known_by_bytes, suffixes
from factcheck.ingest.readers.text import BYTE_ORDER_MARKS
from factcheck.tables import table

# Formats that people keep articles in and that are not read, and what to do with each: met in a
# folder, they are named as skipped, so that nobody believes they were checked. Pictures, scripts
# and the like are passed over in silence (passed_over.yaml).
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
_OWN_REPORTS = frozenset({"report.html", "report.json", "report.findings.jsonl"})
_OWN_PAGE = re.compile(r"[^/]+\.stories/story-[0-9a-f]{12}\.html$")  # report/pages.py

# A text without an ending that says so is named where it is one to be read: lists, settings and
# programs have more signs between their letters, and no sentences.
LEAST_LETTERS = 80  # as many as a language is told from (ingest/language.py)
LEAST_SHARE = 0.9  # of its characters that are letters and white space; prose has 0.95 and more
MOST_BROKEN = 0.05  # that are not UTF-8: accents and quotation marks of a code page
PROGRAM = (b"#!", b"<?php")
TEXT = "a text, as it seems"
LONGEST_ENDING = 16  # characters; what stands behind a dot in 'Dr. Brandt resigns' is none

_SENTENCE_ENDS = re.compile("[^\\W\\d_]{2}[.!?][\"'”’»)]*(?:\\s|$)|[。！？]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# What systems and programs put into folders and archives for themselves.
_HIDDEN = (".", "__MACOSX")


def is_own_report(path: str) -> bool:
    """Whether a file is called as one that factcheck writes."""
    named = PurePosixPath(path.replace("\\", "/"))
    return named.name in _OWN_REPORTS or _OWN_PAGE.search(str(named)) is not None


def refusal_by_name(suffix: str) -> str:
    """Why a file with this ending is not read, and what to do about it."""
    if advice := UNREAD_DOCUMENTS.get(suffix):
        return f"{suffix} files are not read; {advice}"
    return f"{suffix} files are not read; {known()}" if suffix else f"no file ending; {known()}"


@cache
def _passed_over() -> frozenset[str]:
    """The endings, with their dots, of files that are passed over in silence."""
    listed: dict[str, list[str]] = table("factcheck.ingest", "passed_over.yaml")
    return frozenset(f".{ending}" for endings in listed.values() for ending in endings)


def by_name(name: str) -> bool | None:
    """Whether a file of that name is read; None where its first bytes have to tell."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in suffixes() or suffix in UNREAD_DOCUMENTS:
        return True
    return False if suffix in _passed_over() or name.endswith("~") else None


def by_head(name: str, head: bytes) -> str | None:
    """Why a file is not read of which the name does not tell what it is: what to do about it where
    its first bytes (4 KiB) are prose, "" if it goes without saying; None if it is read."""
    if known_by_bytes(head):
        return None
    return text_without_ending(PurePosixPath(name).suffix) if is_prose(head) else ""


def text_without_ending(suffix: str) -> str:
    """Why a text is not read that may be anything, and what to do about it."""
    is_ending = suffix and len(suffix) <= LONGEST_ENDING and " " not in suffix
    which = f"with the unknown ending {suffix}" if is_ending else "without an ending"
    return f"{TEXT}, {which}; if it is an article, let its name end with .txt"


def is_prose(head: bytes) -> bool:
    """Whether a file that begins so is written in sentences."""
    if head.startswith(PROGRAM):
        return False
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), "utf-8")
    text = head.decode(encoding, "replace")
    letters = sum(character.isalpha() for character in text)
    between = sum(character.isspace() for character in text)
    return (
        letters >= LEAST_LETTERS
        and letters + between >= LEAST_SHARE * len(text)
        and text.count("\ufffd") <= MOST_BROKEN * len(text)
        and not _CONTROL.search(text)
        and _SENTENCE_ENDS.search(text) is not None
    )


def known() -> str:
    """What is read, for messages."""
    return f"this version reads {', '.join(suffixes())} files"


def hidden(name: str) -> bool:
    """Whether a member of an archive is one that systems and programs put there for themselves."""
    return any(p.startswith(_HIDDEN) for p in PurePosixPath(name).parts if p not in (".", ".."))


def left_out_member(name: str) -> str | None:
    """Why a member of an archive is left out, "" if that goes without saying, None if it is
    read, or looked at. Its name has slashes between its parts, whatever system it is from."""
    path = PurePosixPath(name)
    if hidden(name) or is_own_report(name):
        return ""
    return "" if by_name(path.name) is False else None
