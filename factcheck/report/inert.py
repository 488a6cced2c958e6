"""A text of strangers goes in, Markdown that shows it and does nothing else comes out: for every
document in Markdown that quotes articles.
"""

from __future__ import annotations

import re

from factcheck.report.visible import make_controls_visible

# Between the letters of what a forge or a mail program would make a link or a mention of stands
# U+2060, which joins words and shows nothing: these look at the text after Markdown's own escapes
# are gone, so that a backslash does not help.
_JOINER = "\u2060"
_REFERENCES = re.compile(
    r"@(?=\S)"  # @person, name@example.org
    r"|[#!~%&^](?=\w)"  # issues, merge requests, labels, milestones, epics, alerts
    r"|\bGH-(?=\d)"
    r"|/(?=/)"  # https://…
    # www.…, example.org; what ends the names of articles' files is no domain
    r"|\bwww\.|(?<=\w)\.(?!(?:txt|text|html|json)\b)(?=[^\W\d_]{2})"
    r"|\b(?:mailto|xmpp|tel):|(?<!\w):(?=[\w+-]+:)",  # addresses, :emoji:
    re.IGNORECASE,
)
# A commit has seven digits or more; numbers, which have no letters, are left alone.
_COMMIT = re.compile(r"\b(?=\w*\d)(?=\d*[a-f])[0-9a-f]{7,}\b", re.IGNORECASE)
_PART_OF_A_COMMIT = re.compile(r".{6}(?=.)")
# Emphasis, code, links, HTML, entities, tables, formulas, templates, headings.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$#{}]")
# What makes a list, a heading or a rule of the line that it starts.
_START_OF_BLOCK = re.compile(r"(?:\d+(?=[.)])|(?=[-+=:]))")


def one_line(text: str, most: int) -> str:
    """The text on one line, its controls to be seen; `most` characters of it."""
    shown = make_controls_visible(text[: most + 1])
    line = " ".join(shown.split())
    return line if len(text) <= most else f"{line[:most].rstrip()}…"


def escaped(line: str, *, starts_a_line: bool = False) -> str:
    """A line as Markdown that shows it, and that no forge and no mail program makes more of.
    `starts_a_line`: nothing but a bullet, a number or `>` stands before it."""
    apart = _COMMIT.sub(lambda match: _joined(_PART_OF_A_COMMIT, match.group()), line)
    broken = _joined(_REFERENCES, apart)
    marked = _SPECIAL.sub(lambda match: "\\" + match.group(), broken)
    if starts_a_line and (start := _START_OF_BLOCK.match(marked)):
        return f"{start.group()}\\{marked[start.end() :]}"
    return marked


def _joined(pattern: re.Pattern[str], text: str) -> str:
    """The text with a joiner behind every match."""
    return pattern.sub(lambda match: match.group() + _JOINER, text)
