"""What a general rule adds to a report: agreements that nothing else shows, and no lone answers."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.model import Report, Verdict

CheckTexts = Callable[..., Report]

FERRY = "The ferry Lindmark left the harbour of Farol with 47 crates of oranges and 12 lamps."
SAME_FERRY = "Inspectors counted 47 crates of oranges and 12 lamps on the ferry Lindmark."


def general(report: Report) -> list[str]:
    return [f.verdict.value for f in report.findings if f.rule == "figures.stated"]


def test_what_one_article_alone_states_is_not_reported(check_texts: CheckTexts) -> None:
    report = check_texts({"a": FERRY, "b": "A storm blew the roof off the old town hall."})

    assert general(report) == []


def test_two_sentences_that_agree_on_many_things_are_one_finding(check_texts: CheckTexts) -> None:
    report = check_texts({"a": FERRY, "b": SAME_FERRY})

    assert general(report) == [Verdict.AGREEMENT.value]


def test_a_general_rule_never_flags(check_texts: CheckTexts) -> None:
    report = check_texts({"a": FERRY, "b": SAME_FERRY.replace("47", "48")})

    assert "conflict" not in general(report)


def test_passages_that_a_rule_of_their_own_shows_are_not_shown_again(
    check_texts: CheckTexts,
) -> None:
    report = check_texts(
        {
            "a": "Clara Brandt, 41, won the harbour race for the old Lindmark cup.",
            "b": "The harbour race for the old Lindmark cup was won by 41-year-old Clara Brandt.",
        }
    )

    agreements = [f.rule for f in report.findings if f.verdict is Verdict.AGREEMENT]
    assert agreements == ["people.age"]
