"""Subtitles go in (SubRip, WebVTT), what was spoken comes out, for factcheck: one article a file.

A new paragraph begins where somebody else speaks, and after a silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcheck.extensions import extension
from factcheck.ingest.opened import Opened, Unusable
from factcheck.ingest.reader import Draft
from factcheck.ingest.readers.text import read_text

MAX_BYTES = 2_000_000  # three hours of speech have some 200,000
SILENCE = 2.0  # seconds

_TIME = r"(?:(\d+):)?(\d\d):(\d\d)[,.](\d{3})"
_FROM_TO = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}")
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:WEBVTT\b|\s*\d+[ \t]*\r?\n\d+:\d\d:\d\d[,.]\d{3} -->)")
_SPEAKER = re.compile(r"<v(?:\.[^ >]*)? ([^>]{1,100})>")  # of WebVTT
_TURN = re.compile(r"(?:>>+|[-–])\s+")  # somebody else speaks, in captions
_TAG = re.compile(r"</?[a-z][^>]{0,100}>|\{\\[^}]{0,100}\}")


class Subtitles:
    """SubRip and WebVTT."""

    name = "subtitles"
    suffixes = frozenset({".srt", ".vtt"})
    largest = MAX_BYTES

    def knows(self, head: bytes) -> bool:
        """By WebVTT's mark, or a first number with its time."""
        return _BEGINS.match(head) is not None

    def read(self, file: Opened) -> Iterator[Draft]:
        """One article. Raises `Unusable`."""
        paragraphs: list[str] = []
        end = 0.0
        for start, stop, text in _cues(read_text(file.all(self.largest))):
            begins, spoken = _turn(text)
            if begins or not paragraphs or start - end > SILENCE:
                paragraphs.append(spoken)
            else:
                paragraphs[-1] += f" {spoken}"
            end = stop
        if not paragraphs:
            raise Unusable("subtitles without a word in them; export them again")
        yield Draft("\n\n".join(paragraphs))


def _cues(text: str) -> Iterator[tuple[float, float, str]]:
    """When each subtitle begins and ends, in seconds, and its words in one line."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = block.strip().split("\n")
        for number, line in enumerate(lines[:2]):  # a number or a name may stand before the time
            if found := _FROM_TO.match(line):
                words = " ".join(" ".join(lines[number + 1 :]).split())
                times = found.groups(default="0")
                if words:
                    yield _seconds(*times[:4]), _seconds(*times[4:]), words
                break


def _seconds(hours: str, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours[:4]) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _turn(text: str) -> tuple[bool, str]:
    """Whether somebody else begins to speak, and what is said, with the name where it is given."""
    named = _SPEAKER.match(text)
    turn = _TURN.match(text)
    spoken = _TAG.sub("", text[turn.end() :] if turn else text).strip()
    return bool(named or turn), f"{named[1].strip()}: {spoken}" if named else spoken


@extension
def factcheck_readers() -> list[Subtitles]:
    return [Subtitles()]
