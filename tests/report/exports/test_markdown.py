"""Markdown: one document that a forge or a mail program shows, and in which articles are words."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from factcheck.model import Report
from factcheck.report.exports.markdown import (
    MOST_CHARACTERS,
    MOST_OF_A_SIDE,
    MOST_OF_A_TEXT,
    dumps,
    inert,
)
from tests.report.exports.hostile import HOSTILE, hostile, texts

# As forges read: CommonMark with tables, struck out words, HTML, and links made of bare addresses.
FORGE = MarkdownIt("gfm-like", {"html": True, "linkify": True})
OURS = {
    "heading_open",
    "paragraph_open",
    "bullet_list_open",
    "list_item_open",
    "blockquote_open",
    "strong_open",
    "code_inline",
    "text",
    "inline",
    "softbreak",
}
# What forges look for in the text of the page, after Markdown is done (GitHub's and GitLab's docs).
REFERENCE = re.compile(
    r"(?:^|\W)@\w|\w@\w|[#!~%&]\w|GH-\d|https?://|www\.\w|\b[0-9a-f]{7,40}\b(?<=\d.{6})",
    re.IGNORECASE,
)


def tokens(markdown: str) -> Iterator[Token]:
    """Everything that a reader of Markdown finds, blocks and what stands in them."""
    for token in FORGE.parse(markdown):
        yield token
        yield from token.children or []


def words(markdown: str) -> str:
    """The text that is shown."""
    return "".join(t.content for t in tokens(markdown) if t.type in {"text", "code_inline"})


def opened(markdown: str) -> set[str]:
    return {t.type for t in tokens(markdown) if not t.type.endswith("_close")}


def shape(markdown: str) -> list[str]:
    """The blocks of a document in their order."""
    return [f"{t.type} {t.tag}" for t in FORGE.parse(markdown)]


def test_a_report_is_one_document_of_what_was_found_and_checked(full: Report) -> None:
    document = dumps(full).decode("utf-8")
    headings = re.findall(r"^#+ .*$", document, re.MULTILINE)

    assert headings == [
        "# One conflict in four articles",
        "## Conflicts",
        "### 1. Who ordered the new cables?",
        "## Updates",
        "### 2. How many people were hurt?",
        "## Agreements",
        "## What was checked",
    ]
    assert opened(document) <= OURS


def test_a_conflict_has_its_answers_sources_passages_and_decision(full: Report) -> None:
    document = dumps(full).decode("utf-8")
    shown = words(document)

    assert "High severity, confidence 86 %, rule decisions.order" in shown
    assert "**The town council** – A (The Halden Gazette), C" in document
    assert "> “It was **the town council** that ordered the new cables,” said" in document
    assert "> – A, 3 May 2021, said by Ingrid Solvang" in document
    assert "**Review:** Resolved in favour of “The town council” by Ada, 6 May" in document
    assert "1 dismissed in a review and left out here." in shown


def test_agreements_are_short_and_what_was_not_checked_is_named(full: Report) -> None:
    document = dumps(full).decode("utf-8")

    assert "- When did the footbridge collapse? **2 May 2021** (A, B, C)" in document
    assert "stories/bridge.\u2060jpg: not text: it is a picture" in document
    assert "One question answered by one source alone." in document


@pytest.mark.parametrize("poison", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_in_every_field_is_nothing_but_words(full: Report, poison: str) -> None:
    document = dumps(hostile(full, poison)).decode("utf-8")

    assert opened(document) <= OURS
    plain = shape(dumps(hostile(full, "word")).decode("utf-8"))
    assert shape(document) == plain or not poison
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", document)
    assert len(document) <= MOST_CHARACTERS


@pytest.mark.parametrize("name", ["autolinks", "mentions"])
def test_nothing_is_a_reference_once_markdown_is_done(full: Report, name: str) -> None:
    found = [
        REFERENCE.findall(token.content)
        for token in tokens(dumps(hostile(full, HOSTILE[name])).decode("utf-8"))
        if token.type == "text"
    ]

    assert found
    assert not any(found)


@given(text=texts)
@example(text="1986. A good year")
@example(text="+ - = : text")
@settings(max_examples=200)
def test_any_text_is_shown_as_it_is_written(text: str) -> None:
    for frame in ("{}", "> {}", "- {}", "# {}"):
        line = inert(text, starts_a_line=True)
        document = frame.format(line)
        assert opened(document) <= OURS
        assert len(shape(document)) == len(shape(frame.format("word" if line else "")))
        visible = text.replace(" ", "").replace("\n", "")
        if visible.isprintable():
            assert "".join(words(document).split()).replace("\u2060", "") == visible


def test_a_long_text_is_shortened() -> None:
    assert inert("w" * 10**6) == "w" * MOST_OF_A_TEXT + "…"


def with_passage(full: Report, before: str, answer: str = "council") -> str:
    """The document where the first passage has this text before its answer."""
    first, *others = full.findings
    stated, *rest = first.answers
    evidence = stated.evidence[0].model_copy(
        update={
            "quote": f"{before}{answer} met.",
            "start": 0,
            "answer_start": len(before),
            "answer_end": len(before) + len(answer),
        }
    )
    stated = stated.model_copy(update={"evidence": (evidence,)})
    first = first.model_copy(update={"answers": (stated, *rest)})
    return dumps(full.model_copy(update={"findings": (first, *others)})).decode("utf-8")


def test_controls_before_an_answer_are_shown_by_their_number(full: Report) -> None:
    shown = words(with_passage(full, "The \u202enwot\u2066 \x07 "))

    assert "The [U+202E]nwot[U+2066] ␇ council met." in shown


def test_a_long_text_before_an_answer_loses_its_beginning(full: Report) -> None:
    shown = words(with_passage(full, "start " + "\u202e" + "word " * MOST_OF_A_SIDE + "end "))

    assert "word end council met." in shown
    assert "…" in shown
    assert "start" not in shown


def test_what_does_not_fit_is_counted(full: Report) -> None:
    conflict, update, agreement, single = full.findings
    many = full.model_copy(
        update={
            "findings": (*[conflict] * 80, *[update] * 5, *[agreement] * 60, single),
            "skipped": full.skipped * 2000,
        }
    )
    document = dumps(many).decode("utf-8")

    assert len(document) <= MOST_CHARACTERS
    flagged, agreed = document.count("\n### "), document.count("\n- When did")
    skipped = document.count("\n- stories/")
    *left, inputs = map(int, re.findall(r"… and (\d+) more, which the report has", document))
    assert sum(left) == 80 + 5 - flagged + 60 - agreed
    assert inputs == 2000 - skipped
    assert flagged > 20
    assert opened(document) <= OURS


def test_a_document_of_nothing_but_hostile_texts_fits(full: Report) -> None:
    signs = full.model_copy(update={"findings": full.findings * 50, "skipped": full.skipped * 100})

    for text in ("*" * 10_000, "@a" * 10_000, "\u202e" * 10_000):
        assert len(dumps(hostile(signs, text)).decode("utf-8")) <= MOST_CHARACTERS
