"""The raw text of one article's page goes in; its paragraphs come out, one a line, with a list of
what was taken away (navigation, share bars, link lists, tags, …) and why.

A link left in costs less than a sentence lost: what may be the article's own stays. The one
thing put right without a record is spelling: broken encodings, lost quotation marks, white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from factcheck.ingest.dateline import read_date_line
from factcheck.ingest.furniture import is_link_header, line_reason, sentence_words, take_marks
from factcheck.ingest.mojibake import has_controls, mended
from factcheck.model import Removed

# A line of these has nothing to repair: in no encoding are quotation marks, dashes and three dots
# both bytes that begin a character of UTF-8 and bytes that go on with one. To look for it takes
# ftfy 0.1 ms a line, and 60 ms to begin.
_PLAIN = re.compile(r"[\t -%'-;=-~‘’“”–—…]*")

# Text is taken to be wrapped by hand if its longest line is one of a mail or terminal window …
WRAP_WIDTHS = range(50, 101)
# … and nearly every line is so full that the next word had no room left (the benchmark's
# articles wrapped at 60 to 100 columns: all of them; one sentence a line: half at most) …
MIN_FULL_SHARE = 0.8
# … and most lines go on in lower case, as prose does and headlines and verses do not. Of those
# 250 articles none is unwrapped as it stands; wrapped, all are found but a few of some six lines.
MIN_LOWER_SHARE = 0.5
# Fewer broken lines than this prove nothing.
MIN_WRAPPED_LINES = 3

# Headlines in the benchmark have 3 to 26 words; three are as often a name or a caption.
HEADLINE_WORDS = range(4, 27)
# Of the longer words of a headline in title case, this share has a capital (quotations and
# "says" in lower case are the exceptions).
MIN_CAPITAL_SHARE = 0.75
# Words shorter than this are in lower case even in title case (of, with, from).
LONG_WORD = 5
# A single headline at the end may be a caption or a subheading; two are a list.
MIN_LINKS = 2

# A line of topics has at least this many, none of more words than that.
MIN_TOPICS = 4
MAX_TOPIC_WORDS = 4

# The name of a section ("Science & Technology") has at most so many words.
MAX_SECTION_WORDS = 4

# Each pass can bring to light what the last one hid (a menu under an access time); texts met so
# far are at rest after two. The bound is for hostile ones.
MAX_PASSES = 10

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_HEADING_MARK = re.compile(r"^#{1,6} ", re.MULTILINE)

# An â that no word can begin or end with was the first byte of “ or ” (E2 80 9C, E2 80 9D), the
# others lost on the way: â before a capital or a figure, or between punctuation and a space.
_LOST_QUOTE = re.compile(
    r"(?P<quote>[“”])|(?P<before>[,.!?…] ?|(?<!\w))â(?=[A-Z0-9])|(?P<after>[,.!?…])â(?=[\s)\]]|$)"
)
_ENDS_SENTENCE = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
_ENDS_STATEMENT = re.compile(r"[.…:;,][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's paragraphs, separated by one newline each, and what was not the article."""

    text: str
    removed: tuple[Removed, ...]


def clean(raw: str) -> Cleaned:
    """Clean the raw text of an article's page. Never raises; cleaning twice changes nothing."""
    text, removed = raw, list[Removed]()
    for _ in range(MAX_PASSES):
        before = text
        text = _repaired(_INVISIBLE.sub("", text))
        text, marks = take_marks(_HEADING_MARK.sub("", text))
        lines = [_mend_quotes(line) for line in _paragraphs(text)]
        reasons = _reasons(lines)
        removed += marks
        removed += [
            Removed(text=line, reason=reason)
            for line, reason in zip(lines, reasons, strict=True)
            if reason
        ]
        text = "\n".join(
            line for line, reason in zip(lines, reasons, strict=True) if reason is None
        )
        if text == before:
            break
    return Cleaned(text, tuple(removed))


def _repaired(text: str) -> str:
    """A text without what programs broke in it, such as mojibake, line by line."""
    lines = mended(text).split("\n")
    if all(map(_PLAIN.fullmatch, lines)):
        return "\n".join(lines)
    import ftfy

    # Typographic quotation marks and accents are the author's: only broken encodings are repaired.
    config = ftfy.TextFixerConfig(uncurl_quotes=False, normalization="NFC", explain=False)
    repaired: list[str] = []
    for number, line in enumerate(lines, 1):
        whole = line if number == len(lines) else f"{line}\n"
        if _PLAIN.fullmatch(line) is None:
            if "<" in line:  # as ftfy does: from here on, &amp; is meant
                config = config._replace(unescape_html=False)
            encoding = not has_controls(line)  # else that was tried
            whole = ftfy.fix_text(whole, config._replace(fix_encoding=encoding))
        repaired.append(whole)
    return "".join(repaired)


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs without blank lines; hand-wrapped lines are joined to theirs."""
    lines = _SPACES.sub(" ", text.replace("\f", "\n").replace("\v", "\n")).split("\n")
    lines = [line.strip() for line in lines]
    if _is_wrapped(lines):
        lines = _unwrapped(lines)
    return [line for line in lines if line]


def _is_full(line: str, following: str, width: int) -> bool:
    """Say whether the first word of the next line had no room left on this one."""
    return len(line) + 1 + len(following.split()[0]) > width


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether the lines of a text were broken by width, not by meaning."""
    width = max((len(line) for line in lines if not line.startswith("http")), default=0)
    breaks = [(line, after) for line, after in pairwise(lines) if line and after]
    if width not in WRAP_WIDTHS or len(breaks) < MIN_WRAPPED_LINES:
        return False
    full = [after for line, after in breaks if _is_full(line, after, width)]
    lower = [after for after in full if after[0].islower()]
    return len(full) >= MIN_FULL_SHARE * len(breaks) and len(lower) >= MIN_LOWER_SHARE * len(full)


