"""The question of a finding on an earlier event says which event it is of."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.model import Report, Verdict

CheckTexts = Callable[[dict[str, str]], Report]


def test_the_question_on_an_earlier_event_says_when_it_was(check_texts: CheckTexts) -> None:
    report = check_texts(
        {
            "a": "In May 2009 a fire killed 14 people in Talan.",
            "b": "A fire in Talan killed 19 people in May 2009.",
        }
    )

    (finding,) = report.with_verdict(Verdict.CONFLICT)
    assert finding.question == "How many people were killed (earlier, May 2009)?"
