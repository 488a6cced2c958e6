"""Where direct speech opens and closes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.language.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“Yes,” he said.", ["“Yes,”"]),
        ('"Yes," he said.', ['"Yes,"']),
        ('He said "yes" and then "no".', ['"yes"', '"no"']),
        ("«Oui», he said.", ["«Oui»"]),
        ("„Ja“, he said.", ["„Ja“"]),
        ('“Yes," he said, mixing his marks.', ['“Yes,"']),
        ("He said: “She told me ‘go’ and I went.”", ["“She told me ‘go’ and I went.”"]),
        ("“Yes,” he said. “No,” she said.", ["“Yes,”", "“No,”"]),
    ],
)
def test_a_quotation_runs_from_mark_to_mark(text: str, speech: list[str]) -> None:
    assert quoted(text) == speech


def test_a_mark_that_is_not_closed_closes_at_the_end_of_the_line() -> None:
    text = "“We are late.\n“And tired,” she said.\nThey left."
    assert quoted(text) == ["“We are late.", "“And tired,”"]


def test_a_lost_closing_mark_does_not_turn_the_next_lines_around() -> None:
    text = 'He said "yes.\nNobody spoke.\n"No," she said.'
    assert quoted(text) == ['"yes.', '"No,"']


@pytest.mark.parametrize("text", ["", "\n", "Nobody spoke.", "’Tis the farmers’ market."])
def test_without_marks_nobody_is_quoted(text: str) -> None:
    assert quoted(text) == []


def test_a_closing_mark_alone_opens_nothing() -> None:
    assert quoted("Yes,” he said.") == []


@given(st.text(alphabet="“”\"„«» \nab.,'’"))
def test_quotations_are_in_order_apart_and_within_one_line(text: str) -> None:
    spans = find_quotations(text)
    flat = [offset for span in spans for offset in span]
    assert flat == sorted(flat)
    assert all(start < end and "\n" not in text[start:end] for start, end in spans)
