"""Dates become places on a line of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.report.scale import MOST_TICKS, Scale, Stretch, stretch


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2017-09-12", date(2017, 9, 12), date(2017, 9, 12)),
        ("2017-12", date(2017, 12, 1), date(2017, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-12~", date(2017, 12, 1), date(2017, 12, 31)),
        ("2008/2009", date(2008, 1, 1), date(2009, 12, 31)),
        ("2013-05-02 night", date(2013, 5, 2), date(2013, 5, 2)),
        ("2018-09-07T08:00:00Z", date(2018, 9, 7), date(2018, 9, 7)),
    ],
)
def test_a_date_covers_all_the_days_that_it_may_mean(edtf: str, first: date, last: date) -> None:
    assert stretch(edtf) == Stretch(first, last)


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "XXXX-06-08",
        "201X",
        "../2017",
        "2017-02-31",
        "0000",
        "soon",
        "-0100",
        "2017/..",
        "Y1E99999999",
    ],
)
def test_what_names_no_days_has_no_place(edtf: str) -> None:
    assert stretch(edtf) is None


@given(st.text(max_size=12))
def test_no_text_is_too_strange(text: str) -> None:
    found = stretch(text)
    assert found is None or found.first <= found.last


@given(st.lists(st.dates(), min_size=1, max_size=5))
def test_every_day_lies_on_the_line_and_the_ticks_are_few(days: list[date]) -> None:
    scale = Scale.over([Stretch(day, day) for day in days])
    assert all(0 <= scale.x(day) <= 100 for day in days)
    ticks = scale.ticks
    assert len(ticks) <= MOST_TICKS + 1
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
    assert all(0 <= tick.x <= 100 for tick in ticks)


def test_the_axis_names_days_months_or_years_as_the_stretch_is_long() -> None:
    def labels(first: str, last: str) -> list[str]:
        stretches = [stretch(first), stretch(last)]
        return [tick.label for tick in Scale.over([s for s in stretches if s]).ticks]

    assert labels("2021-05-03", "2021-05-04") == ["3 May", "4 May"]
    assert labels("2017-09-12", "2017-12") == ["Oct 2017", "Nov", "Dec", "Jan 2018"]
    assert labels("1950", "2021") == ["1960", "1980", "2000", "2020"]
