"""An article, what findings cite of it and what it shares with others go in; its paragraphs come
out, cut into pieces that are marked up alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from factcheck.model import GRAVEST_FIRST, Verdict
from factcheck.report.cards import Cited
from factcheck.report.names import FindingName
from factcheck.report.segments import Segment, Span, segments


class Reference(NamedTuple):
    """A footnote mark in an article: it leads to a finding, and a passage leads to it."""

    anchor: str
    finding: FindingName


class Piece(NamedTuple):
    """A stretch of an article's text that is marked up alike."""

    text: str
    passage: bool  # inside a sentence that is compared with another article's
    verdict: Verdict | None  # of the gravest finding that these words answer
    references: tuple[Reference, ...]  # findings whose answer ends here
    also: str  # letters of other articles that it stands in, too: 'A, B, C, D, E, F and 7 more'


Paragraph = tuple[Piece, ...]

_MOST_LETTERS = 6  # of other articles, in a line


class _Tag(NamedTuple):
    """What a span of an article is: the passage of an evidence, the answer in it, or a copy."""

    role: Literal["passage", "answer", "shared"]
    cited: Cited | None = None
    others: tuple[str, ...] = ()
    told: str = ""  # the others for a line


def paragraphs(
    text: str, cited: Iterable[Cited], shared: Mapping[tuple[int, int], Iterable[str]]
) -> tuple[Paragraph, ...]:
    """The paragraphs of an article, one a line. `shared`: where passages start and end that other
    articles have, too, and the letters of those."""
    spans: list[Span[_Tag]] = []
    for one in cited:
        at = one.evidence
        spans.append(Span(at.start, at.end, _Tag("passage", one)))
        spans.append(Span(at.answer_start, at.answer_end, _Tag("answer", one)))
    for (start, end), letters in shared.items():
        others = tuple(letters)
        spans.append(Span(start, end, _Tag("shared", None, others, _told(others))))
    lines = (line for line in re.finditer(r"[^\n]+", text) if not line.group().isspace())
    tagged = segments(text, spans, (line.span() for line in lines))
    ends = _where_answers_end(tagged)
    return tuple(
        tuple(
            _piece(text, tags, ends.get((row, column), ()))
            for column, (text, tags) in enumerate(line)
        )
        for row, line in enumerate(tagged)
    )


def _where_answers_end(
    lines: list[list[Segment[_Tag]]],
) -> Mapping[tuple[int, int], Sequence[Reference]]:
    """For each (line, piece): the references that belong behind it.

    A reference stands behind the last piece of its answer, or of its passage where the answer
    is not in the text.
    """
    passages: dict[str, tuple[int, int]] = {}
    answers: dict[str, tuple[int, int]] = {}
    findings: dict[str, FindingName] = {}
    for row, line in enumerate(lines):
        for column, (_, tags) in enumerate(line):
            for role, cited, _, _ in tags:
                if cited:
                    findings[cited.anchor] = cited.finding
                    last = answers if role == "answer" else passages
                    last[cited.anchor] = row, column
    ends: defaultdict[tuple[int, int], list[Reference]] = defaultdict(list)
    for anchor, finding in sorted(findings.items(), key=lambda item: item[1].number):
        place = answers.get(anchor) or passages[anchor]
        ends[place].append(Reference(anchor, finding))
    return ends


def _piece(text: str, tags: tuple[_Tag, ...], references: Sequence[Reference]) -> Piece:
    passage, also, answered, shared = False, "", [], []
    for role, cited, others, told in tags:
        if cited:
            verdict = cited.finding.verdict
            passage = passage or verdict is not Verdict.SINGLE
            if role == "answer":
                answered.append(verdict)
        elif others:
            shared.append(others)
            also = told
    if len(shared) > 1:
        also = _told(tuple(dict.fromkeys(chain(*shared))))
    return Piece(
        text,
        passage,
        min(answered, key=GRAVEST_FIRST.index) if answered else None,
        tuple(references),
        also,
    )


def _told(letters: tuple[str, ...]) -> str:
    named = ", ".join(letters[:_MOST_LETTERS])
    more = len(letters) - _MOST_LETTERS
    return f"{named} and {more} more" if more > 0 else named
