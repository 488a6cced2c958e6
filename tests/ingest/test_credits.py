"""Which agency the last lines of an article credit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.compare.chains import SURELY
from factcheck.ingest.credits import read_agency_credit

BODY = "Two people are missing, the coast guard said."


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("(AP)", "Associated Press"),
        ("— Reuters", "Reuters"),
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("Associated Press journalists in Oslo contributed to this story.", "Associated Press"),
        ("With files from AFP", "AFP"),
        ("Source: Xinhua", "Xinhua"),
        ("Source: Xinhua | 2018-05-03 12:30:00 | Editor: Wei", "Xinhua"),
        ("© Reuters 2013. All rights reserved.", "Reuters"),
        ("Source: Anadolu News Agency", "Anadolu Agency"),
        ("Copyright 2013 Bloomberg News. All rights reserved. Bay Post", "Bloomberg"),
        ("© 2013 AFP. All rights reserved.", "AFP"),
        ("Copyright 2013 The Associated Press. All rights reserved.", "Associated Press"),
        ("The search goes on. (AP)", "Associated Press"),
        ("The search goes on, he said. – dpa", "dpa"),
    ],
)
def test_a_credit_names_its_agency(line: str, agency: str) -> None:
    found = read_agency_credit([BODY, line])
    assert found is not None
    assert (found.field, found.value, found.source) == ("agency", agency, "text")
    assert line.endswith(found.evidence)


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("(AP)", "The Associated Press contributed to this report."),
        ("© 2013 AFP", "With files from AFP"),
        ("Source: Reuters", "Sources: Reuters, AFP"),
        ("Source: Reuters", "Source: Reuters, local police"),
        ("© AFP", "© AFP/Bay Post"),
        ("Source: AP", "Source: AP and harbour office"),
        ("The search goes on. (AP)", "With additional reporting by AP"),
    ],
)
def test_what_an_agency_added_to_is_less_surely_its_copy(whole: str, part: str) -> None:
    all_of_it, some_of_it = (read_agency_credit([BODY, line]) for line in (whole, part))
    assert all_of_it is not None
    assert some_of_it is not None
    assert some_of_it.confidence < SURELY <= all_of_it.confidence


@pytest.mark.parametrize(
    "line",
    [
        "The captain told AFP",
        "Sources told Reuters that the ferry was old.",
        "He sold his shares of the company (PA Holdings).",
        "The Associated Press was founded in 1846.",
        "Source: Reuters Institute survey 2020",
        "© 2013 AP Hogeschool",
        "Source: AP photo",
        "Source: Bloomberg News photo",
        "Source: Reuters Andersen and Sons",
        "",
    ],
)
def test_an_agency_in_a_sentence_is_no_credit(line: str) -> None:
    assert read_agency_credit([BODY, line]) is None


def test_a_credit_stands_at_the_end() -> None:
    assert read_agency_credit(["(AP)", *[BODY] * 5]) is None


def test_a_line_of_a_megabyte_is_no_trouble() -> None:
    assert read_agency_credit([BODY, "AP " * 400_000]) is None


@given(st.lists(st.text(max_size=60), max_size=6))
def test_no_lines_make_it_fail(lines: list[str]) -> None:
    read_agency_credit(lines)
