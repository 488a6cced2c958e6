"""What the answers of a question come to, where articles know more than one number."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from factcheck.model import Report, Verdict

CheckTexts = Callable[..., Report]


@pytest.mark.parametrize(
    ("knowing", "verdict"),
    [
        # the guard's age is no sign that the article knows another one of the skipper
        ("Skipper Ida Lindberg, 36, was rescued. The guard, Ole Brandt, 31, was not.", "conflict"),
        ("Skipper Ida Lindberg, 36, was rescued. Others say that Ida Lindberg was 31.", None),
    ],
)
def test_who_knows_the_other_number_of_one_person_is_no_witness(
    check_texts: CheckTexts, knowing: str, verdict: str | None
) -> None:
    report = check_texts({"a": knowing, "b": "Ida Lindberg, 31, steered the barge."})
    found = [f.verdict for f in report.flagged if f.rule == "people.age"]
    assert found == ([Verdict(verdict)] if verdict else [])
