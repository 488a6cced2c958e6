"""A difference as Markdown: to be read in a mail, and inert whatever articles say."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt

from factcheck.model import Report, Verdict
from factcheck.report.difference import difference
from factcheck.report.difference.markdown import MOST_CHARACTERS, MOST_FINDINGS, inert, render
from tests.report.bridge import (
    ALL,
    BEFORE,
    BOTH,
    EIGHT,
    FIVE_ONLY,
    FIVE_OR_EIGHT,
    GAZETTE,
    THREE_ANSWERS,
    answer,
    article,
    finding,
    made,
    report,
    said,
)

HOSTILE = [
    "<script>alert(1)</script>",
    "[click](https://evil.example)",
    "![](https://evil.example/pixel.png)",
    "**bold** _it_ `code` ~~gone~~",
    "# heading",
    "1. a list",
    "- a list",
    "+ a list",
    "> a quote",
    "---",
    "```",
    "a | b\n--- | ---\n1 | 2",
    "&lt;b&gt; &#60;b&#62;",
    "<https://evil.example>",
    "line\n\n# another",
    "line\r\n- item",
    "\\",
    "$x$",
    "[ref]: https://evil.example",
]


def new_conflict() -> str:
    return render(difference(report((GAZETTE,), FIVE_ONLY), BEFORE))


def told(text: str) -> Report:
    """A report with this text in every field that is told."""
    paper = article("hostile", text, publisher=text, title=text).model_copy(update={"path": text})
    answers = (answer(text, said("hostile", f"{text} x")), answer("8", said("courier", EIGHT)))
    by = made(factcheck=text, model=text, packs=(f"{text}: 1",), settings={text: text})
    found = finding(*answers, question=text, id="hostile")
    single = finding(answers[0], question=text, id="s", verdict=Verdict.SINGLE, rule="money.cost")
    return report((*BOTH, paper), found, single, by=by)


def tokens(text: str) -> set[str]:
    """What a Markdown reader makes of it."""
    parsed = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return {t.type for block in parsed for t in [block, *(block.children or [])]}


def test_a_new_conflict_is_told_with_its_passages() -> None:
    lines = new_conflict().splitlines()

    start = lines.index("## New and changed")
    assert lines[start + 2 : start + 7] == [
        "- **Conflict: How many people were hurt?** New: courier was added",
        "  - **5**: gazette",
        "  - new: **8**: courier",
        "  - “Five people were hurt, the fire service said.” (gazette)",
        "  - “Eight people were hurt when a footbridge fell into the Halden.” (courier)",
    ]


def test_what_was_not_made_alike_stands_on_top() -> None:
    shown = render(difference(BEFORE, report(BOTH, FIVE_OR_EIGHT, by=made(factcheck="0.2.0"))))
    assert "**Not made alike, which can explain differences: factcheck 0.2.0, was 0.1.0.**" in shown


def test_a_conflict_that_is_gone_is_told_apart() -> None:
    shown = render(difference(BEFORE, report((GAZETTE,), FIVE_ONLY)))

    assert "## No longer flagged" in shown
    assert "Gone: courier is no longer among the articles" in shown
    assert "- removed: courier.txt" in shown


def test_reports_that_say_the_same_are_told_in_one_line() -> None:
    assert render(difference(BEFORE, BEFORE)) == (
        "# What changed since the last report\n\nNo difference: 2 articles, 1 finding unchanged.\n"
    )


def test_singles_are_listed_on_request() -> None:
    found = difference(report((GAZETTE,)), report((GAZETTE,), FIVE_ONLY))

    assert "one source alone answers: 1 new" in render(found)
    assert "How many people were hurt?" not in render(found)
    assert "How many people were hurt?" in render(found, every=True)


def test_a_long_list_is_cut_and_says_by_how_much() -> None:
    many = [
        finding(answer("5", said("gazette", f"Five, {n}.")), verdict=Verdict.UPDATE, id=str(n))
        for n in range(MOST_FINDINGS + 2)
    ]
    found = difference(report(BOTH), report(BOTH, *many))

    assert "\n- and 2 more\n" in render(found)
    assert "more" not in render(found, every=True)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("swap", [False, True])
def test_hostile_text_marks_up_nothing(text: str, swap: bool) -> None:
    reports = (BEFORE, told(text))
    old, new = reversed(reports) if swap else reports
    plain = difference(*(told("words") if one is not BEFORE else one for one in (old, new)))

    shown = render(difference(old, new), every=True)

    assert tokens(shown) <= tokens(render(plain, every=True)) | {"text_special", "strong_open"}
    assert [line for line in shown.splitlines() if line.startswith("#")] == [
        line for line in render(plain, every=True).splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize("text", ["@somebody", "#12", "https://evil.example", "www.evil.example"])
def test_nobody_is_called_and_nothing_linked(text: str) -> None:
    shown = inert(text)

    assert text not in shown
    assert shown.replace("\u2060", "").replace("\\", "") == text


@pytest.mark.parametrize("text", ["\u202etxt.exe", "\x1b[2Jgone", "\x00", "a\x85b"])
def test_controls_are_seen(text: str) -> None:
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", inert(text))


def test_a_word_of_a_megabyte_is_cut() -> None:
    shown = render(difference(BEFORE, told("w" * 1_000_000)), every=True)

    assert len(shown) < 40 * MOST_CHARACTERS


def test_a_new_answer_is_told_with_its_passage() -> None:
    shown = render(difference(BEFORE, report(ALL, THREE_ANSWERS)))

    assert "  - new: **9**: wire\n" in shown
    assert "  - new: “Nine people were hurt, the hospital of the town said.” (wire)" in shown
