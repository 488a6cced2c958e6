"""A report goes in, one Markdown document comes out that fits into an issue or a mail: what was
found, the flagged findings with their passages, agreements in short, what was checked.

What articles say is hostile here: `inert` lets it be nothing but words on every forge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factcheck import model
from factcheck.model import Verdict
from factcheck.report.exports.export import Export
from factcheck.report.inert import escaped, one_line
from factcheck.report.names import count

if TYPE_CHECKING:
    from factcheck.report.cards import AnswerView, FindingView, PassageView
    from factcheck.report.layout import ArticleView, Page

# What fits into a document, in characters. GitHub takes 65,536 for an issue, others take more.
MOST_CHARACTERS = 65_000
MOST_OF_A_TEXT = 300  # question, label, speaker, note: a line or two
MOST_OF_A_SIDE = 350  # of a passage before its answer, and after it: with both, a long sentence
MOST_ANSWERS = 8  # of one finding
MOST_PASSAGES = 4  # of one answer
MOST_NAMES = 12  # of articles behind one answer
# Characters for the list of what was checked, for that of what was not, and for headings.
ROOM_OF_A_LIST = 12_000
ROOM_OF_HEADINGS = 1_000

SECTIONS = (
    (Verdict.CONFLICT, "Conflicts", "These answers cannot all be right."),
    (Verdict.DISPUTE, "Disputes", "Named parties disagree, and the articles report it."),
    (Verdict.UPDATE, "Updates", "The answer can change, and the articles may speak of other days."),
    (Verdict.AGREEMENT, "Agreements", "At least two articles give the same answer."),
)

_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]{1,80}")  # of rules and findings


def dumps(report: model.Report) -> bytes:
    """The document, UTF-8, at most MOST_CHARACTERS long: what does not fit is counted."""
    from factcheck.report import layout  # its library of dates takes a moment to import

    page = layout.page(report)
    head, tail = _head(page), _tail(page)
    room = MOST_CHARACTERS - ROOM_OF_HEADINGS - len(head) - len(tail)
    return "".join((head, *_fitting(page, room), tail)).encode("utf-8")


def inert(text: str, *, starts_a_line: bool = False) -> str:
    """A text of strangers as a piece of a line that Markdown, forges and mail programs only show.
    `starts_a_line`: nothing but a bullet, a number or `>` stands before it."""
    return escaped(one_line(text, MOST_OF_A_TEXT), starts_a_line=starts_a_line)


def _head(page: Page) -> str:
    """What was found, and what is not said by it."""
    counts = [
        f"{len(views)} {verdict.value}{'s' if len(views) != 1 else ''}"
        for verdict, views in page.by_verdict.items()
        if verdict is not Verdict.SINGLE
    ]
    lines = [
        f"# {page.headline}",
        f"{inert(page.checked)}.",
        f"{', '.join(counts)}. factcheck shows where articles answer the same question "
        "differently; it does not know which answer is right.",
    ]
    if page.report.dismissed:
        number = len(page.report.dismissed)
        lines.append(f"{number} dismissed in a review and left out here.")
    return "".join(f"{line}\n\n" for line in lines)


def _fitting(page: Page, room: int) -> Iterator[str]:
    """The sections, as far as there is room; what is left out is counted at the end of each."""
    for verdict, heading, meaning in SECTIONS:
        if views := page.by_verdict[verdict]:
            short = verdict is Verdict.AGREEMENT
            blocks = map(_agreement if short else _finding, views)
            yield f"## {heading}\n\n{meaning}\n\n"
            yield from (shown := list(_within(room, blocks, len(views))))
            room -= sum(map(len, shown))
            yield "\n" if short else ""


def _within(room: int, blocks: Iterable[str], number: int) -> Iterator[str]:
    """The first of `number` blocks that fit into `room` characters, and how many do not."""
    for left, block in zip(range(number, 0, -1), blocks, strict=True):
        if len(block) > room:
            yield f"- … and {left} more, which the report has.\n\n"
            return
        room -= len(block)
        yield block


def _finding(view: FindingView) -> str:
    """A finding with its answers and their passages."""
    finding = view.finding
    lines = [
        f"### {view.name.number}. {inert(finding.question)}",
        f"{finding.severity.value.capitalize()} severity, confidence {view.percent} %, "
        f"rule {_code(finding.rule)}, finding {_code(finding.id)}.",
    ]
    if view.decided:
        note = f": {inert(finding.review.note)}" if finding.review and finding.review.note else ""
        lines.append(f"**Review:** {inert(view.decided)}{note}")
    for answer in view.answers[:MOST_ANSWERS]:
        independence = f". {inert(answer.independence)}." if answer.independence else ""
        lines.append(f"**{inert(answer.label)}** – {_sources(answer)}{independence}")
        lines += [_quoted(passage) for passage in answer.passages[:MOST_PASSAGES]]
        lines += _left_out(len(answer.passages) - MOST_PASSAGES, "passage")
    lines += _left_out(len(view.answers) - MOST_ANSWERS, "answer")
    return "".join(f"{line}\n\n" for line in lines)


def _agreement(view: FindingView) -> str:
    said = "; ".join(
        f"**{inert(answer.label)}** ({_letters(answer)})" for answer in view.answers[:MOST_ANSWERS]
    )
    return f"- {inert(view.finding.question, starts_a_line=True)} {said}; {view.counted}\n"


def _left_out(number: int, noun: str) -> list[str]:
    return [f"… and {count(number, noun)} more."] if number > 0 else []


def _sources(answer: AnswerView) -> str:
    """'A (The Gazette), B (The Courier)'."""
    return _listed([f"{name.letter} ({inert(name.name)})" for name in answer.articles], answer)


def _letters(answer: AnswerView) -> str:
    """'A, B, C': the names stand in the list of what was checked."""
    return _listed([name.letter for name in answer.articles], answer)


def _listed(articles: list[str], answer: AnswerView) -> str:
    names = [*articles, *map(inert, answer.other_sources)]
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def _quoted(passage: PassageView) -> str:
    """The passage as a quotation, its answer in bold, and below it where it stands."""
    before = _end(passage.before, MOST_OF_A_SIDE)
    answer = one_line(passage.answer, MOST_OF_A_TEXT)
    after = one_line(passage.after, MOST_OF_A_SIDE)
    before += " " if passage.before[-1:].isspace() else ""
    after = (" " if passage.after[:1].isspace() else "") + after
    if answer and _can_be_bold(before, answer, after):
        start = escaped(before, starts_a_line=True)
        text = f"{start}**{escaped(answer)}**{escaped(after)}"
    else:  # as one piece: a reference may begin in one part and end in another
        text = escaped(before + answer + after, starts_a_line=True)
    article = passage.article
    where = (
        f"{article.letter}, {inert(article.published or 'date unknown')}"
        if article
        else "in an article that the report does not hold"
    )
    said = f", said by {inert(passage.attributed_to)}" if passage.attributed_to else ""
    return f"> {text}\n>\n> – {where}{said}"


def _end(text: str, most: int) -> str:
    """The last `most` characters of a text on one line, its controls to be seen."""
    line = one_line(text[-most:], most)
    return line if len(text) <= most else f"…{line}"


def _can_be_bold(before: str, answer: str, after: str) -> bool:
    """Whether two asterisks open before the answer and close behind it (CommonMark's flanking)."""
    opens = not _bounds(answer[0]) or not before or _bounds(before[-1])
    return opens and (not _bounds(answer[-1]) or not after or _bounds(after[0]))


def _bounds(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] in "PS"


def _tail(page: Page) -> str:
    """What was checked, what was not, and how the document was made."""
    articles, skipped = page.articles, page.report.skipped
    lines = ["## What was checked\n\n"]
    lines += _within(ROOM_OF_A_LIST, map(_article, articles), len(articles))
    if skipped:
        lines.append("\nNot checked, so nothing is said about:\n\n")
        lines += _within(ROOM_OF_A_LIST, map(_skipped, skipped), len(skipped))
    if history := page.report.history:
        lines.append("\nLeft out, for another article stands for them:\n\n")
        lines += _within(ROOM_OF_A_LIST, map(_skipped, history), len(history))
    single = len(page.by_verdict[Verdict.SINGLE])
    alone = f"{count(single, 'question').capitalize()} answered by one source alone. "
    made = page.report.provenance
    lines.append(f"\n{alone}Made by factcheck {inert(made.factcheck)}, {inert(made.model)}.\n")
    return "".join(lines)


def _article(view: ArticleView) -> str:
    name, title = view.name, view.article.title
    about = f": {inert(title)}" if title and title != name.name else ""
    day = inert(name.published or "date unknown")
    return f"- **{name.letter}** {inert(name.name)}, {day}{about}\n"


def _skipped(skipped: model.Skipped) -> str:
    return f"- {inert(skipped.path, starts_a_line=True)}: {inert(skipped.reason)}\n"


def _code(name: str) -> str:
    return f"`{name}`" if _PLAIN_NAME.fullmatch(name) else inert(name)


EXPORT = Export(
    "markdown", "one document for an issue or a mail", {"report.md": lambda report: dumps(report)}
)
