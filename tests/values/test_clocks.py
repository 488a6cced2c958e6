"""Times of day: read only where they are sure, held against each other with room to spare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.values import clocks
from factcheck.values.clocks import DAY, ROOM, ZONES, Clock
from factcheck.values.relation import Relation

CLOCKS = st.builds(
    Clock,
    st.integers(0, DAY - 1),
    st.sampled_from(sorted(ROOM)),
    st.sampled_from(["", "local", "GMT", *(z for z in ZONES if z != "UTC")]),
)


def read(text: str) -> list[str]:
    return [clock.normal for _, _, clock in clocks.find(text)]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The ferry left at 4:15 p.m. on Monday.", "16:15"),
        ("The ferry left at 4.15pm.", "16:15"),
        ("The ferry left shortly after 8 a.m. local time.", ">08:00 local"),
        ("The ferry left just before 12:30 am.", "<00:30"),
        ("The ferry left at about 0815 GMT.", "~08:15 GMT"),
        ("The ferry left at 8.15pm on Friday Oslo time.", "20:15 OSLO"),
        ("The ferry left at 8.15pm Eastern time.", "20:15"),
        ("The ferry left at 08:15 a.m. UTC.", "08:15 GMT"),
        ("The ferry left at 1540 hours.", "15:40"),
        ("The ferry left at 1540 (1340 GMT).", "15:40 local"),
        ("The ferry left around noon.", "~12:00"),
        ("The ferry left at 9:20 in the evening.", "21:20"),
        ("The ferry left at 9:20 on Friday night.", "21:20"),
        ("The ferry left at 20:05.", "20:05"),
    ],
)
def test_a_time_of_day_is_read_with_its_tolerance_and_zone(text: str, normal: str) -> None:
    assert read(text)[:1] == [normal]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at 8:15.",  # morning or evening
        "The road is closed until 9 p.m.",
        "The road is closed until about 9 p.m.",
        "They won 3:2 in 2016.",
        "The ferry carried 1540 people.",
        "The flat costs $4.15 per month.",
    ],
)
def test_what_may_be_no_time_or_no_when_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("15:00", "15:00", Relation.SAME),
        ("~15:00", "15:20", Relation.REFINES),
        (">20:00", "20:17", Relation.REFINES),
        ("12:04", ">12:00", Relation.REFINES),
        ("12:04", "12:09", Relation.INCOMPARABLE),
        ("~15:00", "15:50", Relation.DIFFERS),
        ("04:30", "06:00", Relation.DIFFERS),
        ("<00:00", "23:40", Relation.REFINES),
        ("06:12 GMT", "06:12 local", Relation.DIFFERS),
        ("06:12 GMT", "08:12 local", Relation.INCOMPARABLE),
        ("20:15 OSLO", "06:12", Relation.INCOMPARABLE),
        ("06:12 GMT", "06:12", Relation.INCOMPARABLE),
    ],
)
def test_two_times_exclude_each_other_only_beyond_their_room(
    one: str, other: str, relation: Relation
) -> None:
    a, b = clocks.parse(one), clocks.parse(other)
    assert a is not None
    assert b is not None
    assert clocks.relate(a, b).relation is relation


@given(CLOCKS, CLOCKS)
def test_relating_is_symmetric(a: Clock, b: Clock) -> None:
    assert clocks.relate(a, b).relation is clocks.relate(b, a).relation


@given(CLOCKS)
def test_a_normal_form_is_read_back(clock: Clock) -> None:
    assert clocks.parse(clock.normal) == clock


@given(st.text())
def test_no_text_crashes_the_reading(text: str) -> None:
    list(clocks.find(text))
