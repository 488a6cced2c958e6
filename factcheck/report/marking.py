"""An article, what findings cite of it and what it shares with others go in; its paragraphs come
out, cut into pieces that are marked up alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from factcheck.model import GRAVEST_FIRST, Verdict
from factcheck.report.cards import Cited
from factcheck.report.names import FindingName
from factcheck.report.segments import Span, segments


@dataclass(frozen=True)
class Reference:
    """A footnote mark in an article: it leads to a finding, and a passage leads to it."""

    anchor: str
    finding: FindingName


@dataclass(frozen=True)
class Piece:
    """A stretch of an article's text that is marked up alike."""

    text: str
    passage: bool  # inside a sentence that is compared with another article's
    verdict: Verdict | None  # of the gravest finding that these words answer
    references: tuple[Reference, ...]  # findings whose answer ends here
    shared: tuple[str, ...] = ()  # letters of other articles that it stands in, too


Paragraph = tuple[Piece, ...]


class _Tag(NamedTuple):
    """What a span of an article is: the passage of an evidence, the answer in it, or a copy."""

    role: Literal["passage", "answer", "shared"]
    cited: Cited | None = None
    others: tuple[str, ...] = ()


def paragraphs(
    text: str, cited: Iterable[Cited], shared: Mapping[tuple[int, int], Iterable[str]]
) -> tuple[Paragraph, ...]:
    """The paragraphs of an article, one a line. `shared`: where passages start and end that other
    articles have, too, and the letters of those."""
    spans = [span for one in cited for span in _spans(one)]
    spans += [
        Span(start, end, _Tag("shared", others=tuple(letters)))
        for (start, end), letters in shared.items()
    ]
    lines = [line for line in re.finditer(r"[^\n]+", text) if line.group().strip()]
    tagged = [
        [
            (segment.text, segment.tags)
            for segment in segments(
                line.group(),
                [
                    Span(span.start - line.start(), span.end - line.start(), span.tag)
                    for span in spans
                    if span.start < line.end() and span.end > line.start()
                ],
            )
        ]
        for line in lines
    ]
    ends = _where_answers_end(tagged)
    return tuple(
        tuple(_piece(text, tags, ends[row, column]) for column, (text, tags) in enumerate(line))
        for row, line in enumerate(tagged)
    )


def _spans(cited: Cited) -> Iterator[Span[_Tag]]:
    evidence = cited.evidence
    yield Span(evidence.start, evidence.end, _Tag("passage", cited))
    yield Span(evidence.answer_start, evidence.answer_end, _Tag("answer", cited))


def _where_answers_end(
    lines: list[list[tuple[str, tuple[_Tag, ...]]]],
) -> defaultdict[tuple[int, int], list[Reference]]:
    """For each (line, piece): the references that belong behind it.

    A reference stands behind the last piece of its answer, or of its passage where the answer
    is not in the text.
    """
    last: dict[tuple[str, str], tuple[int, int]] = {}
    findings: dict[str, FindingName] = {}
    for row, line in enumerate(lines):
        for column, (_, tags) in enumerate(line):
            for role, cited, _ in tags:
                if cited is not None:
                    last[cited.anchor, role] = (row, column)
                    findings[cited.anchor] = cited.finding
    ends: defaultdict[tuple[int, int], list[Reference]] = defaultdict(list)
    for anchor, finding in sorted(findings.items(), key=lambda item: item[1].number):
        place = last.get((anchor, "answer")) or last[anchor, "passage"]
        ends[place].append(Reference(anchor, finding))
    return ends


def _piece(text: str, tags: tuple[_Tag, ...], references: list[Reference]) -> Piece:
    answered = [tag.cited.finding.verdict for tag in tags if tag.role == "answer" and tag.cited]
    return Piece(
        text=text,
        passage=any(t.cited and t.cited.finding.verdict is not Verdict.SINGLE for t in tags),
        verdict=min(answered, key=GRAVEST_FIRST.index) if answered else None,
        references=tuple(references),
        shared=tuple(dict.fromkeys(other for tag in tags for other in tag.others)),
    )