def _unwrapped(lines: list[str]) -> list[str]:
    """Join the lines that were broken for lack of room."""
    width = max(len(line) for line in lines if not line.startswith("http"))
    joined = lines[:1]
    for line, after in pairwise(lines):
        if line and after and _is_full(line, after, width):
            joined[-1] += after if line.endswith("-") else f" {after}"
        else:
            joined.append(after)
    return joined


def _mend_quotes(line: str) -> str:
    """Put “ and ” where a lone â stands for them; an open quotation is closed, else one opens."""
    is_open = False

    def mend(found: re.Match[str]) -> str:
        nonlocal is_open
        if found["quote"]:
            is_open = found["quote"] == "“"
            return found.group()
        closes = is_open or found["after"] is not None
        is_open = not closes
        punctuation = (found["before"] or found["after"] or "").rstrip()
        if not closes:
            return f"{found['before']}“"
        return f"{punctuation}”" if found["after"] else f"{punctuation}” "

    return _LOST_QUOTE.sub(mend, line)


def _reasons(lines: list[str]) -> list[str | None]:
    """Say of each line why it is not the article's; None where it is."""
    reasons = [line_reason(line) for line in lines]
    _mark_access_times(lines, reasons)
    _mark_sections(lines, reasons)
    _mark_listed_links(lines, reasons)
    _mark_tail(lines, reasons)
    return reasons


def _mark_access_times(lines: list[str], reasons: list[str | None]) -> None:
    """Mark the lines that tell when the page was looked at, not when it was published.

    They say so ("Accessed …"), are a live clock ("08:36 GMT18 January 2021"), or are a date with
    the time of day that opens the page, above its menu.
    """
    for number, line in enumerate(lines):
        found = read_date_line(line)
        if found is None:
            continue
        opens_page = number == 0 and reasons[1:2] == ["navigation"]
        unlabelled = all(stated.label is None for stated in found.dates)
        if found.is_access_time or (opens_page and found.has_clock and unlabelled):
            reasons[number] = "access time"


def _mark_sections(lines: list[str], reasons: list[str | None]) -> None:
    """Mark names of sections: short lines in title case between two lines of the page's menu."""
    for number in range(1, len(lines) - 1):
        words = [word for word in lines[number].split() if word[0].isalpha()]
        if (
            reasons[number] is None
            and "navigation" in (reasons[number - 1], reasons[number + 1])
            and reasons[number - 1]
            and reasons[number + 1]
            and len(words) <= MAX_SECTION_WORDS
            and not _ENDS_SENTENCE.search(lines[number])
            and all(word[0].isupper() for word in words if len(word) >= LONG_WORD)
        ):
            reasons[number] = "navigation"


def _mark_listed_links(lines: list[str], reasons: list[str | None]) -> None:
    """Mark a header such as "Most read" and the headlines below it.

    Headlines written like sentences count if nothing but such lines follows to the end.
    """
    statements = [n for n, line in enumerate(lines) if _ENDS_STATEMENT.search(line)]
    last_statement = max((n for n in statements if reasons[n] is None), default=-1)
    in_list = False
    for number, line in enumerate(lines):
        if is_link_header(line):
            in_list = True
            reasons[number] = "related links"
        elif reasons[number] is None:
            in_list = in_list and (number > last_statement or _is_other_headline(line))
            reasons[number] = "related links" if in_list else None


def _mark_tail(lines: list[str], reasons: list[str | None]) -> None:
    """Mark the topics and the headlines of other articles below the end of the body."""
    links: list[int] = []
    for number in range(len(lines) - 1, 0, -1):
        if reasons[number]:
            continue
        if _is_topics(lines[number]):
            reasons[number] = "tags"
        elif _is_other_headline(lines[number]):
            links.append(number)
        else:
            break
    else:
        return  # headlines from top to bottom: then they are what there is
    if len(links) >= MIN_LINKS:
        for number in links:
            reasons[number] = "related links"


def _is_other_headline(line: str) -> bool:
    """Say whether a line is surely a headline: in title case and not ended like a statement."""
    words = line.split()
    if len(words) not in HEADLINE_WORDS or _ENDS_STATEMENT.search(line):
        return False
    long_words = [word for word in words if len(word) >= LONG_WORD and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    return bool(long_words) and capitals >= MIN_CAPITAL_SHARE * len(long_words)


def _is_topics(line: str) -> bool:
    """Say whether a line lists topics: short items without the words that make a sentence."""
    topics = [topic.split() for topic in re.split(r"[,;|]", line)]
    if len(topics) < MIN_TOPICS or _ENDS_SENTENCE.search(line):
        return False
    return all(
        0 < len(words) <= MAX_TOPIC_WORDS
        and not sentence_words().intersection(word.casefold() for word in words)
        for words in topics
    )
